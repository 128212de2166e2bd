"""The screens of the window, in the order of the sidebar, and those reached from others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page
from desktop_app.ui.pages.entry.page import EntryPage
from desktop_app.ui.pages.findings.page import FindingsPage
from desktop_app.ui.pages.layers.page import LayersPage
from desktop_app.ui.pages.log.page import LogPage
from desktop_app.ui.pages.overview.page import OverviewPage
from desktop_app.ui.pages.reports.page import ReportsPage
from desktop_app.ui.pages.services.page import ServicesPage
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.pages.tasks.page import TasksPage

if TYPE_CHECKING:
    from desktop_app.app import Program


def build_pages(desk: Desk, program: Program | None) -> list[tuple[str, str, str, Page]]:
    """Key, title, icon and screen of each page."""
    return [
        ("tong-quan", "Tổng quan", "home", OverviewPage(desk)),
        ("nhiem-vu", "Nhiệm vụ", "clipboard_task_list_ltr", TasksPage(desk)),
        ("dich-vu-cong", "Dịch vụ công trực tuyến", "globe_desktop", ServicesPage(desk)),
        ("an-toan-4-lop", "An toàn 4 lớp", "shield_checkmark", LayersPage(desk)),
        ("bao-cao", "Báo cáo", "document", ReportsPage(desk)),
        ("nhap-so-lieu", "Nhập số liệu", "arrow_import", EntryPage(desk)),
        ("soat-loi", "Soát lỗi", "document_search", FindingsPage(desk)),
        ("nhat-ky", "Nhật ký", "history", LogPage(desk)),
        ("cai-dat", "Cài đặt", "settings", SettingsPage(desk, program)),
    ]


def pages_beside(desk: Desk) -> list[tuple[str, str, Callable[[], Page]]]:
    """Key, title and maker of each screen that is not in the sidebar; their modules are loaded when first shown."""

    def compare() -> Page:
        from desktop_app.ui.pages.compare.page import ComparePage

        return ComparePage(desk)

    def calendar() -> Page:
        from desktop_app.ui.pages.calendar.page import CalendarPage

        return CalendarPage(desk)

    return [("so-sanh", "So sánh hai thời điểm", compare), ("lich-bao-cao", "Lịch báo cáo", calendar)]

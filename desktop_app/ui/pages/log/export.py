"""The log as an Excel list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.history import GROUPS
from desktop_app.list_export import ListColumn, ListTable
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.log.model import LogModel

_COLUMNS = (
    ListColumn("Mục", "integer", 56),
    ListColumn("Ngày", "centred", 84),
    ListColumn("Giờ", "centred", 52),
    ListColumn("Người", "text", 130),
    ListColumn("Máy", "text", 90),
    ListColumn("Loại", "text", 90),
    ListColumn("Nội dung", "text", 320),
    ListColumn("Hoàn tác ở mục", "integer", 80),
    ListColumn("Mã", "text", 150),
)


def export_log(parent: QWidget, desk: Desk, model: LogModel) -> None:
    """Write the entries the filters leave, newest first."""
    rows = [
        (
            item.entry,
            item.at.date(),
            f"{item.at:%H:%M:%S}",
            item.actor,
            item.machine,
            GROUPS[group][0],
            item.label,
            item.undone_by,
            item.hash[:16],
        )
        for item, group in model.picked()
    ]
    entry, digest = desk.read.last_entry()
    lines = (f"{len(rows)} mục; mục cuối của sổ {entry}, mã {digest[:16]}",)
    save_list(parent, desk, ListTable("Nhật ký thay đổi", _COLUMNS, rows, lines, desk.is_sample), "nhat-ky")

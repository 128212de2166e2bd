"""The task list as an Excel list."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.domain.dates import format_date
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.tasks.listing import Line

_COLUMNS = (
    ListColumn("Số hiệu", "centred", 60),
    ListColumn("Nhóm", "text", 120),
    ListColumn("Nhiệm vụ", "text", 260),
    ListColumn("Văn bản giao", "text", 110),
    ListColumn("Điều, mục", "text", 80),
    ListColumn("Chủ trì", "text", 110),
    ListColumn("Phối hợp", "text", 140),
    ListColumn("Ngày giao", "centred", 80),
    ListColumn("Hạn gốc", "centred", 80),
    ListColumn("Hạn hiện hành", "centred", 80),
    ListColumn("Tình trạng", "text", 130),
    ListColumn("Ngày hoàn thành", "centred", 80),
    ListColumn("Tiến độ (%)", "integer", 60),
    ListColumn("Sản phẩm", "text", 140),
    ListColumn("Kết quả", "text", 160),
    ListColumn("Khó khăn, vướng mắc", "text", 180),
    ListColumn("Kiến nghị", "text", 180),
    ListColumn("Số minh chứng", "integer", 60),
)


def export_tasks(parent: QWidget, desk: Desk, lines: list[Line]) -> None:
    """Write the tasks shown, in the order shown."""
    rows = [_row(desk, line) for line in lines]
    words = (f"Tình trạng đến ngày {format_date(desk.as_of)}; {len(rows)} nhiệm vụ",)
    table = ListTable("Danh sách nhiệm vụ", _COLUMNS, rows, words, desk.is_sample)
    save_list(parent, desk, table, f"nhiem-vu_{desk.as_of:%Y-%m-%d}")


def _row(desk: Desk, line: Line) -> tuple[Plain, ...]:
    task = line.task
    return (
        task.number,
        task.group,
        task.title,
        task.document.number if task.document else "",
        task.clause,
        line.lead,
        ", ".join(desk.read.unit(unit_id).short_name for unit_id in task.coordinating_unit_ids),
        task.assigned_on,
        task.due_on,
        line.due,
        line.status,
        task.completed_on if task.completed(desk.as_of) else None,
        line.percent,
        task.deliverable,
        task.result,
        task.difficulties,
        task.proposals,
        len(task.evidence),
    )

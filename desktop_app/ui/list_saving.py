"""The button "Xuất Excel" of a list: ask where, write off the main thread, say what was written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop_app.list_export import ListTable, export_list
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path


def save_list(parent: QWidget, desk: Desk, table: ListTable, suggested: str) -> None:
    """Write `table` where the person chooses; `suggested` is the file name without its ending."""
    folder = desk.session.record.path.parent
    target = ask_save_path(parent, "Xuất Excel", folder / f"{suggested}.xlsx", "Excel (*.xlsx)")
    if target is None:
        return
    if target.suffix.lower() != ".xlsx":
        target = target.with_name(target.name + ".xlsx")

    def said(written: Path) -> None:
        desk.said.emit(f"Đã xuất {len(table.rows)} dòng vào {written.name}.", False)

    desk.jobs.run(f"Đang xuất {target.name}…", lambda job: export_list(table, target, job.progress), said)

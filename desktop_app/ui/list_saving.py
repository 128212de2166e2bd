"""The button "Xuất Excel" of a list: ask where, write off the main thread, say what was written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.list_export import ListTable, export_list
from desktop_app.store.reader import Reader
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_save_path
from desktop_app.ui.jobs import Job


def save_list(parent: QWidget, desk: Desk, table: ListTable, suggested: str) -> None:
    """Write `table` where the person chooses; `suggested` is the file name without its ending."""
    save_made_list(parent, desk, lambda _: table, suggested)


def save_made_list(parent: QWidget, desk: Desk, make: Callable[[Reader], ListTable], suggested: str) -> None:
    """The same for a list that takes long to make: `make` is called off the main thread, with its own reader."""
    folder = desk.session.record.path.parent
    target = ask_save_path(parent, "Xuất Excel", folder / f"{suggested}.xlsx", "Excel (*.xlsx)")
    if target is None:
        return
    if target.suffix.lower() != ".xlsx":
        target = target.with_name(target.name + ".xlsx")

    record = desk.session.record

    def work(job: Job) -> int:
        read = record.another_reader()
        try:
            table = make(read)
        finally:
            read.close()
        export_list(table, target, job.progress)
        return len(table.rows)

    def said(rows: int) -> None:
        desk.said.emit(f"Đã xuất {rows} dòng vào {target.name}.", False)

    desk.jobs.run(f"Đang xuất {target.name}…", work, said)

"""The log as an Excel list: every entry the filters leave, not only those shown, with each field's old and new value."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from desktop_app.history import GROUPS, details
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.store.journal import ChangeSet
from desktop_app.store.reader import Reader
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_made_list
from desktop_app.ui.pages.log.model import LogModel

_COLUMNS = (
    ListColumn("Mục", "integer", 56),
    ListColumn("Ngày", "centred", 84),
    ListColumn("Giờ", "centred", 60),
    ListColumn("Người", "text", 120),
    ListColumn("Máy", "text", 80),
    ListColumn("Loại", "text", 80),
    ListColumn("Nội dung", "text", 240),
    ListColumn("Chỗ sửa", "text", 220),
    ListColumn("Trước", "text", 150),
    ListColumn("Sau", "text", 150),
    ListColumn("Hoàn tác ở mục", "integer", 70),
    ListColumn("Mã mục", "text", 130),
)


def export_log(parent: QWidget, desk: Desk, model: LogModel) -> None:
    """Write the entries the filters leave, newest first, a row for each field that changed."""
    picked = list(model.picked())
    save_made_list(parent, desk, lambda read: log_table(read, picked, desk.is_sample), "nhat-ky")


def log_table(read: Reader, picked: list[tuple[ChangeSet, str]], sample: bool) -> ListTable:
    """The list of these entries with their groups; its head carries the newest entry and the chain's last hash."""
    rows = [row for item, group in picked for row in _rows(read, item, group)]
    entry, digest = read.last_entry()
    lines = (
        f"{len(picked)} mục, {len(rows)} chỗ sửa",
        f"Mục cuối của sổ: {entry}; mã chuỗi nhật ký: {digest}",
    )
    return ListTable("Nhật ký thay đổi", _COLUMNS, rows, lines, sample)


def _rows(read: Reader, item: ChangeSet, group: str) -> Iterator[tuple[Plain, ...]]:
    head = (
        item.entry, item.at.date(), f"{item.at:%H:%M:%S}", item.actor, item.machine, GROUPS[group][0], item.label,
    )  # fmt: skip
    tail = (item.undone_by, item.hash[:16])
    for detail in details(read, item.entry):
        yield (*head, detail.subject, detail.old, detail.new, *tail)

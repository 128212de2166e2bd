"""Deleting asks for a reason first: nothing leaves the record without one, and Nhật ký › Đã xóa gives it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop_app.commands.command import Command
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.words_dialog import WordsDialog

_HINT = "Lấy lại được bằng Hoàn tác, hoặc về sau trong Nhật ký › Đã xóa."


def ask_to_delete(
    desk: Desk,
    parent: QWidget,
    title: str,
    verb: str,
    delete: Callable[[str], bool],
) -> WordsDialog:
    """Open the dialog that asks why; `delete(reason)` answers whether it was done. Answers the dialog."""
    dialog = WordsDialog(desk.theme, parent, title, "Lý do", verb, delete, hint=_HINT)
    dialog.open()
    return dialog


def ask_to_delete_one(
    desk: Desk,
    parent: QWidget,
    name: str,
    make: Callable[[str], Command],
    verb: str = "Xóa",
) -> WordsDialog:
    """The same for one thing: `make(reason)` is the command that removes it."""
    said = f"Đã {verb.lower()} {name}."
    return ask_to_delete(desk, parent, f"{verb} {name}?", verb, lambda reason: desk.do(make(reason), said))

"""What the grid has to ask while pasting. Screens use the dialogs; tests answer by themselves."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtWidgets import QMessageBox, QWidget

from desktop_app.domain.number_entry import Ambiguous, Reading
from desktop_app.domain.numbers import format_number


class GridQuestions(Protocol):
    """Someone who answers; None means that the paste is called off."""

    def number_reading(self, example: Ambiguous) -> Reading | None:
        """How numbers such as "1.234" in the copied block are meant."""

    def paste_inside_only(self, outside: int) -> bool:
        """Whether to paste although `outside` cells of the block lie past the edge of the table."""

    def has_group_row(self, title: str) -> bool | None:
        """Whether the copied block has a row for the group row `title` it would run across."""


class DialogQuestions:
    """Asks with message boxes over `parent`; the safe answer is the default and Esc's."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def number_reading(self, example: Ambiguous) -> Reading | None:
        """Ask which of the two numbers is meant."""
        thousands = max(example.vietnamese, example.english, key=abs)
        fraction = min(example.vietnamese, example.english, key=abs)
        first, second = f"Hàng nghìn: {format_number(thousands)}", f"Số lẻ: {format_number(fraction, 3)}"
        answer = self._ask(
            f"“{example.text}” trong khối dán là số nào?",
            "Dấu trong số này có thể ngăn hàng nghìn hoặc ngăn phần lẻ. "
            "Câu trả lời dùng cho mọi số viết như vậy trong lần dán này.",
            (first, second),
            "Không dán",
        )
        if answer is None:
            return None
        chosen = thousands if answer == first else fraction
        return Reading.VIETNAMESE if chosen == example.vietnamese else Reading.ENGLISH

    def paste_inside_only(self, outside: int) -> bool:
        """Ask whether to leave out what does not fit."""
        answer = self._ask(
            "Chỉ dán phần nằm trong bảng?",
            f"Khối dán lớn hơn chỗ còn lại: {format_number(outside)} ô nằm ngoài bảng.",
            ("Dán phần vừa bảng",),
            "Không dán",
        )
        return answer is not None

    def has_group_row(self, title: str) -> bool | None:
        """Ask whether the copied rows include the group row."""
        with_row = "Có dòng này"
        answer = self._ask(
            f"Khối dán có dòng “{title}” không?",
            "Vùng dán đi qua một dòng nhóm. Dòng nhóm tự cộng nên không nhận số.",
            (with_row, "Không có, bỏ qua dòng nhóm"),
            "Không dán",
        )
        return None if answer is None else answer == with_row

    def _ask(self, title: str, text: str, verbs: tuple[str, ...], safe: str) -> str | None:
        box = QMessageBox(self._parent)
        box.setWindowTitle(title)
        box.setText(title)
        box.setInformativeText(text)
        for verb in verbs:
            box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(safe, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return None if clicked is None or clicked is stay else clicked.text()

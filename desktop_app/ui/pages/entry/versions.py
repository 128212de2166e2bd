"""Two versions side by side: different files for one unit and period, or what a file sent again changes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import FileReport, ReadCell
from desktop_app.domain.values import Value
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.labels import ElidedLabel, text_label

_MOST_LINES = 14


class VersionChoice(QWidget):
    """The cells in which files for one unit and period differ; `chosen(FileReport)` names the one to take."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, files: Sequence[FileReport], taken: str) -> None:
        """`taken` is the key of the file chosen already, "" for none."""
        super().__init__()
        self.buttons = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(8))
        rows = _differing(files)
        column.addLayout(_grid(theme, [report.file_name for report in files], rows))
        for report in files:
            word = "Đang lấy" if report.key == taken else "Lấy tệp"
            button = secondary(theme, f"{word} {report.file_name}")
            button.setEnabled(report.key != taken)
            button.clicked.connect(lambda _on=False, one=report: self.chosen.emit(one))
            self.buttons.append(button)
            column.addWidget(button)


class Replaced(QWidget):
    """The figures of the record that a file replaces, old and new."""

    def __init__(self, theme: Theme, cells: Sequence[ReadCell]) -> None:
        super().__init__()
        rows = [(cell.label, [_old(cell), _new(cell)]) for cell in cells]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_grid(theme, ["Trong sổ", "Tệp này"], rows))


def _differing(files: Sequence[FileReport]) -> list[tuple[str, list[str]]]:
    rows = []
    first = files[0].raw
    assert first is not None
    labels = {cell.field: cell.label for report in files for cell in report.cells}
    for key in first.cells:
        shown = [
            report.raw.cells[key].shown if report.raw and key in report.raw.cells else "" for report in files
        ]
        if len(set(shown)) > 1:
            rows.append((labels.get(key, key), [text or "trống" for text in shown]))
    return rows


def _grid(theme: Theme, heads: Sequence[str], rows: Sequence[tuple[str, list[str]]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.s(12))
    grid.setVerticalSpacing(theme.s(6))
    grid.setColumnStretch(0, 1)
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for column, head in enumerate(heads, start=1):
        label = ElidedLabel(head, "caption", "text3")
        label.setMinimumWidth(theme.s(84))
        label.setAlignment(right)
        grid.addWidget(label, 0, column)
    for row, (name, values) in enumerate(rows[:_MOST_LINES], start=1):
        grid.addWidget(text_label(name, "secondary", "text2", wraps=True), row, 0)
        for column, value in enumerate(values, start=1):
            last = column == len(values)
            figure = text_label(value, "strong" if last else "secondary", "text", wraps=len(value) > 12)
            figure.setAlignment(right)
            grid.addWidget(figure, row, column)
    if len(rows) > _MOST_LINES:
        more = f"và {len(rows) - _MOST_LINES} ô khác"
        grid.addWidget(text_label(more, "caption", "text3"), _MOST_LINES + 1, 0)
    return grid


def _old(cell: ReadCell) -> str:
    return _figure(cell.before)


def _new(cell: ReadCell) -> str:
    if cell.content is not None:
        return cell.found.shown
    return "xóa" if cell.clears else _figure(cell.value)


def _figure(value: Value | None) -> str:
    if value is None:
        return "–"
    return value.state.label.lower() if value.number is None else format_number(value.number)

"""Kiểm tra: the list of everything wrong, doubtful or missing; choosing a line puts the cursor on its cell."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from desktop_app.domain.checks import ERROR, WARNING
from desktop_app.domain.forms import Form
from desktop_app.ui.pages.services.sheet import Sheet, UnitRow
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button
from desktop_app.ui.widgets.labels import hairline, text_label

_LOOKS = {
    ERROR: ("error_circle-filled", "danger"),
    WARNING: ("warning", "warning"),
    "missing": ("clock", "text2"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the list: unit and field it leads to, kind (error, warning, missing) and words."""

    unit_id: int
    field: str
    kind: str
    words: str


def problems_of(sheet: Sheet) -> list[Problem]:
    """Errors, then warnings, then what is missing, each in the order of the units."""
    found = []
    for row in sheet.rows():
        for finding in row.findings:
            words = f"{row.unit.short_name}: {finding.message}"
            found.append(Problem(row.unit.id, finding.fields[0], finding.severity, words))
        if row.missing:
            found.append(Problem(row.unit.id, row.missing[0], "missing", _missing_words(sheet.form, row)))
    order = (ERROR, WARNING, "missing")
    return sorted(found, key=lambda item: order.index(item.kind))


def _missing_words(form: Form, row: UnitRow) -> str:
    if not any(value.number is not None for value in row.cells.values()):
        return f"{row.unit.short_name}: chưa nộp."
    headers = ", ".join(form.field(key).header for key in row.missing)
    return f"{row.unit.short_name}: thiếu {headers}."


class FindingsPanel(QFrame):
    """The list with its count; `chosen(unit_id, field)` asks to go there, `closed` to put it away."""

    chosen = Signal(int, str)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        """Hidden until problems are shown."""
        super().__init__()
        self._theme = theme
        self._problems: list[Problem] = []
        self._title = text_label("", "strong")
        close = icon_button(theme, "dismiss", "Đóng danh sách kiểm tra (Esc)")
        close.clicked.connect(self._close)
        self.list = QListWidget()
        self.list.setAccessibleName("Điều cần xem")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(theme.s(116))
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        head = QHBoxLayout()
        head.setContentsMargins(theme.s(16), theme.s(2), theme.s(8), theme.s(2))
        head.addWidget(self._title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline(theme))
        column.addLayout(head)
        column.addWidget(self.list)
        self.hide()

    def show_problems(self, problems: list[Problem]) -> None:
        """List them; the line that was chosen stays chosen where it can."""
        at = max(self.list.currentRow(), 0)
        self._problems = problems
        self._title.setText(_count_words(problems))
        self.list.clear()
        for problem in problems:
            icon, token = _LOOKS[problem.kind]
            self.list.addItem(QListWidgetItem(self._theme.icon(icon, token), problem.words))
        if problems:
            self.list.setCurrentRow(min(at, len(problems) - 1))

    def _choose(self, item: QListWidgetItem) -> None:
        problem = self._problems[self.list.row(item)]
        self.chosen.emit(problem.unit_id, problem.field)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def _count_words(problems: list[Problem]) -> str:
    names = ((ERROR, "lỗi"), (WARNING, "điều cần xem"), ("missing", "đơn vị thiếu số"))
    counts = [(sum(problem.kind == kind for problem in problems), name) for kind, name in names]
    return " · ".join(f"{count} {name}" for count, name in counts if count) or "Không còn điều gì cần xem"

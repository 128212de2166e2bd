"""The pane of one file: what is wrong with it and how it can be put right, what was decided, what it replaces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.list_fields import TASKS, UNITS
from desktop_app.domain.number_entry import Reading
from desktop_app.domain.numbers import format_number
from desktop_app.domain.returns import ERROR, Decision, FileReport, FileState, Problem
from desktop_app.domain.row_forms import ROW_FORMS, CellKind, split_key
from desktop_app.ui.desk import Desk
from desktop_app.ui.kept_file import open_kept
from desktop_app.ui.pages.entry.answers import ColumnsAnswer, PeriodAnswer, UnitAnswer
from desktop_app.ui.pages.entry.batch import OpenBatch, return_key
from desktop_app.ui.pages.entry.file_table import period_words
from desktop_app.ui.pages.entry.looks import FILE_LOOKS
from desktop_app.ui.pages.entry.problem_box import ProblemBox, SettledLine
from desktop_app.ui.pages.entry.versions import Replaced, VersionChoice
from desktop_app.ui.widgets.buttons import ghost, secondary
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook

_MOST_BOXES = 40


class FileDetail(DetailPanel):
    """Shows one file of the batch. `boxes` are the things to look at, in their order.

    Signals: `unit_answered(FileReport, unit id)`; `list_asked(FileReport, kind)` when the file is a list.
    """

    unit_answered = Signal(object, int)
    list_asked = Signal(object, str)

    def __init__(self, desk: Desk, batch: OpenBatch) -> None:
        """Empty until a file is chosen."""
        super().__init__(desk.theme)
        self._desk, self._batch = desk, batch
        self.report: FileReport | None = None
        self.boxes: list[ProblemBox] = []
        self.settled: list[SettledLine] = []
        self.answer: PeriodAnswer | UnitAnswer | ColumnsAnswer | None = None
        self.versions: VersionChoice | None = None
        self.open_button = ghost(desk.theme, "Mở tệp gốc", "open")
        self.drop_button = ghost(desk.theme, "Bỏ khỏi lô", "dismiss")
        self.open_button.clicked.connect(self._open)
        self.drop_button.clicked.connect(lambda: self.report and self._batch.drop(self.report))
        self.action_row.addWidget(self.open_button)
        self.action_row.addWidget(self.drop_button)
        self.action_row.addStretch(1)

    def show_file(self, report: FileReport, number: int) -> None:
        """Show a file; `number` is its line in the list."""
        same = self.report is not None and self.report.path == report.path and self.report.key == report.key
        place = self.area.verticalScrollBar().value() if same else 0
        current, typing = (self.current_box, self._on_box()) if same else (0, False)
        self.report = report
        self.set_head(f"Dòng {number}", _pill(report), report.file_name, self._origin(report))
        self.open_button.setVisible(bool(report.content) or Path(report.path).is_file())
        self.clear_body()
        self.boxes, self.settled, self.answer, self.versions = [], [], None, None
        self._fill(report)
        self.body.addStretch(1)
        self.area.verticalScrollBar().setValue(place)
        self._mark(max(min(current, len(self.boxes) - 1), 0))
        if typing and self.boxes:
            self.boxes[max(self.current_box, 0)].enter()

    @property
    def current_box(self) -> int:
        """Which box is marked, −1 for none."""
        marked = (at for at, box in enumerate(self.boxes) if box.property("state") == "current")
        return next(marked, -1)

    def next_box(self) -> bool:
        """Go to the next thing that can be put right here; False when there is none left in this file."""
        after = self.current_box + 1 if self._on_box() else 0
        at = next((at for at in range(after, len(self.boxes)) if self.boxes[at].buttons), -1)
        if at < 0:
            return False
        self._mark(at)
        self.area.ensureWidgetVisible(self.boxes[at])
        self.boxes[at].enter()
        return True

    def _on_box(self) -> bool:
        focus = self.window().focusWidget()
        return any(focus is not None and box.isAncestorOf(focus) for box in self.boxes)

    def _mark(self, at: int) -> None:
        for place, box in enumerate(self.boxes):
            box.set_current(place == at and bool(box.buttons))

    def _origin(self, report: FileReport) -> str:
        unit = self._desk.read.unit(report.unit_id).name if report.unit_id is not None else ""
        sheet = f"trang tính “{report.raw.sheet}”" if report.raw and report.raw.sheet else ""
        period = f"kỳ {period_words(report.period)}" if report.period else ""
        sender = f"người gửi {report.sender}" if report.sender else ""
        return " · ".join(part for part in (unit, sheet, period, sender) if part)

    def _fill(self, report: FileReport) -> None:
        self._add_answer(report)
        self._add_versions(report)
        errors = [problem for problem in report.problems if problem.severity == ERROR]
        others = [problem for problem in report.problems if problem.severity != ERROR]
        self._add_boxes(report, errors)
        self._add_settled(report)
        self._add_replaced(report)
        if others:
            self._heading("Cần xem lại", len(others))
            self._add_boxes(report, others)
        if not report.problems and report.written:
            words = f"Nhận {format_number(report.accepted)} ô, {format_number(report.unchanged)} ô không đổi"
            self.body.addWidget(text_label(f"{words}. Không có gì cần xem.", "secondary", wraps=True))

    def _heading(self, words: str, count: int) -> None:
        self.body.addWidget(text_label(f"{words}  {format_number(count)}", "strong"))

    def _add_boxes(self, report: FileReport, problems: Sequence[Problem]) -> None:
        labels = {cell.field: cell.label for cell in report.cells}
        for problem in problems[:_MOST_BOXES]:
            found = report.raw.cells.get(problem.field) if report.raw else None
            box = ProblemBox(
                self._theme,
                problem,
                labels.get(problem.field, ""),
                found,
                _numeric(report, problem.field),
                not report.kept_out,
            )
            box.decided.connect(self._decide)
            box.reading_chosen.connect(lambda said: self._batch.read_as(report, said))
            self.boxes.append(box)
            self.body.addWidget(box)
        if len(problems) > _MOST_BOXES:
            more = f"Còn {len(problems) - _MOST_BOXES} điều nữa: xem trong tệp trả đơn vị."
            self.body.addWidget(text_label(more, "secondary", "text3", wraps=True))

    def _decide(self, field: str, decision: Decision) -> None:
        if self.report is not None:
            self._batch.decide(self.report, field, decision)

    def _add_settled(self, report: FileReport) -> None:
        decisions = dict(self._batch.choices.decisions.get(report.key, {}))
        reading = self._batch.choices.readings.get(report.sha256)
        if not decisions and reading is None:
            return
        self._heading("Đã xử lý", len(decisions) + (reading is not None))
        if reading is not None:
            words = "1.234 là một nghìn…" if reading is Reading.VIETNAMESE else "1.234 là một phẩy…"
            line = self._settle("Cả tệp", words)
            line.undone.connect(lambda: self._batch.read_as(report, None))
        for field, decision in decisions.items():
            found = report.raw.cells.get(field) if report.raw else None
            shown = (found.shown or "trống") if found else ""
            line = self._settle(found.cell if found else field, _decided_words(shown, decision))
            line.undone.connect(lambda name=field: self._batch.decide(report, name, None))

    def _settle(self, cell: str, words: str) -> SettledLine:
        line = SettledLine(self._theme, cell, words)
        self.settled.append(line)
        self.body.addWidget(line)
        return line

    def _add_replaced(self, report: FileReport) -> None:
        cells = report.changes()
        if cells:
            self._heading("Thay số đang có", len(cells))
            self.body.addWidget(Replaced(self._theme, cells))

    def _add_versions(self, report: FileReport) -> None:
        files = [
            item
            for item in self._batch.files
            if item.raw and item.state is not FileState.DUPLICATE and return_key(item) == return_key(report)
        ]
        if not report.raw or report.state is FileState.DUPLICATE or len(files) < 2:
            return
        self.body.addWidget(
            text_label(f"{len(files)} tệp khác nhau cho cùng đơn vị và kỳ", "strong", wraps=True)
        )
        key = return_key(report)
        self.versions = VersionChoice(self._theme, files, self._batch.choices.chosen.get(key, ""))
        self.versions.chosen.connect(lambda one: self._batch.choose(one, key))
        self.body.addWidget(self.versions)

    def _add_answer(self, report: FileReport) -> None:
        if not report.content:
            return
        widget: QWidget | None = None
        if report.asks == "period":
            answer = PeriodAnswer(self._desk, report)
            answer.given.connect(lambda code: self._batch.tell(report, period=code))
            widget = self.answer = answer
        elif report.asks == "unit":
            whose = UnitAnswer(self._desk, report)
            whose.given.connect(lambda unit_id: self.unit_answered.emit(report, unit_id))
            widget = self.answer = whose
        elif report.asks == "columns":
            columns = ColumnsAnswer(self._desk, report)
            columns.given.connect(lambda form, fields: self._batch.map_columns(report, form, fields))
            widget = self.answer = columns
        if report.state is FileState.UNRECOGNISED and not report.form:
            for words, kind in (("Đây là danh sách nhiệm vụ", TASKS), ("Đây là danh sách đơn vị", UNITS)):
                button = secondary(self._theme, words)
                button.clicked.connect(lambda _on=False, kind=kind: self.list_asked.emit(report, kind))
                self.body.addWidget(button)
        if widget is not None:
            self.body.addWidget(widget)

    def _open(self) -> None:
        assert self.report is not None
        report = self.report
        try:
            content = report.content or Path(report.path).read_bytes()
        except OSError as error:
            self._desk.failed.emit(
                f"Không mở được {report.file_name} ({error.strerror}). Kiểm tra tệp còn ở đó."
            )
            return
        _, problem = open_kept(report.file_name, content)
        if problem:
            self._desk.failed.emit(problem)


def _pill(report: FileReport) -> StatusLook:
    look = FILE_LOOKS[report.state]
    if report.rejected and not report.kept_out:
        return StatusLook(f"Còn {format_number(report.rejected)} ô cần sửa", look.icon, look.tone)
    return look


def _numeric(report: FileReport, field: str) -> bool:
    rows = ROW_FORMS.get(report.form)
    if rows is None or not field:
        return True
    name = split_key(field)[1]
    return any(column.key == name and column.kind is CellKind.PERCENT for column in rows.columns)


def _decided_words(shown: str, decision: Decision) -> str:
    if decision.text is not None:
        return f"{shown} thành {decision.text}"
    return (
        f"{shown} thành {format_number(decision.number)}"
        if decision.number is not None
        else f"{shown}: bỏ ô này"
    )

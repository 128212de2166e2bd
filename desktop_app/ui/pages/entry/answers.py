"""What a file without passport has to be asked: whose it is, for which period, and what its headings mean."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.forms import Form
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.plain_returns import guess_columns
from desktop_app.domain.returns import FileReport
from desktop_app.domain.summary import reporting_units
from desktop_app.ui.desk import Desk
from desktop_app.ui.period_box import periods_to_offer
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label

_LEFT_OUT = "(bỏ cột này)"


class PeriodAnswer(QWidget):
    """`given(code)`: the period the file is for."""

    given = Signal(str)

    def __init__(self, desk: Desk, report: FileReport) -> None:
        """Offers the periods of the screens; the one looked at comes first."""
        super().__init__()
        self.box = ComboBox(desk.theme, "Kỳ báo cáo của tệp")
        self.box.add_choices([(code.title.capitalize(), code) for code in periods_to_offer(desk)])
        self.box.choose(desk.period_code)
        self.take = primary(desk.theme, "Nhận kỳ này")
        self.take.clicked.connect(self._give)
        column = _column(self, desk)
        column.addWidget(FormField(desk.theme, "Kỳ báo cáo của tệp", self.box))
        column.addWidget(self.take)

    def _give(self) -> None:
        code = self.box.currentData()
        if isinstance(code, PeriodCode):
            self.given.emit(code.code)


class UnitAnswer(QWidget):
    """`given(unit id)`: the unit the file, or the row of it, is of."""

    given = Signal(int)

    def __init__(self, desk: Desk, report: FileReport) -> None:
        """Offers the units that have to send the form in for the period."""
        super().__init__()
        form = desk.read.form(report.form)
        day = desk.read.period(PeriodCode.parse(report.period)).last_day
        units = reporting_units(form, desk.read.units(), day) if form else []
        likely = [unit for at in report.candidates for unit in units if unit.id == at]
        self.likely = [secondary(desk.theme, unit.name) for unit in likely]
        for button, unit in zip(self.likely, likely, strict=True):
            button.clicked.connect(lambda _on=False, at=unit.id: self.given.emit(at))
        self.box = UnitBox(desk.theme, "Đơn vị của tệp", units)
        self.take = primary(desk.theme, "Nhận đơn vị này")
        self.take.clicked.connect(self._give)
        self._field = FormField(
            desk.theme, "Đơn vị", self.box, "Chọn một lần, lần sau chương trình tự nhận tên này."
        )
        column = _column(self, desk)
        if report.written_unit:
            question = f"“{report.written_unit}” là đơn vị nào?"
            column.addWidget(text_label(question, "strong", wraps=True))
        for button in self.likely:
            column.addWidget(button)
        column.addWidget(self._field)
        column.addWidget(self.take)

    def _give(self) -> None:
        if self.box.settle() and self.box.unit_id is not None:
            self.given.emit(self.box.unit_id)
        else:
            self._field.set_error(self.box.problem or "Chọn một đơn vị trong danh sách.")


class ColumnsAnswer(QWidget):
    """`given(form key, fields by heading)`: what the file's headings mean."""

    given = Signal(str, object)

    def __init__(self, desk: Desk, report: FileReport) -> None:
        """Starts from what the headings certainly mean."""
        super().__init__()
        self._desk, self._headings = desk, report.headings
        self._forms = {form.key: form for form in desk.read.forms()}
        self.form = _narrow(ComboBox(desk.theme, "Biểu mẫu của tệp"))
        self.form.add_choices([(form.short_title, form.key) for form in self._forms.values()])
        self.form.choose(report.form)
        self.form.activated.connect(lambda _: self._fill())
        self.boxes: dict[str, ComboBox] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(desk.theme.s(8))
        self.take = primary(desk.theme, "Ghi nhớ và đọc lại")
        self.take.clicked.connect(self._give)
        self._refusal = text_label("", "caption", "danger", wraps=True)
        column = _column(self, desk)
        column.addWidget(FormField(desk.theme, "Biểu mẫu", self.form))
        column.addWidget(text_label("Mỗi cột của tệp là chỉ tiêu nào?", "strong"))
        column.addLayout(self._rows)
        column.addWidget(self._refusal)
        column.addWidget(self.take)
        for heading in self._headings:
            self.boxes[heading] = _narrow(ComboBox(desk.theme, f"Cột {heading}"))
            self._rows.addWidget(FormField(desk.theme, heading, self.boxes[heading]))
        self._fill()

    def _chosen_form(self) -> Form | None:
        return self._forms.get(str(self.form.currentData()))

    def _fill(self) -> None:
        form = self._chosen_form()
        if form is None:
            return
        known = guess_columns(form, self._headings).fields
        for heading, box in self.boxes.items():
            box.clear()
            box.add_choices([(_LEFT_OUT, ""), *((item.label, item.key) for item in form.fields)])
            box.choose(known.get(heading, ""))

    def _give(self) -> None:
        form = self._chosen_form()
        fields = {heading: str(box.currentData() or "") for heading, box in self.boxes.items()}
        chosen = [key for key in fields.values() if key]
        twice = next((key for key in chosen if chosen.count(key) > 1), "")
        if form is None or len(chosen) < 2:
            self._refusal.setText("Chọn chỉ tiêu cho ít nhất hai cột.")
        elif twice:
            self._refusal.setText(
                f"Hai cột cùng là “{form.field(twice).label}”. Mỗi chỉ tiêu chỉ chọn cho một cột."
            )
        else:
            self._refusal.setText("")
            self.given.emit(form.key, fields)


def _narrow(box: ComboBox) -> ComboBox:
    """The same box, no wider than the pane however long its texts are."""
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    return box


def _column(widget: QWidget, desk: Desk) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(desk.theme.s(10))
    return column

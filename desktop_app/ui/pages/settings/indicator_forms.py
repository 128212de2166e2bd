"""The forms of an indicator's pane: a target version, a published figure, a figure typed for a period."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop_app.commands.command import Command
from desktop_app.commands.settings import AddBenchmark, AddTarget, SetIndicatorValue
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.indicators import Indicator
from desktop_app.domain.number_entry import Ambiguous, Entered, Reading, read_number
from desktop_app.domain.numbers import format_number, format_percent
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.ratio import Number, Ratio
from desktop_app.ui.desk import Desk
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.period_box import periods_to_offer
from desktop_app.ui.widgets.choices import CheckBox
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labels import text_label


def number_in(editor: QLineEdit, what: str) -> int | float | None:
    """The number typed, read the Vietnamese way ("1.234" is 1234); raises InvalidInput naming `what`."""
    entry = read_number(editor.text().strip().removesuffix("%"))
    if isinstance(entry, Ambiguous):
        entry = read_number(editor.text().strip().removesuffix("%"), reading=Reading.VIETNAMESE)
    if isinstance(entry, Entered):
        return entry.number
    reason = getattr(entry, "reason", "")
    raise InvalidInput(f"{what}: {reason}")


def whole_number_in(editor: QLineEdit, what: str) -> int | None:
    """The same, without a fraction."""
    number = number_in(editor, what)
    if number is None or isinstance(number, int):
        return number
    raise InvalidInput(f"{what}: {format_number(number)} không phải số nguyên. Nhập số nguyên.")


def day_in(editor: DateField, what: str) -> None:
    """Raise InvalidInput when the text of a date is none."""
    if not editor.valid:
        raise InvalidInput(f"{what} chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")


class TargetForm(PaneForm):
    """A new version of the target; earlier ones stay for earlier days."""

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        """For one indicator."""
        super().__init__(desk, "Thêm mục tiêu", "Thêm mục tiêu")
        self._indicator = indicator
        theme = desk.theme
        self.value, self.document = QLineEdit(), QLineEdit()
        self.start = DateField(theme, "Áp dụng từ ngày", desk.as_of)
        self.by = DateField(theme, "Phải đạt đến ngày")
        self.own = CheckBox(theme, "Cơ quan tự đặt, không theo quy định")
        sign = "ít nhất" if indicator.at_least else "không quá"
        self.add(
            f"Mục tiêu ({indicator.unit_of_measure})", self.value, f"Đạt khi {sign} số này", required=True
        )
        self.add("Văn bản giao", self.document, "Số, ký hiệu, ví dụ 17/NQ-CP", required=True)
        self.add("Áp dụng từ ngày", self.start, "Để trống: áp dụng cho mọi ngày trước mục tiêu sau")
        self.add("Phải đạt đến ngày", self.by)
        self._column.addWidget(self.own)
        self.close_form()

    def focus_first(self) -> None:
        """Put the keyboard where typing starts."""
        self.value.setFocus()

    def commands(self) -> tuple[str, list[Command], str]:
        """The target."""
        value = number_in(self.value, "Mục tiêu")
        if value is None:
            raise InvalidInput("Chưa nhập mục tiêu. Nhập một số rồi ghi lại.")
        day_in(self.start, "Ngày áp dụng")
        day_in(self.by, "Ngày phải đạt")
        command = AddTarget(
            self._indicator.key,
            value,
            self.document.text(),
            self.by.value,
            self.start.value,
            self.own.isChecked(),
        )
        label = f"Mục tiêu {self._indicator.name}: {format_number(value)} theo {self.document.text().strip()}"
        return label, [command], "Đã thêm mục tiêu."


class BenchmarkForm(PaneForm):
    """A published figure of the country or a peer, with its day and source."""

    def __init__(self, desk: Desk, indicator: Indicator) -> None:
        """For one indicator."""
        super().__init__(desk, "Thêm số liệu đối chiếu", "Thêm số công bố")
        self._indicator = indicator
        theme = desk.theme
        self.scope = ComboBox(theme, "Phạm vi")
        self.scope.setEditable(True)
        self.scope.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self.scope.setCompleter(None)  # type: ignore[arg-type]  # breaks typing with UniKey
        known = [item.scope for item in desk.read.benchmarks()]
        self.scope.addItems(list(dict.fromkeys(["quốc gia", *known])))
        self.as_of = DateField(theme, "Ngày của số liệu")
        self.value, self.numerator, self.denominator = QLineEdit(), QLineEdit(), QLineEdit()
        self.source = QLineEdit()
        self.add("Phạm vi", self.scope, "Chọn “quốc gia” hoặc gõ tên tỉnh, bộ", required=True)
        self.add("Ngày của số liệu", self.as_of, "Ngày chốt của số công bố", required=True)
        self.add("Tử số", self.numerator)
        self.add("Mẫu số", self.denominator, "Nếu nguồn có nêu; khi đó tỷ lệ tính từ hai số này")
        self.add(f"Số công bố ({indicator.unit_of_measure})", self.value, "Khi nguồn chỉ nêu tỷ lệ")
        self.add("Nguồn", self.source, "Tên văn bản hoặc báo cáo, ngày", required=True)
        self.close_form()

    def focus_first(self) -> None:
        """Put the keyboard where typing starts."""
        self.scope.setFocus()

    def commands(self) -> tuple[str, list[Command], str]:
        """The figure."""
        day_in(self.as_of, "Ngày của số liệu")
        if self.as_of.value is None:
            raise InvalidInput("Chưa nhập ngày của số liệu. Nhập ngày chốt của số công bố.")
        command = AddBenchmark(
            self._indicator.key,
            self.scope.currentText(),
            self.as_of.value,
            self.source.text(),
            number_in(self.value, "Số công bố"),
            whole_number_in(self.numerator, "Tử số"),
            whole_number_in(self.denominator, "Mẫu số"),
        )
        label = f"Số liệu đối chiếu {self._indicator.name}: {self.scope.currentText().strip()}"
        return label, [command], "Đã thêm số liệu đối chiếu."


class FigureForm(PaneForm):
    """Numerator and denominator of a period; the percentage is shown, never typed."""

    def __init__(self, desk: Desk, indicator: Indicator, code: str = "") -> None:
        """`code` is the period to change; without one the period of the desk is proposed."""
        super().__init__(desk, "Số liệu của tỉnh")
        self._indicator = indicator
        theme = desk.theme
        self.period = ComboBox(theme, "Kỳ báo cáo")
        chosen = PeriodCode.parse(code) if code else desk.period_code
        offered = list(dict.fromkeys([*periods_to_offer(desk), chosen]))
        self.period.add_choices([(f"Kỳ {item.short_title}", item) for item in offered])
        self.period.choose(chosen)
        self.numerator, self.denominator, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self.percent = text_label("–", "strong")
        self.add("Kỳ báo cáo", self.period)
        self.add("Tử số", self.numerator, indicator.numerator_label, required=True)
        self.add("Mẫu số", self.denominator, indicator.denominator_label, required=True)
        self.add("Tỷ lệ (tự tính)", self.percent)
        self.add("Ghi chú", self.note)
        self.close_form()
        self.period.currentIndexChanged.connect(lambda _: self._show_present())
        for editor in (self.numerator, self.denominator):
            editor.textChanged.connect(lambda _: self._show_percent())
        self._show_present()

    def focus_first(self) -> None:
        """Put the keyboard where typing starts."""
        self.numerator.setFocus()

    def _show_present(self) -> None:
        code = self.period.currentData().code
        present = next(
            (
                item
                for item in self.desk.read.indicator_values()
                if item.indicator == self._indicator.key and item.period == code
            ),
            None,
        )
        if present is None:
            return
        self.numerator.setText(_plain(present.numerator))
        self.denominator.setText(_plain(present.denominator))
        self.note.setText(present.note)

    def _show_percent(self) -> None:
        try:
            above, below = number_in(self.numerator, ""), number_in(self.denominator, "")
        except InvalidInput:
            above = below = None
        known = above is not None and bool(below)
        self.percent.setText(format_percent(Ratio(above or 0, below or 1)) if known else "–")

    def commands(self) -> tuple[str, list[Command], str]:
        """The figure."""
        above, below = number_in(self.numerator, "Tử số"), number_in(self.denominator, "Mẫu số")
        if above is None or below is None:
            raise InvalidInput("Cần cả tử số và mẫu số. Để xóa số liệu, bấm nút xóa ở danh sách.")
        code: PeriodCode = self.period.currentData()
        command = SetIndicatorValue(self._indicator.key, code, above, below, self.note.text())
        figures = f"{format_number(above)}/{format_number(below)}"
        label = f"{self._indicator.name}, {code.short_title}: {figures}"
        return label, [command], f"Đã ghi {figures} cho kỳ {code.short_title}."


def _plain(number: Number) -> str:
    """A number as it can be typed again: no thousands, a decimal comma."""
    return str(number).replace(".", ",")

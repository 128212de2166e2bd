"""The choice of reporting period in the header, shared by all screens through the desk."""

from __future__ import annotations

from desktop_app.domain.periods import PeriodCode
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.combo import ComboBox

MONTHS_WITHOUT_FIGURES = 12


def periods_to_offer(desk: Desk) -> list[PeriodCode]:
    """Months from the first with figures (else a year back) to the one after the last closed, newest first.

    After them the quarters, half-years, nine months and years that hold one of those months.
    """
    last = max(desk.session.default_period(), desk.period_code, key=_end).shifted(0)
    last_month = PeriodCode.month(last.year, last.last_month).shifted(1)
    first = last_month.shifted(-MONTHS_WITHOUT_FIGURES)
    for form in desk.read.forms():
        first = min([first, *desk.read.periods_with_figures(form.key)], key=_end)
    months = []
    code = last_month
    while _end(code) >= _end(first):
        months.append(code)
        code = code.previous
    longer: dict[PeriodCode, None] = {}
    for month in months:
        longer[PeriodCode(month.year, (month.last_month + 2) // 3 * 3, 3)] = None
        longer[PeriodCode(month.year, 6 if month.last_month <= 6 else 12, 6)] = None
        longer[PeriodCode(month.year, 9, 9)] = None
        longer[PeriodCode(month.year, 12, 12)] = None
    return months + sorted(longer, key=lambda item: (item.months, -item.year, -item.last_month))


def _end(code: PeriodCode) -> tuple[int, int]:
    return code.year, code.last_month


class PeriodBox(ComboBox):
    """The box "Kỳ tháng 03/2021": choosing one changes the period of every screen."""

    def __init__(self, desk: Desk) -> None:
        """Fill from the record and follow the desk."""
        super().__init__(desk.theme, "Kỳ báo cáo")
        self._desk = desk
        self.setMinimumWidth(desk.theme.s(170))
        self._fill()
        self.activated.connect(self._choose)
        desk.viewpoint_changed.connect(self._fill)

    def _fill(self) -> None:
        self.blockSignals(True)
        self.clear()
        self.add_choices([(f"Kỳ {code.short_title}", code) for code in periods_to_offer(self._desk)])
        self.choose(self._desk.period_code)
        self.blockSignals(False)

    def _choose(self, index: int) -> None:
        code = self.itemData(index)
        if isinstance(code, PeriodCode):
            self._desk.look_at(period=code)

"""The item model of the batch's list of files; a file keeps its row while it is being put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import FileReport
from desktop_app.domain.text import sort_key
from desktop_app.ui.pages.entry.looks import FILE_LOOKS, NEEDS_FIRST, chip_of, summed_up
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.list_model import ListModel

NUMBER, FILE, UNIT, PERIOD, STATE, MORE = range(6)
HEADERS = ("TT", "Tệp", "Đơn vị", "Kỳ", "Trạng thái", "Chi tiết")
UnitName = Callable[[int], str]


def period_words(code: str) -> str:
    """03/2021 of a period's code, a dash for none."""
    try:
        return PeriodCode.parse(code).short_title.removeprefix("tháng ") if code else "–"
    except InvalidInput:
        return code


class FileTable(ListModel[int]):
    """One row a file, what needs doing first; the order is made when files come, not while they are put right."""

    def __init__(self, unit_name: UnitName) -> None:
        """`unit_name` gives a unit's short name by its id."""
        super().__init__(HEADERS)
        self._unit_name = unit_name
        self._files: Sequence[FileReport] = ()
        self._order: list[int] = []
        self._chip = ""

    def show_files(self, files: Sequence[FileReport], anew: bool) -> None:
        """Show the files as checked; `anew` orders them afresh."""
        if anew or len(files) != len(self._files):
            self._order = sorted(range(len(files)), key=lambda at: _urgency(files[at]))
        self._files = files
        self.narrow(self._chip)

    def narrow(self, chip: str) -> None:
        """Show only the files of a filter; "" shows all."""
        self._chip = chip
        self.show_rows(at for at in self._order if chip in ("", chip_of(self._files[at])))

    def counts(self) -> dict[str, int]:
        """How many files each filter leaves."""
        return {"": len(self._files)} | Counter(map(chip_of, self._files))

    def report(self, row: int) -> FileReport:
        """The file at a row."""
        return self._files[self.shown[row]]

    def number(self, row: int) -> int:
        """The running number of a row, which a filter does not change."""
        return self._order.index(self.shown[row]) + 1

    def at(self, row: int) -> int:
        """Which file of the batch stands at a row."""
        return self.shown[row]

    def find(self, at: int) -> int:
        """The row of a file of the batch, −1 when it is not shown."""
        return self.shown.index(at) if at in self.shown else -1

    def tip(self, row: int, column: int) -> str:
        """The whole path of a file."""
        return self.report(row).path if column == FILE else ""

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Number, file, unit, period, state, details."""
        report = self.report(row)
        state = FILE_LOOKS[report.state]
        if column == NUMBER:
            return format_number(self.number(row)), CellLook(token="text3")
        if column == FILE:
            excel = PurePath(report.file_name).suffix.lower() in (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
            icon = ("document_table", "success") if excel else ("document", "text2")
            return report.file_name, CellLook(*icon, middle=True)
        if column == UNIT:
            return self.unit(report) or "–", CellLook(token="text2")
        if column == PERIOD:
            return period_words(report.period), CellLook(token="text2")
        if column == STATE:
            strong = state.tone in ("danger", "warning")
            token = "text2" if state.tone == "neutral" else state.tone
            return state.word, CellLook(state.icon, state.tone, token, strong)
        return summed_up(report), CellLook(token="text2", middle=True)

    def unit(self, report: FileReport) -> str:
        """The short name of a file's unit, or nothing."""
        return "" if report.unit_id is None else self._unit_name(report.unit_id)


def _urgency(report: FileReport) -> tuple[int, object]:
    return NEEDS_FIRST.index(report.state), sort_key(report.file_name)

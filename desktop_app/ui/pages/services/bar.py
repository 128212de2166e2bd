"""The two lines above the grid: form and what can be done with the sheet; filters with their counts, and the search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.forms import Form
from desktop_app.ui.pages.services.columns import has_more
from desktop_app.ui.pages.services.model import UnitFilter, found_by, passes
from desktop_app.ui.pages.services.sheet import Sheet, UnitRow
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.search_box import SearchBox

_CHIPS = [
    ChipChoice("", "Tất cả"),
    ChipChoice("complete", "Đủ số", "checkmark_circle-filled", "success"),
    ChipChoice("missing", "Thiếu số", "clock", "warning"),
    ChipChoice("errors", "Có lỗi", "error_circle-filled", "danger"),
    ChipChoice("warnings", "Cần xem", "warning", "warning"),
]


class ServiceBar(QWidget):
    """Signals: `form_chosen(key)`, `narrowed()` and `everything_asked(bool)`; the buttons speak for themselves."""

    form_chosen = Signal(str)
    narrowed = Signal()
    everything_asked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        """Without forms until a sheet is shown."""
        super().__init__()
        self.forms = ComboBox(theme, "Biểu mẫu")
        self.paste = secondary(theme, "Dán từ Excel", "clipboard_paste")
        self.paste.setToolTip("Dán vùng đã chép từ Excel vào ô đang chọn (Ctrl+V)")
        self.copy = secondary(theme, "Chép số kỳ trước", "copy")
        self.check = secondary(theme, "Kiểm tra", "task_list_square_ltr")
        self.check.setToolTip("Hiện mọi điều cần xem của kỳ này; F8 đi tới ô cần xem tiếp theo")
        self.check.setCheckable(True)
        self.everything = secondary(theme, "Mọi cột", "table")
        self.everything.setCheckable(True)
        self.chips = ChipBar(theme, _CHIPS, "Lọc đơn vị", "đơn vị")
        self.search = SearchBox(theme, "Tìm đơn vị", "Tìm đơn vị", 220)
        self.forms.activated.connect(lambda at: self.form_chosen.emit(self.forms.itemData(at)))
        self.everything.toggled.connect(self.everything_asked)
        self.chips.chosen.connect(lambda _: self.narrowed.emit())
        self.search.searched.connect(lambda _: self.narrowed.emit())
        self._lay_out(theme)

    def _lay_out(self, theme: Theme) -> None:
        work, filters = QHBoxLayout(), QHBoxLayout()
        for row in (work, filters):
            row.setSpacing(theme.s(8))
        work.addWidget(self.forms)
        for button in (self.paste, self.copy, self.check, self.everything):
            work.addWidget(button)
        work.addStretch(1)
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(8))
        column.addLayout(work)
        column.addLayout(filters)

    @property
    def wanted(self) -> UnitFilter:
        """The filter as it stands."""
        return UnitFilter(self.chips.current, self.search.text())

    def clear_filter(self) -> None:
        """Show every unit again."""
        with QSignalBlocker(self):
            self.chips.choose("")
            self.search.clear_now()
        self.narrowed.emit()

    def show_forms(self, forms: Sequence[Form], chosen: str) -> None:
        """Offer the forms of a period; a single one needs no choice."""
        with QSignalBlocker(self.forms):
            self.forms.clear()
            self.forms.add_choices([(form.short_title, form.key) for form in forms])
            self.forms.choose(chosen)
        self.forms.setVisible(len(forms) > 1)

    def show_sheet(self, sheet: Sheet) -> None:
        """Fit the buttons to a sheet."""
        for button in (self.paste, self.copy):
            button.setVisible(not sheet.locked)
        self.copy.setToolTip(f"Điền ô còn trống bằng số kỳ {sheet.code.previous.short_title}")
        self.everything.setVisible(has_more(sheet.form))

    def narrow(self, rows: Sequence[UnitRow]) -> list[UnitRow]:
        """The rows under the filter; counts on the chips are those under the search."""
        found = [row for row in rows if found_by(self.wanted.query, row)]
        counts = {chip.key: sum(passes(row, chip.key) for row in found) for chip in _CHIPS}
        self.chips.set_counts(counts)
        return [row for row in found if passes(row, self.wanted.chip)]

"""The section "Cơ quan, đơn vị": the list of units with their days of validity, and everything done to them."""

from __future__ import annotations

from collections.abc import Hashable

from desktop_app.domain.dates import format_date
from desktop_app.domain.text import sort_key
from desktop_app.domain.units import Unit
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.pages.settings.unit_forms import LoadUnitsForm, NewUnitForm, SuccessionForm
from desktop_app.ui.pages.settings.unit_pane import UnitPane
from desktop_app.ui.pages.settings.validity import validity_cell, validity_look
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labels import text_label

_COLUMNS = (
    ListColumn("TT", "centred", 40),
    ListColumn("Tên đơn vị", "text", 260),
    ListColumn("Tên ngắn", "text", 120),
    ListColumn("Mã định danh", "text", 100),
    ListColumn("Loại", "text", 140),
    ListColumn("Trực thuộc", "text", 160),
    ListColumn("Hiệu lực từ", "centred", 90),
    ListColumn("Hết hiệu lực từ", "centred", 90),
    ListColumn("Tên khác", "text", 140),
    ListColumn("Ghi chú", "text", 180),
)


class UnitsSection(ListSection):
    """The list narrows by search, kind and day; the pane edits the chosen unit."""

    HINT = "Tìm đơn vị"
    NOUN = "đơn vị"
    EMPTY = ("Chưa có đơn vị nào", "Nạp bộ đơn vị có sẵn hoặc thêm từng đơn vị.")

    def __init__(self, desk: Desk) -> None:
        """Build list, filters and actions."""
        super().__init__(desk, "Danh sách đơn vị", ("Đơn vị", "Mã định danh", "Hiệu lực"))
        theme = self.theme
        self.kind = ComboBox(theme, "Lọc theo loại đơn vị", filter_chip=True)
        kinds = [(kind.name, kind.key) for kind in desk.read.unit_kinds()]
        self.kind.add_choices([("Mọi loại", None), *kinds])
        self.kind.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.kind.setMinimumWidth(theme.s(120))
        self.day = DateField(theme, "Có hiệu lực ngày", desk.as_of)
        self.day.setToolTip("Để trống để xem cả đơn vị đã đóng")
        self.filters.addWidget(self.kind)
        self.filters.addWidget(text_label("Hiệu lực ngày", "secondary", "text3"))
        self.filters.addWidget(self.day)
        self.add = primary(theme, "Thêm đơn vị", "add")
        self.load = secondary(theme, "Nạp bộ đơn vị…", "arrow_import")
        self.export = secondary(theme, "Xuất Excel", "document_table")
        self.read = secondary(theme, "Nhập từ Excel…", "document_add")
        for button in (self.add, self.load, self.read):
            button.setVisible(desk.can_edit)
        line = self.title_line("Cơ quan, đơn vị", "", self.export, self.read, self.load, self.add)
        self.lay_out(line, {1: 124, 2: 128}, at_least=190)
        self.pane: UnitPane | None = None
        self.kind.activated.connect(lambda _: self.refresh())
        self.day.changed.connect(lambda _: self.refresh())
        self.add.clicked.connect(self._ask_new)
        self.load.clicked.connect(self._ask_set)
        self.read.clicked.connect(lambda: self.desk.open_page("nhap-so-lieu", list="units"))
        self.export.clicked.connect(self._export)

    def units(self) -> list[Unit]:
        """The units the filters let through, in Vietnamese order."""
        kind, day = self.kind.currentData(), self.day.value
        found = [
            unit
            for unit in self.desk.read.units()
            if (kind is None or unit.kind == kind) and (day is None or unit.in_force(day))
        ]
        return sorted(found, key=lambda unit: sort_key(unit.name))

    def rows(self) -> list[ListRow]:
        """A row a unit."""
        kinds = {kind.key: kind.name for kind in self.desk.read.unit_kinds()}
        return [self._row(unit, kinds.get(unit.kind, "")) for unit in self.units()]

    def _row(self, unit: Unit, kind: str) -> ListRow:
        short = unit.short_name if unit.short_name != unit.name else ""
        second = " · ".join(part for part in (kind, short) if part)
        return ListRow(
            unit.id,
            (
                Cell(unit.name, CellLook(second=second)),
                Cell(unit.code or "–", CellLook(token="text2")),
                validity_cell(unit.valid_from, unit.valid_to, self.desk.as_of),
            ),
            " ".join([*unit.aliases, unit.note]),
        )

    def fill(self, key: Hashable) -> None:
        """The unit's fields."""
        self._name(int(str(key)))
        self.pane = UnitPane(self.desk, int(str(key)))
        self.pane.succession_asked.connect(self._ask_succession)
        self.pane.unit_asked.connect(self.show_unit)
        self.detail.body.addWidget(self.pane)

    def refresh_detail(self) -> None:
        """New values into the fields that stand there."""
        self._name(int(str(self.shown_key)))
        if self.pane is not None:
            self.pane.refresh()

    def _name(self, unit_id: int) -> None:
        unit = self.desk.read.unit(unit_id)
        look = validity_look(unit.valid_from, unit.valid_to, self.desk.as_of)
        self.detail.set_head(unit.code or "Chưa có mã", look, unit.name)

    def show_unit(self, unit_id: int) -> None:
        """Choose a unit, taking away the filters that hide it."""
        if self.model.find(unit_id) < 0:
            self.search.clear_now()
            self.kind.setCurrentIndex(0)
            unit = self.desk.read.unit(unit_id)
            if self.day.value and not unit.in_force(self.day.value):
                self.day.set_value(None)
            self.refresh()
        self.table.choose_row(self.model.find(unit_id))
        self.open_row(unit_id)

    def _ask_new(self) -> None:
        form = NewUnitForm(self.desk)
        form.added.connect(self.show_unit)
        self.open_form(form, "Cơ quan, đơn vị")
        form.name.setFocus()

    def _ask_set(self) -> None:
        form = LoadUnitsForm(self.desk)
        self.open_form(form, "Cơ quan, đơn vị")
        form.source.setFocus()

    def _ask_succession(self, unit_id: int) -> None:
        form = SuccessionForm(self.desk, self.desk.read.unit(unit_id))
        self.open_form(form, self.desk.read.unit(unit_id).short_name)
        form.successor.setFocus()

    def _export(self) -> None:
        read = self.desk.read
        kinds = {kind.key: kind.name for kind in read.unit_kinds()}
        rows: list[tuple[Plain, ...]] = []
        for number, key in enumerate(self.model.keys(), start=1):
            unit = read.unit(int(str(key)))
            parent = read.unit(unit.parent_id).name if unit.parent_id else ""
            rows.append(
                (
                    number,
                    unit.name,
                    unit.short_name,
                    unit.code or "",
                    kinds.get(unit.kind, ""),
                    parent,
                    unit.valid_from,
                    unit.valid_to,
                    "; ".join(unit.aliases),
                    unit.note,
                )
            )
        day = self.day.value
        words = f"Có hiệu lực ngày {format_date(day)}" if day else "Mọi thời gian"
        table = ListTable(
            "Danh sách cơ quan, đơn vị",
            _COLUMNS,
            rows,
            (f"{words}; {len(rows)} đơn vị",),
            self.desk.is_sample,
        )
        save_list(self, self.desk, table, f"don-vi_{self.desk.as_of:%Y-%m-%d}")

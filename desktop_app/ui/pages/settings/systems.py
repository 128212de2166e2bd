"""The section "Hệ thống thông tin": level, approval, operator and validity of every information system."""

from __future__ import annotations

from collections.abc import Hashable

from desktop_app.domain.text import sort_key
from desktop_app.domain.units import InformationSystem
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.pages.settings.validity import validity_cell, validity_look
from desktop_app.ui.system_pane import LEVELS, NewSystemForm, SystemPane
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.combo import ComboBox

_COLUMNS = (
    ListColumn("TT", "centred", 40),
    ListColumn("Hệ thống thông tin", "text", 240),
    ListColumn("Đơn vị", "text", 200),
    ListColumn("Cấp độ", "integer", 60),
    ListColumn("Quyết định phê duyệt", "text", 160),
    ListColumn("Đơn vị vận hành", "text", 160),
    ListColumn("Dùng từ", "centred", 90),
    ListColumn("Ngừng từ", "centred", 90),
    ListColumn("Ghi chú", "text", 180),
)


class SystemsSection(ListSection):
    """The systems of all units, by name."""

    HINT = "Tìm hệ thống, đơn vị"
    NOUN = "hệ thống"
    EMPTY = ("Chưa có hệ thống nào", "Thêm từng hệ thống cùng cấp độ an toàn của nó.")

    def __init__(self, desk: Desk) -> None:
        """Build list, filter and actions."""
        super().__init__(desk, "Danh sách hệ thống thông tin", ("Hệ thống", "Cấp độ", "Thời gian dùng"))
        theme = self.theme
        self.level = ComboBox(theme, "Lọc theo cấp độ", filter_chip=True)
        self.level.add_choices([("Mọi cấp độ", 0), *LEVELS])
        self.filters.addWidget(self.level)
        self.add = primary(theme, "Thêm hệ thống", "add")
        self.add.setVisible(desk.can_edit)
        self.export = secondary(theme, "Xuất Excel", "document_table")
        line = self.title_line("Hệ thống thông tin", "", self.export, self.add)
        self.lay_out(line, {1: 112, 2: 128}, at_least=190)
        self.pane: SystemPane | None = None
        self.level.activated.connect(lambda _: self.refresh())
        self.add.clicked.connect(self._ask_new)
        self.export.clicked.connect(self._export)

    def systems(self) -> list[InformationSystem]:
        """The systems the filter lets through."""
        level = self.level.currentData()
        found = [item for item in self.desk.read.systems() if level == 0 or item.level == level]
        return sorted(found, key=lambda item: sort_key(item.name))

    def rows(self) -> list[ListRow]:
        """A row a system."""
        return [self._row(item) for item in self.systems()]

    def _row(self, item: InformationSystem) -> ListRow:
        unit = self.desk.read.unit(item.unit_id)
        level = f"Cấp độ {item.level}" if item.level else "Chưa rõ"
        return ListRow(
            item.id,
            (
                Cell(item.name, CellLook(second=unit.short_name)),
                Cell(level, CellLook(token="text2"), item.level or 0),
                validity_cell(item.valid_from, item.valid_to, self.desk.as_of),
            ),
            f"{unit.name} {item.operator} {item.approval} {item.note}",
        )

    def system(self, key: Hashable) -> InformationSystem:
        """The system of a row."""
        return next(item for item in self.desk.read.systems() if item.id == key)

    def fill(self, key: Hashable) -> None:
        """The system's fields."""
        self._name(self.system(key))
        self.pane = SystemPane(self.desk, int(str(key)))
        self.detail.body.addWidget(self.pane)

    def refresh_detail(self) -> None:
        """New values into the fields that stand there."""
        self._name(self.system(self.shown_key))
        if self.pane is not None:
            self.pane.form.refresh()

    def _name(self, item: InformationSystem) -> None:
        look = validity_look(item.valid_from, item.valid_to, self.desk.as_of)
        unit = self.desk.read.unit(item.unit_id)
        self.detail.set_head(f"Cấp độ {item.level or 'chưa rõ'}", look, item.name, unit.name)

    def _ask_new(self) -> None:
        form = NewSystemForm(self.desk)
        form.added.connect(self.open_row)
        self.open_form(form, "Hệ thống thông tin")
        form.name.setFocus()

    def _export(self) -> None:
        rows: list[tuple[Plain, ...]] = []
        for number, key in enumerate(self.model.keys(), start=1):
            item = self.system(key)
            rows.append(
                (
                    number,
                    item.name,
                    self.desk.read.unit(item.unit_id).name,
                    item.level,
                    item.approval,
                    item.operator,
                    item.valid_from,
                    item.valid_to,
                    item.note,
                )
            )
        words = (f"{len(rows)} hệ thống",)
        table = ListTable("Danh sách hệ thống thông tin", _COLUMNS, rows, words, self.desk.is_sample)
        save_list(self, self.desk, table, f"he-thong_{self.desk.as_of:%Y-%m-%d}")

"""The section "Hệ thống thông tin": level, approval, operator and validity of every information system."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.commands.layers import AddSystem, DeleteSystem, EditSystem
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.text import sort_key
from desktop_app.domain.units import InformationSystem, units_in_force
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.settings.fields import Fields
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.pages.settings.validity import validity_cell, validity_look
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.buttons import ghost, primary, secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.form_field import FormField

LEVELS: list[tuple[str, object]] = [
    ("Chưa xác định", None),
    *((f"Cấp độ {level}", level) for level in range(1, 6)),
]
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


class SystemPane(QWidget):
    """The fields of one system; each commits by itself."""

    def __init__(self, desk: Desk, system_id: int) -> None:
        """For one system."""
        super().__init__()
        self.desk, self.system_id = desk, system_id
        form = self.form = Fields(desk, "Đã lưu hệ thống.")
        self.fields: dict[str, FormField] = {}
        edit = self._edit
        self.fields["name"] = form.line(
            "Tên hệ thống", lambda: self.system.name, partial(edit, "name"), required=True
        )
        self.fields["level"] = form.choice(
            "Cấp độ an toàn", LEVELS, lambda: self.system.level, partial(edit, "level")
        )
        self.fields["approval"] = form.line(
            "Quyết định phê duyệt cấp độ", lambda: self.system.approval, partial(edit, "approval"), "Số, ngày"
        )
        self.fields["operator"] = form.line(
            "Đơn vị vận hành", lambda: self.system.operator, partial(edit, "operator")
        )
        form.beside()
        self.fields["valid_from"] = form.day(
            "Dùng từ ngày", lambda: self.system.valid_from, partial(edit, "valid_from")
        )
        self.fields["valid_to"] = form.day(
            "Ngừng từ ngày", lambda: self.system.valid_to, partial(edit, "valid_to")
        )
        self.fields["note"] = form.text("Ghi chú", lambda: self.system.note, partial(edit, "note"))
        self.remove = ghost(desk.theme, "Xóa hệ thống", "delete")
        self.remove.setToolTip("Xóa cả trạng thái 4 lớp của hệ thống; hoàn tác được")
        self.remove.clicked.connect(self._remove)
        self.remove.setVisible(desk.can_edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(12))
        column.addWidget(form)
        column.addWidget(self.remove)
        column.setAlignment(self.remove, column.alignment())
        form.refresh()

    @property
    def system(self) -> InformationSystem:
        """The system as the record has it now."""
        return next(item for item in self.desk.read.systems() if item.id == self.system_id)

    def _edit(self, key: str, value: object) -> EditSystem:
        return EditSystem(self.system_id, {key: value})

    def _remove(self) -> None:
        name = self.system.name
        self.desk.do(DeleteSystem(self.system_id), f"Đã xóa {name}.")


class NewSystemForm(PaneForm):
    """A new system; `added(id)` carries it."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty; in use from the desk's day."""
        super().__init__(desk, "Thêm hệ thống thông tin", "Thêm hệ thống")
        theme = desk.theme
        self.name, self.approval, self.operator = QLineEdit(), QLineEdit(), QLineEdit()
        self.unit = UnitBox(theme, "Đơn vị", units_in_force(desk.read.units(), desk.as_of))
        self.level = ComboBox(theme, "Cấp độ an toàn")
        self.level.add_choices(LEVELS)
        self.start = DateField(theme, "Dùng từ ngày", desk.as_of)
        self.add("Tên hệ thống", self.name, required=True)
        self.add("Đơn vị", self.unit, required=True)
        self.add("Cấp độ an toàn", self.level)
        self.add("Quyết định phê duyệt cấp độ", self.approval)
        self.add("Đơn vị vận hành", self.operator)
        self.add("Dùng từ ngày", self.start)
        self.close_form()

    def write(self) -> None:
        """Write the system, or say why not."""
        try:
            system_id = self.desk.session.do(self._command())
        except RecordError as error:
            self.say_refusal(str(error))
            return
        name = self.name.text().strip()
        self.finished.emit()
        self.desk.said.emit(f"Đã thêm hệ thống {name}.", True)
        self.added.emit(int(str(system_id)))

    def _command(self) -> AddSystem:
        if self.unit.unit_id is None:
            raise InvalidInput("Chưa chọn đơn vị. Chọn đơn vị có hệ thống này.")
        if not self.start.valid:
            raise InvalidInput("Ngày bắt đầu dùng chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")
        return AddSystem(
            self.name.text(),
            self.unit.unit_id,
            self.level.currentData(),
            self.operator.text(),
            self.approval.text(),
            valid_from=self.start.value,
        )

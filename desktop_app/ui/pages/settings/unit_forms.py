"""The forms of the units' pane: a new unit, merging and splitting, loading a set."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from desktop_app import catalogues, starting
from desktop_app.commands.catalogue import LoadUnits
from desktop_app.commands.command import Command
from desktop_app.commands.units import AddUnit, SucceedUnit
from desktop_app.domain.errors import InvalidInput, RecordError
from desktop_app.domain.forms import as_date
from desktop_app.domain.number_entry import Entered, read_number
from desktop_app.domain.text import nfc
from desktop_app.domain.units import Unit
from desktop_app.ui.desk import Desk
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.unit_box import UnitBox
from desktop_app.ui.widgets.choices import CheckBox
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.labels import text_label

COMMUNES = "communes"


class NewUnitForm(PaneForm):
    """A new unit; `added(id)` carries it."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty; the unit exists from the desk's day unless said otherwise."""
        super().__init__(desk, "Thêm đơn vị", "Thêm đơn vị")
        theme = desk.theme
        self.name, self.short_name, self.code = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = ComboBox(theme, "Loại")
        self.kind.add_choices([(kind.name, kind.key) for kind in desk.read.unit_kinds()])
        self.parent_unit = UnitBox(theme, "Trực thuộc", desk.read.units())
        self.parent_unit.setPlaceholderText("Không")
        self.start, self.end = DateField(theme, "Hiệu lực từ ngày"), DateField(theme, "Hết hiệu lực từ ngày")
        self.add("Tên đơn vị", self.name, required=True)
        self.add("Tên ngắn", self.short_name, "Dùng trong bảng và biểu đồ; để trống thì lấy tên đầy đủ")
        self.add("Mã định danh", self.code)
        self.add("Loại", self.kind)
        self.add("Trực thuộc", self.parent_unit)
        self.add("Hiệu lực từ ngày", self.start, "Để trống nếu đơn vị đã có từ trước khi lập sổ")
        self.add("Hết hiệu lực từ ngày", self.end)
        for box in (self.kind,):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.close_form()

    def write(self) -> None:
        """Write the unit, or say why not."""
        try:
            unit_id = self.desk.session.do(self._command())
        except RecordError as error:
            self.say_refusal(str(error))
            return
        name = self.name.text().strip()
        self.finished.emit()
        self.desk.said.emit(f"Đã thêm {name}.", True)
        self.added.emit(int(str(unit_id)))

    def _command(self) -> AddUnit:
        if not self.start.valid or not self.end.valid:
            raise InvalidInput("Ngày hiệu lực chưa phải là một ngày. Nhập theo mẫu 31/12/2026.")
        return AddUnit(
            name=self.name.text(),
            kind=str(self.kind.currentData()),
            short_name=self.short_name.text(),
            code=self.code.text(),
            parent_id=self.parent_unit.unit_id,
            valid_from=self.start.value,
            valid_to=self.end.value,
        )


class SuccessionForm(PaneForm):
    """Merging into another unit, or handing over a share to one of several; closes the unit on that day."""

    def __init__(self, desk: Desk, unit: Unit) -> None:
        """For one unit that ends."""
        super().__init__(desk, f"Sáp nhập, chia tách {unit.short_name}")
        self._unit = unit
        theme = desk.theme
        others = [other for other in desk.read.units() if other.id != unit.id]
        self.successor = UnitBox(theme, "Đơn vị kế thừa", others)
        self.day = DateField(theme, "Từ ngày", unit.valid_to or desk.as_of)
        self.share, self.document = QLineEdit(), QLineEdit()
        self.add("Đơn vị kế thừa", self.successor, "Đơn vị mới: thêm vào danh sách trước", required=True)
        self.add("Từ ngày", self.day, f"{unit.short_name} hết hiệu lực từ ngày này", required=True)
        self.add(
            "Tỷ lệ chuyển giao (%)",
            self.share,
            "Sáp nhập toàn bộ: 100. Chia tách: mỗi đơn vị kế thừa ghi một lần. Để trống nếu chưa rõ",
        )
        self.add("Văn bản", self.document, "Số, ký hiệu nghị quyết hoặc quyết định")
        self.close_form()

    def commands(self) -> tuple[str, list[Command], str]:
        """Link and end as one change."""
        successor, day = self.successor.unit_id, self.day.value
        if successor is None:
            raise InvalidInput("Chưa chọn đơn vị kế thừa. Chọn một đơn vị trong danh sách.")
        if day is None or not self.day.valid:
            raise InvalidInput("Chưa nhập ngày chuyển. Nhập ngày theo mẫu 01/03/2025.")
        name = self.desk.read.unit(successor).short_name
        command = SucceedUnit(self._unit.id, successor, day, self._share(), self.document.text())
        label = f"{self._unit.short_name} chuyển thành {name}"
        return label, [command], f"Đã ghi {label}."

    def _share(self) -> float | None:
        entry = read_number(self.share.text().strip().removesuffix("%"))
        if not isinstance(entry, Entered):
            raise InvalidInput(
                f"Tỷ lệ “{self.share.text()}” không phải số. Nhập số từ 0 đến 100, hoặc để trống."
            )
        return None if entry.number is None else entry.number / 100


class LoadUnitsForm(PaneForm):
    """Load a starter set, or the communes of a province; units already in the record are passed over."""

    def __init__(self, desk: Desk) -> None:
        """The record's own province is proposed."""
        super().__init__(desk, "Nạp bộ đơn vị", "Nạp đơn vị")
        theme = desk.theme
        self.source = ComboBox(theme, "Bộ đơn vị")
        self.source.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.add_choices([(title, key) for key, title in starting.UNIT_SETS.items()])
        self.source.addItem("Xã, phường, đặc khu của một tỉnh, từ 01/07/2025", COMMUNES)
        self.province = ComboBox(theme, "Tỉnh, thành phố")
        self._provinces = starting.provinces()
        self.province.add_choices([(item.title, item) for item in self._provinces])
        own = desk.read.profile().province
        self.province.setCurrentIndex(
            next((at for at, item in enumerate(self._provinces) if item.name == own), 0)
        )
        self.optional = CheckBox(theme, "Cả đơn vị chỉ một số tỉnh có")
        self._explained = text_label("", "caption", wraps=True)
        self.add("Bộ đơn vị", self.source, "Đơn vị trùng tên và ngày hiệu lực thì bỏ qua")
        self._province_field = self.add("Tỉnh, thành phố", self.province)
        self._column.addWidget(self.optional)
        self._column.addWidget(self._explained)
        self.close_form()
        self.source.currentIndexChanged.connect(self._fit)
        self.province.currentIndexChanged.connect(self._fit)
        self.optional.toggled.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        communes = self.source.currentData() == COMMUNES
        self._province_field.setVisible(communes)
        self.optional.setVisible(not communes)
        command = self._command()
        self._explained.setText(f"{len(command.units)} đơn vị; đã có trong sổ {self._present(command)}.")

    def _present(self, command: LoadUnits) -> int:
        known = {(unit.name, unit.valid_from) for unit in self.desk.read.units()}
        return sum((nfc(raw["name"]), as_date(raw.get("valid_from"))) in known for raw in command.units)

    def _command(self) -> LoadUnits:
        key = str(self.source.currentData())
        if key == COMMUNES:
            province = self._provinces[self.province.currentIndex()]
            return LoadUnits(starting.communes(province), f"xã, phường, đặc khu của {province.title}")
        chosen = catalogues.unit_set(key)
        units = [
            unit for unit in chosen["unit"] if self.optional.isChecked() or not unit.get("optional", False)
        ]
        return LoadUnits(units, chosen["title"])

    def commands(self) -> tuple[str, list[Command], str]:
        """The set as one change."""
        command = self._command()
        new = len(command.units) - self._present(command)
        if new == 0:
            raise InvalidInput("Mọi đơn vị của bộ này đã có trong sổ. Chọn bộ khác.")
        return f"Nạp {new} đơn vị: {command.title}", [command], f"Đã nạp {new} đơn vị."

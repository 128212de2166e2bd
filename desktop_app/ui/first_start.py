"""The first start: a new record for a province, an existing one, or the sample. Makes nothing itself.

What was chosen leaves as a signal; `app` makes or opens the record and says with `refuse` why it could not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_app.starting import AFTER, BEFORE, UNIT_SETS, Province, communes, provinces, suggested_path
from desktop_app.ui.file_choice import ask_open_paths, ask_save_path
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button, primary, secondary
from desktop_app.ui.widgets.card import Card, scrolling
from desktop_app.ui.widgets.choices import CheckBox
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.message_band import MessageBand

RECORD_FILES = "Sổ Tiến Độ (*.tiendo)"
_KINDS = ("tỉnh", "thành phố")
_PERSON_HELP = "Ghi vào nhật ký ở mỗi thay đổi, ví dụ “Cán bộ tổng hợp”. Đổi được ở Cài đặt."


@dataclass(frozen=True)
class NewRecord:
    """What a new record is to be: the province, its starter set of units, who keeps it and where."""

    province: Province
    unit_set: str
    with_communes: bool
    districts: str
    person: str
    path: Path


class FirstStart(QWidget):
    """The window before there is a record. Signals: `record_wanted(NewRecord)`, `file_chosen(Path)`, `sample_wanted()`."""

    record_wanted = Signal(object)
    file_chosen = Signal(object)
    sample_wanted = Signal()

    def __init__(self, theme: Theme, person: str) -> None:
        """`person` is the role name proposed."""
        super().__init__()
        self._theme = theme
        self.setWindowTitle("Bắt đầu – Tiến Độ")
        self.setProperty("frame", "page")
        self._provinces = provinces()
        self._chosen_path: Path | None = None
        self._make_fields(person)
        self._lay_out()
        self.unit_set.currentIndexChanged.connect(self._follow_set)
        self.province.currentIndexChanged.connect(self._follow_province)
        self.name.textChanged.connect(self._follow_province)
        self._follow_set()

    def sizeHint(self) -> QSize:
        """Large enough for the whole form at 100 % text."""
        return QSize(self._theme.s(960), self._theme.s(640))

    def _make_fields(self, person: str) -> None:
        theme = self._theme
        self.unit_set = ComboBox(theme, "Bộ đơn vị ban đầu")
        self.unit_set.add_choices([(title, key) for key, title in UNIT_SETS.items()])
        self.province = ComboBox(theme, "Tỉnh, thành phố")
        self.province.add_choices(
            [("Chọn tỉnh, thành phố", None), *((_listed(p), p) for p in self._provinces)]
        )
        self.kind = ComboBox(theme, "Loại")
        self.kind.add_choices([(kind.capitalize(), kind) for kind in _KINDS])
        self.name = QLineEdit()
        self.communes = CheckBox(theme, "Thêm các xã, phường, đặc khu của tỉnh")
        self.communes.setChecked(True)
        self.districts = QPlainTextEdit()
        self.districts.setTabChangesFocus(True)
        self.districts.setFixedHeight(theme.s(84))
        self.person = QLineEdit(person)
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.make = primary(theme, "Lập sổ")
        self.make.clicked.connect(self._make)
        self.open_file = secondary(theme, "Chọn tệp…", "folder_open")
        self.open_file.clicked.connect(self._open)
        self.open_sample = secondary(theme, "Mở sổ mẫu")
        self.open_sample.clicked.connect(self.sample_wanted)
        self.band = MessageBand(theme)

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.s(32), theme.s(24), theme.s(32), theme.s(24))
        column.setSpacing(theme.s(16))
        column.addWidget(text_label("Bắt đầu với Tiến Độ", "title"))
        column.addWidget(self.band)
        row = QHBoxLayout()
        row.setSpacing(theme.s(16))
        row.addWidget(self._new_card(), 3)
        side = QVBoxLayout()
        side.setSpacing(theme.s(16))
        side.addWidget(
            self._side_card(
                "Mở sổ đã có",
                "Tệp có đuôi .tiendo do chương trình này tạo, trên máy này hoặc thẻ nhớ.",
                self.open_file,
            )
        )
        side.addWidget(
            self._side_card(
                "Xem thử sổ mẫu",
                "Tỉnh An Bình (dữ liệu minh họa): 83 nhiệm vụ, 30 đơn vị, số liệu 12/2019–3/2021. "
                "Sửa thoải mái, mọi thay đổi hoàn tác được.",
                self.open_sample,
            )
        )
        side.addStretch(1)
        row.addLayout(side, 2)
        column.addLayout(row, 1)

    def _new_card(self) -> Card:
        theme = self._theme
        card = Card(theme, "Lập sổ mới cho tỉnh")
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, theme.s(4), 0)
        body.setSpacing(theme.s(12))
        self._set_field = FormField(
            theme, "Bộ đơn vị ban đầu", self.unit_set, "Thêm, bớt đơn vị được ở Cài đặt."
        )
        self._province_field = FormField(theme, "Tỉnh, thành phố", self.province, required=True)
        self._name_field = FormField(theme, "Tên tỉnh, thành phố", self._named(), required=True)
        self._district_field = FormField(
            theme,
            "Đơn vị cấp huyện",
            self.districts,
            "Mỗi dòng một tên: huyện Mộc Sơn, thị xã Phú Lộc, thành phố An Bình. Bỏ trống cũng được.",
        )
        self._person_field = FormField(theme, "Người dùng", self.person, _PERSON_HELP, required=True)
        self._path_field = FormField(theme, "Nơi lưu", self._placed())
        for field in (self._set_field, self._province_field, self._name_field):
            body.addWidget(field)
        body.addWidget(self.communes)
        for field in (self._district_field, self._person_field, self._path_field):
            body.addWidget(field)
        body.addStretch(1)
        card.body.addWidget(scrolling(inner), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.make)
        card.body.addLayout(foot)
        return card

    def _side_card(self, title: str, words: str, button: QWidget) -> Card:
        card = Card(self._theme, title)
        card.body.addWidget(text_label(words, "secondary", wraps=True))
        line = QHBoxLayout()
        line.addWidget(button)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _named(self) -> QWidget:
        return _side_by_side(self._theme, self.kind, self.name)

    def _placed(self) -> QWidget:
        self.choose_path = icon_button(self._theme, "folder_open", "Chọn nơi lưu khác")
        self.choose_path.clicked.connect(self._choose_path)
        return _side_by_side(self._theme, self.path, self.choose_path, wide=0)

    def _follow_set(self) -> None:
        later = self.unit_set.currentData() == AFTER
        self._province_field.setVisible(later)
        self.communes.setVisible(later)
        self._name_field.setVisible(not later)
        self._district_field.setVisible(not later)
        self._follow_province()

    def _follow_province(self) -> None:
        province = self._wanted_province()
        for field in (self._province_field, self._name_field):
            field.set_error("")
        if province is None:
            self.communes.setText("Thêm các xã, phường, đặc khu của tỉnh")
            self.path.setText("" if self._chosen_path is None else str(self._chosen_path))
            return
        if province.code:
            count = len(communes(province))
            self.communes.setText(f"Thêm {count} xã, phường, đặc khu của {province.title} (từ 01/7/2025)")
        self.path.setText(str(self._chosen_path or suggested_path(province)))

    def _wanted_province(self) -> Province | None:
        if self.unit_set.currentData() == BEFORE:
            name = " ".join(self.name.text().split())
            return Province(0, str(self.kind.currentData()), name) if name else None
        found = self.province.currentData()
        return found if isinstance(found, Province) else None

    def _choose_path(self) -> None:
        province = self._wanted_province()
        start = Path(self.path.text()) if self.path.text() else suggested_path(province)
        chosen = ask_save_path(self, "Nơi lưu sổ", start, RECORD_FILES)
        if chosen is not None:
            self._chosen_path = chosen if chosen.suffix else chosen.with_suffix(".tiendo")
            self.path.setText(str(self._chosen_path))

    def _make(self) -> None:
        province, person = self._wanted_province(), self.person.text().strip()
        if province is None:
            field = self._province_field if self.unit_set.currentData() == AFTER else self._name_field
            field.set_error("Chưa chọn tỉnh, thành phố. Chọn rồi bấm Lập sổ.")
            (self.province if field is self._province_field else self.name).setFocus()
            return
        if not person:
            self._person_field.set_error("Người dùng đang để trống. Nhập tên vai trò hoặc họ tên.")
            self.person.setFocus()
            return
        self._person_field.set_error("")
        wanted = NewRecord(
            province=province,
            unit_set=str(self.unit_set.currentData()),
            with_communes=self.communes.isChecked(),
            districts=self.districts.toPlainText(),
            person=person,
            path=Path(self.path.text()),
        )
        self.record_wanted.emit(wanted)

    def _open(self) -> None:
        chosen = ask_open_paths(self, "Mở sổ", RECORD_FILES + ";;Mọi tệp (*)")
        if chosen:
            self.file_chosen.emit(chosen[0])

    def refuse(self, reason: str) -> None:
        """Say why what was chosen could not be made or opened; everything typed stays."""
        self.band.show_message(reason)


def _listed(province: Province) -> str:
    return f"{province.name} ({province.kind})"


def _side_by_side(theme: Theme, *parts: QWidget, wide: int = 1) -> QWidget:
    """The parts in a row, the one at `wide` taking the room left; focus goes to that one."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.s(8))
    for at, part in enumerate(parts):
        row.addWidget(part, 1 if at == wide else 0)
    holder.setFocusProxy(parts[wide])
    return holder

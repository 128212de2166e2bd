"""The section "Hồ sơ tỉnh": what heads and closes the reports, field by field, with the signature block beside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop_app.commands.command import Command
from desktop_app.commands.settings import SetProfile
from desktop_app.domain.profile import PROFILE_TITLES
from desktop_app.domain.units import units_in_force
from desktop_app.field_history import Subject
from desktop_app.ui.desk import Desk
from desktop_app.ui.field_history import offer_history
from desktop_app.ui.pages.settings.section import CardSection
from desktop_app.ui.pages.settings.signature import SignaturePreview
from desktop_app.ui.record_fields import Fields
from desktop_app.ui.unit_box import by_name
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import hairline, text_label

_AUTHORITIES = ("TM. BAN CHỈ ĐẠO", "TM. ỦY BAN NHÂN DÂN", "KT. TRƯỞNG BAN", "KT. CHỦ TỊCH", "TL. CHỦ TỊCH")
_TITLES = ("TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC")
_OFFICES = ("CHỦ TỊCH UBND TỈNH", "PHÓ CHỦ TỊCH UBND TỈNH", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "GIÁM ĐỐC SỞ")
_SIGNER = ("authority", "signer_title", "signer_office", "signer_name")


class ProfileSection(CardSection):
    """Every field commits by itself; the preview follows while one types."""

    def __init__(self, desk: Desk) -> None:
        """Build the fields; values come with `refresh`."""
        super().__init__(desk, "Hồ sơ tỉnh", "dùng cho đầu trang và chữ ký báo cáo")
        self.fields: dict[str, FormField] = {}
        self._heads = Fields(desk, "Đã lưu hồ sơ tỉnh.")
        self._signer = Fields(desk, "Đã lưu hồ sơ tỉnh.")
        self._receivers = Fields(desk, "Đã lưu hồ sơ tỉnh.")
        self.preview = SignaturePreview(desk.theme)
        self._add_heads()
        self._add_signer()
        self._add_receivers()
        for key, field in self.fields.items():
            title = f"Hồ sơ tỉnh › {PROFILE_TITLES.get(key, 'loại').lower()}"
            offer_history(desk, field.editor, partial(Subject, "profile", (key,), "value", title))
        self.body.addStretch(1)

    def _reader(self, key: str) -> Callable[[], str]:
        return lambda: str(getattr(self.desk.read.profile(), key))

    def _maker(self, key: str) -> Callable[[str], Command]:
        return lambda text: SetProfile({key: text})

    def _line(self, fields: Fields, key: str, help_text: str = "", required: bool = False) -> None:
        title = PROFILE_TITLES[key]
        self.fields[key] = fields.line(title, self._reader(key), self._maker(key), help_text, required)

    def _suggested(self, fields: Fields, key: str, choices: tuple[str, ...], help_text: str = "") -> None:
        title = PROFILE_TITLES[key]
        self.fields[key] = fields.suggested(title, choices, self._reader(key), self._maker(key), help_text)

    def _add_heads(self) -> None:
        heads = self._heads
        heads.beside()
        self._line(heads, "province", required=True)
        kinds = [("Tỉnh", "tỉnh"), ("Thành phố", "thành phố")]
        self.fields["province_kind"] = heads.choice(
            "Loại", kinds, self._reader("province_kind"), self._maker("province_kind")
        )
        heads.beside()
        self._line(heads, "issuing_body", required=True)
        self._line(heads, "parent_agency")
        heads.beside()
        self._line(heads, "place", "In trước ngày tháng của báo cáo")
        self._line(heads, "report_symbol", "In sau số của báo cáo")
        self._line(heads, "committee")
        units = units_in_force(self.desk.read.units(), self.desk.as_of)
        self._suggested(heads, "standing_agency", tuple(unit.name for unit in by_name(units)))
        self.body.addWidget(heads)

    def _add_signer(self) -> None:
        self.body.addWidget(hairline(self.theme))
        self.body.addLayout(self.part("Người ký", "họ tên không bắt buộc"))
        self._suggested(self._signer, "authority", _AUTHORITIES, "TM. thay mặt, KT. ký thay, TL. thừa lệnh")
        self._suggested(self._signer, "signer_title", _TITLES)
        self._suggested(self._signer, "signer_office", _OFFICES)
        self._line(self._signer, "signer_name")
        row = QHBoxLayout()
        row.setSpacing(self.theme.s(12))
        row.addWidget(self._signer, 1)
        row.addWidget(self.preview, 1)
        self.body.addLayout(row)
        for key in _SIGNER:
            editor = self.fields[key].editor
            if isinstance(editor, QLineEdit):
                editor.textChanged.connect(lambda _: self._show_preview())
            elif isinstance(editor, ComboBox):
                editor.currentTextChanged.connect(lambda _: self._show_preview())

    def _add_receivers(self) -> None:
        self.body.addWidget(hairline(self.theme))
        for key, help_text in (
            ("addressees", "Mỗi dòng một nơi. In sau “Kính gửi” ở đầu báo cáo."),
            ("recipients", "Mỗi dòng một nơi. In ở góc trái dưới của báo cáo."),
        ):
            title = PROFILE_TITLES[key]
            self.fields[key] = self._receivers.text(title, self._reader(key), self._maker(key), help_text)
        self.body.addWidget(self._receivers)
        if self.desk.is_sample:
            note = "Sổ mẫu: mọi màn hình và báo cáo đều mang dòng “dữ liệu minh họa”."
            self.body.addWidget(text_label(note, "caption", wraps=True))

    def refresh(self) -> None:
        """Show the profile of the record."""
        for fields in (self._heads, self._signer, self._receivers):
            fields.refresh()
        self._show_preview()

    def _show_preview(self) -> None:
        """Show the block with what stands in the fields now, committed or not."""
        shown = {}
        for key in _SIGNER:
            editor = self.fields[key].editor
            if isinstance(editor, QLineEdit):
                shown[key] = editor.text()
            elif isinstance(editor, ComboBox):
                shown[key] = editor.currentText()
        self.preview.show_profile(replace(self.desk.read.profile(), **shown))

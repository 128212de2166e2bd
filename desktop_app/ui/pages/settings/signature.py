"""The signature block as the report prints it, beside the fields that fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from desktop_app.domain.profile import Profile
from desktop_app.ui import fonts
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import text_label


def _report_font(theme: Theme, px: int) -> QFont:
    if not set(fonts.REPORT_FAMILIES) & set(QFontDatabase.families()):
        fonts.load(report_faces=True)
    font = QFont()
    font.setFamilies(list(fonts.REPORT_FAMILIES))
    font.setPixelSize(theme.s(px))
    font.setBold(True)
    return font


class SignaturePreview(QFrame):
    """Authority and title above, room for the signature, office and name below (as workbooks.letterhead)."""

    def __init__(self, theme: Theme) -> None:
        """Empty until a profile is shown."""
        super().__init__()
        self.setProperty("frame", "well")
        font = _report_font(theme, 14)
        self._above, self._below = QLabel(), QLabel()
        self._room = text_label("(ký tay hoặc ký số)", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.s(8), theme.s(14), theme.s(8), theme.s(14))
        column.setSpacing(theme.s(14))
        for label in (self._above, self._room, self._below):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        for label in (self._above, self._below):
            label.setFont(font)
        column.addStretch(1)

    @property
    def lines(self) -> list[str]:
        """What it shows, line by line."""
        return [*self._above.text().split("\n"), *self._below.text().split("\n")]

    def show_profile(self, profile: Profile) -> None:
        """Show the block for these texts."""
        above = [text.upper() for text in (profile.authority, profile.signer_title) if text]
        below = [text for text in (profile.signer_office.upper(), profile.signer_name) if text]
        self._above.setText("\n".join(above) or "–")
        self._below.setText("\n".join(below))
        self._below.setVisible(bool(below))
        self.setAccessibleName("Khối chữ ký: " + ", ".join([*above, *below]))

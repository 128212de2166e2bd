"""Qt's own words in Vietnamese (Qt ships none) and Vietnamese as the default locale."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from desktop_app.ui.translation_texts import TEXTS


class VietnameseTexts(QTranslator):
    """Looks Qt's source texts up in TEXTS; what is not there stays as it is."""

    def isEmpty(self) -> bool:
        """Never, although no .qm file was loaded: an empty translator is not asked."""
        return False

    def translate(  # type: ignore[override]  # Qt goes on looking after None, which the stubs forget
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The Vietnamese text, or None to let Qt go on looking."""
        return TEXTS.get(context, {}).get(sourceText)


def install(app: QApplication) -> None:
    """Make Vietnamese the language of Qt's widgets and of numbers and dates."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    app.installTranslator(VietnameseTexts(app))

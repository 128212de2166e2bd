"""Qt's own words come out in Vietnamese."""

from __future__ import annotations

import re
import unicodedata

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QColorDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.ui.translation import VietnameseTexts
from desktop_app.ui.translation_texts import TEXTS

_ENGLISH = re.compile(
    r"\b(open|save|cancel|close|copy|paste|cut|undo|redo|delete|select|yes|no|name|file|files|folder|look|type|"
    r"color|colors|show|hide|new|back|apply|reset|help|details|date|size|month|january|monday)\b",
    re.IGNORECASE,
)


def english(texts: list[str]) -> list[str]:
    """The texts with an English word (after the shortcut is taken off)."""
    return [text for text in texts if _ENGLISH.search(text.replace("&", "").split("\t")[0])]


def visible_texts(widget: QWidget) -> list[str]:
    found: list[str] = []
    for child in [widget, *widget.findChildren(QWidget)]:
        for reader in ("text", "windowTitle", "toolTip", "placeholderText"):
            value = getattr(child, reader, None)
            if callable(value):
                found.append(str(value()))
    found += [action.text() for action in widget.findChildren(QAction)]
    return [text for text in found if text]


def test_standard_buttons(dressed_app: QApplication, qtbot: QtBot) -> None:
    standard = QDialogButtonBox.StandardButton
    names = (standard.Ok, standard.Cancel, standard.Yes, standard.No, standard.Save, standard.Discard,
             standard.Apply, standard.Reset, standard.Help, standard.Retry, standard.Close)  # fmt: skip
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    words = [box.addButton(name).text() for name in names]
    assert words[:4] == ["Đồng ý", "Hủy", "&Có", "&Không"]
    assert english(words) == []


def test_context_menus_of_text_fields(dressed_app: QApplication, qtbot: QtBot) -> None:
    for editor in (QLineEdit("chữ"), QTextEdit("chữ")):
        qtbot.addWidget(editor)
        menu: QMenu = editor.createStandardContextMenu()
        words = [action.text() for action in menu.actions() if action.text()]
        assert any(word.startswith("&Sao chép") for word in words)
        assert english(words) == []


def test_file_dialog(dressed_app: QApplication, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    assert english(visible_texts(dialog)) == []
    tree = dialog.findChild(QTreeView)
    assert tree is not None
    headers = [tree.model().headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert headers == ["Tên", "Cỡ", "Loại", "Ngày sửa"]


def test_colour_dialog_and_message_box(dressed_app: QApplication, qtbot: QtBot) -> None:
    colours, box = QColorDialog(), QMessageBox()
    qtbot.addWidget(colours)
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Abort)
    box.setDetailedText("chi tiết")
    assert english(visible_texts(colours) + visible_texts(box)) == []


def test_calendar_and_numbers_are_vietnamese(dressed_app: QApplication, qtbot: QtBot) -> None:
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    assert english(visible_texts(calendar)) == []
    assert calendar.locale().monthName(3) == "tháng 3"
    assert QLocale().name() == "vi_VN"
    assert QLocale().toString(1234.5, "f", 1) == "1.234,5"


def test_unknown_texts_are_left_to_qt(dressed_app: QApplication) -> None:
    assert QCoreApplication.translate("Another", "Untouched") == "Untouched"
    assert not VietnameseTexts().isEmpty()


def test_the_table_covers_the_contexts_and_keeps_placeholders() -> None:
    wanted = {
        "QPlatformTheme", "QLineEdit", "QWidgetTextControl", "QFileDialog", "QMessageBox", "QColorDialog",
        "QPrintDialog", "QShortcut", "QAbstractSpinBox", "QCalendarWidget", "QFileSystemModel",
    }  # fmt: skip
    assert wanted <= TEXTS.keys()
    for context, texts in TEXTS.items():
        for source, shown in texts.items():
            assert set(re.findall(r"%\d", source)) == set(re.findall(r"%\d", shown)), (context, source)
            assert unicodedata.is_normalized("NFC", shown), (context, source)

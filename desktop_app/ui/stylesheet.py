"""The one style sheet, generated from the tokens.

`$name` stands for a colour; `12dp` is 12 design pixels at the text scale and `12dp-1` one pixel less
(a focus ring is one pixel thicker than the border it replaces, so the padding gives way to it).
Widgets choose their look by dynamic properties: kind, role, tone, frame, state.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtGui import QColor

from desktop_app.ui.tokens import TONES

_TEXT = """
QToolTip { background: $surface; color: $text; border: 1px solid $border_strong; padding: 4dp 6dp; }
QLabel { background: transparent; color: $text; }
QLabel[role="title"] { font-size: 20dp; font-weight: 600; }
QLabel[role="card-title"] { font-size: 15dp; font-weight: 600; }
QLabel[role="kpi"] { font-size: 28dp; font-weight: 600; padding-top: 1px; }
QLabel[role="strong"] { font-size: 13dp; font-weight: 600; }
QLabel[role="secondary"] { font-size: 13dp; color: $text2; }
QLabel[role="field-label"] { font-size: 13dp; font-weight: 600; }
QLabel[role="caption"] { font-size: 12dp; color: $text3; padding-top: 1px; }
QLabel[role="brand"] { font-weight: 700; }
QLabel[role="user"] { font-size: 13dp; font-weight: 600; }
QLabel[role="logo"] { background: $accent; color: $on_accent; font-size: 12dp; font-weight: 700;
    border-radius: 6dp; }
QLabel[tone="text"] { color: $text; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="reference"] { color: $reference; }
"""

_FRAMES = """
QMainWindow, QDialog { background: $bg; }
QWidget[frame="page"] { background: $bg; }
QFrame[frame="card"] { background: $surface; border: 1px solid $border; border-radius: 8dp; }
QFrame[frame="card"][clickable="true"]:hover { border-color: $border_strong; }
QFrame[frame="card"][clickable="true"]:focus { border: 2px solid $accent; }
QFrame[frame="well"] { background: $surface2; border: none; border-radius: 6dp; }
QFrame[frame="box"] { background: $surface; border: 1px solid $border; border-radius: 6dp; }
QFrame[frame="box"][state="current"] { border-color: $accent; }
QFrame[frame="line"] { background: $border; border: none; }
QFrame[frame="sidebar"] { background: $surface; border: none; border-right: 1px solid $border; }
QFrame[frame="toast"] { background: $text; border: none; border-radius: 8dp; }
QFrame[frame="toast"] QLabel { color: $surface; font-size: 13dp; }
QScrollArea, QScrollArea > QWidget > QWidget[frame="plain"], QStackedWidget { background: transparent;
    border: none; }
QSplitter::handle { background: transparent; }
"""

_BUTTONS = """
QPushButton { min-height: 28dp; padding: 1px 12dp; border: 1px solid $border_button; border-radius: 6dp;
    background: $surface; color: $text; font-size: 14dp; }
QPushButton:hover { background: $surface2; }
QPushButton:pressed { background: $accent_soft; }
QPushButton:focus { border: 2px solid $accent; padding: 0px 12dp-1; }
QPushButton:disabled { color: $text3; background: $surface2; border-color: $border; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border-color: $accent;
    font-weight: 600; }
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed { background: $accent_hover;
    border-color: $accent_hover; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled { background: $surface2; color: $text3; border-color: $border_button; }
QPushButton[kind="ghost"] { background: transparent; border-color: transparent; color: $accent;
    font-size: 13dp; min-height: 24dp; padding: 1px 6dp; }
QPushButton[kind="ghost"]:hover { background: $accent_soft; }
QPushButton[kind="ghost"]:focus { border: 2px solid $accent; padding: 0px 6dp-1; }
QPushButton[kind="ghost"]:disabled { color: $text3; background: transparent; }
QPushButton[kind="small"] { font-size: 13dp; min-height: 24dp; padding: 1px 10dp; }
QPushButton[kind="small"]:focus { padding: 0px 10dp-1; }
QPushButton[kind="icon"] { background: transparent; border-color: transparent; padding: 1px; min-width: 28dp;
    max-width: 28dp; }
QPushButton[kind="icon"]:hover { background: $surface2; }
QPushButton[kind="icon"]:focus { border: 2px solid $accent; padding: 0px; }
QPushButton[kind="clear"] { background: transparent; border: none; padding: 0; min-height: 0; }
QPushButton[kind="toast"] { background: transparent; border-color: transparent; color: $surface;
    font-size: 13dp; font-weight: 600; text-decoration: underline; min-height: 24dp; padding: 1px 8dp; }
QPushButton[kind="toast"]:focus { border: 2px solid $surface; padding: 0px 8dp-1; }
QPushButton[kind="chip"] { font-size: 13dp; min-height: 24dp; padding: 1px 10dp; border-color: $border;
    border-radius: 13dp; color: $text2; }
QPushButton[kind="chip"]:checked { background: $accent_soft; border-color: $accent; color: $accent;
    font-weight: 600; }
QPushButton[kind="chip"]:focus { border: 2px solid $accent; padding: 0px 10dp-1; }
QPushButton[kind="legend"] { font-size: 13dp; min-height: 20dp; padding: 1px 3dp; border-color: transparent;
    background: transparent; color: $text2; }
QPushButton[kind="legend"]:hover { color: $accent; }
QPushButton[kind="legend"]:focus { border: 2px solid $accent; padding: 0px 3dp-1; }
QPushButton[kind="user"] { min-height: 40dp; text-align: left; background: transparent; border-color: transparent; }
QPushButton[kind="user"]:hover { background: $surface2; }
QPushButton[kind="user"]:focus { border: 2px solid $accent; }
"""

_INPUTS = """
QLineEdit, QDateEdit, QSpinBox { min-height: 28dp; padding: 1px 8dp; border: 1px solid $border_strong;
    border-radius: 6dp; background: $surface; color: $text; font-size: 14dp;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus, QDateEdit:focus, QSpinBox:focus { border: 2px solid $accent; padding: 0px 8dp-1; }
QLineEdit[readOnly="true"] { border-color: transparent; background: transparent; }
QLineEdit[state="error"], QComboBox[state="error"], QPlainTextEdit[state="error"] {
    border: 2px solid $danger; }
QLineEdit[state="error"] { padding: 0px 8dp-1; }
QLineEdit[kind="search"] { padding-left: 34dp; padding-right: 32dp; }
QLineEdit[kind="search"]:focus { padding-left: 34dp-1; padding-right: 32dp-1; }
QLineEdit[kind="date"] { padding-right: 32dp; }
QLineEdit[kind="date"]:focus { padding-right: 32dp-1; }
QLineEdit[kind="cell"] { min-height: 0; border: 2px solid $accent; border-radius: 0; padding: 0px 4dp;
    font-size: 13dp; }
QPlainTextEdit, QTextEdit { padding: 6dp; border: 1px solid $border_strong; border-radius: 6dp;
    background: $surface; color: $text; font-size: 14dp; selection-background-color: $accent;
    selection-color: $on_accent; }
QPlainTextEdit:focus, QTextEdit:focus { border: 2px solid $accent; }
QComboBox { min-height: 28dp; padding: 1px 4dp 1px 10dp; border: 1px solid $border_strong;
    border-radius: 6dp; background: $surface; color: $text; font-size: 14dp; }
QComboBox:focus, QComboBox:on { border: 2px solid $accent; padding: 0px 4dp-1 0px 10dp-1; }
QComboBox:disabled, QLineEdit:disabled { color: $text3; background: $surface2; border-color: $border; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { min-height: 0; padding: 0; border: none; background: transparent; }
QComboBox::drop-down { border: none; width: 24dp; }
QComboBox::down-arrow { image: none; }
QComboBox[kind="chip"] { min-height: 24dp; font-size: 13dp; color: $text2; border-color: $border;
    border-radius: 13dp; }
QComboBox[kind="chip"][chosen="true"] { background: $accent_soft; border-color: $accent; color: $accent; }
QComboBox[kind="chip"]:focus, QComboBox[kind="chip"]:on { border-color: $accent; }
QLineEdit[quiet="true"], QPlainTextEdit[quiet="true"], QComboBox[quiet="true"] { font-size: 13dp;
    min-height: 24dp; border-color: transparent; background: transparent; }
QLineEdit[quiet="true"] { padding-left: 4dp; }
QComboBox[quiet="true"] { padding-left: 6dp; }
QPlainTextEdit[quiet="true"] { padding: 3dp 6dp; min-height: 0; }
QLineEdit[quiet="true"]:hover, QPlainTextEdit[quiet="true"]:hover, QComboBox[quiet="true"]:hover {
    border-color: $border_strong; }
QLineEdit[quiet="true"]:focus, QPlainTextEdit[quiet="true"]:focus, QComboBox[quiet="true"]:focus {
    border: 2px solid $accent; background: $surface; }
QLineEdit[quiet="true"]:focus { padding-left: 4dp-1; }
QComboBox[quiet="true"]:focus { padding-left: 6dp-1; }
QPlainTextEdit[quiet="true"]:focus { padding: 3dp-1 6dp-1; }
QPlainTextEdit[strong="true"] { font-size: 15dp; font-weight: 600; padding: 3dp 0; }
QPlainTextEdit[strong="true"]:focus { padding: 3dp-1 0; }
QLineEdit[quiet="true"][state="error"], QPlainTextEdit[quiet="true"][state="error"] {
    border: 2px solid $danger; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $border_button;
    outline: 0; padding: 4dp; selection-background-color: $selection; selection-color: $text; }
QComboBox QAbstractItemView::item { min-height: 28dp; padding: 0 8dp; border-radius: 4dp; }
QComboBox QAbstractItemView::item:selected { background: $selection; color: $text; }
QCheckBox, QRadioButton { color: $text; spacing: 8dp; min-height: 28dp; border: 2px solid transparent;
    border-radius: 4dp; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent; }
QCheckBox::indicator, QRadioButton::indicator { width: 14dp; height: 14dp; background: $surface;
    border: 1px solid $border_strong; border-radius: 3dp; }
QRadioButton::indicator { border-radius: 7dp; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QRadioButton::indicator:checked { width: 6dp; height: 6dp; border: 5dp solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $surface2;
    border-color: $border_button; }
"""

_VIEWS = """
QTableView, QTreeView, QListView { background: $surface; color: $text; border: none; outline: 0;
    font-size: 13dp; selection-background-color: $selection; selection-color: $text;
    gridline-color: $border; }
QTableView[kind="data"]:focus { border: none; }
QListView[kind="menu"]::item { min-height: 36dp; padding: 0 10dp; border-radius: 6dp; color: $text2; }
QListView[kind="menu"]::item:selected { background: $accent_soft; color: $accent; font-weight: 600; }
QHeaderView { background: $surface2; border: none; font-size: 13dp; font-weight: 600; }
QHeaderView::section { background: $surface2; color: $text2; border: none; border-bottom: 1px solid $border;
    padding: 0 12dp; min-height: 33dp; font-size: 13dp; font-weight: 600; }
QTableCornerButton::section { background: $surface2; border: none; }
QScrollBar:vertical { background: transparent; width: 12dp; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12dp; margin: 0; }
QScrollBar::handle { background: $scroll; border-radius: 3dp; }
QScrollBar::handle:vertical { min-height: 28dp; margin: 3px 3dp; }
QScrollBar::handle:horizontal { min-width: 28dp; margin: 3dp 3px; }
QScrollBar::handle:hover { background: $border_strong; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenuBar { background: $surface; color: $text; border-bottom: 1px solid $border; }
QMenuBar::item { padding: 6dp 10dp; background: transparent; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $surface; color: $text; border: 1px solid $border_button; padding: 4dp; }
QMenu::item { padding: 6dp 28dp 6dp 12dp; border-radius: 4dp; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 4dp 8dp; }
QProgressBar { border: none; border-radius: 3dp; background: $track; max-height: 6dp; min-height: 6dp; }
QProgressBar::chunk { background: $accent; border-radius: 3dp; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface2; }
QCalendarWidget QToolButton { color: $text; background: transparent; border: none; padding: 4dp;
    font-weight: 600; }
QCalendarWidget QToolButton:hover { background: $accent_soft; border-radius: 4dp; }
QCalendarWidget QAbstractItemView { selection-background-color: $accent; selection-color: $on_accent; }
"""

_TONE = """
QLabel[tone="@"] { color: $@; }
QFrame[frame="band"][tone="@"], QFrame[frame="pill"][tone="@"] { background: $@_bg; border: 1px solid $@_bg; }
QFrame[frame="band"][tone="@"] QLabel[role="message"], QFrame[frame="pill"][tone="@"] QLabel { color: $@; }
QLabel[role="tag"][tone="@"] { background: $@_bg; color: $@; font-size: 12dp; font-weight: 600;
    border-radius: 4dp; }
"""

_SHAPES = """
QFrame[frame="band"] { border-radius: 6dp; }
QFrame[frame="band"][place="frame"] { margin: 12dp 24dp 0 24dp; }
QFrame[frame="pill"] { border-radius: 11dp; }
QFrame[frame="pill"] QLabel { font-size: 12dp; font-weight: 600; padding-top: 1px; }
QLabel[role="tag"] { padding: 2dp 8dp; }
"""

_MEASURE = re.compile(r"(\d+)dp(?:-(\d+))?")
_COLOUR = re.compile(r"\$([a-z0-9_]+)")


def build(colour: Callable[[str], QColor], scaled: Callable[[float], int]) -> str:
    """The style sheet for these colours and this text scale."""
    tones = "".join(_TONE.replace("@", tone) for tone in TONES)
    sheet = _TEXT + _FRAMES + _BUTTONS + _INPUTS + _VIEWS + tones + _SHAPES
    sheet = _MEASURE.sub(lambda found: f"{scaled(int(found[1])) - int(found[2] or 0)}px", sheet)
    return _COLOUR.sub(lambda found: colour(found[1]).name(), sheet)

"""Which key means what in the grid (DESIGN section 10). Knows nothing of the cells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
Key = Qt.Key


class Command(Enum):
    """What a key does besides moving."""

    COPY = auto()
    CUT = auto()
    PASTE = auto()
    FILL_DOWN = auto()
    FILL_RIGHT = auto()
    FILL_ALL = auto()
    CLEAR = auto()
    CLEAR_AND_EDIT = auto()
    EDIT = auto()
    CANCEL = auto()
    ENTER = auto()
    ENTER_BACK = auto()
    TAB = auto()
    TAB_BACK = auto()
    CHOICES = auto()
    SELECT_ALL = auto()
    SELECT_ROW = auto()
    SELECT_COLUMN = auto()
    NEXT_PROBLEM = auto()
    PREVIOUS_PROBLEM = auto()


class Reach(Enum):
    """How far a moving key goes."""

    STEP = auto()
    EDGE = auto()
    PAGE = auto()
    ROW_END = auto()
    CORNER = auto()


@dataclass(frozen=True, slots=True)
class Motion:
    """A move by rows and columns (-1, 0 or 1 each), how far, and whether it extends the selection."""

    rows: int
    columns: int
    reach: Reach
    extends: bool


WHILE_EDITING = frozenset(
    {
        Command.ENTER,
        Command.ENTER_BACK,
        Command.TAB,
        Command.TAB_BACK,
        Command.FILL_ALL,
        Command.CANCEL,
        Command.EDIT,
        Command.NEXT_PROBLEM,
        Command.PREVIOUS_PROBLEM,
    }
)

_COMMANDS = {
    (Key.Key_C, _CTRL): Command.COPY,
    (Key.Key_Insert, _CTRL): Command.COPY,
    (Key.Key_X, _CTRL): Command.CUT,
    (Key.Key_Delete, _SHIFT): Command.CUT,
    (Key.Key_V, _CTRL): Command.PASTE,
    (Key.Key_Insert, _SHIFT): Command.PASTE,
    (Key.Key_D, _CTRL): Command.FILL_DOWN,
    (Key.Key_R, _CTRL): Command.FILL_RIGHT,
    (Key.Key_Return, _CTRL): Command.FILL_ALL,
    (Key.Key_Enter, _CTRL): Command.FILL_ALL,
    (Key.Key_Delete, _NONE): Command.CLEAR,
    (Key.Key_Backspace, _NONE): Command.CLEAR_AND_EDIT,
    (Key.Key_F2, _NONE): Command.EDIT,
    (Key.Key_Escape, _NONE): Command.CANCEL,
    (Key.Key_Return, _NONE): Command.ENTER,
    (Key.Key_Enter, _NONE): Command.ENTER,
    (Key.Key_Return, _SHIFT): Command.ENTER_BACK,
    (Key.Key_Enter, _SHIFT): Command.ENTER_BACK,
    (Key.Key_Tab, _NONE): Command.TAB,
    (Key.Key_Backtab, _SHIFT): Command.TAB_BACK,
    (Key.Key_Backtab, _NONE): Command.TAB_BACK,
    (Key.Key_Tab, _SHIFT): Command.TAB_BACK,
    (Key.Key_Down, _ALT): Command.CHOICES,
    (Key.Key_A, _CTRL): Command.SELECT_ALL,
    (Key.Key_Space, _SHIFT): Command.SELECT_ROW,
    (Key.Key_Space, _CTRL): Command.SELECT_COLUMN,
    (Key.Key_F8, _NONE): Command.NEXT_PROBLEM,
    (Key.Key_F8, _SHIFT): Command.PREVIOUS_PROBLEM,
}

# By number: letters such as "đ" arrive with codes that Qt.Key does not name.
_BY_CODE = {(key.value, modifiers): does for (key, modifiers), does in _COMMANDS.items()}

_DIRECTIONS = {
    Key.Key_Left.value: (0, -1),
    Key.Key_Right.value: (0, 1),
    Key.Key_Up.value: (-1, 0),
    Key.Key_Down.value: (1, 0),
}


def _modifiers(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & (_CTRL | _SHIFT | _ALT | _META)


def command(event: QKeyEvent) -> Command | None:
    """What the key does, or None."""
    return _BY_CODE.get((event.key(), _modifiers(event)))


def motion(event: QKeyEvent) -> Motion | None:
    """Where the key moves, or None for a key that does not move."""
    modifiers, key = _modifiers(event), event.key()
    if modifiers & (_ALT | _META):
        return None
    ctrl, extends = bool(modifiers & _CTRL), bool(modifiers & _SHIFT)
    if key in _DIRECTIONS:
        rows, columns = _DIRECTIONS[key]
        return Motion(rows, columns, Reach.EDGE if ctrl else Reach.STEP, extends)
    if key in (Key.Key_Home, Key.Key_End):
        side = -1 if key == Key.Key_Home else 1
        return Motion(side if ctrl else 0, side, Reach.CORNER if ctrl else Reach.ROW_END, extends)
    if key in (Key.Key_PageUp, Key.Key_PageDown) and not ctrl:
        return Motion(-1 if key == Key.Key_PageUp else 1, 0, Reach.PAGE, extends)
    return None


def claims(event: QKeyEvent, editing: bool) -> bool:
    """Whether the grid wants the key even if the window has a shortcut for it.

    While a text is edited it wants less; the text field claims its own keys besides.
    """
    does = command(event)
    if does is not None:
        return does in WHILE_EDITING or not editing
    return motion(event) is not None

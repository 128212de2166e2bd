"""The pane beside a list: code, state, previous/next/close, title, actions, and a scrolling body."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button
from desktop_app.ui.widgets.card import scrolling
from desktop_app.ui.widgets.labels import hairline, text_label
from desktop_app.ui.widgets.status import NOT_STARTED, StatusLook, StatusPill


class DetailPanel(QFrame):
    """A card with a fixed head and a body that scrolls; `body` is a vertical layout for the screen to fill."""

    closed = Signal()
    previous_asked = Signal()
    next_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("frame", "card")
        self._code = text_label("", "strong", "text3")
        self._pill = StatusPill(theme, NOT_STARTED)
        self._title = text_label("", "card-title", wraps=True)
        self._subtitle = text_label("", "secondary", "text3", wraps=True)
        self._title_place = QVBoxLayout()
        self._title_place.setContentsMargins(0, 0, theme.s(7), 0)
        self.action_row = QHBoxLayout()
        self.action_row.setSpacing(theme.s(8))
        inner = QWidget()
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(theme.s(20), theme.s(12), theme.s(16), theme.s(16))
        self.body.setSpacing(theme.s(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline(theme))
        self.area = scrolling(inner)
        column.addWidget(self.area, 1)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._foot)

    def edit_title(self, editor: QWidget | None) -> None:
        """Put an editor in the title's place; None brings the plain title back."""
        clear_layout(self._title_place)
        if editor is not None:
            self._title_place.addWidget(editor)
        self._title.setVisible(editor is None)

    def set_foot(self, foot: QWidget | None) -> None:
        """Keep a widget (a form's buttons) under the scrolling body; None takes it away."""
        clear_layout(self._foot)
        if foot is not None:
            self._foot.addWidget(hairline(self._theme))
            self._foot.addWidget(foot)

    def set_head(self, code: str, look: StatusLook | None, title: str, subtitle: str = "") -> None:
        """Name what is shown; `subtitle` stands under the title."""
        self._code.setText(code)
        self._code.setVisible(bool(code))
        self._pill.setVisible(look is not None)
        if look is not None:
            self._pill.set_look(look)
        self._title.setText(title)
        self._title.setVisible(bool(title) and self._title_place.count() == 0)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(f"Chi tiết {code} {title}".strip())

    def clear_body(self) -> None:
        """Remove everything from the body."""
        clear_layout(self.body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; Alt+↑ and Alt+↓ ask for the neighbours."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif alt and event.key() == Qt.Key.Key_Up:
            self.previous_asked.emit()
        elif alt and event.key() == Qt.Key.Key_Down:
            self.next_asked.emit()
        else:
            super().keyPressEvent(event)

    def _head(self) -> QVBoxLayout:
        theme = self._theme
        line = QHBoxLayout()
        line.setSpacing(theme.s(8))
        line.addWidget(self._code)
        line.addWidget(self._pill)
        line.addStretch(1)
        for icon, name, signal in (
            ("chevron_up", "Mục trước (Alt+↑)", self.previous_asked),
            ("chevron_down", "Mục sau (Alt+↓)", self.next_asked),
            ("dismiss", "Đóng chi tiết (Esc)", self.closed),
        ):
            button = icon_button(theme, icon, name)
            button.clicked.connect(lambda _on=False, emit=signal.emit: emit())
            line.addWidget(button)
        head = QVBoxLayout()
        head.setContentsMargins(theme.s(19), theme.s(12), theme.s(12), theme.s(12))
        head.setSpacing(theme.s(6))
        head.addLayout(line)
        head.addWidget(self._title)
        head.addLayout(self._title_place)
        head.addWidget(self._subtitle)
        head.addLayout(self.action_row)
        return head


class Facts(QWidget):
    """Pairs of a muted name and its value, values wrapping under each other."""

    def __init__(self, theme: Theme, name_width: int = 104) -> None:
        super().__init__()
        self._theme, self._tight = theme, False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.s(12))
        self._grid.setVerticalSpacing(theme.s(8))
        self._grid.setColumnMinimumWidth(0, theme.s(name_width))
        self._grid.setColumnStretch(1, 1)

    def tighten(self) -> None:
        """Leave the room between the pairs to values that are fields with a frame of their own."""
        self._tight = True
        self._grid.setHorizontalSpacing(5)
        self._grid.setVerticalSpacing(0)

    def add(self, name: str, value: str | QWidget, tone: str = "") -> QWidget:
        """Add a pair; a text becomes a wrapping label that can be copied from."""
        row = self._grid.rowCount()
        shown = _fact_label(value, tone) if isinstance(value, str) else value
        label = text_label(name, "secondary", "text3", wraps=self._tight)
        if self._tight:
            label.setContentsMargins(0, self._theme.s(3) + 2, 0, 0)
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(shown, row, 1)
        return shown


def _fact_label(text: str, tone: str) -> QLabel:
    label = text_label(text, "strong" if tone else "secondary", tone or "text", wraps=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take every item out of a layout and delete the widgets and inner layouts."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            clear_layout(inner)

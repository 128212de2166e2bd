"""The header of a screen: title, source and date, the sample mark, and up to three actions."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, text_label


class ActionBox(QWidget):
    """A screen's header actions; secondary buttons fold into "…" when there is no room for them."""

    def __init__(self, theme: Theme, actions: list[QWidget]) -> None:
        super().__init__()
        self._actions = actions
        self._more = icon_button(theme, "more_horizontal", "Thao tác khác")
        self._more.clicked.connect(self._open_menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.s(8))
        row.addStretch(1)
        self._row = row
        for action in [*actions[:-1], self._more, *actions[-1:]]:
            row.addWidget(action)
        self._more.hide()

    def fold(self, room: int) -> None:
        """Fold as few buttons as needed to fit into `room` logical pixels."""
        foldable = [action for action in self._actions if _folds(action)]
        for action in foldable:
            action.show()
        self._more.hide()
        for action in foldable:
            if self.minimumSizeHint().width() <= room:
                return
            self._more.show()
            action.hide()
            self._row.activate()

    def folded(self) -> list[QPushButton]:
        """The buttons that are in the "…" menu now."""
        return [action for action in self._actions if isinstance(action, QPushButton) and action.isHidden()]

    def first(self) -> QWidget | None:
        """The first action that takes the keyboard."""
        takers = (action for action in self._actions if action.focusPolicy() & Qt.FocusPolicy.TabFocus)
        return next((action for action in takers if not action.isHidden()), None)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self.folded():
            entry = menu.addAction(button.icon(), button.text())
            entry.setEnabled(button.isEnabled())
            entry.triggered.connect(button.click)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))


def _folds(action: QWidget) -> bool:
    return isinstance(action, QPushButton) and action.property("kind") == "secondary"


class PageHeader(QFrame):
    """Shows one screen's words and actions at a time; every screen's actions are kept in their own box."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: dict[str, ActionBox] = {}
        self._title = text_label("", "title")
        self._subtitle = ElidedLabel("", "secondary", "text3")
        self._sample = self._sample_mark()
        self.back = icon_button(theme, "chevron_left", "Quay lại (Alt+Mũi tên trái)")
        self.back.hide()
        self._actions = QStackedWidget()
        self._actions.addWidget(QWidget())
        first = QHBoxLayout()
        first.setSpacing(theme.s(10))
        first.addWidget(self._title)
        first.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(first)
        words.addWidget(self._subtitle)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.s(24), theme.s(12), theme.s(24), 0)
        row.setSpacing(theme.s(16))
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_actions(self, key: str, actions: list[QWidget]) -> None:
        """Keep a screen's actions for when it is shown."""
        box = ActionBox(self._theme, actions)
        self._boxes[key] = box
        self._actions.addWidget(box)

    def show_page(self, key: str, title: str, subtitle: str) -> None:
        """Show a screen's words and actions."""
        self._title.setText(title)
        self._subtitle.set_full_text(subtitle)
        self._actions.setCurrentWidget(self._boxes[key])
        self._fit()

    def set_sample(self, sample: bool) -> None:
        """Show or hide the mark of illustrative data."""
        self._sample.setVisible(sample)

    def action_box(self) -> ActionBox | None:
        """The box of the screen shown."""
        box = self._actions.currentWidget()
        return box if isinstance(box, ActionBox) else None

    def first_action(self) -> QWidget | None:
        """The first action that takes the keyboard: the way back, where there is one."""
        if not self.back.isHidden():
            return self.back
        box = self.action_box()
        return None if box is None else box.first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold actions that do not fit any more."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        box = self.action_box()
        if box is None:
            return
        title = self._title.sizeHint().width()
        if not self._sample.isHidden():
            title += self._sample.sizeHint().width() + self._theme.s(10)
        if not self.back.isHidden():
            title += self.back.width() + self._theme.s(16)
        room = self.width() - 2 * self._theme.s(24) - self._theme.s(16) - title
        box.fold(room)
        wanted, least = box.sizeHint().width(), box.minimumSizeHint().width()
        self._actions.setFixedWidth(max(min(wanted, room), least, 1))

    def _sample_mark(self) -> QFrame:
        mark = QFrame()
        mark.setProperty("frame", "pill")
        mark.setProperty("tone", "warning")
        mark.setAccessibleName("Dữ liệu minh họa")
        row = QHBoxLayout(mark)
        row.setContentsMargins(self._theme.s(7), self._theme.s(2), self._theme.s(10), self._theme.s(2))
        row.setSpacing(self._theme.s(5))
        row.addWidget(IconLabel(self._theme, "info", "warning"))
        row.addWidget(text_label("Dữ liệu minh họa"))
        mark.setFixedHeight(self._theme.s(22))
        mark.hide()
        return mark

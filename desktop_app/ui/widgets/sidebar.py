"""The sidebar: brand, navigation in three groups, and who is working with "Đã lưu lúc HH:MM"."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import Button
from desktop_app.ui.widgets.labels import ElidedLabel, IconLabel, text_label

FULL_WIDTH = 228
RAIL_WIDTH = 60

_KEY = Qt.ItemDataRole.UserRole
_ICON = Qt.ItemDataRole.UserRole + 1
_BADGE = Qt.ItemDataRole.UserRole + 2


class _NavList(QListWidget):
    """A list that knows whether the keyboard brought the focus, so that a click draws no ring."""

    def __init__(self) -> None:
        super().__init__()
        self.by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.by_keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.by_keyboard = True
        super().keyPressEvent(event)


class _NavDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: _NavList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent
        self.rail = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.s(40), self._theme.s(38 if index.data(_KEY) else 15))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, area = self._theme, QRect(option.rect)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not index.data(_KEY):
            painter.fillRect(area.x(), area.y() + theme.s(6), area.width(), 1, theme.colour("border"))
            painter.restore()
            return
        area.setHeight(theme.s(36))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)  # type: ignore[attr-defined]
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_soft" if chosen else "surface2"))
            painter.drawRoundedRect(area, theme.s(6), theme.s(6))
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)  # type: ignore[attr-defined]
        if focused and self._list.by_keyboard:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), theme.s(6), theme.s(6))
        self._paint_item(painter, area, index, chosen)
        painter.restore()

    def _paint_item(
        self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex, chosen: bool
    ) -> None:
        theme = self._theme
        token = "accent" if chosen else "text2"
        side = theme.s(20)
        left = area.x() + ((area.width() - side) // 2 if self.rail else theme.s(10))
        name = f"{index.data(_ICON)}-filled" if chosen else str(index.data(_ICON))
        top = area.y() + (area.height() - side) // 2
        painter.drawPixmap(left, top, theme.pixmap(_drawable(theme, name), token, 20))
        right = self._paint_badge(painter, area, int(index.data(_BADGE) or 0))
        if self.rail:
            return
        font = theme.font(14, 600 if chosen else 400)
        painter.setFont(font)
        painter.setPen(theme.colour(token))
        room = QRect(left + side + theme.s(11), area.y(), 0, area.height())
        room.setRight(right)
        words = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _paint_badge(self, painter: QPainter, area: QRect, count: int) -> int:
        """Paint the badge and return where the words must end."""
        theme = self._theme
        if count <= 0:
            return area.right() - theme.s(4)
        font = theme.font(12, 600)
        metrics = QFontMetrics(font)
        if self.rail:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("danger_solid"))
            dot = theme.s(8)
            painter.drawEllipse(area.center().x() + theme.s(6), area.y() + theme.s(5), dot, dot)
            return area.right()
        width, height = metrics.horizontalAdvance(str(count)) + theme.s(13), theme.s(18)
        pill = QRectF(
            area.right() + 1 - theme.s(10) - width, area.y() + (area.height() - height) / 2, width, height
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("danger_bg"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(theme.colour("danger"))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), str(count))
        return int(pill.x()) - theme.s(6)


def _drawable(theme: Theme, name: str) -> str:
    try:
        theme.pixmap(name, "accent", 20)
    except FileNotFoundError:
        return name.removesuffix("-filled")
    return name


class Sidebar(QFrame):
    """One Tab stop with arrow keys. `chosen` carries the key of the screen asked for."""

    chosen = Signal(str)
    user_clicked = Signal()

    def __init__(self, theme: Theme, province: str, user: str) -> None:
        super().__init__()
        self._theme = theme
        self._rail = False
        self.setProperty("frame", "sidebar")
        self._brand = text_label("Tiến Độ", "brand")
        self._province = ElidedLabel(province, "caption")
        self._list = self._navigation()
        self._delegate = _NavDelegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._user = ElidedLabel(user, "user")
        self._saved = text_label("Chưa có thay đổi", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(self._list, 1)
        column.addWidget(self._foot())
        self._name_foot()
        self.set_rail(False)

    @property
    def list(self) -> QListWidget:
        """The navigation list."""
        return self._list

    @property
    def rail(self) -> bool:
        """Whether only the icons are shown."""
        return self._rail

    def add_item(self, key: str, title: str, icon: str) -> None:
        """Add a screen at the end of the present group."""
        item = QListWidgetItem(title)
        item.setData(_KEY, key)
        item.setData(_ICON, icon)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, title)
        self._list.addItem(item)
        if self._list.currentRow() < 0:
            self._list.setCurrentItem(item)

    def add_separator(self) -> None:
        """Begin another group."""
        item = QListWidgetItem("")
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(item)

    def clear_items(self) -> None:
        """Remove every item, so that the groups can be laid out again."""
        self._list.blockSignals(True)
        self._list.clear()
        self._list.blockSignals(False)

    def choose(self, key: str) -> None:
        """Mark a screen as the one shown; a screen without an item leaves the mark where it is."""
        item = self._item(key)
        if item is not None:
            self._list.setCurrentItem(item)

    def set_badge(self, key: str, count: int, meaning: str) -> None:
        """Show a red count at an item (overdue tasks only); `meaning` completes it for a screen reader."""
        item = self._item(key)
        if item is not None:
            item.setData(_BADGE, count)
            words = f"{item.text()}, {count} {meaning}" if count else item.text()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def set_rail(self, rail: bool) -> None:
        """Collapse to icons, or open."""
        self._rail = self._delegate.rail = rail
        self.setFixedWidth(self._theme.s(RAIL_WIDTH if rail else FULL_WIDTH))
        for widget in (self._brand, self._province, self._user, self._saved, self._saved_icon):
            widget.setVisible(not rail)
        for row in range(self._list.count()):
            item = self._list.item(row)
            item.setToolTip(item.text() if rail else "")
        self._list.viewport().update()

    def set_user(self, user: str) -> None:
        """Show who is working."""
        self._user.set_full_text(user)
        self._name_foot()

    def set_province(self, province: str) -> None:
        """Show whose record it is."""
        self._province.set_full_text(province)

    def set_saved(self, words: str) -> None:
        """Show the state of saving, as "Đã lưu lúc 09:41"."""
        self._saved.setText(words)
        self._name_foot()

    def _item(self, key: str) -> QListWidgetItem | None:
        items = (self._list.item(row) for row in range(self._list.count()))
        return next((item for item in items if item.data(_KEY) == key), None)

    def _navigation(self) -> _NavList:
        listing = _NavList()
        listing.setAccessibleName("Điều hướng")
        listing.setFrameShape(QFrame.Shape.NoFrame)
        listing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listing.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        listing.setMouseTracking(True)
        listing.setMinimumHeight(self._theme.s(76))
        margin = self._theme.s(8)
        listing.setViewportMargins(margin, 0, margin - 1, 0)  # the sidebar's border is the last pixel
        listing.currentItemChanged.connect(
            lambda item, _old: self.chosen.emit(item.data(_KEY)) if item and item.data(_KEY) else None
        )
        for again in (listing.itemClicked, listing.itemActivated):  # the marked one, from a screen beside it
            again.connect(lambda item: self.chosen.emit(item.data(_KEY)) if item.data(_KEY) else None)
        return listing

    def _head(self) -> QWidget:
        theme = self._theme
        logo = text_label("TĐ", "logo")
        logo.setFixedSize(theme.s(28), theme.s(28))
        logo.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QWidget()
        head.setFixedHeight(theme.s(63))
        grid = QGridLayout(head)
        grid.setContentsMargins(theme.s(16), theme.s(14), theme.s(8), theme.s(12))
        grid.setHorizontalSpacing(theme.s(10))
        grid.setVerticalSpacing(0)
        grid.addWidget(logo, 0, 0, 2, 1)
        grid.addWidget(self._brand, 0, 1)
        grid.addWidget(self._province, 1, 1)
        grid.setColumnStretch(1, 1)
        return head

    def _foot(self) -> QWidget:
        theme = self._theme
        self._saved_icon = IconLabel(theme, "checkmark", "success", 12)
        self._foot_button = Button(theme, "", "user")
        self._foot_button.setMinimumHeight(theme.s(44))
        self._foot_button.setToolTip("Mở nhật ký thay đổi")
        self._foot_button.clicked.connect(self.user_clicked)
        grid = QGridLayout(self._foot_button)
        grid.setContentsMargins(theme.s(12), 0, theme.s(4), 0)
        grid.setHorizontalSpacing(theme.s(4))
        grid.setVerticalSpacing(0)
        person = IconLabel(theme, "person_circle", "text2", 24)
        grid.addWidget(person, 0, 0, 2, 1)
        grid.setColumnMinimumWidth(0, theme.s(30))
        grid.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self._user, 0, 1, 1, 2)
        grid.addWidget(self._saved_icon, 1, 1)
        grid.addWidget(self._saved, 1, 2)
        grid.setColumnStretch(2, 1)
        for label in (self._user, self._saved, self._saved_icon, person):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(theme.s(8), theme.s(4), theme.s(8), theme.s(6))
        column.addWidget(self._foot_button)
        return foot

    def _name_foot(self) -> None:
        self._foot_button.setAccessibleName(f"{self._user.full_text}. {self._saved.text()}")

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the items in the colours of a changed theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_list"):
            self._list.viewport().update()

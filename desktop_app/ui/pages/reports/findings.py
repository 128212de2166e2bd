"""Step 3: what to look at before exporting, each line opening the screen where it is put right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from desktop_app.domain.checks import ERROR
from desktop_app.report_checks import ReportCheck, ReportFinding
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.labels import IconLabel, restyle, text_label
from desktop_app.ui.widgets.toast import announce

_FINDING = Qt.ItemDataRole.UserRole
_TALL = 10_000


def look_of(finding: ReportFinding) -> tuple[str, str, str]:
    """Icon, colour token and word of a finding's severity."""
    if finding.severity == ERROR:
        return "error_circle-filled", "danger", "Lỗi"
    return "warning-filled", "warning", "Cần xem"


class FindingList(QListWidget):
    """The findings; `chosen(ReportFinding)` on a click, Enter or Space."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(_FindingDelegate(theme, self))
        self.setMouseTracking(True)
        self.setWordWrap(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Trước khi xuất, các chỗ cần xem")
        self.itemClicked.connect(self._choose)
        self.installEventFilter(self)

    def show_findings(self, findings: tuple[ReportFinding, ...]) -> None:
        """Show the findings; the cursor stays on its row."""
        kept = self.currentRow()
        self.clear()
        for finding in findings:
            _, _, severity = look_of(finding)
            item = QListWidgetItem(finding.title)
            item.setData(_FINDING, finding)
            words = f"{severity}: {finding.title}. {finding.detail}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.addItem(item)
        if findings:
            self.setCurrentRow(min(max(kept, 0), len(findings) - 1))

    def finding(self, row: int) -> ReportFinding:
        """The finding of a row."""
        found = self.item(row).data(_FINDING)
        assert isinstance(found, ReportFinding)
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Space open the row of the cursor."""
        if watched is self and event.type() == QEvent.Type.KeyPress:
            keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
            item = self.currentItem()
            if event.key() in keys and item is not None:  # type: ignore[attr-defined]
                self._choose(item)
                return True
        return super().eventFilter(watched, event)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_FINDING))


class Verdict(QWidget):
    """One line over the list: how many errors and warnings, or that nothing was found."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "checkmark_circle-filled", "success")
        self.words = text_label("", "strong", "text2")
        self.passed = text_label("", "secondary", "text3")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.s(8))
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.passed)

    def show_check(self, check: ReportCheck) -> None:
        """Say what was found."""
        errors, warnings = check.errors, len(check.findings) - check.errors
        parts = [f"{errors} lỗi"] if errors else []
        parts += [f"{warnings} chỗ cần xem"] if warnings else []
        tone = "danger" if errors else "warning" if warnings else "success"
        icons = {"danger": "error_circle-filled", "warning": "warning-filled"}
        self._icon.set_icon(icons.get(tone, "checkmark_circle-filled"), tone)
        self.words.setText(", ".join(parts) or "Không có gì cần xem lại")
        restyle(self.words, tone=tone)
        self.passed.setText(f"{len(check.passed)} mục đạt")
        self.passed.setToolTip("\n".join(check.passed))
        announce(self, f"{self.words.text()}, {self.passed.text()}")


class _FindingDelegate(QStyledItemDelegate):
    """Draws a finding: icon, title and explanation over as many lines as they need, hairline below."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme, self._list = theme, parent

    def _layout(self, finding: ReportFinding, width: int) -> tuple[QRect, QRect]:
        """Where title and explanation go in a row `width` wide, from its upper left corner."""
        theme = self._theme
        left, right = theme.s(24), width - theme.s(20)
        room = QRect(left, theme.s(7), right - left, _TALL)
        wraps = int(Qt.TextFlag.TextWordWrap)
        title = QFontMetrics(theme.font(13, 600)).boundingRect(room, wraps, finding.title)
        room.setTop(title.bottom() + theme.s(2))
        detail = QFontMetrics(theme.font(12)).boundingRect(room, wraps, finding.detail or "")
        title.setRight(right)
        detail.setRight(right)
        return title, detail if finding.detail else QRect(left, title.bottom(), 0, 1)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as the words need at the list's width."""
        width = self._list.viewport().width()
        _, detail = self._layout(index.data(_FINDING), width)
        return QSize(width, detail.bottom() + self._theme.s(8))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw it."""
        theme, area = self._theme, QRect(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        finding: ReportFinding = index.data(_FINDING)
        painter.save()
        ringed = bool(state & QStyle.StateFlag.State_Selected) and self._list.hasFocus()
        if ringed or state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.colour("selection"))
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(area.left(), area.bottom(), area.right(), area.bottom())
        if ringed:
            painter.fillRect(area.left(), area.top(), theme.s(3), area.height(), theme.colour("accent"))
        icon, tone, _ = look_of(finding)
        painter.drawPixmap(area.left() + theme.s(4), area.top() + theme.s(8), theme.pixmap(icon, tone, 16))
        arrow = theme.pixmap("chevron_right", "text3", 12)
        painter.drawPixmap(area.right() - theme.s(16), area.top() + theme.s(10), arrow)
        title, detail = self._layout(finding, area.width())
        wraps = int(Qt.TextFlag.TextWordWrap)
        painter.setFont(theme.font(13, 600))
        painter.setPen(theme.colour("text"))
        painter.drawText(title.translated(area.topLeft()), wraps, finding.title)
        painter.setFont(theme.font(12))
        painter.setPen(theme.colour("text3"))
        painter.drawText(detail.translated(area.topLeft()), wraps, finding.detail)
        painter.restore()

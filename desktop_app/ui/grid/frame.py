"""The grid's panes put together: body and total row, each frozen and scrolling, and the scroll bars.

Body and total row must stay equally wide, so the scroll bars stand outside the panes. Knows sizes and
scrolling, nothing of selection or editing.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QGridLayout, QScrollBar, QTableView, QWidget

from desktop_app.ui.grid import look as sizes
from desktop_app.ui.grid.delegate import CellDelegate
from desktop_app.ui.grid.look import GridLook
from desktop_app.ui.grid.model import GridModel, TotalsModel
from desktop_app.ui.grid.pane import GridPane


class Strip(QWidget):
    """A plain piece of the frame beside the total row, or the strong line above it."""

    def __init__(
        self, look: GridLook, ground: str, width: int = 0, height: int = 0, lined: bool = False
    ) -> None:
        super().__init__()
        self._look, self._ground, self._lined = look, ground, lined
        if width:
            self.setFixedWidth(width)
        if height:
            self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill with the ground; hairlines right and below when lined."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour(self._ground))
        if self._lined:
            painter.setPen(self._look.pen("border"))
            painter.drawLine(self.rect().topRight(), self.rect().bottomRight())
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.end()


class TotalPane(QTableView):
    """The total row's frozen or scrolling part; it shows, and tells of clicks on its cells."""

    def __init__(self, look: GridLook, totals: TotalsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(totals)
        self.setItemDelegate(CellDelegate(look, totals, None, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(look.s(sizes.TOTAL_HEIGHT))
        self.horizontalHeader().setMinimumSectionSize(1)
        self.setFixedHeight(look.s(sizes.TOTAL_HEIGHT))
        self.setAccessibleName("Dòng tổng")


class GridFrame(QWidget):
    """Lays out the panes, shares the width among the columns, keeps the panes scrolled alike.

    `total_clicked(column)` tells of a click on a total.
    """

    scrolled = Signal()
    resized = Signal()
    total_clicked = Signal(int)

    def __init__(
        self, look: GridLook, model: GridModel, panes: tuple[GridPane, GridPane], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._model = model
        self._frozen, self._body = panes
        self._totals = TotalsModel(model, self)
        self._total_frozen = TotalPane(look, self._totals, self)
        self._total_body = TotalPane(look, self._totals, self)
        self.vertical = QScrollBar(Qt.Orientation.Vertical, self)
        self.horizontal = QScrollBar(Qt.Orientation.Horizontal, self)
        self._total_body.clicked.connect(lambda index: self.total_clicked.emit(index.column()))
        self._total_parts: list[QWidget] = []
        self._lay_out()
        self._join_scrolling()
        self.show_columns()

    def _lay_out(self) -> None:
        look = self._look
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        number = Strip(look, "surface2", look.s(sizes.NUMBER_WIDTH), look.s(sizes.TOTAL_HEIGHT), lined=True)
        gutter = Strip(look, "surface2", look.s(sizes.GUTTER_WIDTH), look.s(sizes.TOTAL_HEIGHT))
        rule = Strip(look, "border_strong", height=1)
        self.vertical.setFixedWidth(look.s(sizes.GUTTER_WIDTH))
        layout.addWidget(self._frozen, 0, 0, 1, 2)
        layout.addWidget(self._body, 0, 2)
        layout.addWidget(self.vertical, 0, 3)
        layout.addWidget(rule, 1, 0, 1, 4)
        layout.addWidget(number, 2, 0)
        layout.addWidget(self._total_frozen, 2, 1)
        layout.addWidget(self._total_body, 2, 2)
        layout.addWidget(gutter, 2, 3)
        layout.addWidget(self.horizontal, 3, 2)
        layout.setRowStretch(0, 1)
        layout.setColumnStretch(2, 1)
        self._total_parts = [number, gutter, rule, self._total_frozen, self._total_body]

    def _join_scrolling(self) -> None:
        inner, beside = self._body.verticalScrollBar(), self._frozen.verticalScrollBar()
        inner.valueChanged.connect(beside.setValue)
        beside.valueChanged.connect(inner.setValue)
        self._mirror(inner, self.vertical)
        across = self._body.horizontalScrollBar()
        across.valueChanged.connect(self._total_body.horizontalScrollBar().setValue)
        self._mirror(across, self.horizontal)
        across.rangeChanged.connect(lambda low, high: self.horizontal.setVisible(high > low))
        self.horizontal.setVisible(False)
        for bar in (inner, across):
            bar.valueChanged.connect(lambda value: self.scrolled.emit())

    def _mirror(self, inner: QScrollBar, outer: QScrollBar) -> None:
        """Let the outer bar stand for the hidden one of a pane."""

        def take_range(low: int, high: int) -> None:
            outer.setPageStep(inner.pageStep())
            outer.setSingleStep(self._look.s(sizes.ROW_HEIGHT))
            inner.setSingleStep(self._look.s(sizes.ROW_HEIGHT))
            outer.setRange(low, high)

        inner.rangeChanged.connect(take_range)
        inner.valueChanged.connect(outer.setValue)
        outer.valueChanged.connect(inner.setValue)

    def show_columns(self) -> None:
        """Give each pane its columns, after the model's columns changed as well."""
        for column in range(self._model.columnCount()):
            for pane in (self._frozen, self._total_frozen):
                pane.setColumnHidden(column, column != 0)
            for pane in (self._body, self._total_body):
                pane.setColumnHidden(column, column == 0)
        has_totals = self._totals.rowCount() > 0
        for part in self._total_parts:
            part.setVisible(has_totals)
        self._share_width()

    def _share_width(self) -> None:
        look = self._look
        widths = self._widths(self.width() - look.s(sizes.NUMBER_WIDTH) - look.s(sizes.GUTTER_WIDTH))
        if not widths:
            return
        for column, width in enumerate(widths):
            for pane in (self._frozen, self._body, self._total_frozen, self._total_body):
                pane.setColumnWidth(column, width)
        self._frozen.setFixedWidth(widths[0] + look.s(sizes.NUMBER_WIDTH))
        self._total_frozen.setFixedWidth(widths[0])
        self.resized.emit()

    def _widths(self, room: int) -> list[int]:
        """Each column's width: spare room by `stretch`; a little lacking is taken from the frozen column.

        Where that would not be enough the table scrolls, and names keep their full width.
        """
        columns = self._model.columns
        widths = [self._look.s(column.width) for column in columns]
        spare = room - sum(widths)
        if spare < 0 and widths[0] + spare >= self._look.s(columns[0].min_width or columns[0].width):
            widths[0] += spare
        shares = sum(column.stretch for column in columns)
        if spare > 0 and shares:
            widths = [
                width + spare * column.stretch // shares
                for width, column in zip(widths, columns, strict=True)
            ]
            widths[0] += room - sum(widths)
        return widths

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill what no pane covers."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface"))
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Repaint the totals in the colours of a changed theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_total_body"):
            self._total_frozen.viewport().update()
            self._total_body.viewport().update()

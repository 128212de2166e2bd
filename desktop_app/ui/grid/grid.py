"""The Excel-like grid: selection, cursor and editor over two panes, keys, and what is told to the screen.

Knows the model's contract only; what the figures mean is the model's business.
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.grid import keys
from desktop_app.ui.grid import look as sizes
from desktop_app.ui.grid.choosing import ChoiceList
from desktop_app.ui.grid.commands import GridCommands
from desktop_app.ui.grid.delegate import CellDelegate
from desktop_app.ui.grid.editor import CellEditor
from desktop_app.ui.grid.exchange import Exchange
from desktop_app.ui.grid.frame import GridFrame
from desktop_app.ui.grid.headers import ColumnHeader, Corner, RowNumbers
from desktop_app.ui.grid.look import GridLook
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.mouse import Gestures
from desktop_app.ui.grid.moving import FIRST_COLUMN, Mover
from desktop_app.ui.grid.pane import GridPane, Outlines
from desktop_app.ui.grid.planning import CellText
from desktop_app.ui.grid.questions import DialogQuestions, GridQuestions
from desktop_app.ui.grid.selection import Block, Cell, Selection, next_passable
from desktop_app.ui.grid.statistics import SelectionCounter
from desktop_app.ui.grid.writing import Writer, Written
from desktop_app.ui.theme import Theme


class ExcelGrid(QWidget):
    """A grid with Excel's keys, mouse and clipboard over a GridModel.

    `current_changed(Cell)` follows the cursor, `statistics_changed(SelectionStatistics)` the selection
    (counted a moment later),
    `notified(str)` tells what a paste or fill did, `refused(str)` why something could not be done,
    `choice_made(str, list[Cell])` passes on a choice without text of its own, `editing_changed(bool)` tells
    when an edit begins and ends, `menu_requested(QPoint)` asks for a context menu at a global position
    (its lines call `commands`).
    """

    current_changed = Signal(object)
    statistics_changed = Signal(object)
    notified = Signal(str)
    refused = Signal(str)
    choice_made = Signal(str, object)
    editing_changed = Signal(bool)
    menu_requested = Signal(QPoint)
    total_clicked = Signal(int)

    def __init__(
        self,
        model: GridModel,
        theme: Theme,
        name: str,
        questions: GridQuestions | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._look = GridLook(theme)
        self._selection = Selection.at(Cell(self._next_unit(-1), FIRST_COLUMN))
        self._fill_target: Block | None = None
        self.writer = Writer(model, questions or DialogQuestions(self))
        self.exchange = Exchange(model, self.writer)
        self.mover = Mover(model)
        self.commands = GridCommands(self)
        self._gestures = Gestures(self, self)
        self._frozen = GridPane(self._look, model, True, self._outlines, self)
        self._body = GridPane(self._look, model, False, self._outlines, self)
        self._headers = self._prepare_panes(name)
        self._corner = Corner(self._look, self._frozen)
        self._corner.clicked.connect(self.commands.select_all)
        self._frame = GridFrame(self._look, model, (self._frozen, self._body), self)
        self.editor = CellEditor(self._handle_key, keys.claims, self._look, self._body.viewport())
        self.choices = ChoiceList(self, self._look)
        self._counter = SelectionCounter(model, self)
        self._counter.counted.connect(self.statistics_changed)
        self._put_together()
        theme.changed.connect(self._restyle)
        self.select(self._selection)

    def _prepare_panes(self, name: str) -> list[ColumnHeader | RowNumbers]:
        headers: list[ColumnHeader | RowNumbers] = []
        for pane, frozen in ((self._frozen, True), (self._body, False)):
            pane.setItemDelegate(CellDelegate(self._look, self._model, lambda: self._selection, pane))
            across = ColumnHeader(self._look, self._model, lambda: self._selection, frozen, pane)
            pane.setHorizontalHeader(across)
            across.pressed_at.connect(self._gestures.press_column)
            across.dragged_to.connect(self._gestures.drag_column)
            headers.append(across)
            down = RowNumbers(self._look, self._model, lambda: self._selection, pane)
            pane.setVerticalHeader(down)
            down.setVisible(frozen)
            down.pressed_at.connect(self._gestures.press_row)
            down.dragged_to.connect(self._gestures.drag_row)
            headers.append(down)
            pane.setModel(self._model)
            pane.setAccessibleName(name)
            pane.pressed_on.connect(self._pane_pressed)
            pane.dragged_on.connect(self._gestures.drag)
            pane.released_on.connect(self._gestures.release)
            pane.double_clicked_on.connect(self._gestures.double_click)
            pane.handle_wanted = self.on_handle
        self._frozen.setSelectionModel(self._body.selectionModel())
        return headers

    def _put_together(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self.editor.setTextMargins(0, 0, self._look.s(3), 0)
        self.setFocusProxy(self.editor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.editor.left.connect(self.commit)
        self.editor.woke.connect(self._woke)
        self.editor.slept.connect(lambda: self.editing_changed.emit(False))
        self.editor.refused_typing.connect(self.say_why_locked)
        self._frame.total_clicked.connect(self.total_clicked)
        self._frame.scrolled.connect(self._place_editor)
        self._frame.resized.connect(self._place_editor)
        self._model.modelReset.connect(self._take_reset)
        for changed in (self._model.dataChanged, self._model.rowsInserted, self._model.rowsRemoved):
            changed.connect(self._take_change)
        self._model.layoutChanged.connect(self._take_change)

    @property
    def model(self) -> GridModel:
        """What is shown."""
        return self._model

    @property
    def selection(self) -> Selection:
        """The cursor and the selected block."""
        return self._selection

    @property
    def current(self) -> Cell:
        """The cell with the cursor."""
        return self._selection.active

    @property
    def editing(self) -> bool:
        """Whether a cell's editor is open; a screen puts off refreshing while it is."""
        return self.editor.awake

    def _next_unit(self, row: int) -> int:
        """The first row after this one that is no group row; row 0 when there is none."""
        return max(
            next_passable(row, 1, self._model.rowCount(), lambda place: not self._model.is_group(place)), 0
        )

    def select_at(self, cell: Cell) -> None:
        """Put the cursor on a cell and bring it into view; an edit that cannot end keeps it."""
        if not self.commit():
            return
        self.mover.forget_tabs()
        self.select(Selection.at(cell), cell)

    def select(self, selection: Selection, follow: Cell | None = None) -> None:
        """Select, and bring `follow` into view."""
        moved = selection.active != self._selection.active
        self._selection = selection
        self._tell_qt()
        if follow is not None:
            self._bring_into_view(follow)
        self._place_editor()
        self._repaint()
        self._counter.start(selection.block)
        if moved:
            self.current_changed.emit(selection.active)

    def _tell_qt(self) -> None:
        """Keep Qt's selection model in step, for accessibility."""
        chosen, block = self._body.selectionModel(), self._selection.block
        corners = [self._model.index(block.top, block.left), self._model.index(block.bottom, block.right)]
        chosen.select(QItemSelection(*corners), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        chosen.setCurrentIndex(
            self._model.index(*self._selection.active), QItemSelectionModel.SelectionFlag.NoUpdate
        )

    def below_current(self) -> QPoint:
        """The global position just below the current cell."""
        cell = self._selection.active
        rect = self._body.block_rect(Block.between(cell, cell)) or QRect()
        return self._body.viewport().mapToGlobal(rect.bottomLeft())

    def _bring_into_view(self, cell: Cell) -> None:
        pane = self._frozen if cell.column == 0 else self._body
        pane.scrollTo(self._model.index(*cell))

    def _place_editor(self) -> None:
        """Lay the editor over the current cell; its name tells a screen reader what the cell says."""
        cell = self._selection.active
        if not self._model.rowCount():
            self.editor.setReadOnly(True)
            return
        editable = self._model.editable(*cell)
        self.editor.setReadOnly(not editable)
        rect = self._body.block_rect(Block.between(cell, cell)) or QRect(0, 0, 1, 1)
        self.editor.place(rect.adjusted(-1 if rect.left() else 0, -1, 1, 1))
        self.editor.setAccessibleName(
            f"Ô {self._model.address(cell)}. {self._model.spoken(cell.row, cell.column)}"
        )

    def _repaint(self) -> None:
        for pane in (self._frozen, self._body):
            pane.viewport().update()
        for header in self._headers:
            header.viewport().update()

    def _restyle(self) -> None:
        self._look.refresh()
        self._repaint()
        self.update()

    def _outlines(self) -> Outlines:
        return Outlines(self._selection, self._fill_target or self.exchange.cut_block, not self.editor.awake)

    def _take_reset(self) -> None:
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if rows:
            self._selection = self._selection.clamped(rows, columns)
        self._frame.show_columns()
        self._take_change()

    def _take_change(self) -> None:
        """The model changed: keep the cursor where it is, or at the nearest cell."""
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if rows:
            self.select(self._selection.clamped(rows, columns))

    def _handle_key(self, event: QKeyEvent) -> bool:
        return bool(self._model.rowCount()) and self.commands.handle(event)

    def page_rows(self) -> int:
        """How many rows PgUp and PgDn move: those in view, less one."""
        return max(1, self._body.viewport().height() // self._look.s(sizes.ROW_HEIGHT) - 1)

    def edit(self) -> None:
        """Edit the current cell's text, the text cursor at its end."""
        self._begin(self._model.cell(*self.current).edit_text if self.current.column else "")

    def edit_empty(self) -> None:
        """Edit the current cell from nothing."""
        self._begin("")

    def _begin(self, text: str) -> None:
        if not self._model.editable(*self.current):
            self.say_why_locked()
            return
        self.take_focus()
        self.editor.wake(text, arrows_move_text=bool(text))

    def _woke(self) -> None:
        self._bring_into_view(self.current)
        self._place_editor()
        self._repaint()
        self.editing_changed.emit(True)

    def commit(self, everywhere: bool = False) -> bool:
        """Write the text being edited into the current cell, or all selected ones, and end the edit.

        False, with the editor still open and the reason told, when the text cannot stand.
        """
        if not self.editor.awake:
            return True
        self.editor.settle_composition()
        text = self.editor.text()
        cells = list(self._selection.block.cells()) if everywhere else [self.current]
        unchanged = text == self._model.cell(*self.current).edit_text and not everywhere
        if not unchanged:
            written = self.writer.write([(cell, text) for cell in cells], "Sửa", strict=True)
            if written.error:
                self.editor.show_error(True)
                self.refused.emit(written.error)
                return False
        self.editor.sleep()
        self._place_editor()
        self._repaint()
        return True

    def cancel_edit(self) -> None:
        """Leave the cell as it was."""
        self.editor.sleep()
        self._place_editor()
        self._repaint()

    def say_why_locked(self) -> None:
        """Tell why the current cell cannot be typed into."""
        if self._model.rowCount():
            self.refused.emit(self._model.why_locked(*self.current))

    def report(self, written: Written) -> None:
        """Tell what a batch did."""
        if written.notice:
            self.notified.emit(written.notice)
        if written.error:
            self.refused.emit(written.error)

    def fill(self, target: Block, other_way: bool) -> None:
        """Write what a drag of the handle asks for."""
        self.commands.fill_by_handle(target, other_way)

    def write(self, texts: list[CellText], action: str) -> None:
        """Write texts as one undo step and tell what was done."""
        self.report(self.writer.write(texts, action))

    def copy(self) -> None:
        """Copy the selected block."""
        self.commands.copy()

    def paste(self) -> None:
        """Paste at the selection, as Ctrl+V does, and take the keys."""
        self.take_focus()
        if self.commit():
            self.commands.paste()

    def go_to_problem(self, step: int = 1) -> bool:
        """Put cursor and keys on the next (1) or previous (-1) cell with an error or warning; False without."""
        if not self._model.rowCount() or not self.commit():
            return False
        found = self._model.problem_after(self.current, step)
        if found is None:
            return False
        self.take_focus()
        self.select_at(found)
        return True

    def whole_rows(self, first: int, last: int) -> Selection:
        """The selection of complete rows, the cursor in their first column that scrolls."""
        end = self._model.columnCount() - 1
        return Selection(Cell(first, min(FIRST_COLUMN, end)), Cell(first, 0), Cell(last, end))

    def whole_columns(self, first: int, last: int) -> Selection:
        """The selection of complete columns, the cursor in the first row in view that is no group row."""
        top = self._next_unit(max(self._body.rowAt(0), 0) - 1)
        return Selection(Cell(top, first), Cell(0, first), Cell(self._model.rowCount() - 1, last))

    def take_focus(self) -> None:
        """Bring the keys to the grid."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def cell_at(self, place: QPoint, beyond: bool) -> Cell | None:
        """The cell at a global position; `beyond` the panes the nearest one just outside the view."""
        view = self._body.viewport()
        here = view.mapFromGlobal(place)
        inside = view.rect()
        left = -self._frozen.viewport().width()
        if not beyond and not (left <= here.x() < inside.width() and 0 <= here.y() < inside.height()):
            return None
        row = self._body.rowAt(min(max(here.y(), 0), inside.height() - 1))
        row = _pushed(row, here.y(), inside.height(), self._model.rowCount())
        if here.x() < 0 and (here.x() >= left or self._body.horizontalScrollBar().value() == 0):
            return Cell(row, 0)
        column = self._body.columnAt(min(max(here.x(), 0), inside.width() - 1))
        return Cell(row, _pushed(column, here.x(), inside.width(), self._model.columnCount()))

    def on_handle(self, place: QPoint) -> bool:
        """Whether a global position takes the fill handle; its reach is larger than its drawing."""
        for pane in (self._frozen, self._body):
            centre = pane.handle_centre()
            if centre is not None:
                reach = self._look.s(sizes.HANDLE_REACH) // 2
                away = pane.viewport().mapFromGlobal(place) - centre
                return max(abs(away.x()), abs(away.y())) <= reach
        return False

    def show_fill(self, target: Block | None) -> None:
        """Draw the block a fill would write, or none."""
        self._fill_target = target
        self._repaint()

    def cancel_gesture(self) -> bool:
        """Give up a fill being drawn or a cut waiting for its paste; False when there was neither."""
        if self._gestures.cancel():
            return True
        waiting, self.exchange.cut_block = self.exchange.cut_block, None
        self._repaint()
        return waiting is not None

    def _pane_pressed(self, event: QMouseEvent) -> None:
        self._gestures.press(event)
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_requested.emit(event.globalPosition().toPoint())


def _pushed(found: int, place: int, length: int, count: int) -> int:
    """The row or column found at the edge of the view, one further out when the mouse is beyond it."""
    last = count - 1 if found < 0 else found
    beyond = -1 if place < 0 else 1 if place >= length else 0
    return max(0, min(last + beyond, count - 1))

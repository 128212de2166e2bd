"""Copy, cut and paste between the grid and the clipboard."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QStringListModel
from PySide6.QtGui import QGuiApplication

from desktop_app.domain.clipboard import TextBlock, format_block, html_table, parse_block
from desktop_app.ui.grid.model import GridModel
from desktop_app.ui.grid.planning import CellText, PastePlan, crosses_group, plan_paste, text_of
from desktop_app.ui.grid.selection import Block, Cell
from desktop_app.ui.grid.writing import Writer, Written

_OURS = "application/x-tien-do-grid"
_NOTHING_COPIED = "Bộ nhớ tạm không có ô nào để dán. Chép một vùng trong Excel rồi dán lại."


class Exchange:
    """The grid's side of the clipboard. A cut block keeps its figures until it is pasted."""

    def __init__(self, model: GridModel, writer: Writer) -> None:
        self._model = model
        self._writer = writer
        self.cut_block: Block | None = None

    def copy(self, block: Block) -> None:
        """Put the block on the clipboard as tab-separated text and as an HTML table."""
        texts = [[text_of(self._model, cell) for cell in row] for row in _rows_of(block)]
        data = _empty_mime_data()
        data.setText(format_block(texts))
        data.setHtml(html_table(texts))
        data.setData(_OURS, b"1")
        QGuiApplication.clipboard().setMimeData(data)
        self.cut_block = None

    def cut(self, block: Block) -> None:
        """Copy the block, to be emptied by the next paste."""
        self.copy(block)
        self.cut_block = block

    def paste(self, selected: Block) -> tuple[Written, Block] | None:
        """Paste at the selection; the outcome and the block covered, or None when it was called off."""
        data = QGuiApplication.clipboard().mimeData()
        copied = parse_block(data.text()) if data is not None and data.hasText() else []
        if not copied:
            return Written(0, error=_NOTHING_COPIED), selected
        ours = data.hasFormat(_OURS)
        plan = self._plan(copied, selected, ours)
        if plan is None or (plan.outside and not self._writer.questions.paste_inside_only(plan.outside)):
            return None
        cleared = self._emptied(plan) if ours else []
        action = "Cắt dán" if cleared else "Dán"
        return self._writer.write([*cleared, *plan.texts], action, foreign=not ours), plan.block

    def _plan(self, copied: TextBlock, selected: Block, ours: bool) -> PastePlan | None:
        """Where the cells go. Across a group row it matters whether the copied rows include that row."""
        rows, columns = self._model.rowCount(), self._model.columnCount()
        group = (
            crosses_group(self._model, selected.top, max(len(copied), selected.height))
            if len(copied) > 1
            else None
        )
        if ours or group is None:
            return plan_paste(copied, selected, rows, columns)
        included = self._writer.questions.has_group_row(self._model.row(group).title)
        if included is None:
            return None
        if included:
            return plan_paste(copied, selected, rows, columns)
        return plan_paste(copied, selected, rows, columns, lambda row: not self._model.is_group(row))

    def _emptied(self, plan: PastePlan) -> list[CellText]:
        """The cells of a cut block that the paste does not overwrite, emptied."""
        if self.cut_block is None:
            return []
        source, self.cut_block = self.cut_block, None
        written = {cell for cell, _ in plan.texts}
        return [(cell, "") for cell in source.cells() if cell not in written and self._model.editable(*cell)]


def _rows_of(block: Block) -> list[list[Cell]]:
    return [[Cell(row, column) for column in block.columns] for row in block.rows]


def _empty_mime_data() -> QMimeData:
    """Mime data made by Qt itself.

    The clipboard lives longer than Python: one made in Python and still there when the program ends is
    destroyed without an interpreter and crashes the process.
    """
    model = QStringListModel([""])
    data = model.mimeData([model.index(0)])
    for name in data.formats():
        data.removeFormat(name)
    return data

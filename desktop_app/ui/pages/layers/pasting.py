"""A block copied in Excel pasted into the matrix: words of results, checked as a returned form's are, all or nothing."""

from __future__ import annotations

from datetime import date

from desktop_app.commands.command import Command
from desktop_app.commands.layers import SetLayer
from desktop_app.domain.clipboard import parse_block
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import Layer, LayerResult
from desktop_app.domain.text import fold, nfc
from desktop_app.ui.pages.layers.model import LayerMatrix, MatrixRow
from desktop_app.ui.pages.layers.subject import by_system, subject_system

_WORDS = {fold(result.label): result for result in LayerResult} | {"x": LayerResult.YES, "✓": LayerResult.YES}


def pasted(model: LayerMatrix, row: int, column: int, text: str, day: date) -> list[Command]:
    """The changes a block makes from the cell at row and column on; an empty cell changes nothing.

    Raises InvalidInput, naming the first cell that cannot be taken; then none is.
    """
    block = parse_block(text)
    if not block:
        raise InvalidInput("Không có gì để dán. Chép một khối ô trong Excel rồi dán lại.")
    commands: list[Command] = []
    for down, cells in enumerate(block):
        for right, said in enumerate(cells):
            if nfc(said):
                commands.append(_change(model, row + down, column + right, said, day))
    return commands


def _change(model: LayerMatrix, row: int, column: int, said: str, day: date) -> Command:
    if row >= model.rowCount() or not 0 < column <= len(model.layers):
        raise InvalidInput(
            f"Khối dán vượt ra ngoài bảng ở ô “{nfc(said)}”. Chọn ô đầu khác, hoặc chép khối nhỏ hơn."
        )
    item, layer = model.row(row), model.layers[column - 1]
    where = f"{_name(item)}, lớp {layer.number}"
    result = _WORDS.get(fold(nfc(said)))
    if result is None:
        words = ", ".join(known.label for known in LayerResult)
        raise InvalidInput(
            f"{where}: “{nfc(said)}” không phải kết quả. Dùng một trong: {words}. Chưa dán ô nào."
        )
    return _command(item, layer, result, where, day)


def _command(item: MatrixRow, layer: Layer, result: LayerResult, where: str, day: date) -> Command:
    if by_system(item, layer.key):
        raise InvalidInput(
            f"{where}: đơn vị có nhiều hệ thống. Mở các hệ thống rồi dán vào từng dòng. Chưa dán ô nào."
        )
    if result is LayerResult.NOT_APPLICABLE:
        raise InvalidInput(
            f"{where}: “Không áp dụng” cần lý do nên không dán được. Ghi ở ô chi tiết. Chưa dán ô nào."
        )
    system = subject_system(item, layer.key)
    return SetLayer(item.unit.unit.id, layer.key, result, day, system_id=system)


def _name(item: MatrixRow) -> str:
    return item.system.name if item.system else item.unit.unit.short_name

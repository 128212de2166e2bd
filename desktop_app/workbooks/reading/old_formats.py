"""How far the cells of .xls, .xlsb and .ods files reach, and which hold errors, before their values are read.

The library that reads values takes room for the whole rectangle from the first to the last cell, so a single
cell far away would fill the memory; and it reads an error as nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from .bounds import Bounds, UnreadableFile
from .workbook import Place

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_XLS_CELLS = frozenset({0x06, 0x203, 0xFD, 0x27E, 0x204, 0x205, 0xBD, 0x0D6, 0x206, 0x406, 0x04})
_XLS_FORMULA, _XLS_BOOL_ERROR, _XLS_MULTI = 0x06, 0x205, 0xBD
_XLSB_ROW, _XLSB_ERRORS = 0, (3, 11)
_XLSB_CELLS = frozenset({*range(1, 12), 62})
_BROKEN = "Tệp hỏng hoặc chưa tải hết nên không đọc được. Yêu cầu đơn vị gửi lại."

Errors = dict[Place, str]


def is_ole(content: bytes) -> bool:
    """Whether the file is an OLE container: an old .xls, or a workbook with a password."""
    return content.startswith(_OLE)


def ole_streams(content: bytes, wanted: tuple[str, ...]) -> tuple[set[str], bytes]:
    """The names of a container's streams, and the content of the first one that is wanted.

    Raises UnreadableFile for a container whose chains are broken.
    """
    try:
        return _Container(content).find(wanted)
    except (struct.error, IndexError, ValueError):
        raise UnreadableFile(_BROKEN) from None


class _Container:
    """A compound file: sectors chained by an allocation table."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
        self._table = self._allocation()

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._content):
            raise ValueError("a sector past the end")
        return self._content[start : start + self._size]

    def _allocation(self) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self._content, 76))
        following = struct.unpack_from("<I", self._content, 68)[0]
        seen = 0
        while following not in (_END, _FREE) and seen * self._size < len(self._content):
            entries = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            numbers += entries[:-1]
            following, seen = entries[-1], seen + 1
        table: list[int] = []
        for number in numbers:
            if number < _END - 2:
                table += struct.unpack(
                    f"<{self._size // 4}I", self._sector(number).ljust(self._size, b"\xff")
                )
        return table

    def _chain(self, first: int) -> bytes:
        parts: list[bytes] = []
        number = first
        while number < _END - 2:
            if len(parts) * self._size > len(self._content):
                raise ValueError("a chain that bites its tail")
            parts.append(self._sector(number))
            number = self._table[number]
        return b"".join(parts)

    def find(self, wanted: tuple[str, ...]) -> tuple[set[str], bytes]:
        """The streams' names, and the first wanted one's content (empty for a short one in the mini stream)."""
        directory = self._chain(struct.unpack_from("<I", self._content, 48)[0])
        names: dict[str, tuple[int, int]] = {}
        for start in range(0, len(directory) - 127, 128):
            length = struct.unpack_from("<H", directory, start + 64)[0]
            name = directory[start : start + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            names[name] = struct.unpack_from("<II", directory, start + 116)
        for name in wanted:
            if name in names and names[name][1] >= 4096:
                return set(names), self._chain(names[name][0])[: names[name][1]]
        return set(names), b""


def xls_errors(stream: bytes, bounds: Bounds) -> list[Errors]:
    """The error cells of each sheet of an .xls stream; raises UnreadableFile beyond the bounds."""
    found: list[Errors] = []
    depth_of_book = True
    reach = _Reach(bounds)
    for kind, data in _records(stream):
        if kind == 0x809:  # BOF
            if not depth_of_book:
                found.append({})
                reach.next_sheet(f"thứ {len(found)}")
            depth_of_book = False
        elif kind in _XLS_CELLS and found and len(data) >= 4:
            row, column = struct.unpack_from("<HH", data)
            last = struct.unpack_from("<H", data, len(data) - 2)[0] if kind == _XLS_MULTI else column
            reach.cell(row, max(column, last))
            error = _xls_error(kind, data)
            if error:
                found[-1][row, column] = error
    return found


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _xls_error(kind: int, data: bytes) -> str:
    if kind == _XLS_BOOL_ERROR and len(data) >= 8 and data[7]:
        return _ERRORS.get(data[6], "#N/A")
    if kind == _XLS_FORMULA and len(data) >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
        return _ERRORS.get(data[8], "#N/A")
    return ""


def xlsb_errors(sheet: bytes, number: int, bounds: Bounds) -> Errors:
    """The error cells of one sheet part of an .xlsb; raises UnreadableFile beyond the bounds."""
    found: Errors = {}
    row = 0
    reach = _Reach(bounds)
    reach.next_sheet(f"thứ {number}")
    for kind, data in _xlsb_records(sheet):
        if kind == _XLSB_ROW and len(data) >= 4:
            row = struct.unpack_from("<I", data)[0]
        elif kind in _XLSB_CELLS and len(data) >= 4:
            column = struct.unpack_from("<I", data)[0]
            reach.cell(row, column)
            if kind in _XLSB_ERRORS and len(data) >= 9:
                found[row, column] = _ERRORS.get(data[8], "#N/A")
    return found


def _xlsb_records(part: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(part):
        kind, place = _variable(part, place, 2)
        length, place = _variable(part, place, 4)
        yield kind, part[place : place + length]
        place += length


def _variable(part: bytes, place: int, longest: int) -> tuple[int, int]:
    value = shift = 0
    for octet in part[place : place + longest]:
        place += 1
        value |= (octet & 0x7F) << shift
        shift += 7
        if not octet & 0x80:
            break
    return value, place


class _Reach:
    """How far the cells of a sheet reach, and how many there are in the workbook."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._sheet, self._used, self._row, self._column = "", 0, 0, 0

    def next_sheet(self, name: str) -> None:
        """The cells that follow are of another sheet."""
        self._sheet, self._row, self._column = name, 0, 0

    def cell(self, row: int, column: int, times: int = 1) -> None:
        """A used cell (or as many); raises UnreadableFile beyond the bounds."""
        self._bounds.check_place(self._sheet, row, column)
        self._used += times
        self._bounds.check_count("ô có dữ liệu", self._used, self._bounds.cells)
        if row > self._row or column > self._column:
            self._row, self._column = max(row, self._row), max(column, self._column)
            area = (self._row + 1) * (self._column + 1)
            what = f"ô trong vùng dữ liệu của trang “{self._sheet}”"
            self._bounds.check_count(what, area, self._bounds.area)


def ods_errors(content: bytes, bounds: Bounds) -> list[Errors]:
    """The error cells of each sheet of an .ods.

    Raises UnreadableFile for one whose cells, repetitions counted, reach beyond the bounds, or with a document type.
    """
    extent = _OdsExtent(bounds)
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.EndElementHandler = extent.end
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise UnreadableFile(_BROKEN) from None
    return extent.errors


def _refuse(*_: Any) -> None:
    raise UnreadableFile("Tệp có khai báo XML lạ (DTD, thực thể) nên bị từ chối. Yêu cầu đơn vị gửi lại.")


class _OdsExtent:
    """Walks a spreadsheet's rows and cells; empty ones may repeat as often as they like."""

    def __init__(self, bounds: Bounds) -> None:
        self._bounds = bounds
        self._reach = _Reach(bounds)
        self._sheets, self._row, self._column = 0, 0, 0
        self._repeat = 1
        self.errors: list[Errors] = []

    def start(self, name: str, given: dict[str, str]) -> None:
        """A table, row or cell begins."""
        name = name.rpartition(":")[2]
        failed = any(key.endswith("value-type") and value == "error" for key, value in given.items())
        given = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table":
            self.errors.append({})
            self._row = 0
            self._reach.next_sheet(given.get("name", ""))
            self._sheets += 1
            self._bounds.check_count("trang tính", self._sheets, self._bounds.sheets)
        elif name == "table-row":
            self._repeat, self._column = _times(given.get("number-rows-repeated")), 0
        elif name in ("table-cell", "covered-table-cell"):
            if failed and self.errors:
                self.errors[-1][self._row, self._column] = "#LỖI!"
            self._cell(given)

    def _cell(self, given: dict[str, str]) -> None:
        times = _times(given.get("number-columns-repeated"))
        if "value-type" in given or "formula" in given:
            last = min(self._column + times - 1, 10**6)
            self._reach.cell(self._row + self._repeat - 1, last, times * self._repeat)
        self._column += times

    def end(self, name: str) -> None:
        """A row ends."""
        if name.rpartition(":")[2] == "table-row":
            self._row += self._repeat


def _times(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 9 else 1

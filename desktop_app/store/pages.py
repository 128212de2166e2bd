"""Rows read from the pages of a SQLite file itself, where its list of tables is gone.

After the SQLite file format, sections 1.5 (b-tree pages), 1.6 (overflow pages) and 2.1 (records). Every page that
looks like a leaf of a table is read; a row that does not decode is passed over. Whose table a row is, its reader tells.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_LEAF, _LEAF_HEAD, _FILE_HEAD = 0x0D, 8, 100
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_FLOAT, _ZERO, _ONE, _FIRST_BLOB = 7, 8, 9, 12
_LONGEST_VARINT = 9

Row = tuple[int, tuple[object, ...]]


def stored_rows(content: bytes, page_size: int) -> Iterator[Row]:
    """(number, values) of every row on a page that looks like a table's leaf; texts that are no UTF-8 end their row."""
    for start in range(0, len(content) - page_size + 1, page_size):
        head = start + (_FILE_HEAD if start == 0 else 0)
        if content[head] == _LEAF:
            yield from _rows_of_page(content, page_size, start, head)


def _rows_of_page(content: bytes, page_size: int, start: int, head: int) -> Iterator[Row]:
    count = int.from_bytes(content[head + 3 : head + 5], "big")
    for at in range(head + _LEAF_HEAD, min(head + _LEAF_HEAD + 2 * count, start + page_size - 1), 2):
        cell = start + int.from_bytes(content[at : at + 2], "big")
        try:
            yield _row(content, page_size, cell)
        except (ValueError, IndexError, struct.error):
            continue


def _row(content: bytes, page_size: int, cell: int) -> Row:
    size, at = _varint(content, cell)
    number, at = _varint(content, at)
    return number, _values(_payload(content, page_size, at, size))


def _payload(content: bytes, page_size: int, at: int, size: int) -> bytes:
    """A row's bytes: those on the page, then those of its overflow pages."""
    if size > len(content):
        raise ValueError("longer than the file")
    most = page_size - 35
    if size <= most:
        return content[at : at + size]
    least = (page_size - 12) * 32 // 255 - 23
    here = least + (size - least) % (page_size - 4)
    here = here if here <= most else least
    parts = [content[at : at + here]]
    following = int.from_bytes(content[at + here : at + here + 4], "big")
    left = size - here
    while left > 0:
        place = (following - 1) * page_size
        if following < 2 or place + page_size > len(content):
            raise ValueError("no such page")
        part = content[place + 4 : place + 4 + min(left, page_size - 4)]
        parts.append(part)
        left -= len(part)
        following = int.from_bytes(content[place : place + 4], "big")
    return b"".join(parts)


def _values(payload: bytes) -> tuple[object, ...]:
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise ValueError("not a record")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[object, int]:
    if kind == 0:
        return None, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind == _FLOAT:
        return struct.unpack(">d", payload[at : at + 8])[0], at + 8
    if kind in (_ZERO, _ONE):
        return kind - _ZERO, at
    if kind < _FIRST_BLOB:
        raise ValueError("no such kind of value")
    end = at + (kind - _FIRST_BLOB) // 2
    part = payload[at:end]
    return (part.decode() if kind % 2 else part), end


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    number = 0
    for place in range(_LONGEST_VARINT - 1):
        byte = content[at + place]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + place + 1
    return number << 8 | content[at + _LONGEST_VARINT - 1], at + _LONGEST_VARINT

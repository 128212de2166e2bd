"""Writing a small .xlsb by hand: no library at hand writes one, and units send them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

Cells = Mapping[tuple[int, int], str | float]
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsb(sheets: Sequence[tuple[str, Cells]], errors: Mapping[tuple[int, int], int] | None = None) -> bytes:
    """A workbook of these sheets (name, cells by row and column from 0); `errors` stand in the first one."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        relations = "".join(
            f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet{number}.bin"/>'
            for number in range(1, len(sheets) + 1)
        )
        out.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        bundle = b"".join(
            _record(156, struct.pack("<II", 0, number) + _text(f"rId{number}") + _text(name))
            for number, (name, _) in enumerate(sheets, start=1)
        )
        book = _record(131) + _record(143) + bundle + _record(144) + _record(132)
        out.writestr("xl/workbook.bin", book)
        for number, (_, cells) in enumerate(sheets, start=1):
            out.writestr(
                f"xl/worksheets/sheet{number}.bin", _sheet(cells, (errors or {}) if number == 1 else {})
            )
    return target.getvalue()


def _sheet(cells: Cells, errors: Mapping[tuple[int, int], int]) -> bytes:
    places = sorted({*cells, *errors})
    last_row, last_column = max(row for row, _ in places), max(column for _, column in places)
    parts = [_record(129), _record(148, struct.pack("<IIII", 0, last_row, 0, last_column)), _record(145)]
    current = -1
    for row, column in places:
        if row != current:
            parts.append(_record(0, struct.pack("<I", row) + bytes(13)))
            current = row
        head = struct.pack("<II", column, 0)
        content = cells.get((row, column))
        if (row, column) in errors:
            parts.append(_record(3, head + bytes([errors[row, column]])))
        elif isinstance(content, str):
            parts.append(_record(6, head + _text(content)))
        else:
            parts.append(_record(5, head + struct.pack("<d", content)))
    return b"".join([*parts, _record(146), _record(130)])


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(data)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 0x7F else 0)])
        length >>= 7
        if not length:
            return head + size + data


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded

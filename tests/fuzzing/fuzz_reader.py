"""Coverage-guided fuzzing of the reader of returned workbooks, run by hand: python tests/fuzzing/fuzz_reader.py CORPUS…

Needs atheris, which is no dependency of the project. Whatever the bytes are, opening ends in a workbook or in
UnreadableFile; what breaks that rule goes into `tests/exchange/broken` and is opened by a test from then on.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["desktop_app"]):
    from desktop_app.workbooks.reading import old_formats, ooxml
    from desktop_app.workbooks.reading.bounds import FORM_BOUNDS, UnreadableFile
    from desktop_app.workbooks.reading.opening import open_workbook


def parts(data: bytes) -> None:
    """The parsers of single parts, which a fuzzer seldom reaches through a package's checksums."""
    kind, rest = data[:1], data[1:]
    if kind < b"\x40":
        ooxml.scan({"xl/workbook.xml": rest, "xl/worksheets/sheet1.xml": rest}.get, FORM_BOUNDS)
    elif kind < b"\x80":
        old_formats.xls_errors(rest, FORM_BOUNDS)
    elif kind < b"\xc0":
        old_formats.xlsb_errors(rest, 1, FORM_BOUNDS)
    else:
        old_formats.ods_errors(rest, FORM_BOUNDS)


def one(data: bytes) -> None:
    """Open the bytes as a whole file and as parts."""
    for reading in (open_workbook, parts):
        try:
            reading(data)
        except UnreadableFile as error:
            assert str(error)


atheris.Setup(sys.argv, one)
atheris.Fuzz()

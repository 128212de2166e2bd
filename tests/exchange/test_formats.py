"""A unit's office suite rewrites the file: read back from LibreOffice as .xlsx, .ods and .xls; and .xlsb records."""

from __future__ import annotations

import struct
import subprocess
from pathlib import Path

import openpyxl
import pytest

from desktop_app.domain.returns import FileState
from desktop_app.session import Session
from desktop_app.workbooks.reading.bounds import FORM_BOUNDS, UnreadableFile
from desktop_app.workbooks.reading.old_formats import ods_errors, xls_errors, xlsb_errors
from tests.exchange.binary_workbook import xlsb
from tests.exchange.filling import SHEET, fill
from tests.exchange.test_reading import HEALTH, accepted, filled, read


def saved_as(soffice: str, path: Path, kind: str, folder: Path) -> Path:
    """The file saved by LibreOffice in another format."""
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'lo').as_uri()}", "--headless", "--convert-to", kind]
        + ["--outdir", str(folder / kind), str(path)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / kind / f"{path.stem}.{kind}"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_form_saved_by_libreoffice_is_read_as_sent(
    libreoffice: str, session: Session, forms: Path, tmp_path: Path, kind: str
) -> None:
    case = filled(session, forms / HEALTH)
    fill(forms / HEALTH, {}, "A2: rà soát")
    (report,) = read(session, saved_as(libreoffice, forms / HEALTH, kind, tmp_path)).files
    assert report.state is FileState.OK
    assert accepted(report) == case.truth
    assert report.problems == ()
    assert report.raw and report.raw.explanation == "A2: rà soát"


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_an_error_is_no_blank_in_any_format(
    libreoffice: str, session: Session, forms: Path, tmp_path: Path, kind: str
) -> None:
    """The library reads errors as nothing; a figure must not vanish without a word."""
    case = filled(session, forms / HEALTH)
    fill(forms / HEALTH, {"level2": "=1/0"})
    (report,) = read(session, saved_as(libreoffice, forms / HEALTH, kind, tmp_path)).files
    (error,) = report.errors
    assert (error.field, error.cell) == ("level2", "F16") and report.rejected == 1
    assert accepted(report) == {key: number for key, number in case.truth.items() if key != "level2"}


def _xlsb(kind: int, data: bytes) -> bytes:
    return bytes([kind, len(data)]) + data


def test_records_of_xlsb_are_bounded_and_errors_found() -> None:
    row = _xlsb(0, struct.pack("<I", 7) + bytes(12))
    cell = _xlsb(5, struct.pack("<II", 2, 0) + bytes(8))
    error = _xlsb(3, struct.pack("<II", 4, 0) + b"\x17")
    assert xlsb_errors(row + cell + error, 1, FORM_BOUNDS) == {(7, 4): "#REF!"}
    far = _xlsb(0, struct.pack("<I", 1_048_575) + bytes(12))
    with pytest.raises(UnreadableFile, match="số dòng của trang “thứ 1”"):
        xlsb_errors(far + cell, 1, FORM_BOUNDS)


def test_records_of_xls_are_bounded() -> None:
    bof = struct.pack("<HH", 0x809, 16) + bytes(16)
    far = struct.pack("<HHHHH", 0x203, 14, 65_535, 2, 0) + bytes(8)
    with pytest.raises(UnreadableFile, match="số dòng của trang “thứ 1” \\(65.536\\)"):
        xls_errors(bof + bof + far, FORM_BOUNDS)


def test_repeated_cells_of_ods_are_bounded() -> None:
    def sheet(rows: str) -> bytes:
        return (
            '<office:document-content xmlns:office="o" xmlns:table="t"><table:table table:name="A">'
            f"{rows}</table:table></office:document-content>"
        ).encode()

    empty = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    ods_errors(sheet(empty), FORM_BOUNDS)
    full = empty.replace("<table:table-cell/>", '<table:table-cell office:value-type="float"/>')
    with pytest.raises(UnreadableFile, match="số dòng"):
        ods_errors(sheet(full), FORM_BOUNDS)
    many = full.replace("1048576", "15000").replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="900"'
    )
    with pytest.raises(UnreadableFile, match="ô có dữ liệu"):
        ods_errors(sheet(many), FORM_BOUNDS)
    with pytest.raises(UnreadableFile, match="khai báo XML lạ"):
        ods_errors(b'<!DOCTYPE a [<!ENTITY b "c">]><a/>', FORM_BOUNDS)


def test_a_form_saved_as_xlsb_is_read(session: Session, forms: Path, tmp_path: Path) -> None:
    """Values by the codes of the lines, the unit by the printed code; an error is no blank."""
    case = filled(session, forms / HEALTH)
    book = openpyxl.load_workbook(forms / HEALTH)
    cells: dict[tuple[int, int], str | float] = {}
    for row in book[SHEET].iter_rows():
        for cell in row:
            if cell.value is not None and not str(cell.value).startswith("="):
                number = isinstance(cell.value, (int, float))
                cells[cell.row - 1, cell.column - 1] = float(cell.value) if number else str(cell.value)
    book.close()
    (tmp_path / "a.xlsb").write_bytes(xlsb([(SHEET, cells)]))
    (report,) = read(session, tmp_path / "a.xlsb").files
    assert accepted(report) == case.truth and report.state is FileState.OK
    (tmp_path / "b.xlsb").write_bytes(xlsb([(SHEET, cells)], {(15, 5): 0x17}))
    (report,) = read(session, tmp_path / "b.xlsb").files
    (error,) = report.errors
    assert (error.cell, error.value) == ("F16", "#REF!") and report.rejected == 1
    far = cells | {(1_048_575, 16_383): 1.0}
    (tmp_path / "c.xlsb").write_bytes(xlsb([(SHEET, far)]))
    (report,) = read(session, tmp_path / "c.xlsb").files
    assert report.state is FileState.UNREADABLE and "số dòng của trang" in report.problems[0].message

"""Errors on the cell: the sender's own workbook comes back marked, and a corrected copy loses its marks."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from desktop_app.domain.issuing import INDEX_SHEET
from desktop_app.domain.returns import FileState
from desktop_app.returning import return_to_senders
from desktop_app.session import Session
from desktop_app.workbooks.annotating import REVIEW_FILL, WRONG_FILL
from tests.cli.run import here
from tests.exchange.filling import SHEET, cell_of, fill
from tests.exchange.hostile import repacked
from tests.exchange.test_formats import saved_as
from tests.exchange.test_reading import HEALTH, accepted, filled, read


def returned(session: Session, path: Path, folder: Path) -> Path:
    (target,) = return_to_senders(session.read, read(session, path), folder)
    return target


def looks(book: Workbook) -> dict[str, object]:
    """Everything about the form's sheet that marking must not change."""
    sheet = book[SHEET]
    return {
        "values": [[cell.value for cell in row] for row in sheet.iter_rows()],
        "widths": {key: item.width for key, item in sheet.column_dimensions.items()},
        "heights": {key: item.height for key, item in sheet.row_dimensions.items()},
        "merged": sorted(map(str, sheet.merged_cells.ranges)),
        "limits": sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation),
        "protected": sheet.protection.sheet,
        "unlocked": [
            cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
        ],
        "fonts": [
            [(cell.font.b, cell.font.sz, cell.number_format) for cell in row] for row in sheet.iter_rows()
        ],
        "names": sorted(book.defined_names),
        "passport": [[cell.value for cell in row] for row in book["_ho_chieu"].iter_rows()],
        "hidden": book["_ho_chieu"].sheet_state,
    }


def test_wrong_cells_are_filled_commented_and_listed(session: Session, forms: Path, tmp_path: Path) -> None:
    filled(session, forms / HEALTH, "number_with_words")
    fill(forms / HEALTH, {"dossiers_total": 99_000})
    target = returned(session, forms / HEALTH, tmp_path / "tra")
    assert target.name == "dvctt-2011_2021-04_so-y-te_can-sua.xlsx"
    before, book = openpyxl.load_workbook(forms / HEALTH), openpyxl.load_workbook(target)
    assert looks(book) == looks(before)
    sheet, wrong, doubtful = book[SHEET], cell_of(book, "PH_level3"), cell_of(book, "PH_dossiers_total")
    assert sheet[wrong].fill.fgColor.rgb == WRONG_FILL and sheet[doubtful].fill.fgColor.rgb == REVIEW_FILL
    assert "không phải số" in sheet[wrong].comment.text
    assert sheet[wrong].comment.author == "Tiến Độ"
    assert sheet[cell_of(book, "PH_level1")].fill.fgColor.rgb == before[SHEET]["F15"].fill.fgColor.rgb
    kept = [cell.coordinate for row in before[SHEET].iter_rows() for cell in row if cell.comment]
    assert kept and all(sheet[cell].comment.text == before[SHEET][cell].comment.text for cell in kept)
    index = book[INDEX_SHEET]
    listed = {index.cell(row, 2).value: row for row in range(3, index.max_row + 1)}
    assert index.cell(listed[wrong], 2).hyperlink.location == f"'{SHEET}'!{wrong}"
    assert (
        index.cell(listed[wrong], 4).value == "Lỗi" and "không phải số" in index.cell(listed[wrong], 5).value
    )
    assert index.cell(listed[doubtful], 4).value == "Xem lại"
    book.close()
    before.close()


@pytest.mark.parametrize("office", [False, True])
def test_reading_the_corrected_copy_clears_the_marks(
    session: Session, forms: Path, tmp_path: Path, libreoffice: str, office: bool
) -> None:
    """Also when the unit's office suite has rewritten the marked copy in between."""
    case = filled(session, forms / HEALTH, "number_with_words")
    fill(forms / HEALTH, {"dossiers_online": -3})
    target = returned(session, forms / HEALTH, tmp_path / "tra")
    fill(target, {"level3": case.figures["level3"]})
    if office:
        target = saved_as(libreoffice, target, "xlsx", tmp_path)
    again = returned(session, target, tmp_path / "tra 2")
    assert again.name == "dvctt-2011_2021-04_so-y-te_can-sua.xlsx"
    book = openpyxl.load_workbook(again)
    sheet = book[SHEET]
    right, wrong = sheet[cell_of(book, "PH_level3")], sheet[cell_of(book, "PH_dossiers_online")]
    assert right.comment is None and right.fill.fgColor.rgb == "FFFFF2CC"
    assert wrong.fill.fgColor.rgb == WRONG_FILL and "không hợp lệ" in wrong.comment.text
    assert [name for name in book.sheetnames if name.startswith("Lỗi")] == [INDEX_SHEET]
    cells = [book[INDEX_SHEET].cell(row, 2).value for row in range(3, book[INDEX_SHEET].max_row + 1)]
    assert wrong.coordinate in cells and right.coordinate not in cells
    book.close()
    fill(again, {"dossiers_online": case.figures["dossiers_online"]})
    (report,) = read(session, again).files
    assert report.state is FileState.OK and accepted(report) == case.figures
    cleared = returned(session, again, tmp_path / "sach")
    assert cleared.name == "dvctt-2011_2021-04_so-y-te_da-sua.xlsx"
    clean = openpyxl.load_workbook(cleared)
    assert INDEX_SHEET not in clean.sheetnames
    assert clean[SHEET][wrong.coordinate].comment is None
    assert clean[SHEET][wrong.coordinate].fill.fgColor.rgb == "FFFFF2CC"
    clean.close()


def test_a_marked_copy_opens_in_libreoffice_and_reads_the_same(
    session: Session, forms: Path, tmp_path: Path, libreoffice: str
) -> None:
    case = filled(session, forms / HEALTH, "negative")
    target = saved_as(libreoffice, returned(session, forms / HEALTH, tmp_path / "tra"), "xlsx", tmp_path)
    book = openpyxl.load_workbook(target)
    cell = book[SHEET][cell_of(book, "PH_dossiers_online")]
    assert cell.fill.fgColor.rgb == WRONG_FILL and "không hợp lệ" in cell.comment.text
    assert INDEX_SHEET in book.sheetnames
    book.close()
    (report,) = read(session, target).files
    assert accepted(report) == case.truth


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_an_old_format_comes_back_as_a_new_form(
    session: Session, forms: Path, tmp_path: Path, libreoffice: str, kind: str
) -> None:
    case = filled(session, forms / HEALTH, "number_with_words")
    sent = saved_as(libreoffice, forms / HEALTH, kind, tmp_path)
    target = returned(session, sent, tmp_path / "tra")
    assert target.suffix == ".xlsx"
    book = openpyxl.load_workbook(target)
    cell = book[SHEET][cell_of(book, "PH_level3")]
    assert cell.value == f"{case.figures['level3']} HS" and "không phải số" in cell.comment.text
    book.close()
    fill(target, {"level3": case.figures["level3"]})
    (report,) = read(session, target).files
    assert accepted(report) == case.figures


def test_good_files_and_duplicates_are_not_sent_back(session: Session, forms: Path, tmp_path: Path) -> None:
    filled(session, forms / HEALTH)
    (forms / "ban sao.xlsx").write_bytes((forms / HEALTH).read_bytes())
    batch = read(session, forms / HEALTH, forms / "ban sao.xlsx")
    assert return_to_senders(session.read, batch, tmp_path / "tra") == []


def test_the_command_line_writes_marked_copies(
    session: Session, forms: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(session, forms / HEALTH, "fraction")
    session.close()
    folder = tmp_path / "tra"
    answer = here(
        capsys, "forms", "read", session.record.path, forms / HEALTH, "--dry-run", "--annotate", folder
    )
    assert answer.code == 1 and "Đã ghi 1 tệp trả đơn vị" in answer.out
    assert [path.name for path in folder.iterdir()] == ["dvctt-2011_2021-04_so-y-te_can-sua.xlsx"]


@pytest.mark.parametrize("issued", [True, False])
def test_every_part_of_a_marked_copy_is_sound_xml(
    session: Session, forms: Path, tmp_path: Path, issued: bool
) -> None:
    """Also where the parts were written with prefixes of their own; Excel repairs or refuses anything else."""
    if issued:  # as we wrote it, with one figure typed over in place
        form = forms / HEALTH
        sheet = "xl/worksheets/sheet1.xml"
        typed = b' t="inlineStr"><is><t>22 HS</t></is></c>'
        form.write_bytes(
            repacked(form, {sheet: lambda part: re.sub(rb'(<c r="F17" s="\d+")/>', rb"\1" + typed, part)})
        )
    else:
        filled(session, forms / HEALTH, "number_with_words")
    target = returned(session, forms / HEALTH, tmp_path / "tra")
    with zipfile.ZipFile(target) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels", ".vml")):
                ElementTree.fromstring(package.read(name))
        drawing = next(name for name in package.namelist() if name.endswith(".vml"))
        notes = [
            shape for shape in ElementTree.fromstring(package.read(drawing)) if shape.tag.endswith("}shape")
        ]
    places = {
        tuple(int(str(part.text)) for part in shape.iter() if part.tag.endswith(("}Row", "}Column")))
        for shape in notes
    }
    assert (16, 5) in places and len({shape.get("id") for shape in notes}) == len(notes)

"""Hostile and broken files: each ends in a clear message of its own while the good file beside it is read."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from desktop_app.domain.returns import FileState
from desktop_app.importing import read_batch
from desktop_app.session import Session
from desktop_app.workbooks.reading.bounds import UnreadableFile
from desktop_app.workbooks.reading.isolated import EndedReading, values_in_own_process
from desktop_app.workbooks.reading.opening import open_workbook, read_sheets
from tests.cli.run import ROOT
from tests.exchange.conftest import PERIOD
from tests.exchange.filling import SHEET
from tests.exchange.hostile import HOSTILE, repacked, with_cell, with_dimension
from tests.exchange.test_reading import HEALTH, HOME, accepted, filled, read


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_says_why_and_the_others_go_on(session: Session, forms: Path, kind: str) -> None:
    make, words = HOSTILE[kind]
    case = filled(session, forms / HOME)
    (forms / HEALTH).write_bytes(make(forms / HEALTH))
    started = time.monotonic()
    batch = read(session, forms / HEALTH, forms / HOME)
    assert time.monotonic() - started < 30
    bad, good = batch.files
    assert bad.state is FileState.UNREADABLE
    (problem,) = bad.problems
    assert words in problem.message and problem.message.endswith(".")
    assert good.state is FileState.OK and accepted(good) == case.truth


def test_a_claim_to_use_every_cell_does_no_harm(session: Session, forms: Path) -> None:
    case = filled(session, forms / HEALTH)
    (forms / HEALTH).write_bytes(with_dimension(forms / HEALTH))
    (report,) = read(session, forms / HEALTH).files
    assert accepted(report) == case.truth


def test_odd_but_honest_workbooks_are_read(session: Session, forms: Path) -> None:
    """Thousands of styles, the longest text, another epoch, hidden sheets, merged cells, a wrong extension."""
    case = filled(session, forms / HEALTH)
    book = openpyxl.load_workbook(forms / HEALTH)
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    hidden = book.create_sheet("Ẩn")
    hidden.sheet_state = "hidden"
    for number in range(1, 3000):
        hidden.cell(number, 1, "x").font = Font(size=1 + number / 10)
    hidden["C1"] = "ế" * 32_767
    hidden["D1"] = "#REF!"
    hidden.merge_cells("E1:Z900")
    book[SHEET].merge_cells("A40:H60")
    wrong = forms / "sai đuôi.xls"
    book.save(wrong)
    book.close()
    (report,) = read(session, wrong).files
    assert accepted(report) == case.truth and report.state is FileState.OK
    assert ["thêm trang: Ẩn" in problem.message for problem in report.problems] == [True]


def test_a_thousand_files_stay_small_and_quick(session: Session, forms: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nhiều"
    folder.mkdir()
    filled(session, forms / HEALTH)
    good = (forms / HEALTH).read_bytes()
    for number in range(1000):
        content = good if number % 10 == 0 else HOSTILE["text"][0](forms / HEALTH)
        (folder / f"{number:04}.xlsx").write_bytes(content)
    batch = read_batch(session.read, [folder])
    states = [report.state for report in batch.files]
    assert (len(states), states.count(FileState.OK), states.count(FileState.DUPLICATE)) == (1000, 1, 99)


_MEASURED = """
import re, sys
from pathlib import Path
from desktop_app.__main__ import main
code = main(sys.argv[1:])
status = Path("/proc/self/status")
sys.stderr.write(re.search(r"VmHWM:\\s*(\\d+)", status.read_text())[1] if status.exists() else "0")
sys.exit(code)
"""


def test_no_file_fills_the_memory(session: Session, forms: Path, tmp_path: Path) -> None:
    """All hostile files in one folder, in a process of its own: under 500 MB, exit 1, no traceback."""
    filled(session, forms / HOME)
    folder = tmp_path / "xấu"
    folder.mkdir()
    for number, (make, _) in enumerate(HOSTILE.values()):
        (folder / f"{number}.xlsx").write_bytes(make(forms / HEALTH))
    (folder / HOME).write_bytes((forms / HOME).read_bytes())
    path = session.record.path
    session.close()
    command = [sys.executable, "-X", "utf8", "-c", _MEASURED, "forms", "read", str(path), str(folder)]
    done = subprocess.run(
        [*command, "--dry-run", "--json"], cwd=ROOT, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == 1, done.stderr.decode()
    answer = json.loads(done.stdout.decode())
    states = [file["state"] for file in answer["files"]]
    assert states.count("unreadable") == len(HOSTILE) and states.count("ok") == 1
    assert int(done.stderr) < 500 * 1024
    assert answer["totals"]["files"] == len(states)
    assert PERIOD.code in {file["period"] for file in answer["files"]}


def _opens_or_says_why(content: bytes) -> None:
    try:
        book = open_workbook(content)
    except UnreadableFile as error:
        assert str(error).endswith(".")
    else:
        assert book.sheets is not None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), put=st.binary(max_size=40), cut=st.integers(0, 60))
def test_any_damage_is_survived(issued_once: Path, place: float, put: bytes, cut: int) -> None:
    content = (issued_once / "phieu" / HEALTH).read_bytes()
    where = int(place * len(content))
    _opens_or_says_why(content[:where] + put + content[where + cut :])


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=2000),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)]
    ),
)
def test_any_bytes_are_survived(content: bytes, head: bytes) -> None:
    _opens_or_says_why(head + content)


_PARTS = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml")
_PARTS += ("xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "docProps/core.xml", "[Content_Types].xml")
_PIECES = st.sampled_from(
    [
        b"",
        b"<",
        b">",
        b"/>",
        b'"',
        b"&",
        b"&#0;",
        b"&lt;",
        b"\xff",
        b"A1:XFD1048576",
        b' r="ZZZ9999999"',
        b' t="s"',
    ]
    + [
        b"<v>999999999999</v>",
        b"<v>-1</v>",
        b"</row>",
        b"<row>",
        b"<c/>",
        b'<f t="shared" si="99"/>',
        b"1e400",
        b"NaN",
    ]
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    part=st.sampled_from(_PARTS),
    edits=st.lists(
        st.tuples(st.floats(0, 1), _PIECES | st.binary(max_size=12), st.integers(0, 30)),
        min_size=1,
        max_size=4,
    ),
)
def test_any_damage_inside_a_part_is_survived(
    issued_once: Path, part: str, edits: list[tuple[float, bytes, int]]
) -> None:
    def spoil(content: bytes) -> bytes:
        for place, put, cut in edits:
            where = int(place * len(content))
            content = content[:where] + put + content[where + cut :]
        return content

    _opens_or_says_why(repacked(issued_once / "phieu" / HEALTH, {part: spoil}))


def test_damaged_files_never_stop_a_batch(session: Session, forms: Path, tmp_path: Path) -> None:
    """Files spoiled at every twentieth of the sheet are read to the end, and each has a state and a reason."""
    folder = tmp_path / "hỏng"
    folder.mkdir()
    for step in range(20):

        def spoil(part: bytes, step: int = step) -> bytes:
            place = len(part) * step // 20
            return part[:place] + part[place + 3 :]

        (folder / f"{step}.xlsx").write_bytes(repacked(forms / HEALTH, {_PARTS[1]: spoil}))
    batch = read(session, folder)
    assert len(batch.files) == 20
    assert all(report.problems for report in batch.files)


def test_a_file_that_ends_its_reader_costs_only_itself(forms: Path) -> None:
    """The library asks for terabytes and is ended by the system; this process goes on and says so."""
    with pytest.raises(EndedReading, match="lưu dạng .xlsx rồi gửi lại"):
        values_in_own_process(with_cell(forms / HEALTH, "ZZZ9999999"))


def test_values_come_back_from_the_other_process_as_they_are(forms: Path) -> None:
    content = (forms / HEALTH).read_bytes()
    assert values_in_own_process(content) == read_sheets(content)
    with pytest.raises(UnreadableFile, match="hỏng hoặc chưa tải hết"):
        values_in_own_process(content[:2000])

"""A report rehearsed, sealed, refused to change, adjusted with its annex, and a file in hand checked against it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop_app.commands.submission import LockPeriod, ReviewPeriod, SetSubmissionDocument
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import CannotUndo, InvalidInput, LockedPeriod, RecordError
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.submissions import fingerprint
from desktop_app.domain.task_figures import count_tasks
from desktop_app.domain.values import Value, ValueState
from desktop_app.store.backups import make_backup
from desktop_app.submitting import Rehearsal, rehearse, submit
from desktop_app.verifying import Verdict, verify_file
from tests.cli.run import here
from tests.exchange.conftest import opened

MARCH, DAY = PeriodCode.parse("2021-03"), date(2021, 3, 31)


@pytest.fixture
def session(sample_path: Path) -> Any:
    """The sample with its planted wrong figures of the month put right, so that it can be locked."""
    found = opened(sample_path)
    put_right(found)
    yield found
    found.close()


def put_right(session: Any) -> None:
    """Clear the unit whose figures break rules."""
    unit = next(unit for unit in session.read.units() if unit.short_name == "Sở KH&ĐT")
    cells = session.read.cells("dvctt-2011", MARCH.code)[unit.id]
    session.do(SetValues("dvctt-2011", MARCH, [ValueEdit(unit.id, key, None) for key in cells]))


def rehearsed(session: Any) -> Rehearsal:
    return rehearse(session.read, MARCH, DAY, session.record.clock)


def set_figure(session: Any, number: int) -> None:
    unit = next(unit for unit in session.read.units() if unit.name == "Sở Y tế")
    session.do(
        SetValues("dvctt-2011", MARCH, [ValueEdit(unit.id, "level1", Value(ValueState.REPORTED, number))])
    )


def first_sheet(content: bytes) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def test_a_rehearsal_writes_nothing_and_names_what_stands_in_the_way(sample_path: Path) -> None:
    session = opened(sample_path)
    entry = session.read.last_entry()
    found = rehearsed(session)
    assert any("Sở KH&ĐT: 4 ô sai quy tắc" in text for text in found.obstacles) and found.rechecked > 100
    with pytest.raises(InvalidInput, match="Chưa khóa được: Sở KH&ĐT"):
        submit(session, found)
    assert session.read.last_entry() == entry and not session.read.submissions()
    put_right(session)
    assert rehearsed(session).obstacles == ()
    session.close()


def test_submitting_seals_file_figures_and_log_and_locks(session: Any) -> None:
    session.do(ReviewPeriod(MARCH))
    assert session.read.period(MARCH).reviewing
    found = rehearsed(session)
    sent = submit(session, found)
    assert (sent.version, sent.title, sent.as_of) == (1, "Bản đầu", DAY)
    assert sent.fingerprint == fingerprint(sent.figures, sent.log_hash) and len(sent.seal) == 12
    assert f"Mã niêm phong báo cáo: {sent.seal}" in first_sheet(found.report.content)
    assert session.read.evidence_content(sent.sha256) == found.report.content
    share = count_tasks(session.read.tasks(), DAY).completion
    assert sent.figures["Nhiệm vụ có thời hạn đã hoàn thành"] == f"{share.numerator}/{share.denominator}"
    period = session.read.period(MARCH)
    assert period.locked and not period.reviewing
    assert session.record.find_damage() == []


def test_a_locked_submission_refuses_every_path(session: Any, tmp_path: Path) -> None:
    backup = make_backup(session.record.path, tmp_path, "thử")
    submit(session, rehearsed(session))
    entry = session.read.last_entry()
    with pytest.raises(LockedPeriod):
        set_figure(session, 9)
    with pytest.raises((CannotUndo, LockedPeriod)):
        session.undo()
    with pytest.raises(RecordError):
        session.restore(backup.path)
    with pytest.raises(InvalidInput, match="văn bản cho phép"):
        session.do(LockPeriod(MARCH, False, "sửa số"))
    with pytest.raises(InvalidInput, match="đang khóa"):
        submit(session, rehearsed(session))
    assert session.read.last_entry() == entry


def test_a_change_after_the_rehearsal_is_noticed(session: Any) -> None:
    found = rehearsed(session)
    set_figure(session, 9)
    with pytest.raises(InvalidInput, match="Thử khóa lại"):
        submit(session, found)


def test_an_adjusted_report_carries_old_new_and_reason(session: Any) -> None:
    first = submit(session, rehearsed(session))
    session.do(LockPeriod(MARCH, False, "Sở Y tế báo nhầm", "CV 12/STTTT"))
    set_figure(session, 9)
    found = rehearsed(session)
    texts = first_sheet(found.report.content)
    assert "BÁO CÁO ĐIỀU CHỈNH LẦN 1" in texts
    note = next(text for text in texts if "mở lại theo CV 12/STTTT" in text)
    assert (
        "Sở Y tế báo nhầm" in note and "sửa 1 số liệu: Sở Y tế, DVCTT mức độ 1" in note and "thành 9" in note
    )
    annex = openpyxl.load_workbook(io.BytesIO(found.report.content))["Biểu 06"]
    rows = [[cell.value for cell in row if cell.value is not None] for row in annex.iter_rows()]
    line = next(row for row in rows if "Sở Y tế: DVCTT mức độ 1" in row)
    assert line[2] == first.figures["Sở Y tế: DVCTT mức độ 1"] and line[3:] == [
        "9",
        "Sở Y tế báo nhầm (CV 12/STTTT)",
    ]
    second = submit(session, found)
    assert (second.version, second.title) == (2, "Điều chỉnh lần 1") and second.seal != first.seal
    (exception,) = session.read.lock_exceptions(MARCH.code)
    assert exception.closed_entry == session.read.last_entry()[0]


def test_the_covering_document_is_entered_afterwards(session: Any) -> None:
    sent = submit(session, rehearsed(session))
    session.do(SetSubmissionDocument(sent.id, "41/BC-UBND", date(2021, 4, 5)))
    (now,) = session.read.submissions()
    assert (now.document_number, now.document_date, now.figures) == (
        "41/BC-UBND",
        date(2021, 4, 5),
        sent.figures,
    )
    session.undo()
    assert session.read.submissions()[0].document_number == ""


def test_a_file_in_hand_is_as_sent_saved_again_altered_or_unknown(session: Any, tmp_path: Path) -> None:
    found = rehearsed(session)
    sent = submit(session, found)
    path = tmp_path / "nhận về.xlsx"
    path.write_bytes(found.report.content)
    assert verify_file(session.read, path).verdict is Verdict.AS_SENT
    book = openpyxl.load_workbook(path)
    book["Biểu 02"]["C20"].value = 999
    book.save(path)
    altered = verify_file(session.read, path)
    assert altered.verdict is Verdict.ALTERED and altered.submission == sent
    cell = next(item for item in altered.cells if (item.sheet, item.cell) == ("Biểu 02", "C20"))
    assert cell.now == "999" and cell.sent not in ("", "999")
    path.write_bytes(b"PK not a workbook")
    assert verify_file(session.read, path).verdict is Verdict.UNKNOWN
    with pytest.raises(RecordError, match="Không mở được"):
        verify_file(session.read, tmp_path / "không có.xlsx")


def test_the_command_line(sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "gửi đi.xlsx"
    call = ("submit", sample_path, "--period", "2021-03", "--as-of", "2021-03-31")
    blocked = here(capsys, *call, "--out", out)
    assert blocked.code == 1 and "Chặn khóa: Sở KH&ĐT" in blocked.out and not out.exists()
    session = opened(sample_path)
    put_right(session)
    session.close()
    tried = here(capsys, *call, "--rehearse", "--json")
    assert tried.code == 0 and tried.json["submitted"] is False and tried.json["warnings"]
    done = here(capsys, *call, "--out", out, "--json")
    assert done.code == 0 and done.json["submitted"] and out.is_file()
    verified = here(capsys, "verify", sample_path, out, "--json")
    assert verified.code == 0 and verified.json["submission"]["seal"] == done.json["seal"]
    assert here(capsys, "verify", sample_path, sample_path).code == 2

"""The record as known earlier: what was recorded later does not count, and an old report comes out again."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.tasks import DeleteTask, EditTask
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.exporting import save_report
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store.logging import LOGGED_TABLES
from desktop_app.store.opening import open_record
from desktop_app.summarising import summary

DAY, PERIOD = date(2020, 8, 26), PeriodCode.month(2020, 8)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "mau.tiendo"
    build_sample(path)
    return path


@pytest.fixture
def session(sample: Path, tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "sổ #1.tiendo"
    shutil.copyfile(sample, path)
    opened = Session(open_record(path, person="An", machine="PC-01"), "An")
    yield opened
    opened.close()


def _edit_much(session: Session) -> None:
    tasks = session.read.tasks()
    session.do(EditTask(tasks[0].id, {"title": "Tên mới, ghi sau"}))
    session.do(DeleteTask(tasks[5].id, "ghi nhầm"))
    unit = next(iter(session.read.cells("dvctt-2011", "2020-08")))
    edits = [ValueEdit(unit, "level4", Value(ValueState.REPORTED, 9999))]
    session.do(SetValues("dvctt-2011", PERIOD, edits))
    session.do(AttachEvidence("task", tasks[1].id, "qđ.pdf", b"x" * 100, added_on=DAY))
    session.undo()


def test_what_was_recorded_later_does_not_count(session: Session) -> None:
    entry, digest = session.read.last_entry()
    before = summary(session.read, DAY, PERIOD)
    _edit_much(session)
    assert summary(session.read, DAY, PERIOD) != before
    past = session.record.reader_as_known(entry)
    assert summary(past, DAY, PERIOD) == before
    assert past.last_entry() == (entry, digest)
    past.close()


def test_the_report_of_a_past_entry_equals_the_one_made_then_cell_by_cell(
    session: Session, tmp_path: Path
) -> None:
    entry, _ = session.read.last_entry()
    then = save_report(session.read, PERIOD, DAY, tmp_path / "khi đó.xlsx")
    _edit_much(session)
    past = session.record.reader_as_known(entry)
    again = save_report(past, PERIOD, DAY, tmp_path / "lập lại.xlsx")
    past.close()
    assert _cells(then) == _cells(again)
    now = save_report(session.read, PERIOD, DAY, tmp_path / "bây giờ.xlsx")
    assert _cells(then) != _cells(now)


def _cells(path: Path) -> list[tuple[str, str, object]]:
    found = []
    for formulas in (False, True):
        for sheet in load_workbook(path, data_only=not formulas).worksheets:
            found += [
                (sheet.title, cell.coordinate, cell.value)
                for row in sheet.iter_rows()
                for cell in row
                if cell.value is not None
            ]
    return found


@pytest.mark.parametrize("back", [1, 7, 30, 60, 90])
def test_each_table_is_what_the_log_says_it_was(session: Session, back: int) -> None:
    newest, _ = session.read.last_entry()
    entry = newest - back
    db = sqlite3.connect(session.record.path)
    past = session.record.reader_as_known(entry)
    for table in LOGGED_TABLES:
        logged = db.execute(
            "SELECT row_key, after FROM change WHERE id IN (SELECT max(id) FROM change "
            "WHERE table_name = ? AND entry <= ? GROUP BY row_key)",
            (table, entry),
        )
        expected = {key: json.loads(image) for key, image in logged if image is not None}
        rows = [dict(row) for row in past._db.execute(f"SELECT * FROM {table}")]
        assert sorted(map(json.dumps, rows)) == sorted(map(json.dumps, expected.values())), table
    past.close()
    db.close()


def test_the_past_cannot_be_written_and_keeps_while_the_record_goes_on(session: Session) -> None:
    entry, _ = session.read.last_entry()
    past = session.record.reader_as_known(entry)
    titles = [task.title for task in past.tasks()]
    _edit_much(session)
    past.forget()
    assert [task.title for task in past.tasks()] == titles
    with pytest.raises(sqlite3.OperationalError, match="readonly|query_only"):
        past._db.execute("DELETE FROM task")
    past.close()


def test_evidence_is_read_from_the_record_itself(session: Session) -> None:
    task = session.read.tasks()[0]
    session.do(AttachEvidence("task", task.id, "qđ.pdf", b"proof", added_on=DAY))
    past = session.known_at(str(session.read.last_entry()[0]))
    file = next(item for item in past.tasks()[0].evidence if item.file_name == "qđ.pdf")
    assert past.evidence_content(file.sha256) == b"proof"
    past.close()


def test_a_moment_names_the_last_entry_recorded_by_then(session: Session) -> None:
    sets = session.read.change_sets()
    middle = sets[len(sets) // 2]
    for said in (str(middle.entry), middle.at.isoformat(timespec="seconds")):
        past = session.known_at(said)
        assert past.last_entry()[0] == middle.entry
        past.close()
    for said in (f"{middle.at:%d/%m/%Y %H:%M}", f"{middle.at:%H:%M %d/%m/%Y}"):
        past = session.known_at(said)  # to the end of that minute
        newest = max(item.entry for item in sets if item.at <= middle.at.replace(second=59))
        assert past.last_entry()[0] == newest
        past.close()
    just_before = middle.at - timedelta(seconds=1)
    past = session.known_at(just_before.isoformat(timespec="seconds"))
    assert past.last_entry()[0] < middle.entry
    past.close()
    assert session.record.entry_known_at(datetime(1999, 1, 1)) == 0


@pytest.mark.parametrize(
    "said", ["", "hôm qua", "31/13/2020", "26/08/2020 25:00", "0", "9999", "-1", "1999-01-01", "31/12/1999"]
)
def test_what_is_no_entry_or_time_is_refused_with_words(session: Session, said: str) -> None:
    with pytest.raises(InvalidInput, match=r"mục|sổ|ngày"):
        session.known_at(said)

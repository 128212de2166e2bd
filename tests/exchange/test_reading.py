"""Reading returns: every planted fault is named with its cell, and no good figure is lost."""

from __future__ import annotations

import random
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest

from desktop_app.commands.exchange import TakeBackReturns
from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.units import AddUnit
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.batch_choices import Choices
from desktop_app.domain.errors import CannotUndo, InvalidInput
from desktop_app.domain.returns import Batch, Blank, Decision, Fate, FileReport, FileState
from desktop_app.domain.values import Value, ValueState
from desktop_app.importing import judge, read_batch
from desktop_app.issuing import issue_forms
from desktop_app.merging import changed_since, merge, take_back
from desktop_app.returning import return_to_senders
from desktop_app.session import Session
from tests.exchange.conftest import FORM, PERIOD
from tests.exchange.faults import FAULTS, FIELDS, Case, make
from tests.exchange.filling import fill
from tests.exchange.hostile import repacked

HEALTH, HOME = "dvctt-2011_2021-04_so-y-te.xlsx", "dvctt-2011_2021-04_so-noi-vu.xlsx"


def before(session: Session, name: str) -> dict[str, Value]:
    """The figures of the month before of the unit a file was issued to."""
    unit = unit_of(session, name)
    return dict(session.read.cells(FORM, PERIOD.previous.code).get(unit, {}))


def unit_of(session: Session, name: str) -> int:
    issued = session.read.issued_forms(FORM, PERIOD.code)
    return next(item.passport.unit_id for item in issued if item.file_name == name)


def filled(session: Session, path: Path, fault: str | None = None, seed: int = 1) -> Case:
    return make(path, fault, random.Random(seed), before(session, path.name))


def read(session: Session, *paths: Path, choices: Choices | None = None) -> Batch:
    """Read, and see that the counts add up and that nothing was written."""
    entry = session.read.last_entry()
    batch = read_batch(session.read, list(paths), choices)
    assert session.read.last_entry() == entry
    for report in batch.files:
        assert report.accepted + report.rejected + report.unchanged + report.blank == len(report.cells)
    totals = batch.totals
    assert totals.read == sum(len(report.cells) for report in batch.files)
    return batch


def accepted(report: FileReport) -> dict[str, object]:
    return {
        cell.field: cell.value.number
        for cell in report.cells
        if cell.fate is Fate.ACCEPTED and cell.value is not None
    }


def assert_said(report: FileReport, case: Case) -> None:
    """Each planted fault is named, with its cell where it has one."""
    for key, words in case.said:
        found = [problem for problem in report.problems if words in problem.message]
        assert found, (words, [problem.message for problem in report.problems])
        if key:
            wanted = next(cell.found for cell in report.cells if cell.field == key)
            assert any((item.sheet, item.cell) == (wanted.sheet, wanted.cell) for item in found)


@pytest.mark.parametrize("fault", [None, *FAULTS])
def test_each_fault_is_named_and_no_good_figure_lost(
    session: Session, forms: Path, fault: str | None
) -> None:
    case = filled(session, forms / HEALTH, fault)
    (report,) = read(session, forms / HEALTH).files
    assert report.state.value == case.state, report.problems
    assert accepted(report) == case.truth
    assert_said(report, case)
    assert report.unit_id == unit_of(session, HEALTH) and report.period == PERIOD.code
    if fault is None:
        assert not report.problems


def test_a_folder_of_thirty_with_a_fault_each(session: Session, forms: Path) -> None:
    names = [None, *FAULTS]
    cases: dict[str, Case] = {}
    for number, path in enumerate(sorted(forms.glob("*.xlsx"))):
        cases[path.name] = filled(session, path, names[number % len(names)], number)
    batch = read(session, forms)
    truth = {(name, key): number for name, case in cases.items() for key, number in case.truth.items()}
    got = {
        (report.file_name, key): number for report in batch.files for key, number in accepted(report).items()
    }
    assert got == truth
    for report in batch.files:
        assert_said(report, cases[report.file_name])
    entry = merge(session, batch)
    assert entry == session.read.last_entry()[0]
    stored = session.read.cells(FORM, PERIOD.code)
    units = {unit_of(session, name): name for name in cases}
    assert {
        (units[unit], key): value.number for unit, row in stored.items() for key, value in row.items()
    } == truth
    session.undo(entry)
    assert session.read.cells(FORM, PERIOD.code) == {}
    assert session.read.received_files(FORM, PERIOD.code) == ()
    session.redo()
    assert session.read.cells(FORM, PERIOD.code) == stored
    assert session.record.find_damage() == []


def test_a_hundred_and_fifty_forms_with_all_kinds_of_faults(session: Session, tmp_path: Path) -> None:
    """Every fault is named with its file, sheet and cell; the sum of what is accepted is the truth."""
    session.do_all("Thêm", [AddUnit(f"Sở Thêm {number}", "department") for number in range(120)])
    files = issue_forms(session, FORM, PERIOD, tmp_path / "phieu 150")
    names = [name for name in (*FAULTS, None) if name != "far_from_the_past"]  # new units have no past
    cases = {
        path.name: filled(session, path, names[number % len(names)], number)
        for number, path in enumerate(files)
    }
    batch = read(session, tmp_path / "phieu 150")
    assert batch.totals.files == len(cases) == 150 and len(FAULTS) >= 20
    for report in batch.files:
        assert_said(report, cases[report.file_name])
        assert accepted(report) == cases[report.file_name].truth
    truth = sum(sum(case.truth.values()) for case in cases.values())
    assert sum(int(str(number)) for report in batch.files for number in accepted(report).values()) == truth
    entry = merge(session, batch)
    stored = session.read.cells(FORM, PERIOD.code)
    assert sum(value.number or 0 for row in stored.values() for value in row.values()) == truth
    assert entry and session.read.last_entry()[0] == entry


def test_every_figure_knows_its_file_sheet_and_cell(session: Session, forms: Path) -> None:
    case = filled(session, forms / HEALTH)
    content = (forms / HEALTH).read_bytes()
    merge(session, read(session, forms / HEALTH))
    (file,) = session.read.received_files(FORM, PERIOD.code)
    assert session.read.evidence_content(file.sha256) == content
    row = session.read.cells(FORM, PERIOD.code)[unit_of(session, HEALTH)]
    assert set(row) == set(case.truth) == set(FIELDS)
    for value in row.values():
        assert value.received_id == file.id
        assert value.origin.startswith(f"{HEALTH}, Phiếu!F")
    typed = ValueEdit(unit_of(session, HEALTH), "level1", Value(ValueState.REPORTED, 1))
    session.do(SetValues(FORM, PERIOD, [typed]))
    assert session.read.cells(FORM, PERIOD.code)[unit_of(session, HEALTH)]["level1"].received_id is None


def test_the_same_file_twice_is_a_duplicate(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    shutil.copyfile(forms / HEALTH, forms / "z tên khác.xlsx")
    batch = read(session, forms / HEALTH, forms / "z tên khác.xlsx")
    assert [report.state for report in batch.files] == [FileState.OK, FileState.DUPLICATE]
    assert batch.files[1].twin == HEALTH
    merge(session, batch)
    (again,) = read(session, forms / HEALTH).files
    assert again.state is FileState.DUPLICATE and again.cells == ()
    assert merge(session, Batch((again,))) is None


def test_a_corrected_file_is_read_as_sent_again(session: Session, forms: Path) -> None:
    case = filled(session, forms / HEALTH, "number_with_words")
    merge(session, read(session, forms / HEALTH))
    fill(forms / HEALTH, {"level3": case.figures["level3"]})
    (report,) = read(session, forms / HEALTH).files
    assert report.state is FileState.RESUBMISSION and report.twin == HEALTH
    assert (report.accepted, report.unchanged, report.rejected) == (1, 7, 0)
    assert not report.errors
    merge(session, Batch((report,)))
    stored = session.read.cells(FORM, PERIOD.code)[unit_of(session, HEALTH)]
    assert {key: value.number for key, value in stored.items()} == case.figures


def test_two_versions_wait_for_a_choice(session: Session, forms: Path) -> None:
    case = filled(session, forms / HEALTH)
    other = fill(forms / HEALTH, {"level1": case.figures["level1"] + 1}, target=forms / "ban hai.xlsx")
    batch = read(session, forms / HEALTH, other)
    assert [report.state for report in batch.files] == [FileState.ERRORS, FileState.RESUBMISSION]
    assert batch.totals.accepted == 0 and batch.totals.rejected == 16 and not batch.to_write
    assert all("Hai tệp khác nhau" in report.problems[0].message for report in batch.files)
    assert "F15" in batch.files[0].problems[0].message
    key = (FORM, unit_of(session, HEALTH), PERIOD.code)
    chosen = judge(session.read, batch.files, Choices(chosen={key: batch.files[1].sha256}))
    assert [report.written for report in chosen.files] == [False, True]
    merge(session, chosen)
    row = session.read.cells(FORM, PERIOD.code)[key[1]]
    assert row["level1"].number == case.figures["level1"] + 1


def test_a_copy_of_another_unit_s_form_is_told_from_its_own(session: Session, forms: Path) -> None:
    """Renamed like another unit's: the passport says whose it is. Its code in another unit's form: refused."""
    case = filled(session, forms / HEALTH)
    shutil.copyfile(forms / HEALTH, forms / HOME)
    batch = read(session, forms / HOME)
    assert batch.files[0].unit_id == unit_of(session, HEALTH) and accepted(batch.files[0]) == case.truth
    book = openpyxl.load_workbook(forms / HOME)
    book["Phiếu"]["E1"] = "Mã phiếu (không sửa):\nDVCTT-2021-04-X-2345678B"
    book.save(forms / HOME)
    book.close()
    (mixed,) = read(session, forms / HOME).files
    assert mixed.state is FileState.ERRORS or mixed.accepted


@pytest.mark.parametrize(
    ("blank", "then"), [(Blank.KEEP, 7), (Blank.CLEAR, None), (Blank.NOT_REPORTED, ValueState.NOT_REPORTED)]
)
def test_the_clerk_says_what_blank_means(session: Session, forms: Path, blank: Blank, then: object) -> None:
    unit = unit_of(session, HEALTH)
    session.do(SetValues(FORM, PERIOD, [ValueEdit(unit, "level1", Value(ValueState.REPORTED, 7))]))
    case = filled(session, forms / HEALTH)
    fill(forms / HEALTH, {"level1": None, "dossiers_online": 0})
    batch = read(session, forms / HEALTH, choices=Choices(blank))
    (report,) = batch.files
    assert report.blank == 1 and report.accepted == 7
    merge(session, batch)
    row = session.read.cells(FORM, PERIOD.code)[unit]
    assert row["dossiers_online"].number == 0 and case.figures
    value = row.get("level1")
    assert (value.number if value and value.number is not None else value.state if value else None) == then


def test_an_empty_form_is_sent_back(session: Session, forms: Path) -> None:
    (report,) = read(session, forms / HEALTH, choices=Choices(Blank.CLEAR)).files
    assert (
        report.state is FileState.ERRORS and not report.written and "còn trống" in report.problems[0].message
    )


def test_a_locked_period_takes_nothing(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    session.do(LockPeriod(PERIOD))
    batch = read(session, forms / HEALTH)
    assert "đã khóa" in batch.files[0].problems[0].message
    assert batch.totals.rejected == 8 and not batch.to_write


def test_decisions_of_the_clerk_move_the_counts(session: Session, forms: Path) -> None:
    case = filled(session, forms / HEALTH, "number_with_words")
    batch = read(session, forms / HEALTH)
    (report,) = batch.files
    (problem,) = report.errors
    assert problem.proposal == case.figures["level3"] and problem.field == "level3"
    sha = report.sha256
    taken = judge(session.read, batch.files, Choices(decisions={sha: {"level3": Decision(problem.proposal)}}))
    assert taken.totals.accepted == 8 and taken.files[0].state is FileState.OK
    left = judge(session.read, batch.files, Choices(decisions={sha: {"level3": Decision(None)}}))
    assert left.totals.rejected == 1 and not left.files[0].errors


def test_copied_from_the_month_before(session: Session, forms: Path) -> None:
    same = {key: value.number for key, value in before(session, HEALTH).items()}
    fill(forms / HEALTH, same)
    (report,) = read(session, forms / HEALTH).files
    assert [problem.severity for problem in report.problems] == ["warning"]
    assert "nghi sao chép kỳ trước" in report.problems[0].message


def test_an_explanation_is_kept_beside_the_figure(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    fill(forms / HEALTH, {}, "A2: rà soát lại\nB1: Nghỉ dịch")
    merge(session, read(session, forms / HEALTH))
    row = session.read.cells(FORM, PERIOD.code)[unit_of(session, HEALTH)]
    assert (row["level1"].note, row["dossiers_total"].note, row["level2"].note) == (
        "rà soát lại",
        "Nghỉ dịch",
        "",
    )


def test_estimates_are_kept_as_such(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    fill(forms / HEALTH, {"LOAI_SO": "Ước thực hiện"})
    merge(session, read(session, forms / HEALTH))
    row = session.read.cells(FORM, PERIOD.code)[unit_of(session, HEALTH)]
    assert {value.state for value in row.values()} == {ValueState.ESTIMATED}


def test_an_archive_is_read_without_unpacking(session: Session, forms: Path, tmp_path: Path) -> None:
    case = filled(session, forms / HEALTH)
    filled(session, forms / HOME)
    archive = tmp_path / "gui.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(forms / HEALTH, "../../Sở Y tế/phiếu.xlsx")
        file.write(forms / HOME, "nv.xlsx")
        file.writestr("__MACOSX/._nv.xlsx", b"x")
        file.writestr("ghi chu.txt", "xin gửi".encode())
    present = sorted(tmp_path.rglob("*"))
    batch = read(session, archive)
    assert sorted(tmp_path.rglob("*")) == present
    assert [report.file_name for report in batch.files] == ["phiếu.xlsx", "nv.xlsx", "ghi chu.txt"]
    assert [report.state.value for report in batch.files] == ["ok", "ok", "unreadable"]
    assert accepted(batch.files[0]) == case.truth


def test_a_file_of_another_record_is_not_ours(session: Session, forms: Path, sample_path: Path) -> None:
    from tests.exchange.conftest import opened

    filled(session, forms / HEALTH)
    session.close()
    other = opened(sample_path)
    (report,) = read_batch(other.read, [forms / HEALTH]).files
    other.close()
    assert (
        report.state is FileState.UNRECOGNISED and "không do sổ này phát hành" in report.problems[0].message
    )


def test_undoing_later_names_what_changed_since(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    entry = merge(session, read(session, forms / HEALTH))
    assert entry and changed_since(session.read, entry) == []
    unit = unit_of(session, HEALTH)
    session.do(SetValues(FORM, PERIOD, [ValueEdit(unit, "level1", Value(ValueState.REPORTED, 99))]))
    (since,) = changed_since(session.read, entry)
    assert (since.unit, since.field) == ("Sở Y tế", "DVCTT mức độ 1")
    with pytest.raises(CannotUndo):
        session.undo(entry)
    assert take_back(session, entry) == [since]
    row = session.read.cells(FORM, PERIOD.code)[unit]
    assert {key: value.number for key, value in row.items()} == {"level1": 99}
    assert session.read.received_files(FORM, PERIOD.code) == ()
    assert session.read.change_sets(limit=1)[0].label.endswith("giữ 1 chỗ đã sửa sau đó")
    assert session.record.find_damage() == []
    session.undo()
    assert len(session.read.cells(FORM, PERIOD.code)[unit]) == 8
    with pytest.raises(InvalidInput, match="không phải một lần nhập phiếu"):
        session.do(TakeBackReturns(entry - 1))


def test_an_import_nobody_touched_is_simply_undone(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    entry = merge(session, read(session, forms / HEALTH))
    assert entry and take_back(session, entry) == []
    assert session.read.change_sets(limit=1)[0].kind == "undo"
    assert session.read.cells(FORM, PERIOD.code) == {}


def test_an_edit_taken_back_does_not_hold_the_import(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    entry = merge(session, read(session, forms / HEALTH))
    typed = ValueEdit(unit_of(session, HEALTH), "level1", Value(ValueState.REPORTED, 99))
    session.do(SetValues(FORM, PERIOD, [typed]))
    session.undo()
    assert entry and changed_since(session.read, entry) == []
    session.undo()
    assert session.read.cells(FORM, PERIOD.code) == {}


def test_a_workbook_with_macros_is_read_and_comes_back_without(
    session: Session, forms: Path, tmp_path: Path
) -> None:
    case = filled(session, forms / HEALTH, "number_with_words")
    macros = tmp_path / "co macro.xlsm"
    macros.write_bytes(repacked(forms / HEALTH, {}, {"xl/vbaProject.bin": b"Sub Auto_Open()"}))
    batch = read(session, macros)
    assert accepted(batch.files[0]) == case.truth
    (target,) = return_to_senders(session.read, batch, tmp_path / "tra")
    assert target.suffix == ".xlsx" and "xl/vbaProject.bin" not in zipfile.ZipFile(target).namelist()


def test_reading_shows_progress_and_can_be_stopped(session: Session, forms: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, known: int) -> None:
        told.append((done, known))
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_batch(session.read, [forms], None, progress)
    assert told == [(done, len(list(forms.iterdir()))) for done in range(5)]

"""The commands of the exchange by forms: each undone and done again exactly, each with its words in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

import pytest

from desktop_app.commands.exchange import IssueForms, MergeReturns, RememberMapping
from desktop_app.commands.submission import LockPeriod
from desktop_app.domain.errors import LockedPeriod
from desktop_app.domain.passports import Passport
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import Batch, Fate, FileReport, FileState, Found, ReadCell
from desktop_app.domain.values import Value, ValueState
from tests.commands.office import FINANCE, HEALTH, Office

AT, MONTH, FORM = datetime(2020, 8, 20, 9, 0), PeriodCode.month(2020, 8), "dvctt-2011"


def report_of(unit: int, number: int, name: str = "y-te.xlsx") -> FileReport:
    """A file with one accepted figure and one that was rejected."""
    content = name.encode()
    return FileReport(
        f"/thư mục/{name}", name, FileState.ERRORS, sha256(content).hexdigest(), content, FORM, unit, MONTH.code,
        cells=(
            ReadCell("level1", "Mức độ 1", Found("Phiếu", "F12", number), Fate.ACCEPTED, Value(ValueState.REPORTED, number)),
            ReadCell("level2", "Mức độ 2", Found("Phiếu", "F13", "x"), Fate.REJECTED),
        ),
    )  # fmt: skip


def test_issuing_is_noted_with_the_form_as_it_stands(office: Office) -> None:
    passports = [Passport(FORM, "1a2b3c4d", unit, MONTH.code, f"2345678{unit}") for unit in (HEALTH, FINANCE)]
    issue = IssueForms("DVCTT", "{}", [(item, f"{item.unit_id}.xlsx") for item in passports], AT)
    office.does(issue, "Phát hành 2 phiếu DVCTT tháng 08/2020")
    assert [item.passport for item in office.session.read.issued_forms(FORM, MONTH.code)] == passports
    assert office.session.read.form_version(FORM, "1a2b3c4d") == "{}"


def test_merging_writes_only_what_was_accepted(office: Office) -> None:
    written = office.does(MergeReturns(Batch((report_of(HEALTH, 5),)), AT), "Nhập 1 ô từ y-te.xlsx")
    assert written == 1
    row = office.session.read.cells(FORM, MONTH.code)[HEALTH]
    assert set(row) == {"level1"} and row["level1"].origin == "y-te.xlsx, Phiếu!F12"
    (file,) = office.session.read.received_files(FORM, MONTH.code)
    assert (file.accepted, file.rejected, file.state, file.received_at) == (1, 1, FileState.ERRORS, AT)


def test_several_files_are_one_entry(office: Office) -> None:
    files = (report_of(HEALTH, 5), report_of(FINANCE, 6, "tc.xlsx"))
    left_out = replace(report_of(FINANCE, 9, "khác.xlsx"), kept_out=True)
    office.does(MergeReturns(Batch((*files, left_out)), AT), "Nhập 2 ô từ 2 tệp")
    assert len(office.session.read.received_files(FORM, MONTH.code)) == 2


def test_what_cannot_be_merged_is_refused(office: Office) -> None:
    office.refuses(MergeReturns(Batch(()), AT), "Không có tệp nào ghi được")
    office.session.do(LockPeriod(MONTH))
    entry = office.session.read.last_entry()
    with pytest.raises(LockedPeriod):
        office.session.do(MergeReturns(Batch((report_of(HEALTH, 5),)), AT))
    assert office.session.read.last_entry() == entry
    assert office.session.read.received_files(FORM, MONTH.code) == ()


def test_a_mapping_is_remembered_and_changed(office: Office) -> None:
    office.does(RememberMapping("phieu", "tt|md1", {"md1": "level1"}), "Ghi nhớ cách đối chiếu cột của phieu")
    office.does(RememberMapping("phieu", "tt|md1", {"md1": "level2"}), "Ghi nhớ cách đối chiếu cột của phieu")
    assert office.session.read.column_mapping("phieu", "tt|md1") == {"md1": "level2"}
    office.changes_nothing(RememberMapping("phieu", "tt|md1", {"md1": "level2"}))

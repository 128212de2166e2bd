"""A small record with at least one row in every table, made through the commands, for the tests of the store."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from desktop_app.catalogues import starting_catalogue
from desktop_app.commands.calendar import AddSpecialDays, DecideInner
from desktop_app.commands.command import Command
from desktop_app.commands.evidence import AttachEvidence
from desktop_app.commands.exchange import IssueForms, MergeReturns, RememberMapping
from desktop_app.commands.layers import AddSystem, SetLayer
from desktop_app.commands.people import AddPerson
from desktop_app.commands.settings import SetIndicatorValue, SetProfile
from desktop_app.commands.submission import LockPeriod, SubmitReport
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import AddTask, AddTaskUpdate
from desktop_app.commands.units import AddDocument, AddUnit, LinkSuccessor
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.passports import Passport
from desktop_app.domain.people import Role
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import Batch, Fate, FileReport, FileState, Found, ReadCell
from desktop_app.domain.values import Value, ValueState
from desktop_app.session import Session
from desktop_app.store.opening import create_record, open_record
from desktop_app.store.record import Record

PERSON, MACHINE = "Nguyễn Thị Ánh", "PC-VĂN-THƯ"
START = datetime(2020, 8, 3, 8, 0)
FORM, FIELD = "dvctt-2011", "level4"
MONTH, LOCKED, SENT = PeriodCode.month(2020, 8), PeriodCode.month(2020, 7), PeriodCode.month(2020, 6)
HEALTH, BUILDING, HOME = 1, 2, 3
ENTRIES = 26  # change sets of a record that was not submitted


class TickingClock:
    """A minute passes each time it is asked."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(minutes=1)
        return self.now


def opened(path: Path, *, person: str = PERSON, view_only: bool = False) -> Session:
    """A session on the record, on a machine and at times that are always the same."""
    record = open_record(path, person=person, machine=MACHINE, clock=TickingClock(), view_only=view_only)
    return Session(record, person)


def created(path: Path) -> Record:
    """A new, empty record."""
    return create_record(path, person=PERSON, machine=MACHINE, clock=TickingClock())


def set_value(number: float | None, unit: int = HEALTH, period: PeriodCode = MONTH) -> SetValues:
    """A command that sets one figure (None empties the cell)."""
    value = None if number is None else Value(ValueState.REPORTED, number)
    return SetValues(FORM, period, [ValueEdit(unit, FIELD, value)])


def build_small(path: Path, submitted: bool = False) -> None:
    """Write the record; its change sets are numbered from 1. What was `submitted` no undo goes beyond."""
    session = Session(created(path), PERSON)
    try:
        session.do(starting_catalogue())
        session.do(SetProfile({"province": "An Bình", "province_kind": "tỉnh"}))
        for command in [*_commands(), *(_submission() if submitted else [])]:
            session.do(command)
    finally:
        session.close()


def _commands() -> list[Command]:
    day = date(2020, 8, 3)
    indicator = starting_catalogue().indicators[0]["key"]
    return [
        AddUnit("Sở Y tế", "department", aliases=("SYT",)),
        AddUnit("Sở Xây dựng", "department", short_name="SXD"),
        AddUnit("Sở Nội vụ", "department"),
        LinkSuccessor(HOME, BUILDING, 0.1 + 0.2, "NQ 01"),
        AddDocument("17/NQ-CP", date(2019, 3, 7), "Chính phủ"),
        AddTask("Kết nối trục liên thông", HEALTH, due_on=date(2020, 12, 31), coordinating=(BUILDING,)),
        AddTask("Ban hành mã định danh", BUILDING, due_on=date(2020, 9, 30), document_id=1),
        AddTaskUpdate(1, day, "Đã khảo sát", 10),
        ExtendTask(1, day, date(2021, 3, 31), "45/UBND"),
        AttachEvidence("task", 1, "Quyết định số 5.pdf", b"%PDF-1.4 quyet dinh", added_on=day),
        set_value(17),
        set_value(4, BUILDING, LOCKED),
        AddSystem("Một cửa điện tử", HEALTH, 3),
        SetLayer(HEALTH, "layer1", LayerResult.YES, day, system_id=1, provider="VNPT"),
        SetLayer(BUILDING, "layer2", LayerResult.NO, day),
        AttachEvidence("layer_status", 1, "Hợp đồng.pdf", b"%PDF-1.4 hop dong", added_on=day),
        SetIndicatorValue(indicator, MONTH, 1 / 3, 76),
        LockPeriod(LOCKED),
        AddPerson(PERSON, Role.APPROVE),
        AddSpecialDays(date(2020, 9, 2), date(2020, 9, 2), "Quốc khánh"),
        DecideInner("communes", "UBND cấp xã", 5, True),
        *_exchange(),
    ]


def _submission() -> list[Command]:
    """A report sent, and its period opened again by a document."""
    content = b"bao cao thang 6"
    sent = SubmitReport(
        SENT, 1, date(2020, 6, 14), 5, "0" * 64, "ab" * 32, sha256(content).hexdigest(), "bao-cao.xlsx", content,
        {"Nhiệm vụ": "0/2"}, START,
    )  # fmt: skip
    return [sent, LockPeriod(SENT, False, "Sửa số", "CV 12")]


def _exchange() -> list[Command]:
    """A form given out, what came back of it, and a mapping the clerk made."""
    passport = Passport(FORM, "1a2b3c4d", HOME, MONTH.code, "2345678B")
    found = ReadCell(
        "level1", "Mức độ 1", Found("Phiếu", "F12", 3), Fate.ACCEPTED, Value(ValueState.REPORTED, 3)
    )
    report = FileReport(
        "Nội vụ.xlsx", "Nội vụ.xlsx", FileState.OK, sha256("Nội vụ".encode()).hexdigest(), "Nội vụ".encode(),
        FORM, HOME, MONTH.code, passport.nonce, cells=(found,),
    )  # fmt: skip
    return [
        IssueForms("DVCTT", "{}", [(passport, "noi-vu.xlsx")], START),
        MergeReturns(Batch((report,)), START),
        RememberMapping(FORM, "tt|don vi|muc do 4", {"3": FIELD}),
    ]

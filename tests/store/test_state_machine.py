"""Any order of edits, undo, redo, named undo and reopening: the record is what a simple model says it is."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from desktop_app.commands.command import Command
from desktop_app.commands.evidence import AttachEvidence, RemoveEvidence
from desktop_app.commands.layers import AddSystem, DeleteLayerStatus, DeleteSystem, SetLayer
from desktop_app.commands.settings import SetIndicatorValue, SetProfile
from desktop_app.commands.submission import LockPeriod
from desktop_app.commands.task_extensions import ExtendTask
from desktop_app.commands.tasks import (
    AddTask,
    AddTaskUpdate,
    CompleteTask,
    DeleteTask,
    EditTask,
    SetCoordinators,
    SetTaskState,
)
from desktop_app.commands.units import AddDocument, AddUnit, DeleteUnit, EditUnit, LinkSuccessor
from desktop_app.domain.errors import CannotUndo, InvalidInput, RecordError
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.tasks import TaskState
from desktop_app.session import Session
from desktop_app.store.journal import first_broken_entry
from tests.store.raw import data, raw
from tests.store.small_record import ENTRIES, build_small, opened, set_value

Tables = dict[str, list[str]]

_IDS = st.integers(1, 6)
_DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))
_WORDS = st.sampled_from(["Kết nối", "Ban hành", "Đào tạo", "Ứng dụng “Một cửa”", "ƠƯ ăâê", "x'y\"z\\"])
_MONTHS = st.builds(PeriodCode.month, st.just(2020), st.integers(6, 9))
_NUMBERS = st.none() | st.integers(0, 30)


def _later(
    make: Callable[..., Command], *args: Any, **named: Any
) -> st.SearchStrategy[Callable[[], Command]]:
    """The command is made when it is done, since making it may already refuse the values."""
    return st.builds(partial, st.just(make), *args, **named)


def _commands() -> st.SearchStrategy[Callable[[], Command]]:
    """What a clerk may do; often impossible, and then refused without a trace."""
    return st.one_of(
        _later(set_value, _NUMBERS, _IDS, _MONTHS),
        _later(LockPeriod, _MONTHS, st.booleans(), st.just("văn bản 5")),
        _later(AddUnit, _WORDS, st.just("department"), aliases=st.tuples(_WORDS)),
        _later(lambda unit, name, alias: EditUnit(unit, {"name": name}, (alias,)), _IDS, _WORDS, _WORDS),
        _later(lambda unit, parent: EditUnit(unit, {"parent_id": parent}), _IDS, _IDS),
        _later(DeleteUnit, _IDS, st.just("nhầm")),
        _later(LinkSuccessor, _IDS, _IDS, st.floats(0.01, 1)),
        _later(AddDocument, _WORDS),
        _later(AddTask, _WORDS, _IDS, due_on=_DAYS, coordinating=st.tuples(_IDS)),
        _later(lambda task, words: EditTask(task, {"title": words, "result": words}), _IDS, _WORDS),
        _later(lambda task, unit: EditTask(task, {"lead_unit_id": unit}), _IDS, _IDS),
        _later(lambda task, number: EditTask(task, {"number": f"NV-0{number}"}), _IDS, _IDS),
        _later(AddTaskUpdate, _IDS, _DAYS, _WORDS, st.integers(0, 100)),
        _later(SetTaskState, _IDS, st.sampled_from([TaskState.IN_PROGRESS, TaskState.SUSPENDED]), _DAYS),
        _later(CompleteTask, _IDS, _DAYS, _WORDS, st.sampled_from(["", "chưa gửi bản quét"])),
        _later(ExtendTask, _IDS, _DAYS, _DAYS, _WORDS),
        _later(SetCoordinators, _IDS, st.lists(_IDS, max_size=2).map(tuple)),
        _later(DeleteTask, _IDS, st.just("nhầm")),
        _later(
            AttachEvidence,
            st.sampled_from(["task", "layer_status"]),
            _IDS,
            _WORDS,
            st.binary(min_size=1, max_size=3),
            added_on=_DAYS,
        ),
        _later(RemoveEvidence, _IDS, st.just("nhầm")),
        _later(AddSystem, _WORDS, _IDS, st.integers(1, 5)),
        _later(DeleteSystem, _IDS, st.just("nhầm")),
        _later(SetLayer, _IDS, st.sampled_from(["layer1", "layer2"]), st.sampled_from(LayerResult), _DAYS),
        _later(DeleteLayerStatus, _IDS),
        _later(SetProfile, st.fixed_dictionaries({"place": _WORDS})),
        _later(
            SetIndicatorValue, st.just("tasks_completed"), _MONTHS, st.floats(0, 1e9), st.floats(1e-6, 1e9)
        ),
    )


class RecordMachine(RuleBasedStateMachine):
    """`_past` and `_future` are the whole data before each step that can be taken back or done again."""

    built: Path

    def __init__(self) -> None:
        """A copy of the small record in a folder of its own."""
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="tiendo-test-"))
        self._path = self._folder / "sổ.tiendo"
        shutil.copyfile(self.built, self._path)
        self._session: Session = opened(self._path)
        self._now: Tables = data(self._path)
        self._entry = self._session.record.last_entry[0]
        self._past: list[tuple[int, Tables]] = []
        self._future: list[Tables] = []
        self._in_order = True

    def teardown(self) -> None:
        """Everything back to the start and forth again, then away with it."""
        if self._in_order:
            end = self._now
            for _, before in reversed(self._past):
                self._session.undo()
                assert data(self._path) == before
            for _ in self._past:
                self._session.redo()
            assert data(self._path) == end
        assert self._session.record.find_damage() == []
        self._session.close()
        shutil.rmtree(self._folder)

    @initialize()
    def begin(self) -> None:
        """The record is whole before anything is done."""
        assert self._session.record.find_damage() == []

    @rule(make=_commands())
    def do(self, make: Callable[[], Command]) -> None:
        """A command is written as one entry, or refused (or without effect) and then leaves nothing."""
        try:
            self._session.do(make())
        except RecordError as refused:
            assert str(refused).endswith(".")
        entry, before = self._session.record.last_entry[0], self._now
        if entry == self._entry:
            assert data(self._path) == before
            return
        assert entry == self._entry + 1
        self._entry, self._now = entry, data(self._path)
        assert self._now != before
        self._past.append((entry, before))
        self._future.clear()

    @precondition(lambda self: self._in_order and self._past)
    @rule()
    def undo(self) -> None:
        """The newest step is taken back exactly."""
        _, before = self._past.pop()
        self._future.append(self._now)
        self._session.undo()
        self._entry += 1
        self._now = data(self._path)
        assert self._now == before

    @precondition(lambda self: self._in_order and self._future)
    @rule()
    def redo(self) -> None:
        """The newest undo is done again exactly."""
        before, after = self._now, self._future.pop()
        self._session.redo()
        self._entry += 1
        self._now = data(self._path)
        assert self._now == after
        self._past.append((self._entry, before))

    @precondition(lambda self: self._entry > ENTRIES)
    @rule(back=st.integers(0, 8))
    def undo_named(self, back: int) -> None:
        """A named entry is taken back alone, or refused with its reason and then nothing is changed."""
        entry = max(1, self._entry - back)
        obstacle = self._session.record.obstacle(entry)
        try:
            self._session.undo(entry)
        except CannotUndo as refused:
            assert str(refused).startswith(f"Chưa hoàn tác được mục {entry}.")
            assert not isinstance(refused, InvalidInput)
            assert data(self._path) == self._now
            return
        assert obstacle is None
        self._in_order = False
        self._entry += 1
        self._now = data(self._path)

    @rule()
    def reopen(self) -> None:
        """Closing and opening changes nothing, not even what can be taken back."""
        record = self._session.record
        before = (record.last_entry, record.next_undo(), record.next_redo())
        self._session.close()
        assert list(self._folder.glob("*-wal")) == []
        self._session = opened(self._path)
        record = self._session.record
        assert (record.last_entry, record.next_undo(), record.next_redo()) == before

    @invariant()
    def whole(self) -> None:
        """The chain holds, the data is as the model has it, and the log's last images are the rows."""
        assert data(self._path) == self._now
        with raw(self._path) as db:
            assert first_broken_entry(db) is None
        assert self._session.record.find_damage() == []


def test_the_record_in_any_order_of_steps(built_small: Path) -> None:
    """40 walks of up to 25 steps."""

    class Machine(RecordMachine):
        built = built_small

    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )


def test_the_small_record_has_a_row_in_every_table(tmp_path: Path) -> None:
    build_small(tmp_path / "nhỏ.tiendo", submitted=True)
    assert all(data(tmp_path / "nhỏ.tiendo").values())

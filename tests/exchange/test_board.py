"""The board of returns: who has sent what, how late, and never more than everybody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop_app.domain.returns import Batch
from desktop_app.domain.returns_board import ReturnState
from desktop_app.issuing import board_of
from desktop_app.merging import merge
from desktop_app.session import Session
from tests.exchange.conftest import FORM, PERIOD
from tests.exchange.filling import fill
from tests.exchange.test_reading import HEALTH, HOME, filled, read, unit_of

DAY = date(2021, 4, 28)


def test_each_unit_goes_through_the_states(session: Session, forms: Path) -> None:
    def state(name: str, batch: Batch | None = None) -> ReturnState:
        board = board_of(session.read, FORM, PERIOD, DAY, batch)
        assert len(board.rows) == 30 and board.completeness.numerator <= board.completeness.denominator == 30
        return next(row.state for row in board.rows if row.unit.id == unit_of(session, name))

    assert state(HEALTH) is ReturnState.NOT_SENT
    case = filled(session, forms / HEALTH, "number_with_words")
    filled(session, forms / HOME)
    batch = read(session, forms / HEALTH, forms / HOME)
    assert state(HEALTH, batch) is ReturnState.RECEIVED and state(HEALTH) is ReturnState.NOT_SENT
    merge(session, batch)
    assert (state(HEALTH), state(HOME)) == (ReturnState.ERRORS, ReturnState.MERGED)
    fill(forms / HEALTH, {"level3": case.figures["level3"]})
    merge(session, read(session, forms / HEALTH))
    assert state(HEALTH) is ReturnState.RESENT
    board = board_of(session.read, FORM, PERIOD, DAY)
    assert board.completeness.numerator == 2 and board.count(ReturnState.NOT_SENT) == 28


def test_days_late_count_from_the_deadline(session: Session, forms: Path) -> None:
    filled(session, forms / HEALTH)
    merge(session, read(session, forms / HEALTH))  # on 20/4, five days before the deadline
    late = {row.unit.id: row for row in board_of(session.read, FORM, PERIOD, DAY).rows}
    assert late[unit_of(session, HEALTH)].days_late == 0
    assert late[unit_of(session, HOME)].days_late == 3 and late[unit_of(session, HOME)].issued
    early = board_of(session.read, FORM, PERIOD, date(2021, 4, 1))
    assert {row.days_late for row in early.rows} == {0}

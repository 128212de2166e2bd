"""Two states of a real record compared: what was sent against now, corrections, layers, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.catalogues import starting_catalogue
from desktop_app.comparing import Choice, choices, compare_states, default_pair, named_state
from desktop_app.domain.bridges import Aspect, Cause
from desktop_app.domain.comparison import Comparison
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.figure_comparison import LAYERS
from desktop_app.domain.task_comparison import COMPLETED, DATED
from desktop_app.session import Session
from desktop_app.store.opening import create_record, open_record
from desktop_app.summarising import summary
from tests.comparison_story import FEBRUARY, MARCH, correct_a_figure, live_on, send_report


@pytest.fixture
def session(sample_path: Path) -> Iterator[Session]:
    opened = Session(open_record(sample_path, person="An", machine="PC-01"), "An")
    yield opened
    opened.close()


def compared(session: Session, first: Choice, last: Choice) -> Comparison:
    return compare_states(session.record, first, last, session.record.last_entry[0])


def known(session: Session, day: date, said: str) -> Choice:
    return named_state(session, day, session.entry_known(said))


def test_a_report_sent_against_the_record_now(session: Session) -> None:
    send_report(session)
    concerned = live_on(session)
    first, last = default_pair(session, MARCH)
    assert (first.title, first.locked) == ("28/02/2021, tháng 01, bản 1", True)
    assert last.title == "31/03/2021, sổ hiện nay"
    found = compared(session, first, last)
    completed, dated = found.figure(COMPLETED), found.figure(DATED)
    assert completed.bridge and completed.bridge.equation == "69 + 2 + 3 − 1 + 0 = 73"
    assert dated.bridge and dated.bridge.equation == "76 + 1 + 0 + 0 + 0 = 77"
    assert completed.sentence == (
        "Nhiệm vụ hoàn thành tăng từ 69 lên 73: +2 hoàn thành, +3 ghi bổ sung, −1 mở lại"
    )
    behind = found.behind(COMPLETED)
    by_cause = {cause: [item.key for item in behind if item.what is cause] for cause in Cause}
    assert sorted(by_cause[Cause.SUPPLEMENTED]) == sorted(concerned["late"])
    assert by_cause[Cause.REOPENED] == concerned["reopened"]
    back = next(item for item in behind if item.what is Cause.REOPENED)
    assert back.basis == "Minh chứng bị trả lại (mục 96)"
    (added,) = found.behind(DATED)
    assert (added.key, added.label) == (concerned["added"][0], "+1 giao mới")
    assert found.listed(COMPLETED) and found.listed(DATED)
    late = next(item for item in behind if item.what is Cause.SUPPLEMENTED)
    assert late.basis.startswith("ghi ngày ")
    moved = next(item for item in found.beside(COMPLETED) if item.what is Aspect.DEADLINE)
    assert (moved.key, moved.after) == (concerned["moved"][0], "30/11/2021")


def test_the_ends_are_what_the_summary_of_each_state_says(session: Session) -> None:
    send_report(session)
    live_on(session)
    correct_a_figure(session)
    found = compared(session, *default_pair(session, MARCH))
    past = session.record.reader_as_known(found.first.entry)
    before, after = summary(past, FEBRUARY), summary(session.read, MARCH)
    past.close()
    ends = {
        COMPLETED: (("tasks", "completion"), "numerator"),
        DATED: (("tasks", "completion"), "denominator"),
        "services-numerator": (("dvctt", "level4"), "numerator"),
        "services-denominator": (("dvctt", "level4"), "denominator"),
        LAYERS: (("layers", "all_four"), "numerator"),
    }
    for key, ((part, name), side) in ends.items():
        bridge = found.figure(key).bridge
        assert bridge is not None
        assert (bridge.start, bridge.end) == (before[part][name][side], after[part][name][side])
        assert found.listed(key)


def test_a_figure_corrected_later_stands_old_beside_new(session: Session) -> None:
    entry = session.record.last_entry[0]
    unit, old = correct_a_figure(session)
    found = compared(session, known(session, MARCH, str(entry)), known(session, MARCH, str(entry + 1)))
    (value,) = found.values
    assert (value.unit_id, value.field, value.period) == (unit, "level4", "2021-02")
    assert value.old and value.new and (value.old.number, value.new.number) == (old, 1)
    assert value.difference == 1 - (old or 0)
    (line,) = [item for item in found.changes if item.what is Aspect.VALUE]
    assert (line.before, line.after, line.basis) == (str(old), "1", f"chênh −{(old or 0) - 1}")
    same_period = compared(
        session, known(session, FEBRUARY, str(entry)), known(session, FEBRUARY, str(entry + 1))
    )
    bridge = same_period.figure("services-numerator").bridge
    assert bridge is not None and [step.cause for step in bridge.steps if step.moves] == [Cause.CORRECTED]


def test_layers_gained_and_lapsed_are_told_apart_from_late_records(session: Session) -> None:
    winter = compared(
        session, known(session, date(2020, 12, 31), "2020-12-31"), known(session, MARCH, "2021-03-31")
    )
    bridge = winter.figure(LAYERS).bridge
    assert bridge is not None and bridge.equation == "16 + 1 + 0 − 1 + 0 = 16"
    assert [item.what for item in winter.behind(LAYERS)] == [Cause.GAINED, Cause.LOST]
    assert {item.after for item in winter.layers} >= {"Hết hạn"}
    summer = compared(
        session, known(session, date(2020, 7, 31), "56"), known(session, date(2020, 8, 26), "62")
    )
    bridge = summer.figure(LAYERS).bridge
    assert bridge is not None and {move.cause for move in bridge.moves} == {Cause.SUPPLEMENTED}


def test_the_other_way_round_every_step_turns_its_sign(session: Session) -> None:
    send_report(session)
    live_on(session)
    first, last = default_pair(session, MARCH)
    there, back = compared(session, first, last), compared(session, last, first)
    assert back.titles == (last.title, first.title)
    for figure in there.figures:
        bridge, turned = figure.bridge, back.figure(figure.key).bridge
        assert bridge and turned and (turned.start, turned.end) == (bridge.end, bridge.start)
        assert {(move.cause, move.key, -move.amount) for move in turned.moves} == {
            (move.cause, move.key, move.amount) for move in bridge.moves
        }
        assert back.listed(figure.key)
    assert back.mirrored() == there


def test_the_same_state_twice_differs_in_nothing(session: Session) -> None:
    now = named_state(session, MARCH, session.record.last_entry[0])
    found = compared(session, now, now)
    assert not found.changes and not found.values and not found.layers
    assert all(figure.bridge and not figure.bridge.moves for figure in found.figures)


def test_an_entry_the_log_does_not_have_is_refused(session: Session) -> None:
    now = named_state(session, MARCH, session.record.last_entry[0])
    with pytest.raises(InvalidInput, match="Nhật ký không có mục 9999"):
        compared(session, named_state(session, MARCH, 9999), now)


def test_what_is_offered_without_a_report_sent(session: Session) -> None:
    offered = choices(session, MARCH)
    assert [item.title for item in offered[:2]] == [
        "31/03/2021, sổ hiện nay",
        "28/02/2021, như đã biết khi đó",
    ]
    assert default_pair(session, MARCH) == (offered[1], offered[0])
    assert named_state(session, MARCH, 60).title == "31/03/2021, biết đến mục 60"


def test_a_record_just_begun_can_be_compared(tmp_path: Path) -> None:
    begun = Session(create_record(tmp_path / "mới.tiendo", person="An", machine="PC-01"), "An")
    begun.do(starting_catalogue())
    found = compared(begun, *default_pair(begun, begun.today))
    assert [figure.sentence for figure in found.figures][:1] == ["Nhiệm vụ hoàn thành giữ nguyên 0"]
    assert not found.changes
    begun.close()

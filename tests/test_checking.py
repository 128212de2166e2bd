"""Soát lỗi: each rule finds what it is for, and nothing where nothing is wrong."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from desktop_app.checking import KINDS, Finding, chain_finding, check, doubts
from desktop_app.commands.catalogue import LoadForm
from desktop_app.commands.layers import SetLayer
from desktop_app.commands.tasks import AddTask, EditTask
from desktop_app.commands.units import EditUnit
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_checks import task_doubts
from desktop_app.domain.tasks import Extension
from desktop_app.domain.values import Value, ValueState
from desktop_app.session import Session
from tests.domain.made_tasks import dated, done

DAY = date(2021, 3, 31)


def found(session: Session, kind: str) -> list[Finding]:
    return [item for item in doubts(session.read, DAY) if item.kind == kind]


def test_the_planted_mistakes_of_the_sample_are_all_found(session: Session) -> None:
    counts = {kind: len(found(session, kind)) for kind in KINDS}
    assert {kind: count for kind, count in counts.items() if count} == {
        "figures_wrong": 1,
        "completed_without_evidence": 3,
        "copied": 1,
        "figures_doubtful": 1,
        "units_without_figures": 15,
        "layer_without_evidence": 1,
        "layer_lapsed": 4,
        "against_target": 2,
    }
    assert all(item.accepted for item in found(session, "completed_without_evidence"))


def test_both_values_of_an_indicator_that_moved_away_are_said(session: Session) -> None:
    words = [item.message for item in found(session, "against_target")]
    assert "Từ 98,6% (69/70) sang 97,3% (71/73), trong khi mục tiêu ≥ 100%." in words


def test_a_chain_that_breaks_names_its_first_entry(session: Session) -> None:
    assert not list(chain_finding(session.read))
    db = session.record._db
    for trigger in ("append_only_change_set_update",):
        db.execute(f"DROP TRIGGER {trigger}")
    db.execute("UPDATE change_set SET label = 'khác' WHERE entry = 12")
    (broken,) = chain_finding(session.read)
    assert broken.where == "Nhật ký, mục 12" and broken.breaks
    assert any(item.kind == "chain" and "mục 12" in item.message for item in check(session.record))


def test_a_unit_with_figures_after_its_end_is_found(session: Session) -> None:
    unit = next(unit for unit in session.read.units() if unit.name == "Sở Y tế")
    assert not found(session, "unit_outside_validity")
    session.do(EditUnit(unit.id, {"valid_to": date(2021, 3, 1)}))
    places = {(item.form, item.period) for item in found(session, "unit_outside_validity") if item.form}
    assert places == {("dvctt-2011", PeriodCode.parse("2021-03"))}


def test_a_cumulative_figure_that_fell_is_found_within_one_year_only(session: Session) -> None:
    unit = next(unit for unit in session.read.units() if unit.name == "Sở Y tế")
    definition = """
key = "luy-ke"
title = "Biểu thử lũy kế"
short_title = "Biểu thử"
scheme = "thu"
unit_of_measure = "việc"
source = "thử"
read = "I"
[[field]]
key = "so"
label = "Số lũy kế"
header = "Số"
kind = "cumulative"
"""
    session.do(LoadForm(tomllib.loads(definition)))
    for period, number in (("2020-12", 90), ("2021-01", 5), ("2021-02", 9), ("2021-03", 7)):
        value = Value(ValueState.REPORTED, number)
        session.do(SetValues("luy-ke", PeriodCode.parse(period), [ValueEdit(unit.id, "so", value)]))
    (fallen,) = found(session, "cumulative_fell")
    assert fallen.period == PeriodCode.parse("2021-03") and "từ 9 còn 7" in fallen.message


def test_a_cumulative_figure_is_the_last_one_and_this_period_s(session: Session) -> None:
    unit = next(unit for unit in session.read.units() if unit.name == "Sở Y tế")
    field = '[[field]]\nkey = "{}"\nlabel = "{}"\nkind = "{}"\n'
    definition = (
        'key = "luy-ke"\ntitle = "Biểu thử lũy kế"\nscheme = "thu"\nunit_of_measure = "việc"\nsource = "thử"\n'
        + field.format("ky", "Trong kỳ", "flow")
        + field.format("so", "Lũy kế", "cumulative")
        + 'accumulates = "ky"\n'
    )
    session.do(LoadForm(tomllib.loads(definition)))
    months = {"2020-12": (9, 90), "2021-01": (5, 5), "2021-02": (4, 9), "2021-03": (3, 14)}
    for period, figures in months.items():
        values = (Value(ValueState.REPORTED, number) for number in figures)
        edits = [ValueEdit(unit.id, key, value) for key, value in zip(("ky", "so"), values, strict=True)]
        session.do(SetValues("luy-ke", PeriodCode.parse(period), edits))
    wrong = [item for item in found(session, "figures_wrong") if item.form == "luy-ke"]
    assert [(item.period, item.field) for item in wrong] == [(PeriodCode.parse("2021-03"), "so")]
    assert "Lũy kế 14 khác lũy kế kỳ trước 9 cộng kỳ này 3, chênh 2" in wrong[0].message
    with pytest.raises(InvalidInput, match="nhắc trường không có: khac"):
        LoadForm(tomllib.loads(definition.replace('accumulates = "ky"', 'accumulates = "khac"')))


def test_a_layer_that_was_renewed_is_not_lapsed(session: Session) -> None:
    (lapsed, *_) = found(session, "layer_lapsed")
    assert lapsed.unit_id is not None
    before = len(found(session, "layer_lapsed"))
    session.do(SetLayer(lapsed.unit_id, lapsed.layer, LayerResult.NO, DAY))
    assert len(found(session, "layer_lapsed")) == before - 1


@pytest.mark.parametrize(
    ("kind", "wrong", "right"),
    [
        ("completed_without_evidence", done(date(2020, 5, 1)), dated()),
        ("percent_without_completion", dated(percent=100), dated(percent=99)),
        ("future_completion", done(date(2021, 4, 1)), done(DAY)),
        ("completed_before_assignment", done(date(2019, 12, 31)), done(date(2020, 1, 1))),
        ("due_before_assignment", dated(due_on=date(2019, 12, 31)), dated(due_on=date(2020, 1, 1))),
        ("lead_coordinates", dated(coordinating_unit_ids=(1,)), dated(coordinating_unit_ids=(2,))),
        (
            "extension_shortens",
            dated(extensions=(Extension(1, date(2020, 5, 1), date(2020, 6, 1)),)),
            dated(extensions=(Extension(1, date(2020, 5, 1), date(2020, 7, 1)),)),
        ),
    ],
)
def test_each_doubt_about_a_task(session: Session, kind: str, wrong: object, right: object) -> None:
    units = dict(enumerate(session.read.units(), start=1))
    told = {task: {item.kind for item in task_doubts([task], units, DAY)} for task in (wrong, right)}  # type: ignore[list-item, misc]
    assert kind in told[wrong] and kind not in told[right]


def test_a_unit_that_did_not_exist_yet_is_found_as_lead_and_coordinator(session: Session) -> None:
    unit = next(iter(session.read.units()))
    session.do(EditUnit(unit.id, {"valid_from": date(2020, 6, 1)}))
    words = [item.message for item in found(session, "unit_outside_validity") if item.task_id]
    assert any(word.startswith("Cơ quan chủ trì") for word in words)
    assert any(word.startswith("Cơ quan phối hợp") for word in words)


def test_the_same_task_twice_is_found(session: Session) -> None:
    first = session.read.tasks()[0]
    session.do(AddTask(first.title.upper(), first.lead_unit_id, due_on=date(2021, 12, 31), number="NV-999"))
    assert not found(session, "duplicate_task")  # of no document, so perhaps another one
    second = session.do(
        AddTask(f"{first.title}", first.lead_unit_id, due_on=date(2021, 12, 31), number="NV-998")
    )
    assert isinstance(second, int)
    assert first.document is not None
    session.do(EditTask(second, {"document_id": first.document.id}))
    (twin,) = found(session, "duplicate_task")
    assert twin.where == "NV-998" and first.number in twin.message


def test_what_begins_after_the_day_is_not_found_yet(session: Session) -> None:
    early = [item for item in doubts(session.read, date(2020, 1, 1)) if item.period or item.layer]
    assert all(
        session.read.period(item.period).window_start <= date(2020, 1, 1) for item in early if item.period
    )
    assert {item.kind for item in early if item.layer} <= {"unit_outside_validity"}
    assert found(session, "layer_without_evidence")

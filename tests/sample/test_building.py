"""The sample record as built: the figures promised, a history by two roles, and the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.checking import check
from desktop_app.domain.errors import RecordError
from desktop_app.domain.task_figures import count_tasks, task_flow
from desktop_app.exporting import collect_report, layers_on
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store.opening import open_record

DAY = date(2020, 8, 26)


@pytest.fixture
def session(built_sample: Path) -> Iterator[Session]:
    record = open_record(built_sample, person="Cán bộ", machine="máy", view_only=True)
    found = Session(record, "Cán bộ")
    yield found
    found.close()


def test_the_figures_of_26_august_2020(session: Session) -> None:
    figures = count_tasks(session.read.tasks(), DAY)
    assert (figures.total, figures.dated, figures.continuing) == (83, 76, 7)
    assert (figures.completed, figures.completed_on_time, figures.completed_late) == (62, 51, 11)
    assert (figures.in_term, figures.overdue) == (10, 4)
    for start in (date(2019, 3, 7), date(2020, 7, 15), DAY):
        assert task_flow(session.read.tasks(), start, DAY).balances


def test_the_history_is_that_of_two_roles_from_2019_to_march_2021(session: Session) -> None:
    log = session.read.change_sets()[::-1]
    assert len(log) >= 40 and [item.at for item in log] == sorted(item.at for item in log)
    assert {item.actor for item in log} == {"Cán bộ tổng hợp", "Lãnh đạo duyệt"}
    assert log[0].at.year == 2019 and log[-1].at.date() <= date(2021, 3, 31) < date(2021, 4, 1)
    assert all(item.label and item.kind == "do" for item in log)
    assert session.read.first_broken_entry() is None


def test_it_is_marked_as_made_up(session: Session) -> None:
    assert session.read.profile().is_sample and session.read.profile().province == "An Bình"
    assert session.today == date(2021, 3, 31)
    assert all(task.source == "Dữ liệu minh họa" for task in session.read.tasks())


def test_it_is_of_the_size_promised(session: Session) -> None:
    assert len(session.read.systems()) == 40
    assert layers_on(session.read, DAY).coverage.units == 30
    periods = [code.code for code in session.read.periods_with_figures("dvctt-2011")]
    assert (periods[0], periods[-1], len(periods)) == ("2019-12", "2021-03", 16)


def test_nothing_is_broken_and_the_planted_mistakes_are_found(session: Session) -> None:
    found = list(check(session.record))
    assert not [item for item in found if item.breaks]
    assert {"figures_wrong", "figures_doubtful"} & {item.kind for item in found}


def test_a_report_can_be_collected_for_every_kept_month(session: Session) -> None:
    for code in session.read.periods_with_figures("dvctt-2011"):
        period = session.read.period(code)
        report = collect_report(session.read, code, period.last_day)
        assert report.flow.balances and report.services is not None and report.services.totals.reported > 0


def test_two_builds_have_the_same_log_to_the_last_hash(session: Session, tmp_path: Path) -> None:
    again = tmp_path / "lai.tiendo"
    build_sample(again)
    record = open_record(again, person="x", machine="khác", view_only=True)
    try:
        mine = [(item.entry, item.hash) for item in record.read.change_sets()]
    finally:
        record.close()
    assert mine == [(item.entry, item.hash) for item in session.read.change_sets()]
    assert [item.name for item in tmp_path.iterdir()] == ["lai.tiendo"]


def test_it_never_writes_over_anything(tmp_path: Path) -> None:
    path = tmp_path / "co-roi.tiendo"
    path.write_text("việc của người khác", encoding="utf-8")
    with pytest.raises(RecordError, match="Đã có tệp co-roi.tiendo"):
        build_sample(path)
    assert path.read_text(encoding="utf-8") == "việc của người khác"
    with pytest.raises(RecordError, match="là một thư mục"):
        build_sample(tmp_path)
    with pytest.raises(RecordError, match="Không có thư mục"):
        build_sample(tmp_path / "không có" / "a.tiendo")

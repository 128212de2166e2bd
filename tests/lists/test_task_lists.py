"""`tiendo tasks import`: lists as offices keep them, the dry run, updates by key, and our own Biểu 01 read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop_app.catalogues import starting_catalogue
from desktop_app.commands.task_documents import NewTask
from desktop_app.commands.tasks import AddTask, CompleteTask
from desktop_app.commands.units import AddUnit
from desktop_app.domain.date_columns import DateOrder
from desktop_app.domain.list_fields import TASKS
from desktop_app.domain.list_plans import ListChoices, ListPlan, OnExisting, RowFate
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.tasks import TaskKind, TaskState
from desktop_app.exporting import collect_report, prepare_report, save_file
from desktop_app.list_importing import merge_list, open_list, plan_list
from desktop_app.session import Session
from desktop_app.store.opening import create_record
from tests.cli.run import here
from tests.exchange.conftest import opened
from tests.lists.annex import annex, change


@pytest.fixture
def session(sample_path: Path) -> Any:
    found = opened(sample_path)
    yield found
    found.close()


def planned(session: Session, path: Path, choices: ListChoices | None = None) -> ListPlan:
    return plan_list(session.read, open_list(path, TASKS), choices or ListChoices())


def named(session: Session, title: str) -> Any:
    return next(task for task in session.read.tasks() if task.title.startswith(title))


def short(session: Session, unit_id: int) -> str:
    return session.read.unit(unit_id).short_name


def test_an_annex_is_read_row_by_row(session: Session, tmp_path: Path) -> None:
    plan = planned(session, annex(tmp_path / "Phụ lục.xlsx"))
    assert plan.table is not None and (plan.table.sheet, plan.table.heading_row) == ("Phụ lục I", 4)
    assert plan.mapping == {
        "STT": "order",
        "Nội dung nhiệm vụ": "title",
        "Cơ quan thực hiện Chủ trì": "lead",
        "Cơ quan thực hiện Phối hợp": "coordinating",
        "Thời hạn hoàn thành": "due",
        "Sản phẩm": "deliverable",
    }
    fates = [row.fate.value for row in plan.rows]
    assert fates == ["ignored", "added", "added", "ignored", "added", "added", "rejected", "rejected", "ignored", "ignored"]  # fmt: skip
    words = [(problem.cell, problem.severity, problem.message) for problem in plan.all_problems]
    assert words[0][:2] == ("D9", "warning") and "“Các sở, ban, ngành” không phải đơn vị nào" in words[0][2]
    nobody = next(item for item in words if item[0] == "C13")
    assert nobody[1] == "error" and nobody[2].startswith("“Sở Không Có” có thể là ")
    assert words[-1][:2] == ("E14", "error") and "“sớm” không phải thời hạn" in words[-1][2]


def test_the_import_is_one_step_with_everything_the_cells_say(session: Session, tmp_path: Path) -> None:
    before, entry = len(session.read.tasks()), session.read.last_entry()[0]
    assert merge_list(session, planned(session, annex(tmp_path / "Phụ lục.xlsx"))) == entry + 1
    first = named(session, "Ban hành Kiến trúc Chính quyền điện tử tỉnh phiên bản")
    assert (first.group, first.due_on, short(session, first.lead_unit_id)) == (
        "XÂY DỰNG, HOÀN THIỆN THỂ CHẾ",
        date(2020, 6, 30),
        "Sở TT&TT",
    )
    assert {short(session, unit) for unit in first.coordinating_unit_ids} == {"Sở Nội vụ", "Sở Tư pháp"}
    assert first.source == "Phụ lục.xlsx, Phụ lục I, dòng 8; thời hạn ghi “Quý II/2020”" and first.deliverable
    assert short(session, named(session, "Ban hành quy chế chia sẻ").lead_unit_id) == "Sở TT&TT"
    done = named(session, "Hoàn thành Trục")
    assert (done.state, done.completed_on) == (TaskState.COMPLETED, date(2020, 6, 15))
    assert done.no_evidence_reason == "Nhập từ danh sách Phụ lục.xlsx"
    going = named(session, "Tuyên truyền về Chính phủ")
    assert going.kind is TaskKind.CONTINUING
    assert len(going.coordinating_unit_ids) == 2
    session.undo()
    assert len(session.read.tasks()) == before


def test_the_same_list_again_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = annex(tmp_path / "Phụ lục.xlsx")
    merge_list(session, planned(session, path))
    again = planned(session, path)
    assert again.count(RowFate.UNCHANGED) == 4 and merge_list(session, again) is None


@pytest.mark.parametrize(
    ("choice", "fate"), [("stop", "rejected"), ("skip", "ignored"), ("update", "updated")]
)
def test_rows_the_record_has_are_stopped_skipped_or_updated(
    session: Session, tmp_path: Path, choice: str, fate: str
) -> None:
    path = annex(tmp_path / "Phụ lục.xlsx")
    merge_list(session, planned(session, path))
    change(path, "E9", date(2021, 3, 31))
    plan = planned(session, path, ListChoices(on_existing=OnExisting(choice)))
    row = next(row for row in plan.rows if row.number == 9)
    assert row.fate.value == fate
    assert [(item.title, item.old, item.new) for item in row.differences] == [
        ("Thời hạn", "31/12/2020", "31/03/2021")
    ]
    merge_list(session, plan)
    wanted = date(2021, 3, 31) if choice == "update" else date(2020, 12, 31)
    assert named(session, "Ban hành quy chế chia sẻ").due_on == wanted


def test_an_order_of_dates_nothing_proves_is_asked(session: Session, tmp_path: Path) -> None:
    rows: list[list[object]] = [[1, "Việc một", "Sở Y tế", "", "03/04/2021", ""], [2, "Việc hai", "Sở Y tế", "", "05/06/2021", ""]]  # fmt: skip
    path = annex(tmp_path / "a.xlsx", rows)
    plan = planned(session, path)
    assert (plan.asks, plan.rows) == ("dates", ()) and "“03/04/2021” đọc được hai cách" in plan.problems[
        0
    ].message
    said = planned(session, path, ListChoices(dates=DateOrder.MONTH_FIRST))
    assert [row.values["due_on"] for row in said.rows] == [date(2021, 3, 4), date(2021, 5, 6)]
    proved = planned(
        session, annex(tmp_path / "b.xlsx", [*rows, [3, "Việc ba", "Sở Y tế", "", "16/02/2021", ""]])
    )
    assert [row.values["due_on"].day for row in proved.rows] == [3, 5, 16]


def test_headings_are_matched_by_the_clerk_once(session: Session, tmp_path: Path) -> None:
    path = annex(tmp_path / "a.xlsx")
    change(path, "E4", "Mốc")
    plan = planned(session, path)
    assert plan.asks == "columns" and "Không thấy cột Thời hạn" in plan.problems[0].message
    said = planned(session, path, ListChoices(mapping={"Mốc": "due"}))
    assert said.count(RowFate.ADDED) == 4
    merge_list(session, said)
    assert planned(session, path).count(RowFate.UNCHANGED) == 4


def test_two_rows_for_one_task_and_two_leads_are_refused(session: Session, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [1, "Việc một", "Sở Y tế", "", "31/12/2021", ""],
        [2, "việc MỘT", "Sở Y tế", "", "31/12/2021", ""],
        [3, "Việc ba", "Sở Y tế; Sở Nội vụ", "", "31/12/2021", ""],
        [4, "Việc bốn", "Sở Y tế chủ trì; Sở Nội vụ, Sở Văn hóa, Thể thao và Du lịch phối hợp", "", "31/12/2021", ""],
    ]  # fmt: skip
    plan = planned(session, annex(tmp_path / "a.xlsx", rows))
    assert [row.fate.value for row in plan.rows] == ["added", "rejected", "rejected", "added"]
    assert "Trùng với dòng 7" in plan.rows[1].problems[0].message
    assert "có 2 đơn vị" in plan.rows[2].problems[0].message
    assert len(plan.rows[3].values["coordinating"]) == 2


def printed_list(session: Session, folder: Path) -> Path:
    """The report of the sample's day, saved."""
    code = PeriodCode.parse("2021-03")
    return save_file(
        folder / "báo cáo.xlsx",
        prepare_report(session.read, code, date(2021, 3, 31), lambda *_: None).content,
    )


def test_our_own_list_read_back_is_what_the_record_holds(session: Session, tmp_path: Path) -> None:
    plan = planned(session, printed_list(session, tmp_path), ListChoices("Biểu 01"))
    shown = collect_report(session.read, PeriodCode.parse("2021-03"), date(2021, 3, 31)).task_rows
    assert plan.count(RowFate.UNCHANGED) == len(shown) > 70 and not plan.to_write
    assert plan.count(RowFate.REJECTED) == 0


_WORD = st.sampled_from(
    [
        "Ban",
        "hành",
        "quy",
        "chế,",
        "kế",
        "hoạch",
        "triển",
        "khai",
        "hệ",
        "thống",
        "(giai",
        "đoạn",
        "1)",
        "&",
        "dữ",
        "liệu",
        "số",
        "của",
        "tỉnh",
        "“mở”",
    ]
)
_TITLES = st.lists(_WORD, min_size=1, max_size=40).map(" ".join)


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.lists(
        st.tuples(
            _TITLES, st.one_of(st.none(), st.dates(date(2021, 1, 16), date(2022, 12, 31))), st.booleans()
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda item: item[0].casefold(),
    )
)
def test_any_tasks_survive_the_way_through_our_report(
    tmp_path_factory: pytest.TempPathFactory, empty_office: Any, made: list[tuple[str, date | None, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("vòng")
    ours, theirs = empty_office(folder / "a.tiendo"), empty_office(folder / "b.tiendo")
    units = [unit.id for unit in ours.read.units()]
    for number, (title, due, done) in enumerate(made):
        kind = TaskKind.DATED if due else TaskKind.CONTINUING
        task = AddTask(
            title, units[number % len(units)], kind, due, group_title="Nhóm một", coordinating=(units[-1],) if number % len(units) == 0 else (),
            assigned_on=date(2021, 1, 1),
            deliverable=f"Quyết định {number}",
            number=f"NV-{90 - number}",
        )  # fmt: skip
        ours.do(NewTask(task, "17/NQ-CP"))
        if due and done:
            task_id = ours.read.tasks()[-1].id
            ours.do(CompleteTask(task_id, date(2021, 1, 15), no_evidence_reason="thử"))
    path = save_file(
        folder / "r.xlsx",
        prepare_report(ours.read, PeriodCode.parse("2021-02"), date(2021, 2, 20), lambda *_: None).content,
    )
    assert {row.fate for row in planned(ours, path, ListChoices("Biểu 01")).rows} <= {
        RowFate.UNCHANGED,
        RowFate.IGNORED,
    }
    merge_list(theirs, planned(theirs, path, ListChoices("Biểu 01")))
    assert [_facts(task) for task in theirs.read.tasks()] == [_facts(task) for task in ours.read.tasks()]
    ours.close()
    theirs.close()


def _facts(task: Any) -> tuple[object, ...]:
    document = task.document.number if task.document else ""
    return (
        task.number, task.deliverable, task.result, task.title, task.group, document, task.kind, task.lead_unit_id, set(task.coordinating_unit_ids), task.due_on,
        task.state is TaskState.COMPLETED, task.completed_on,
    )  # fmt: skip


@pytest.fixture(scope="session")
def empty_office() -> Any:
    """Makes a new record with a few units, the same each time."""

    def make(path: Path) -> Session:
        session = Session(create_record(path, person="CB", machine="m"), "CB")
        session.do(starting_catalogue())
        for name, short_name in (
            ("Sở Y tế", "SYT"),
            ("Sở Văn hóa, Thể thao và Du lịch", "Sở VH,TT&DL"),
            ("Sở Nội vụ", "SNV"),
        ):
            session.do(AddUnit(name, "department", short_name))
        return session

    return make


def test_json_and_exit_codes(sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = annex(tmp_path / "Phụ lục.xlsx")
    content = sample_path.read_bytes()
    dry = here(capsys, "tasks", "import", sample_path, path, "--dry-run", "--json")
    assert dry.code == 1 and sample_path.read_bytes() == content
    assert list(dry.json) == ["rows_read", "added", "updated", "unchanged", "rejected", "ignored", "problems", "change_set"]  # fmt: skip
    counts = [dry.json[key] for key in ("added", "updated", "unchanged", "rejected", "ignored")]
    assert sum(counts) == dry.json["rows_read"] == 10 and counts == [4, 0, 0, 2, 4]
    assert list(dry.json["problems"][0]) == ["sheet", "cell", "value", "severity", "message"]
    wet = here(capsys, "tasks", "import", sample_path, path)
    assert wet.code == 1 and "Đọc 10 dòng = thêm mới 4" in wet.out and "Đã ghi ở mục nhật ký" in wet.out
    assert here(capsys, "tasks", "import", sample_path, path, "--sheet", "Ghi chú").code == 2
    assert here(capsys, "tasks", "import", sample_path, tmp_path / "không có.xlsx").code == 2
    (tmp_path / "hỏng.xlsx").write_bytes(b"khong phai excel")
    broken = here(capsys, "tasks", "import", sample_path, tmp_path / "hỏng.xlsx")
    assert broken.code == 2 and "Không phải tệp bảng tính" in broken.err
    assert (
        "Danh sách không có cột" in here(capsys, "tasks", "import", sample_path, path, "--map", "Lạ=due").err
    )

"""The forms of rows: progress of tasks and the four layers, from the record to the unit and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.commands.tasks import EditTask
from desktop_app.domain.batch_choices import Choices
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import Batch, Blank, Decision, FileReport, FileState
from desktop_app.domain.row_forms import LAYER_FORM, LAYERS, TASK_FORM, TASKS, layer_code, layer_of
from desktop_app.domain.tasks import TaskState
from desktop_app.importing import judge
from desktop_app.issuing import issue_forms
from desktop_app.merging import merge
from desktop_app.returning import return_to_senders
from desktop_app.row_exchange import rows_of, units_with_rows
from desktop_app.session import Session
from tests.exchange.filling import SHEET, cell_of
from tests.exchange.test_formats import saved_as
from tests.exchange.test_reading import read

CODE = PeriodCode.parse("2020-08")
LAST = date(2020, 8, 14)


@pytest.fixture
def tasks(session: Session, tmp_path: Path) -> Path:
    """The task form of the unit with most tasks."""
    return _largest(issue_forms(session, TASK_FORM, CODE, tmp_path / "nv"))


@pytest.fixture
def layers(session: Session, tmp_path: Path) -> Path:
    """The layer form of the unit with most systems."""
    return _largest(issue_forms(session, LAYER_FORM, CODE, tmp_path / "at"))


def _largest(paths: list[Path]) -> Path:
    return max(paths, key=lambda path: path.stat().st_size)


def codes(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    hidden = {row[0].value: row[1].value for row in book["_ho_chieu"].iter_rows()}
    book.close()
    return str(hidden["dong"]).split(",")


def write(path: Path, values: Mapping[tuple[str, str], object]) -> None:
    """Fill in cells by the code of their row and the key of their column."""
    book = openpyxl.load_workbook(path)
    for (code, column), value in values.items():
        name = f"PH_{code}_{column}".replace("-", "_")
        book[SHEET][cell_of(book, name)] = value
    book.save(path)
    book.close()


def report_of(session: Session, path: Path, blank: Blank = Blank.KEEP) -> FileReport:
    (report,) = read(session, path, choices=Choices(blank)).files
    return report


def test_each_lead_unit_is_asked_of_its_open_tasks(session: Session, tasks: Path) -> None:
    units = units_with_rows(session.read, TASKS, CODE)
    assert {unit.id for unit in units} == {
        item.passport.unit_id for item in session.read.issued_forms(TASK_FORM, CODE.code)
    }
    asked = [row["code"] for unit in units for row in rows_of(session.read, TASKS, unit.id, CODE)]
    assert len(asked) == len(set(asked))
    window = session.read.period(CODE)
    for task in session.read.tasks():
        done = task.completed_on is not None and task.completed_on <= window.window_start
        assert (task.number in asked) == (
            task.assigned(LAST) and not done and task.state is not TaskState.CANCELLED
        ), task.number


def test_progress_comes_back_into_the_tasks(session: Session, tasks: Path) -> None:
    by_number = {task.number: task for task in session.read.tasks()}
    first, second, third = [code for code in codes(tasks) if by_number[code].completed_on is None][:3]
    write(
        tasks,
        {(first, "percent"): 95, (first, "result"): "Đã thử nghiệm", (second, "difficulties"): "Thiếu vốn"},
    )
    write(tasks, {(third, "state"): "Tạm dừng"})
    report = report_of(session, tasks)
    assert report.state in (FileState.OK, FileState.ERRORS) and not report.errors
    assert report.accepted == 4 and report.unit_id == by_number[first].lead_unit_id
    entry = merge(session, Batch((report,)))
    after = {task.number: task for task in session.read.tasks()}
    assert after[first].percent_at(LAST) == 95 and after[first].result == "Đã thử nghiệm"
    assert after[second].difficulties == "Thiếu vốn" and after[second].result == by_number[second].result
    assert after[third].state is TaskState.SUSPENDED
    note = max(after[first].updates, key=lambda item: item.id)
    assert (note.noted_on, note.text, note.percent) == (LAST, "Đã thử nghiệm", 95)
    assert "tien-do-nhiem-vu" in session.read.change_sets(limit=1)[0].label
    session.undo(entry)
    assert {task.number: task for task in session.read.tasks()} == by_number


def test_progress_of_a_completed_task_is_refused(session: Session, tasks: Path) -> None:
    by_number = {task.number: task for task in session.read.tasks()}
    code = next(code for code in codes(tasks) if by_number[code].completed_on is not None)
    write(tasks, {(code, "percent"): 95})
    (error,) = report_of(session, tasks).errors
    assert "đã hoàn thành trong sổ" in error.message and error.field == f"{code}.percent"


def test_a_task_reported_as_completed_needs_its_day(session: Session, tasks: Path) -> None:
    code = next(
        code
        for code in codes(tasks)
        if any(task.number == code and task.completed_on is None for task in session.read.tasks())
    )
    write(tasks, {(code, "state"): "Hoàn thành"})
    (error,) = report_of(session, tasks).errors
    assert "thiếu ngày hoàn thành" in error.message and error.field == f"{code}.state"
    write(tasks, {(code, "completed"): date(2020, 8, 10)})
    report = report_of(session, tasks)
    assert not report.errors and report.accepted == 2
    merge(session, Batch((report,)))
    task = next(task for task in session.read.tasks() if task.number == code)
    assert (task.state, task.completed_on, task.percent) == (TaskState.COMPLETED, date(2020, 8, 10), 100)
    assert tasks.name in task.no_evidence_reason
    assert session.record.find_damage() == []


@pytest.mark.parametrize(
    ("column", "content", "words", "proposal"),
    [
        ("percent", 120, "không hợp lệ", None),
        ("percent", -5, "không hợp lệ", None),
        ("percent", 0.35, "có thể là 35%", 35),
        ("percent", "35 phần trăm", "số nguyên từ 0 đến 100", 35),
        ("state", "Xong rồi", "không có trong danh sách", None),
        ("completed", "32/13/2020", "không phải", None),
        ("completed", date(2020, 8, 1), "tình trạng không phải “Hoàn thành”", None),
        ("result", "=1/0", "công thức chưa được tính", None),
    ],
)
def test_a_wrong_cell_of_a_row_is_named(
    session: Session, tasks: Path, column: str, content: object, words: str, proposal: int | None
) -> None:
    code = codes(tasks)[-1]
    write(tasks, {(code, column): content, (codes(tasks)[0], "difficulties"): "Khó"})
    report = report_of(session, tasks)
    (error,) = report.errors
    assert words in error.message and error.field == f"{code}.{column}" and error.proposal == proposal
    assert report.accepted == 1 and report.rejected == 1


def test_rows_taken_out_put_in_or_of_another_unit_are_told(session: Session, tasks: Path) -> None:
    by_number = {task.number: task for task in session.read.tasks()}
    first, second = [code for code in codes(tasks) if by_number[code].completed_on is None][:2]
    write(tasks, {(first, "percent"): 96})
    book = openpyxl.load_workbook(tasks)
    sheet = book[SHEET]
    row = sheet[cell_of(book, f"PH_{second}_percent".replace("-", "_"))].row
    sheet.cell(row, 1).value = "NV-999"
    sheet.cell(row, 5).value = 50
    book.save(tasks)
    book.close()
    report = report_of(session, tasks)
    said = [problem.message for problem in report.errors]
    assert any(f"thiếu dòng {second}" in message for message in said)
    assert any("NV-999 không thuộc đơn vị này" in message for message in said)
    assert report.accepted == 1


def test_blank_keeps_or_clears_texts_only(session: Session, tasks: Path) -> None:
    code = codes(tasks)[0]
    task = next(task for task in session.read.tasks() if task.number == code)
    session.do(EditTask(task.id, {"result": "Cũ", "difficulties": "Cũ"}))
    write(tasks, {(code, "result"): None, (code, "difficulties"): "Mới"})
    kept = report_of(session, tasks)
    assert not any(cell.clears for cell in kept.cells)
    cleared = report_of(session, tasks, Blank.CLEAR)
    merge(session, Batch((cleared,), Blank.CLEAR))
    after = next(item for item in session.read.tasks() if item.number == code)
    assert (after.result, after.difficulties, after.percent_at(LAST)) == ("", "Mới", task.percent_at(LAST))


def test_layers_come_back_as_statuses(session: Session, layers: Path) -> None:
    first, second = codes(layers)[:2]
    write(
        layers,
        {
            (first, "result"): "Có",
            (first, "provider"): "Trung tâm CNTT",
            (first, "since"): date(2020, 7, 1),
            (first, "until"): date(2021, 6, 30),
            (second, "result"): "Không áp dụng",
        },
    )
    (error,) = report_of(session, layers).errors
    assert "cần có lý do" in error.message
    write(layers, {(second, "reason"): "Hệ thống dùng chung"})
    report = report_of(session, layers)
    assert not report.errors and report.accepted == 6
    before = session.read.layer_statuses()
    entry = merge(session, Batch((report,)))
    new = [status for status in session.read.layer_statuses() if status not in before]
    by_result = {status.result: status for status in new}
    yes = by_result[LayerResult.YES]
    assert (yes.provider, yes.valid_from, yes.valid_to) == (
        "Trung tâm CNTT",
        date(2020, 7, 1),
        date(2021, 7, 1),
    )
    assert (yes.unit_id, layer_code(yes.system_id, int(yes.layer[-1]))) == (report.unit_id, first)
    assert by_result[LayerResult.NOT_APPLICABLE].reason == "Hệ thống dùng chung"
    session.undo(entry)
    assert session.read.layer_statuses() == before


def test_the_same_layers_again_change_nothing(session: Session, layers: Path) -> None:
    code = codes(layers)[0]
    write(layers, {(code, "result"): "Một phần", (code, "since"): date(2020, 8, 1)})
    merge(session, Batch((report_of(session, layers),)))
    write(layers, {(codes(layers)[1], "result"): "Chưa"})
    again = report_of(session, layers)
    assert again.state is FileState.RESUBMISSION and (again.accepted, again.unchanged) == (1, 2)


def test_codes_of_layers_name_their_system() -> None:
    assert layer_of(layer_code(12, 3)) == (12, 3) and layer_of("DV-L1") == (None, 1)
    with pytest.raises(ValueError, match="XX"):
        layer_of("XX-L1")


@pytest.mark.parametrize("kind", ["ods", "xls"])
def test_rows_survive_another_format_and_come_back_marked(
    session: Session, tasks: Path, tmp_path: Path, libreoffice: str, kind: str
) -> None:
    code = codes(tasks)[-1]
    write(tasks, {(code, "percent"): 120, (code, "difficulties"): "Thiếu người"})
    sent = saved_as(libreoffice, tasks, kind, tmp_path)
    report = report_of(session, sent)
    assert report.accepted == 1 and len(report.errors) == 1
    (target,) = return_to_senders(session.read, Batch((report,)), tmp_path / "tra")
    book = openpyxl.load_workbook(target)
    cell = book[SHEET][cell_of(book, f"PH_{code}_percent".replace("-", "_"))]
    assert cell.value == 120 and "không hợp lệ" in cell.comment.text
    book.close()
    write(target, {(code, "percent"): 60})
    assert not report_of(session, target).errors


def test_forms_of_rows_have_lists_and_limits(tasks: Path, layers: Path) -> None:
    for path, form in ((tasks, TASKS), (layers, LAYERS)):
        book = openpyxl.load_workbook(path)
        sheet = book[SHEET]
        kinds = sorted(rule.type for rule in sheet.data_validations.dataValidation)
        assert sheet.protection.sheet and "list" in kinds and "date" in kinds
        for column in form.inputs:
            cell = sheet[cell_of(book, f"PH_{codes(path)[0]}_{column.key}".replace("-", "_"))]
            assert not cell.protection.locked
        book.close()


def test_a_column_with_a_month_first_takes_no_text_date_by_itself(session: Session, layers: Path) -> None:
    first, second = codes(layers)[:2]
    write(
        layers,
        {
            (first, "result"): "Có",
            (first, "since"): "03/04/2020",
            (second, "result"): "Có",
            (second, "since"): "02/16/2020",
        },
    )
    report = report_of(session, layers)
    said = {problem.field: problem.message for problem in report.errors}
    assert "“02/16/2020” viết tháng trước ngày" in said[f"{first}.since"] and f"{second}.since" in said
    fixed = judge(
        session.read,
        [report],
        Choices(
            decisions={
                report.key: {f"{first}.since": Decision(text="04/03/2020"), f"{second}.since": Decision()}
            }
        ),
    ).files[0]
    assert not fixed.errors
    cell = next(cell for cell in fixed.cells if cell.field == f"{first}.since")
    assert cell.content == date(2020, 3, 4)


def test_an_imported_note_and_layer_name_the_file_they_came_in(
    session: Session, tasks: Path, layers: Path
) -> None:
    by_number = {task.number: task for task in session.read.tasks()}
    code = next(code for code in codes(tasks) if by_number[code].completed_on is None)
    write(tasks, {(code, "percent"): 95, (code, "result"): "Đã thử"})
    write(layers, {(codes(layers)[0], "provider"): "VNPT", (codes(layers)[0], "result"): "Có"})
    merge(session, Batch((report_of(session, tasks), report_of(session, layers))))
    task = next(task for task in session.read.tasks() if task.number == code)
    note = max(task.updates, key=lambda item: item.id)
    file = session.read.received_file(note.received_id or 0)
    assert file is not None and session.read.evidence_content(file.sha256) == tasks.read_bytes()
    assert any(status.received_id for status in session.read.layer_statuses())

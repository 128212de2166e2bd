"""Deciding on returned cells: whatever stands in them, each has one fate, nothing wrong is accepted, nothing raises."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalogues import starting_catalogue
from desktop_app.domain.checks import carried, check_row, check_value
from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.number_entry import Reading
from desktop_app.domain.return_checks import Standing, check_return, explanations
from desktop_app.domain.returns import ERROR, Blank, Content, Decision, Fate, Found, RawReturn
from desktop_app.domain.row_checks import RowStanding, check_rows
from desktop_app.domain.row_forms import LAYERS, TASKS, CellKind, RowForm, cell_key
from desktop_app.domain.values import Value, ValueState

FORMS = {form.key: form for form in map(form_from_definition, starting_catalogue().forms)}
LEVELS = FORMS["dvctt-2011"]
GOOD = {"total_procedures": 100, "level1": 10, "level2": 20, "level3": 30, "level4": 5, "dossiers_total": 400}

_CONTENTS = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.sampled_from(
        ["22 HS", "1.234", "1.234,5", "-3", "0", "…", "KAD", "Không áp dụng", "12%", "05/03/2021", "Có"]
    ),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
)
_FOUND = st.builds(Found, st.just("Phiếu"), st.just("F1"), _CONTENTS, st.booleans(), st.booleans())
_VALUES = st.none() | st.integers(0, 500)


def raw_of(cells: dict[str, Content], **more: object) -> RawReturn:
    """A return with these contents, a cell address each."""
    found = {
        key: Found("Phiếu", f"F{row}", content) for row, (key, content) in enumerate(cells.items(), start=1)
    }
    return RawReturn("Phiếu", found, **more)  # type: ignore[arg-type]


def row(numbers: dict[str, int | None]) -> dict[str, Value]:
    """A row of the record."""
    return {key: Value(ValueState.REPORTED, number) for key, number in numbers.items() if number is not None}


@given(st.data(), st.sampled_from(sorted(FORMS)), st.sampled_from(Blank), st.sampled_from([None, *Reading]))
def test_every_cell_has_one_fate_and_nothing_wrong_is_accepted(
    data: st.DataObject, key: str, blank: Blank, reading: Reading | None
) -> None:
    form = FORMS[key]
    keys = data.draw(st.sets(st.sampled_from([field.key for field in form.fields])))
    raw = RawReturn(
        "Phiếu", {name: data.draw(_FOUND) for name in sorted(keys)}, explanation=data.draw(st.text())
    )
    stored, previous = (row({name: data.draw(_VALUES) for name in sorted(keys)}) for _ in range(2))
    checked = check_return(raw, form, Standing(stored, previous, [previous] * 5, blank, {}, reading))
    assert [cell.field for cell in checked.cells] == [field.key for field in form.fields if field.key in keys]
    for cell in checked.cells:
        assert (cell.value is not None) <= (cell.fate in (Fate.ACCEPTED, Fate.BLANK))
        if cell.fate is Fate.ACCEPTED:
            assert cell.value is not None and check_value(form, cell.field, cell.value) is None
        if cell.fate is Fate.REJECTED:
            assert any(problem.field == cell.field for problem in checked.problems)
    for problem in checked.problems:
        assert problem.message.rstrip().endswith((".", "…", "”"))
    taken = {
        cell.field: cell.value
        for cell in checked.cells
        if cell.value is not None and cell.value.number is not None
    }
    assert not [finding for finding in check_row(form, taken) if finding.severity == ERROR]


@given(st.data(), st.sampled_from([TASKS, LAYERS]), st.sampled_from(Blank))
def test_every_cell_of_a_row_has_one_fate(data: st.DataObject, form: RowForm, blank: Blank) -> None:
    codes = ["NV-01", "NV-02", "HT1-L1", "lạ"]
    keys = [cell_key(code, column.key) for code in codes for column in form.inputs]
    raw = RawReturn("Phiếu", {key: data.draw(_FOUND) for key in data.draw(st.sets(st.sampled_from(keys)))})
    current: dict[str, Content] = {
        key: data.draw(_CONTENTS) for key in data.draw(st.sets(st.sampled_from(keys)))
    }
    standing = RowStanding(current, frozenset(codes[:3]), date(2021, 4, 14), blank)
    checked = check_rows(raw, form, standing)
    assert [cell.field for cell in checked.cells] == list(raw.cells)
    kinds = {column.key: column.kind for column in form.inputs}
    for cell in checked.cells:
        if cell.fate is not Fate.ACCEPTED:
            assert cell.content is None
        elif kinds[cell.field.rpartition(".")[2]] is CellKind.PERCENT:
            assert isinstance(cell.content, int) and 0 <= cell.content <= 100
        assert (cell.fate is Fate.ACCEPTED) <= (not cell.field.startswith("lạ"))


def test_errors_of_the_form_reject_the_cells_they_mark() -> None:
    checked = check_return(raw_of(GOOD | {"level4": 90}), LEVELS, Standing())
    fates = {cell.field: cell.fate for cell in checked.cells}
    assert {key for key, fate in fates.items() if fate is Fate.REJECTED} == {
        "level1",
        "level2",
        "level3",
        "level4",
    }
    assert fates["total_procedures"] is Fate.ACCEPTED


def test_an_error_beside_kept_figures_is_said_where_the_file_can_be_mended() -> None:
    """The parts are blank and stay as the record has them; the total that no longer fits is the file's."""
    stored = row({"level1": 40, "level2": 40, "level3": 40, "level4": 40})
    blank: dict[str, Content] = dict.fromkeys(stored)
    checked = check_return(raw_of({"total_procedures": 100} | blank), LEVELS, Standing(stored))
    (error,) = [problem for problem in checked.problems if problem.severity == ERROR]
    assert error.field == "total_procedures" and "160" in error.message


def test_a_decision_takes_the_place_of_what_was_typed() -> None:
    raw = raw_of(GOOD | {"level3": "30 HS", "level4": "năm"})
    decisions = {"level3": Decision(30), "level4": Decision(None)}
    checked = check_return(raw, LEVELS, Standing(decisions=decisions))
    by_field = {cell.field: cell for cell in checked.cells}
    assert by_field["level3"].value and by_field["level3"].value.number == 30
    assert by_field["level4"].fate is Fate.REJECTED
    assert [problem.severity for problem in checked.problems] == ["warning"]


def test_a_decision_is_checked_like_any_figure() -> None:
    checked = check_return(raw_of(GOOD), LEVELS, Standing(decisions={"level3": Decision(-1)}))
    (error,) = [problem for problem in checked.problems if problem.severity == ERROR]
    assert error.proposal == 1


@pytest.mark.parametrize(
    ("content", "proposal"),
    [
        ("22 HS", 22),
        ("khoảng 22", 22),
        ("22.", 22),
        (-3, 3),
        ("1.234", 1234),
        ("1,234", 1234),
        ("2,5 hs", None),
        ("hai", None),
    ],
)
def test_the_number_probably_meant_is_proposed(content: Content, proposal: int | None) -> None:
    checked = check_return(raw_of(GOOD | {"dossiers_total": content}), LEVELS, Standing())
    (error,) = [problem for problem in checked.problems if problem.severity == ERROR]
    assert (error.field, error.proposal) == ("dossiers_total", proposal)


def test_cumulative_figures_never_fall() -> None:
    raw_form = {
        "key": "luy-ke", "title": "Lũy kế", "source": "thử",
        "field": [{"key": "a", "label": "Lũy kế", "kind": "cumulative"}, {"key": "b", "label": "Trong kỳ", "kind": "flow"}],
    }  # fmt: skip
    form: Form = form_from_definition(raw_form)
    assert form.fields[0].stock and form.fields[0].cumulative
    previous = row({"a": 50, "b": 50})
    (error,) = check_return(raw_of({"a": 40, "b": 40}), form, Standing(previous=previous)).problems
    assert error.field == "a" and "nhỏ hơn lũy kế kỳ trước 50" in error.message
    (copied,) = check_return(raw_of({"a": 50, "b": 50}), form, Standing(previous=previous)).problems
    assert "nghi sao chép kỳ trước" in copied.message


def test_a_returned_cumulative_that_does_not_add_up_is_refused_with_the_difference() -> None:
    raw_form = {
        "key": "luy-ke", "title": "Lũy kế", "source": "thử",
        "field": [
            {"key": "a", "label": "Lũy kế", "kind": "cumulative", "accumulates": "b"},
            {"key": "b", "label": "Trong kỳ", "kind": "flow"},
        ],
    }  # fmt: skip
    form: Form = form_from_definition(raw_form)
    previous = row({"a": 50, "b": 50})
    assert not check_return(raw_of({"a": 60, "b": 10}), form, Standing(previous=previous)).problems
    errors = check_return(raw_of({"a": 61, "b": 10}), form, Standing(previous=previous)).problems
    assert {error.field for error in errors} == {"a", "b"}
    assert all("cộng kỳ này 10, chênh 1" in error.message for error in errors)
    new_year = Standing(previous=carried(form, previous, starts_year=True))
    assert not check_return(raw_of({"a": 10, "b": 10}), form, new_year).problems
    assert check_return(raw_of({"a": 60, "b": 10}), form, new_year).problems


def test_far_from_the_unit_s_own_past() -> None:
    history = [row({"dossiers_total": number}) for number in (400, 410, 390, 405, 395)]
    near = check_return(raw_of(GOOD), LEVELS, Standing(history=history))
    far = check_return(raw_of(GOOD | {"dossiers_total": 4000}), LEVELS, Standing(history=history))
    few = check_return(raw_of(GOOD | {"dossiers_total": 4000}), LEVELS, Standing(history=history[:3]))
    assert [len(item.problems) for item in (near, far, few)] == [0, 1, 0]
    assert "trung vị 400" in far.problems[0].message


def test_explanations_go_by_line() -> None:
    text = "Chung\nA2: rà soát\n  thêm dòng\nB1 - nghỉ dịch"
    assert explanations(text) == {"": "Chung", "A2": "rà soát thêm dòng", "B1": "nghỉ dịch"}


def test_the_clerk_s_note_stays_unless_the_unit_explains() -> None:
    stored = {key: Value(ValueState.REPORTED, 1, note="gọi lại") for key in GOOD}
    raw = raw_of(GOOD | {"dossiers_total": None}, explanation="A2: rà soát")
    cells = check_return(raw, LEVELS, Standing(stored, blank=Blank.NOT_REPORTED)).cells
    notes = {cell.field: cell.value.note for cell in cells if cell.value}
    assert notes == dict.fromkeys(GOOD, "gọi lại") | {"level1": "rà soát"}

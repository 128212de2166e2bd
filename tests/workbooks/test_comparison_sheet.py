"""The annex "So sánh hai thời điểm": running totals are formulas that come out, the chart is bound to the cells."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
from made_report import PROFILE
from office import recalculated

from desktop_app.domain.bridges import Bridge, Cause, Move, State
from desktop_app.domain.comparison import TASK, Change, ComparedFigure, Comparison
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.task_comparison import COMPLETED
from desktop_app.workbooks.comparison_sheet import comparison_content, write_comparison

FIRST, LAST = State(date(2021, 2, 28), 84), State(date(2021, 3, 31), 91)


def made() -> Comparison:
    causes = [*[Cause.DONE] * 2, *[Cause.SUPPLEMENTED] * 3, Cause.REOPENED]
    moves = tuple(Move(cause, -1 if cause is Cause.REOPENED else 1, key) for key, cause in enumerate(causes))
    shown = (Cause.DONE, Cause.SUPPLEMENTED, Cause.REOPENED, Cause.RULE)
    figure = ComparedFigure(
        COMPLETED,
        "Nhiệm vụ hoàn thành",
        "nhiệm vụ",
        Bridge(58, 62, moves, shown),
        Ratio(58, 75),
        Ratio(62, 76),
    )
    changes = tuple(
        Change(
            COMPLETED,
            move.cause,
            move.amount,
            TASK,
            move.key,
            f"NV-{move.key}",
            "=Ban hành",
            "Sở Y tế",
            "a",
            "b",
        )
        for move in moves
    )
    return Comparison(
        FIRST, LAST, ("28/02/2021, bản 1", "31/03/2021, sổ hiện nay"), (figure,), changes, (), (), {}
    )


def test_the_bridge_and_its_check(tmp_path: Path) -> None:
    write_comparison(made(), PROFILE, tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)
    rows = [[cell.value for cell in row] for row in book["Cầu nối"].iter_rows()]
    steps = {row[1]: row[3:5] for row in rows if isinstance(row[4], int)}
    assert steps == {
        "28/02/2021, bản 1": [None, 58],
        "Hoàn thành": [2, 60],
        "Ghi bổ sung": [3, 63],
        "Mở lại": [-1, 62],
        "Đổi quy tắc": [0, 62],
        "31/03/2021, sổ hiện nay": [None, 62],
    }
    assert any(row[0] == "Kiểm tra: 58 + 2 + 3 − 1 + 0 = 62" and "khớp" in row for row in rows)
    listed = [[cell.value for cell in row] for row in book["Thay đổi"].iter_rows()]
    assert [row[1] for row in listed if isinstance(row[0], int)] == [
        *["+1 hoàn thành"] * 2,
        *["+1 ghi bổ sung"] * 3,
        "−1 mở lại",
    ]


def test_every_formula_gives_what_is_stored(tmp_path: Path, libreoffice: str) -> None:
    target = tmp_path / "a.xlsx"
    write_comparison(made(), PROFILE, target)
    again = recalculated(libreoffice, target, tmp_path)
    before, after = (openpyxl.load_workbook(path, data_only=True)["Cầu nối"] for path in (target, again))
    assert [[cell.value for cell in row] for row in before.iter_rows(max_col=8)] == [
        [cell.value for cell in row] for row in after.iter_rows(max_col=8, max_row=before.max_row)
    ]


def test_the_chart_is_bound_to_the_cells_and_says_where_it_begins() -> None:
    with zipfile.ZipFile(io.BytesIO(comparison_content(made(), PROFILE))) as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert "stacked" in chart and "trục bắt đầu từ 56" in chart
    for column in ("F", "G", "H"):
        assert f"'Cầu nối'!${column}$" in chart


def test_a_figure_without_a_bridge_says_why_and_equal_comparisons_give_equal_bytes() -> None:
    whole = made()
    figure = replace(whole.figures[0], bridge=None, problem="Cầu nối không khớp")
    content = comparison_content(replace(whole, figures=(figure,), changes=()), PROFILE)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Cầu nối"]
    assert any(cell.value == "1. Cầu nối không khớp." for row in sheet.iter_rows() for cell in row)
    assert comparison_content(whole, PROFILE) == comparison_content(whole, PROFILE)

"""Copied blocks: what Excel writes is read cell by cell, and what we write reads back the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.clipboard import format_block, html_table, parse_block


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("22", [["22"]]),
        ("22\r\n", [["22"]]),
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("1\n2\n", [["1"], ["2"]]),
        ("1\r2", [["1"], ["2"]]),
        ("\t\r\n", [["", ""]]),
        ("1\t", [["1", ""]]),
        ("\r\n", [[""]]),
        ("1\r\n\r\n3\r\n", [["1"], [""], ["3"]]),
        ("1\t2\t3\r\n4\r\n", [["1", "2", "3"], ["4", "", ""]]),
        ('"Sở Y tế\nphòng A"\t5\r\n', [["Sở Y tế\nphòng A", "5"]]),
        ('"một ""hai"" ba"\r\n', [['một "hai" ba']]),
        ('"có\ttab"\t1', [["có\ttab", "1"]]),
        ('"không đóng\t1\r\n', [['"không đóng', "1"]]),
        ('"trích" rồi thêm\t1\r\n', [['"trích" rồi thêm', "1"]]),
        ('cỡ 5"\t1\r\n', [['cỡ 5"', "1"]]),
        ("22\x00", [["22"]]),
    ],
)
def test_reads_what_spreadsheets_copy(text: str, rows: list[list[str]]) -> None:
    assert parse_block(text) == rows


def test_writes_rows_ended_by_carriage_return_and_line_feed() -> None:
    assert format_block([["1", "2"], ["3", ""]]) == "1\t2\r\n3\t\r\n"


def test_quotes_only_cells_that_need_it() -> None:
    assert format_block([["a\nb", 'c"d', '"e', "f\tg"]]) == '"a\nb"\tc"d\t"""e"\t"f\tg"\r\n'


_CELL = st.text(alphabet='ab1,."\t\n ', max_size=6)


@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(_CELL, min_size=n, max_size=n), min_size=1)))
def test_what_is_written_reads_back(rows: list[list[str]]) -> None:
    assert parse_block(format_block(rows)) == rows


def test_html_escapes_signs_and_keeps_line_breaks() -> None:
    table = html_table([["a<b", "c\nd"], ["1", "&"]])
    assert "<tr><td>a&lt;b</td><td>c<br>d</td></tr><tr><td>1</td><td>&amp;</td></tr>" in table
    assert table.startswith('<meta charset="utf-8"><table>')

"""One search over everything: with and without accents, the best first, and each result leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.periods import PeriodCode
from desktop_app.searching import DOCUMENTS, FIGURES, FILES, TASKS, UNITS, Found, everything, search
from tests.exchange.conftest import opened


@pytest.fixture
def known(sample_path: Path) -> Iterator[list[Found]]:
    session = opened(sample_path)
    yield everything(session.read, PeriodCode.parse("2020-08"), date(2020, 8, 26))
    session.close()


def titles(found: list[Found], group: str) -> list[str]:
    return [item.title for item in found if item.group == group]


def test_without_accents_anything_is_found_and_titles_come_first(known: list[Found]) -> None:
    found = titles(search(known, "kiem tra"), TASKS)
    assert found[0].startswith("Kiểm tra")
    assert len(found) == 6


def test_with_accents_only_what_is_written_so(known: list[Found]) -> None:
    assert titles(search(known, "Sở Nội vụ"), UNITS) == ["Sở Nội vụ"]
    assert not search(known, "Sớ Nối vu")


def test_a_unit_is_found_by_its_short_name(known: list[Found]) -> None:
    (unit,) = [item for item in search(known, "so tt&tt") if item.group == UNITS]
    assert unit.page == "cai-dat" and unit.query["section"] == "units"


def test_a_document_and_a_file_of_proof_are_found(known: list[Found]) -> None:
    (document,) = [item for item in search(known, "1655/KH-UBND") if item.group == DOCUMENTS]
    assert document.query == {"text": "1655/KH-UBND"}
    assert titles(search(known, "QĐ 190"), FILES) == ["QĐ 190-QĐ-UBND.txt"]


@pytest.mark.parametrize(
    ("query", "figure", "said"),
    [
        ("nhiem vu co thoi han da hoan thanh", "tasks.completion", "62/76"),
        ("muc do 4 tren tong so", "form:dvctt-2011:level4", "687/4.670"),
        ("du 4 lop", "layers.all_four", "14/29"),
        ("LGSP", "manual:lgsp", "0/1"),
        ("qua han NV06", "tasks.overdue", "4"),
    ],
)
def test_key_figures_are_found_with_their_numbers(
    known: list[Found], query: str, figure: str, said: str
) -> None:
    found = [item for item in search(known, query) if item.group == FIGURES]
    assert (figure, said) in [(item.figure, item.detail) for item in found]


def test_a_word_of_a_note_finds_its_task(known: list[Found]) -> None:
    assert search(known, "thẩm định trình sở tư pháp")
    assert not search(known, "xyz không đâu có")

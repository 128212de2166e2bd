"""Widths and line counts of Times New Roman without a font."""

from __future__ import annotations

import pytest

from desktop_app.workbooks.text_metrics import Face, count_lines, row_height, text_width


def test_width_of_known_letters() -> None:
    # Times New Roman: a digit is half an em, "M" 1821/2048 of it.
    assert text_width("0", Face(12)) == pytest.approx(8.0)
    assert text_width("M", Face(12)) == pytest.approx(1821 / 2048 * 16, abs=0.01)


@pytest.mark.parametrize("face", [Face(), Face(bold=True), Face(italic=True), Face(bold=True, italic=True)])
def test_vietnamese_letters_are_as_wide_as_their_base_letter(face: Face) -> None:
    for base, marked in (
        ("a", "ảãáàạăắẵẩấậ"),
        ("e", "ếềểễệẹ"),
        ("o", "ốộổỗọ"),
        ("u", "úùủũụ"),
        ("i", "ỉị"),
        ("y", "ỳỷỹỵ"),
    ):
        for letter in marked:
            assert text_width(letter, face) == pytest.approx(text_width(base, face), rel=0.01), letter


def test_bold_is_wider() -> None:
    assert text_width("Chưa báo cáo", Face(bold=True)) > text_width("Chưa báo cáo", Face())


def test_unlisted_character_counts_as_one_em() -> None:
    assert text_width("漢", Face(12)) == pytest.approx(16)


def test_wrap_is_greedy_at_spaces() -> None:
    word = text_width("hệ", Face())
    space = text_width(" ", Face())
    room = int((2 * word + space) * 1.05 + 8)
    assert count_lines("hệ hệ", room, Face()) == 1
    assert count_lines("hệ hệ hệ", room, Face()) == 2
    assert count_lines("hệ hệ hệ hệ hệ", room, Face()) == 3


def test_line_breaks_are_kept() -> None:
    assert count_lines("Lớp 1\nLực lượng\ntại chỗ", 400, Face()) == 3
    assert count_lines("", 100, Face()) == 1


def test_word_longer_than_the_line_is_broken() -> None:
    width = int(text_width("a" * 10, Face()) * 1.05 + 8)
    assert count_lines("a" * 25, width, Face()) == 3
    assert count_lines("b " + "a" * 25, width, Face()) == 4


def test_row_height_grows_by_lines_and_stops_at_excels_limit() -> None:
    assert row_height(1, 11) == 17.25
    assert row_height(2, 11) == 30.75
    assert row_height(1000, 11) == 409.5
    assert (row_height(3, 13) / 0.75).is_integer()

"""Vietnamese text: search with and without accents, dictionary order, normal form."""

from __future__ import annotations

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.text import fold, has_marks, join_words, match_spans, matches, nfc, sort_key


def test_normal_form() -> None:
    loose = unicodedata.normalize("NFD", "Sở Tư pháp")
    assert nfc(f"\ufeff {loose}\u200b\u00a0") == "Sở Tư pháp"


def test_folding_keeps_the_length() -> None:
    assert fold("Đường Điện Biên Phủ") == "duong dien bien phu"
    assert fold("ĐẶNG") == "dang"
    assert fold("İ") == "i"


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("so y te", "Sở Y tế", True),
        ("SỞ Y TẾ", "Sở Y tế", True),
        ("te so", "Sở Y tế", True),
        ("sơ", "Sở Y tế", False),
        ("sở", "Sơ đồ", False),
        ("dat", "Đất đai", True),
        ("đat", "Đất đai", False),
        ("đất", unicodedata.normalize("NFD", "Đất đai"), True),
        ("hoà", "Tỉnh Hòa Bình", True),
        ("hòa", "Tỉnh Hoà Bình", True),
        ("hoà", "đã hoàn thành", True),
        ("oàn", "đã hoàn thành", True),
        ("àn", "hoàn", True),
        ("thuỷ", "Thủy lợi", True),
        ("", "bất kỳ", True),
        ("   ", "bất kỳ", True),
        ("nv-09", "NV-09", True),
        ("ab", "a b", False),
    ],
)
def test_search(query: str, text: str, found: bool) -> None:
    assert matches(query, text) is found


def test_marks_ask_for_an_exact_match() -> None:
    assert has_marks("sở") and has_marks("đ") and has_marks("â")
    assert not has_marks("so") and not has_marks("2021") and not has_marks("SO")


def test_matches_are_shown_where_they_are() -> None:
    text = "Sở Y tế và y tế xã"
    assert match_spans("y te", text) == [(3, 1), (5, 2), (11, 1), (13, 2)]
    assert match_spans("tế", text) == [(5, 2), (13, 2)]
    assert match_spans("hoà", "Hòa, hoàn") == [(0, 3), (5, 3)]
    assert match_spans("", text) == [] and match_spans("zzz", text) == []


def test_the_alphabet() -> None:
    letters = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert sorted(Random(1).sample(letters, len(letters)), key=sort_key) == letters


def test_tones_come_second_and_in_their_order() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "mã số", "mạng", "măng", "mân"]
    assert sorted(Random(1).sample(words, len(words)), key=sort_key) == [
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mã số",
        "mạng",
        "măng",
        "mân",
    ]


def test_units_in_dictionary_order() -> None:
    names = [
        "Sở Y tế",
        "Sở Công Thương",
        "Đông Hà",
        "Dầu Tiếng",
        "Ân Thi",
        "An Bình",
        "Ái Mộ",
        "Ăn Khê",
        "Sở Xây dựng",
    ]
    assert sorted(names, key=sort_key) == [
        "Ái Mộ", "An Bình", "Ăn Khê", "Ân Thi", "Dầu Tiếng", "Đông Hà", "Sở Công Thương", "Sở Xây dựng", "Sở Y tế",
    ]  # fmt: skip


def test_numbers_by_size_and_before_letters() -> None:
    names = ["Phường An", "Phường 10", "Phường 2", "Phường (cũ)", "Phường"]
    assert sorted(names, key=sort_key) == ["Phường", "Phường (cũ)", "Phường 2", "Phường 10", "Phường An"]
    assert sorted(["NV-10", "NV-9", "NV-09"], key=sort_key) == ["NV-09", "NV-9", "NV-10"]


def test_odd_signs_sort_too() -> None:
    odd = ["\u0301", "b\u0301", "ö", "Ω", "\U0001f600", "٣", "²", "a\nb", ""]
    assert len(sorted(odd, key=sort_key)) == len(odd)


def test_lists_in_words() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a và b"
    assert join_words(["a", "b", "c"], " hoặc ") == "a, b hoặc c"


@given(st.text(max_size=30))
def test_folded_text_is_as_long_as_the_shown_one(text: str) -> None:
    normal = unicodedata.normalize("NFC", text)
    assert len(fold(text)) == len(normal)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30), st.text(max_size=5))
def test_spans_lie_in_the_text_and_mark_what_matches(text: str, query: str) -> None:
    length = len(unicodedata.normalize("NFC", text))
    spans = match_spans(query, text)
    assert all(start >= 0 and size > 0 and start + size <= length for start, size in spans)
    if query.split() and matches(query, text):
        assert spans


@given(st.lists(st.text(max_size=8), max_size=8))
def test_any_texts_have_one_order(texts: list[str]) -> None:
    assert sorted(texts, key=sort_key) == sorted(sorted(texts, reverse=True), key=sort_key)

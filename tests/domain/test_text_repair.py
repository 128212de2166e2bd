"""Old encodings are recognised and put right; what is not one of them is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.text_repair import _TCVN3, _UNICODE, Encoding, from_tcvn3, from_vni, repaired

SENTENCES = (
    "Sở Thông tin và Truyền thông",
    "Ủy ban nhân dân huyện Mộc Sơn",
    "Tổng số hồ sơ giải quyết trực tuyến trong kỳ",
    "không có",
    "Đơn vị báo cáo: Ban Quản lý các khu công nghiệp",
    "quyết định số 17/NQ-CP ngày 07/3/2019",
    "khuyến khích người dân, doanh nghiệp sử dụng dịch vụ công",
    "Nghị quyết của Chính phủ về xây dựng Chính phủ điện tử",
    "thị trấn Nguyễn Huệ, xã Quảng Thuỷ, giờ giấc",
)
_TO_TCVN3 = dict(zip(_UNICODE, _TCVN3, strict=True))
_MARKS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "\u0302": "â",
    "\u0302\u0301": "á", "\u0302\u0300": "à", "\u0302\u0309": "å", "\u0302\u0303": "ã", "\u0302\u0323": "ä",
    "\u0306": "ê", "\u0306\u0301": "é", "\u0306\u0300": "è", "\u0306\u0309": "ú", "\u0306\u0303": "ü", "\u0306\u0323": "ë",
}  # fmt: skip
_WHOLE = {"đ": "ñ", "ỵ": "î", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "í": "í", "ì": "ì", "ơ": "ô", "ư": "ö"}


def to_tcvn3(text: str) -> str:
    """As typed in an ABC font, where capitals with tones were typed small."""
    return "".join(
        _TO_TCVN3.get(sign) or _TO_TCVN3.get(sign.lower(), sign) if not sign.isascii() else sign
        for sign in text
    )


def to_vni(text: str) -> str:
    """As typed in a VNI-Windows font."""
    found = []
    for sign in text:
        low = sign.lower()
        if low in _WHOLE:
            new = _WHOLE[low]
        else:
            base, *marks = unicodedata.normalize("NFD", low)
            order = sorted(marks, key=lambda mark: mark not in "\u0302\u0306\u031b")
            if order[:1] == ["\u031b"]:
                new = _WHOLE[unicodedata.normalize("NFC", base + "\u031b")] + _MARKS.get(
                    "".join(order[1:]), ""
                )
            else:
                new = base + _MARKS.get("".join(order), "")
        found.append(new.upper() if sign.isupper() else new)
    return "".join(found)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_tcvn3_is_read_back(sentence: str) -> None:
    written = to_tcvn3(sentence)
    found = repaired(written)
    assert found is not None and found.encoding is Encoding.TCVN3
    assert found.text.lower() == sentence.lower()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_vni_is_read_back_with_its_capitals(sentence: str) -> None:
    for text in (sentence, sentence.upper()):
        found = repaired(to_vni(text))
        assert found is not None and (found.encoding, found.text) == (Encoding.VNI, text)


def test_lost_capitals_of_tcvn3_are_told() -> None:
    found = repaired(to_tcvn3("ủy ban nhân dân"))
    assert found is not None and found.text == "ủy ban nhân dân" and found.capitals_lost
    kept = repaired(to_tcvn3("Sở Y tế"))
    assert kept is not None and kept.text == "Sở Y tế" and not kept.capitals_lost


@pytest.mark.parametrize("sentence", SENTENCES)
def test_decomposed_unicode_is_composed(sentence: str) -> None:
    found = repaired(unicodedata.normalize("NFD", sentence))
    assert found is not None and (found.encoding, found.text) == (Encoding.DECOMPOSED, sentence)


@pytest.mark.parametrize(
    "text",
    [*SENTENCES, *(sentence.upper() for sentence in SENTENCES), "café", "Résumé of Zürich", "São Paulo", "naïve",
     "Windows® 10", "25°C", "m²", "«Sở Y tế»", "§ 5", "100 %", "São Tomé và Príncipe", "10 × 20", "Đắk Lắk", "Brønsted",
     "Đoàn Thị Hoà – Hòa", "…", "5 ± 0,1", "Ñ", "Y tế 4.0®"],
)  # fmt: skip
def test_what_is_right_stays(text: str) -> None:
    assert repaired(text) is None


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=8))
def test_right_unicode_is_never_touched(words: list[str]) -> None:
    assert repaired(" ".join(words)) is None


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=3, max_size=8))
def test_any_words_survive_both_encodings(words: list[str]) -> None:
    text = " ".join(words)
    assert from_tcvn3(to_tcvn3(text)).lower() == text.lower()
    assert from_vni(to_vni(text)) == text


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    found = repaired(text)
    assert found is None or found.text != text

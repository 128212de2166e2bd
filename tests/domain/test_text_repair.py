"""Old encodings are recognised and put right; what is not one of them is left alone."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vietnam_provinces import Province, Ward

from desktop_app import assets
from desktop_app.domain.common_syllables import COMMON
from desktop_app.domain.text_repair import (
    _TCVN3,
    _UNICODE,
    Encoding,
    from_tcvn3,
    from_vni,
    repaired,
    repaired_all,
)

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
    "Cơ quan chủ trì",
    "Hệ thống",
    "Nghị định số 09/2019/NĐ-CP; QĐ của UBND; Sở GDĐT",
    "xã Quỳnh Lưu, huyện Krông Nô, Đắk Lắk",
    "đã gửi vì sợ quá hạn",
)
_TO_TCVN3 = dict(zip(_UNICODE, _TCVN3, strict=True))
_MARKS = {
    "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï", "\u0302": "â",
    "\u0302\u0301": "á", "\u0302\u0300": "à", "\u0302\u0309": "å", "\u0302\u0303": "ã", "\u0302\u0323": "ä",
    "\u0306": "ê", "\u0306\u0301": "é", "\u0306\u0300": "è", "\u0306\u0309": "ú", "\u0306\u0303": "ü", "\u0306\u0323": "ë",
}  # fmt: skip
_WHOLE = {"đ": "ñ", "ỵ": "î", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "í": "í", "ì": "ì", "ơ": "ô", "ư": "ö"}
words = st.lists(st.sampled_from(sorted(COMMON)), min_size=3, max_size=8).map(" ".join)


def to_tcvn3(text: str) -> str:
    """As typed in an ABC font, where capitals with tones were typed small."""
    return "".join(
        _TO_TCVN3.get(sign) or _TO_TCVN3.get(sign.lower(), sign) if not sign.isascii() else sign
        for sign in text
    )


def to_tcvn3_with_shift_lock(text: str) -> str:
    """As typed in an ABC font with the shift lock on: only letters without marks became capitals."""
    return "".join(sign.upper() if sign.isascii() else _TO_TCVN3.get(sign.lower(), sign) for sign in text)


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


def places() -> list[str]:
    """The names of all communes and provinces."""
    listed = [place.name for kind in (Province, Ward) for place in kind.iter_all()]
    return sorted({unicodedata.normalize("NFC", name) for name in listed})


def own_texts() -> list[str]:
    """Vietnamese texts of the catalogues: tasks of resolutions, forms, indicators, units."""
    files = assets.find("db/catalogue").rglob("*.toml")
    texts = {text for path in files for text in re.findall(r'"([^"\n\\]{2,})"', path.read_text("utf-8"))}
    return sorted(unicodedata.normalize("NFC", text) for text in texts if not text.isascii())


def kept(texts: list[str], write: object, same: object) -> tuple[float, list[str]]:
    """How much of the texts is put right after being written in an encoding, and what was read wrongly."""
    right, wrong, asked = 0, [], 0
    for text in texts:
        written = write(text)  # type: ignore[operator]
        if written == text:
            continue
        asked += 1
        found = repaired(written)
        if found and same(found.text) == same(text):  # type: ignore[operator]
            right += 1
        elif found:
            wrong.append(found.text)
    return right / asked, wrong


@pytest.mark.parametrize("sentence", SENTENCES)
def test_tcvn3_is_read_back(sentence: str) -> None:
    found = repaired(to_tcvn3(sentence))
    assert found is not None and found.encoding is Encoding.TCVN3
    assert found.text.lower() == sentence.lower()


@pytest.mark.parametrize("sentence", SENTENCES)
def test_capitals_typed_with_the_shift_lock_come_back(sentence: str) -> None:
    found = repaired(to_tcvn3_with_shift_lock(sentence))
    assert found is not None and found.encoding is Encoding.TCVN3
    assert found.text == sentence.upper() and not found.capitals_lost


@pytest.mark.parametrize("sentence", SENTENCES)
def test_vni_is_read_back_with_its_capitals(sentence: str) -> None:
    for text in (sentence, sentence.upper()):
        found = repaired(to_vni(text))
        assert found is not None and (found.encoding, found.text) == (Encoding.VNI, text)


@pytest.mark.parametrize(
    ("write", "same", "least"),
    [
        (to_tcvn3, str.lower, 0.98),
        (to_tcvn3_with_shift_lock, str.lower, 0.98),
        (to_vni, str, 0.97),
        (lambda text: to_vni(text.upper()), str.upper, 0.98),
    ],
)
def test_real_names_and_texts_are_put_right_and_none_is_read_wrongly(
    write: object, same: object, least: float
) -> None:
    share, wrong = kept(places(), write, same)
    assert share >= least and len(wrong) <= 2  # Xã Krông Á, Xã Đăk Ơ: a sign alone is left as it is
    share, wrong = kept(own_texts(), write, same)
    assert share >= least and wrong == []


def test_real_unicode_is_never_touched() -> None:
    texts = [*places(), *own_texts()]
    assert len(texts) > 3_500
    assert [
        text for text in texts if repaired(text) or repaired(text.upper()) or repaired(text.lower())
    ] == []


def test_lost_capitals_of_tcvn3_are_told() -> None:
    found = repaired(to_tcvn3("ủy ban nhân dân"))
    assert found is not None and found.text == "ủy ban nhân dân" and found.capitals_lost
    kept_capitals = repaired(to_tcvn3("Sở Y tế"))
    assert kept_capitals is not None
    assert (kept_capitals.text, kept_capitals.capitals_lost) == ("Sở Y tế", False)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_decomposed_unicode_is_composed(sentence: str) -> None:
    found = repaired(unicodedata.normalize("NFD", sentence))
    assert found is not None and (found.encoding, found.text) == (Encoding.DECOMPOSED, sentence)


@pytest.mark.parametrize(
    ("text", "right"),
    [("Ðơn vị", "Đơn vị"), ("QÐ-UBND", "QĐ-UBND"), ("Ðang xử lý", "Đang xử lý"), ("Ban Chỉ ðạo", "Ban Chỉ đạo")],
)  # fmt: skip
def test_a_letter_that_only_looks_like_d_is_put_right(text: str, right: str) -> None:
    found = repaired(text)
    assert found is not None and (found.encoding, found.text) == (Encoding.LIKE_D, right)


def test_an_old_text_beside_unicode_in_one_cell_is_put_right() -> None:
    found = repaired("Nguyễn Văn Hùng (NguyÔn V¨n Hïng)")
    assert found is not None and found.text == "Nguyễn Văn Hùng (Nguyễn Văn Hùng)"


@pytest.mark.parametrize(
    "text",
    [*SENTENCES, *(sentence.upper() for sentence in SENTENCES), "café", "Résumé of Zürich", "São Paulo", "naïve",
     "Windows® 10", "25°C", "m²", "«Sở Y tế»", "§ 5", "100 %", "São Tomé và Príncipe", "10 × 20", "Đắk Lắk", "Brønsted",
     "Đoàn Thị Hoà – Hòa", "…", "5 ± 0,1", "Ñ", "Y tế 4.0®", "Où est le bureau ?", "où", "coût", "Thaï", "til på",
     "Der Antrag der Behörde für Zürich »geprüft«", "il può essere", "aún no existe", "mãe", "daß", "20 µm", "10 µg",
     "Kỳ này¹", "Mức 4²", "Xã Baù Lâm", "lọai tòan bộ", "Công ty Citroën Việt Nam", "không đươc · có", "½ ngày", "Cô quan"],
)  # fmt: skip
def test_what_is_right_or_in_doubt_stays(text: str) -> None:
    assert repaired(text) is None


def test_cells_in_doubt_follow_a_sheet_that_is_surely_of_one_encoding() -> None:
    sheet = {1: "Sôû Y teá", 2: "Cô quan", 3: "Baùo caùo", 4: "ñaõ xong", 5: "Résumé", 6: 'Soá'}  # fmt: skip
    found = {key: repair.text for key, repair in repaired_all(sheet).items()}
    assert found == {1: "Sở Y tế", 2: "Cơ quan", 3: "Báo cáo", 4: "đã xong", 6: "Số"}
    with_unicode = repaired_all(sheet | {7: "Sở Nội vụ"})
    assert set(with_unicode) == {1, 3, 4}
    assert set(repaired_all({1: "Sôû Y teá", 2: "Cô quan"})) == {1}


@given(words)
def test_right_unicode_is_never_touched(text: str) -> None:
    assert repaired(text) is None and repaired(text.upper()) is None


@given(words)
def test_any_words_survive_both_encodings(text: str) -> None:
    assert from_tcvn3(to_tcvn3(text)).lower() == text.lower()
    assert from_vni(to_vni(text)) == text


@given(words)
def test_what_is_read_by_an_old_encoding_is_what_was_written(text: str) -> None:
    for written in (to_tcvn3(text), to_vni(text)):
        found = repaired(written)
        assert found is None or found.text == text


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    found = repaired(text)
    assert found is None or found.text != text
    again = repaired(found.text) if found else None
    assert again is None or again.encoding is not Encoding.DECOMPOSED

"""Old Vietnamese text put right: TCVN3 (ABC fonts), VNI-Windows, decomposed Unicode and false Đ, cell by cell.

Every word with marks has a cost: none for a common syllable, little for a possible one, much for what Vietnamese
cannot write. A text is read by the encoding that costs least, and only where that is clearly less than as it stands;
French, English and anything in doubt stay. The tables are those of TCVN 5712:1993 (VN3) and of the VNI-Windows fonts
as a spreadsheet hands their bytes over (Windows-1252 read as Unicode).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from .syllables import is_common, is_of_initials, is_vietnamese

Key = TypeVar("Key", bound=Hashable)

_UNICODE = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ"
_TCVN3 = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢£¤¥¦§"
_FROM_TCVN3 = dict(zip(_TCVN3, _UNICODE, strict=True))
_TCVN3_ALONE = (
    "¸µ¶ª«¬®¡¢£¤¥¦§"  # the signs of TCVN3 that may be words by themselves; others are bullets and the like
)
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}
_VNI_TAKES = {"a": "ùøûõïâáàåãäêéèúüë", "e": "ùøûõïâáàåãä", "o": "ùøûõïâáàåãä", "u": "ùøûõï", "y": "ùøûõ", "ô": "ùøûõï", "ö": "ùøûõï"}  # fmt: skip
_LETTERS_WITH_MARKS = frozenset("àáâãèéêòóôõùúÀÁÂÃÈÉÊÒÓÔÕÙÚ")  # not í, ì (as in VNI) and ý (as in TCVN3)
_LIKE_D = str.maketrans("ÐƉð", "ĐĐđ")  # Icelandic and African letters that look like Đ
_SIGNS = frozenset("¸µ¶·¹¨¾»¼½©ª«¬®¡¢£¤¥¦§×\u00ad°º²³±÷")  # no letters of any Latin alphabet
_MEASURE = re.compile("µ[A-Za-z]{1,2}")  # µm, µg
_WORD = re.compile(r"[^\s\d!-/:-@\[-`{-~“”‘’–—…]+")
_MOST = 4_000  # longer texts are judged by their beginning
_POSSIBLE, _WRONG, _SIGN_INSIDE, _FOREIGN = 1, 4, 6, 2
_DOUBT, _ENOUGH = 1, 3  # what a reading is charged before it begins, and by how much it must be better
_LEAST_ALIKE = 3  # cells that must have told their encoding before the others are read by it


class Encoding(StrEnum):
    """How a text was written."""

    TCVN3 = "mã TCVN3 (ABC)"
    VNI = "mã VNI"
    DECOMPOSED = "mã Unicode tổ hợp"
    LIKE_D = "ký tự lạ giống chữ Đ (Ð)"


@dataclass(frozen=True, slots=True)
class Repair:
    """A text put right: what it says, how it was written, and whether capitals may be gone.

    TCVN3 has no capitals with tones: they were typed small, or shown by a font of capitals (.VnTimeH).
    """

    text: str
    encoding: Encoding
    capitals_lost: bool = False


def repaired(text: str) -> Repair | None:
    """The text put right, or None when there is nothing to repair."""
    return None if text.isascii() else _repaired(text, None)


def repaired_all(texts: Mapping[Key, str]) -> dict[Key, Repair]:
    """The texts of one sheet that need it, put right.

    Where several are surely of one old encoding and none is surely Unicode, those in doubt are of it too.
    """
    marked = {key: text for key, text in texts.items() if not text.isascii()}
    found = {key: repair for key, text in marked.items() if (repair := _repaired(text, None))}
    told = Counter(repair.encoding for repair in found.values())
    old = [encoding for encoding in (Encoding.TCVN3, Encoding.VNI) if told[encoding]]
    if len(old) != 1 or told[old[0]] < _LEAST_ALIKE or len(told) > 1:
        return found
    others = {key: text for key, text in marked.items() if key not in found}
    if any(map(_is_unicode, others.values())):
        return found
    return found | {key: repair for key, text in others.items() if (repair := _repaired(text, old[0]))}


@lru_cache(maxsize=8192)
def _repaired(text: str, expected: Encoding | None) -> Repair | None:
    normal = unicodedata.normalize("NFC", text)
    best = _best_reading(normal, expected)
    if best:
        encoding, read = best
        return Repair(read, encoding, encoding is Encoding.TCVN3 and _begins_small(read))
    return Repair(normal, Encoding.DECOMPOSED) if normal != text else None


def _best_reading(text: str, expected: Encoding | None) -> tuple[Encoding, str] | None:
    """The one old encoding by which a text is clearly better than as it stands; two alike say nothing."""
    as_it_is = _costs(text)
    if as_it_is < _ENOUGH and expected is None:
        return None
    foreign = _FOREIGN * sum(map(_is_foreign, _WORD.findall(text[:_MOST])))
    readings = []
    for encoding, read in _READERS.items():
        candidate = read(text)
        if candidate != text and _most_are_right(candidate):
            doubt = 0 if encoding is expected else _DOUBT
            cost = _costs(candidate) + _WRONG * _left_over(text, candidate, encoding)
            readings.append((cost + doubt + foreign, encoding, candidate))
    readings.sort(key=lambda reading: reading[0])
    if not readings or (len(readings) > 1 and readings[0][0] == readings[1][0]):
        return None
    cost, encoding, candidate = readings[0]
    enough = 0 if encoding is expected else _needed(text, encoding)
    return (encoding, candidate) if as_it_is - cost >= enough else None


def _left_over(text: str, read: str, encoding: Encoding) -> int:
    """How many words an encoding says nothing of although they have marks: a text wholly in it would have none."""
    if encoding is Encoding.LIKE_D or _is_unicode(text):
        return 0
    pairs = zip(_WORD.findall(text[:_MOST]), _WORD.findall(read[:_MOST]), strict=False)
    return sum(word == other and any(sign in _LETTERS_WITH_MARKS for sign in word) for word, other in pairs)


def _needed(text: str, encoding: Encoding) -> int:
    """By how much a reading must be better: a text that is Unicode elsewhere may just be misspelt."""
    return 2 * _ENOUGH if encoding is not Encoding.LIKE_D and _is_unicode(text) else _ENOUGH


def _costs(text: str) -> int:
    return sum(map(_cost, _words(text)))


def _words(text: str) -> list[str]:
    """The words of a text's beginning that are not plain ASCII."""
    return [word for word in _WORD.findall(text[:_MOST]) if not word.isascii()]


def _cost(word: str) -> int:
    """How far a word is from what Vietnamese writes; a sign alone or beside a word («, ®, a footnote's ¹) is free."""
    bare = _without_signs_beside(word)
    if bare.isascii() or _MEASURE.fullmatch(bare) or _is_sign(bare) or is_of_initials(bare):
        return 0
    if _SIGNS.intersection(bare) or not bare.isalpha():
        return _SIGN_INSIDE
    if is_vietnamese(bare):
        return 0 if is_common(bare) else _POSSIBLE
    return _WRONG


def _is_sign(word: str) -> bool:
    """Whether a word is one sign, or holds nothing TCVN3 could mean a letter by."""
    return (len(word) == 1 and word in _SIGNS) or not any(sign.isalpha() or sign in _SIGNS for sign in word)


def _without_signs_beside(word: str) -> str:
    """A word without the signs around it, where it is whole without them."""
    bare = word.lstrip("«·°").rstrip("»®©°º²³¹ª")
    return bare if len(bare) > 1 and (is_vietnamese(bare) or (bare.isascii() and len(bare) > 3)) else word


def _is_foreign(word: str) -> bool:
    """Whether a word without marks is of another language."""
    small = word.islower() or word[1:].islower()
    return len(word) > 1 and word.isascii() and small and not is_vietnamese(word)


def _most_are_right(text: str) -> bool:
    costs = [_cost(word) for word in _words(text)]
    return sum(cost <= _POSSIBLE for cost in costs) * 3 >= 2 * len(costs)


def _is_unicode(text: str) -> bool:
    """Whether a text has letters that only Unicode has."""
    return any(sign >= "\u0100" and sign.isalpha() for sign in unicodedata.normalize("NFC", text))


def _begins_small(text: str) -> bool:
    return next((letter.islower() for letter in text if letter.isalpha()), False)


def _by_word(text: str, read: Callable[[str], str]) -> str:
    """A text with its words read; beside words that only Unicode has, none that can stand as it is."""
    mixed = _is_unicode(text)

    def one(found: re.Match[str]) -> str:
        word = found.group()
        return word if mixed and (_is_unicode(word) or _cost(word) < _WRONG) else read(word)

    return _WORD.sub(one, text)


def from_tcvn3(text: str) -> str:
    """A text written in TCVN3, as Unicode; capitals typed with the shift lock come back as such."""
    quoted = any(
        "»" in (word[0], word[-1]) for word in _WORD.findall(text)
    )  # ằ neither begins nor ends a word

    def read(word: str) -> str:
        if len(word) == 1 and word in _SIGNS:
            alone = word in _TCVN3_ALONE and not (quoted and word == "«")
            return _FROM_TCVN3[word] if alone else word
        if quoted and word[0] in "«»":
            return word[0] + read(word[1:])
        if quoted and word[-1] in "«»":
            return read(word[:-1]) + word[-1]
        if word[-1] in "®©" and word[:-1].isascii() and len(word) > 3:
            return word
        return "".join(_FROM_TCVN3.get(sign, sign) for sign in word)

    small = _by_word(text, read)
    raised = _by_word(text, lambda word: word if read(word) == word else _raised(read(word)))
    plain = "".join(sign for sign in text if sign.isascii() and sign.isalpha())
    return small.upper() if raised != small and plain.isupper() else raised


def _raised(word: str) -> str:
    """A word whose letters without marks are capitals, the first one aside: TCVN3 has no capitals with tones."""
    beside = [sign for sign in word[1:] if sign.isascii() and sign.isalpha()]
    return word.upper() if beside and all(map(str.isupper, beside)) and not word.isascii() else word


def from_vni(text: str) -> str:
    """A text written in VNI-Windows, as Unicode in NFC."""
    return unicodedata.normalize("NFC", _by_word(text, _vni_word))


def _vni_word(word: str) -> str:
    found: list[str] = []
    before = ""
    for sign in word:
        low = sign.lower()
        if low in _VNI_TAKES.get(before, ""):
            found.append(_VNI_MARKS[low])
            before = ""
            continue
        letter = _VNI_LETTERS.get(low)
        found.append(sign if letter is None else letter.upper() if sign.isupper() else letter)
        before = low
    return "".join(found)


def _with_own_d(text: str) -> str:
    return text.translate(_LIKE_D)


_READERS: Mapping[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: from_tcvn3,
    Encoding.VNI: from_vni,
    Encoding.LIKE_D: _with_own_d,
}

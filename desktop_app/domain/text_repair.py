"""Old Vietnamese text put right: TCVN3 (ABC fonts), VNI-Windows and decomposed Unicode, cell by cell.

A text is only taken for an old encoding when its words become Vietnamese by it and were none before; anything else,
French and English among it, stays as it is. The tables are those of TCVN 5712:1993 (VN3) and of the VNI-Windows
fonts as a spreadsheet hands their bytes over (Windows-1252 read as Unicode).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from .syllables import is_vietnamese

_UNICODE = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđĂÂÊÔƠƯĐ"
_TCVN3 = "¸µ¶·¹¨¾»¼½Æ©ÊÇÈÉËÐÌÎÏÑªÕÒÓÔÖÝ×ØÜÞãßáâä«èåæçé¬íêëìîóïñòô\u00adøõö÷ùýúûüþ®¡¢£¤¥¦§"
_FROM_TCVN3 = dict(zip(_TCVN3, _UNICODE, strict=True))
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì"}
_VNI_TAKES = {"a": "ùøûõïâáàåãäêéèúüë", "e": "ùøûõïâáàåãä", "o": "ùøûõïâáàåãä", "u": "ùøûõï", "y": "ùøûõ", "ô": "ùøûõï", "ö": "ùøûõï"}  # fmt: skip
_SPLIT = re.compile(r"[\s\d!-/:-@\[-`{-~“”‘’–—…]+")
_MOST = 4_000  # longer texts are judged by their beginning
_ENOUGH = 0.8


class Encoding(StrEnum):
    """How a text was written."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    DECOMPOSED = "Unicode tổ hợp"


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
    return None if text.isascii() else _repaired(text)


@lru_cache(maxsize=8192)
def _repaired(text: str) -> Repair | None:
    normal = unicodedata.normalize("NFC", text)
    words = _words(normal)
    as_it_is = sum(map(_stands, words))
    if as_it_is < len(words) and any(len(word) > 1 for word in words):
        for encoding, read in ((Encoding.TCVN3, from_tcvn3(text)), (Encoding.VNI, from_vni(normal))):
            if _share(read, len(words)) > max(_ENOUGH - 0.001, as_it_is / len(words)):
                lost = encoding is Encoding.TCVN3 and read[:1].islower()
                return Repair(read, encoding, lost)
    return Repair(normal, Encoding.DECOMPOSED) if normal != text else None


def _words(text: str) -> list[str]:
    """The words of a text's beginning that are not plain ASCII."""
    return [word for word in _SPLIT.split(text[:_MOST]) if word and not word.isascii()]


def _stands(word: str) -> bool:
    """Whether a word needs no repair: Vietnamese, or signs alone; a sign beside letters («, ®, ²) is none of ours."""
    letters = word.strip("«»§©®°·²³")
    return not any(map(str.isalpha, letters)) or is_vietnamese(letters)


def _share(read: str, least: int) -> float:
    """How much of a text read by an old encoding is Vietnamese; 0 when words were lost by it."""
    words = _words(read)
    return sum(map(is_vietnamese, words)) / len(words) if words and len(words) >= least * _ENOUGH else 0.0


def from_tcvn3(text: str) -> str:
    """A text written in TCVN3, as Unicode."""
    return "".join(_FROM_TCVN3.get(sign, sign) for sign in text)


def from_vni(text: str) -> str:
    """A text written in VNI-Windows, as Unicode in NFC."""
    found: list[str] = []
    before = ""
    for sign in text:
        low = sign.lower()
        if low in _VNI_TAKES.get(before, ""):
            found.append(_VNI_MARKS[low])
            before = ""
            continue
        letter = _VNI_LETTERS.get(low)
        found.append(sign if letter is None else letter.upper() if sign.isupper() else letter)
        before = low
    return unicodedata.normalize("NFC", "".join(found))

"""Vietnamese text: normal form, search with and without accents, and dictionary order.

`fold` maps one character to one character, so positions found in folded text are positions in the
shown text. Knows nothing of widgets or tables.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_ORDER = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_LETTER_ORDER = {letter: index for index, letter in enumerate(_LETTERS, start=1)}
_SIGNS_FROM, _NUMBERS_FROM, _LETTERS_FROM, _OTHER_LETTERS_FROM = 1, 2_000_000, 3_000_000, 4_000_000
_OLD_TONE_PLACES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE = re.compile("|".join(_OLD_TONE_PLACES))
_WORD = re.compile(r"\S+")


def nfc(text: str) -> str:
    """The text in Unicode normal form C, with outer white space and zero-width marks removed."""
    cleaned = text.replace("\u200b", "").replace("\ufeff", "").replace("\u00a0", " ")
    return unicodedata.normalize("NFC", cleaned).strip()


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", character)[0]
    lowered = base.lower()
    return lowered if len(lowered) == 1 else base


def fold(text: str) -> str:
    """The text without accents, đ as d, in lower case; as long as its NFC form."""
    return "".join(map(_fold_character, unicodedata.normalize("NFC", text)))


def has_marks(text: str) -> bool:
    """Whether the text carries any Vietnamese mark, so that it asks for an exact match."""
    normal = unicodedata.normalize("NFC", text).lower()
    return fold(normal) != normal


def _modern(text: str) -> str:
    """The tone put where the newer spelling has it (hoà as hòa); as long as before."""
    return _OLD_TONE.sub(lambda match: _OLD_TONE_PLACES[match.group()], text)


def matches(query: str, text: str) -> bool:
    """Whether every word of `query` occurs in `text`, in any order.

    A word with marks must match its marks (hoà counts as hòa); a word without marks matches any.
    """
    return all(any(needle in hay for needle, hay in _ways(word, text)) for word in _WORD.findall(query))


def _ways(word: str, text: str) -> list[tuple[str, str]]:
    """What to look for, and where: without marks, or with marks as written and in the other tone placing."""
    folded, lowered, modern = _readings(text)
    if not has_marks(word):
        return [(fold(word), folded)]
    _, wanted, wanted_modern = _readings(word)
    return [(wanted, lowered), (wanted_modern, modern)]


@lru_cache(maxsize=16384)
def _readings(text: str) -> tuple[str, str, str]:
    """The text folded, in lower case, and in the newer tone placing; all as long as its NFC form."""
    normal = unicodedata.normalize("NFC", text)
    lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in normal)
    return fold(normal), lowered, _modern(lowered)


def match_spans(query: str, text: str) -> list[tuple[int, int]]:
    """Where the words of `query` occur in the NFC form of `text`: sorted (start, length) pairs."""
    spans: set[tuple[int, int]] = set()
    for word in _WORD.findall(query):
        for needle, hay in _ways(word, text):
            start = hay.find(needle)
            while start >= 0:
                spans.add((start, len(needle)))
                start = hay.find(needle, start + 1)
    return sorted(spans)


@lru_cache(maxsize=4096)
def _split_letter(character: str) -> tuple[int, int]:
    parts = unicodedata.normalize("NFD", character.lower())
    tone = next((_TONE_ORDER[part] for part in parts if part in _TONES), 0)
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    if letter in _LETTER_ORDER:
        return _LETTERS_FROM + _LETTER_ORDER[letter], tone
    code = ord(letter[0]) if letter else 0
    return (_OTHER_LETTERS_FROM if letter[:1].isalpha() else _SIGNS_FROM) + code, tone


def sort_key(text: str) -> tuple[tuple[int | str, ...], ...]:
    """A key that sorts as a Vietnamese dictionary does: A Ă Â … D Đ …, tones second (ngang huyền hỏi ngã sắc nặng).

    Before letters come blanks, signs and numbers, these by size: Phường 2, Phường 10, Phường An.
    """
    letters: list[int | str] = []
    tones: list[int | str] = []
    for chunk in re.findall(r"\d+|\s+|.", unicodedata.normalize("NFC", text)):
        if chunk.isdigit() and chunk.isascii():
            letters += [_NUMBERS_FROM, int(chunk)]
        elif chunk.isspace():
            letters.append(0)
        else:
            letter, tone = _split_letter(chunk)
            letters.append(letter)
            tones.append(tone)
    return tuple(letters), tuple(tones), (text,)


def join_words(words: Iterable[str], last: str = " và ") -> str:
    """The words as a Vietnamese list: "a, b và c"."""
    items = list(words)
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + last + items[-1]

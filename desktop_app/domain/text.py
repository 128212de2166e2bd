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


def _same_length_modern(text: str) -> str:
    return _OLD_TONE.sub(
        lambda match: _OLD_TONE_PLACES[match.group()], unicodedata.normalize("NFC", text).lower()
    )


def matches(query: str, text: str) -> bool:
    """Whether every word of `query` occurs in `text`, in any order.

    A word with marks must match its marks (hoà counts as hòa); a word without marks matches any.
    """
    folded, exact = fold(text), _same_length_modern(text)
    return all(
        (_same_length_modern(word) in exact) if has_marks(word) else (fold(word) in folded)
        for word in _WORD.findall(query)
    )


def match_spans(query: str, text: str) -> list[tuple[int, int]]:
    """Where the words of `query` occur in the NFC form of `text`: sorted (start, length) pairs."""
    folded, exact = fold(text), _same_length_modern(text)
    spans: set[tuple[int, int]] = set()
    for word in _WORD.findall(query):
        marked = has_marks(word)
        needle, hay = (_same_length_modern(word), exact) if marked else (fold(word), folded)
        start = hay.find(needle)
        while start >= 0 and needle:
            spans.add((start, len(needle)))
            start = hay.find(needle, start + 1)
    return sorted(spans)


def _split_letter(character: str) -> tuple[int, int]:
    parts = unicodedata.normalize("NFD", character.lower())
    tone = next((_TONE_ORDER[part] for part in parts if part in _TONES), 0)
    letter = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
    return _LETTER_ORDER.get(letter, 100 + ord(letter[0])), tone


def sort_key(text: str) -> tuple[tuple[int | str, ...], ...]:
    """A key that sorts as a Vietnamese dictionary does: A Ă Â … D Đ …, tones second, numbers by size."""
    letters: list[int | str] = []
    tones: list[int | str] = []
    for chunk in re.findall(r"\d+|\s+|.", unicodedata.normalize("NFC", text)):
        if chunk.isdigit() and chunk.isascii():
            letters += [50, int(chunk)]
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

"""Which unit a written name means: despite accents, case, punctuation and abbreviations; never a guess.

A name means a unit when it is one of its names, or when every abbreviation in it stands for words of its name
("Sở TT&TT", "LĐTBXH", "UBND H. Mộc Sơn"), and of no other unit's. Otherwise the units it may mean are proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from .text import fold, nfc
from .units import Unit

_NOT_WORDS = re.compile(r"[^0-9a-z]+")
_SKIPPED = frozenset({"va"})
_SHORT = {
    "h": "huyen", "p": "phuong", "x": "xa", "t": "tinh", "q": "quan", "tp": "thanh pho", "tx": "thi xa", "tt": "thi tran",
    "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan", "vp": "van phong",
}  # fmt: skip
_COUNCIL = ("uy", "ban", "nhan", "dan")
_LIKE, _MOST_PROPOSED = 0.72, 5


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The unit a name means, or the units it may mean, likeliest first."""

    unit: Unit | None
    candidates: tuple[Unit, ...] = ()


def match_unit(
    written: str,
    units: Sequence[Unit],
    others: Iterable[Unit] = (),
    followers: Mapping[int, Sequence[int]] = {},
) -> NameMatch:
    """What a written name means among `units` (those valid on the day it is read for).

    `others` are units not valid then; a name only they have proposes those of `units` that followed them
    (`followers`: ids by predecessor).
    """
    name = nfc(written)
    if not name:
        return NameMatch(None)
    for tells in (_same, has_name, _abbreviated):
        found = tuple(unit for unit in units if tells(name, unit))
        if len(found) == 1:
            return NameMatch(found[0], found)
        if found:
            return NameMatch(None, found)
    followed = {
        at
        for unit in others
        if has_name(name, unit) or _abbreviated(name, unit)
        for at in followers.get(unit.id, ())
    }
    after = tuple(unit for unit in units if unit.id in followed)
    return NameMatch(None, after or _near(name, units))


def names_unit(written: str, unit: Unit) -> bool:
    """Whether a written name can mean a unit."""
    return has_name(nfc(written), unit) or _abbreviated(nfc(written), unit)


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, unit.short_name, *unit.aliases)


def _same(name: str, unit: Unit) -> bool:
    """Equal with accents: two communes may differ by one alone."""
    return name.casefold() in (nfc(item).casefold() for item in _names(unit))


def has_name(name: str, unit: Unit) -> bool:
    """Whether a text is one of a unit's names, accents, case and signs aside."""
    words = _words(name)
    return bool(words) and any(words == _words(item) for item in _names(unit))


def _abbreviated(name: str, unit: Unit) -> bool:
    written = _words(name)
    if not written:
        return False
    spelt = _spelt(_words(unit.name))
    ways = [spelt, spelt[len(_COUNCIL) :]] if spelt[: len(_COUNCIL)] == _COUNCIL else [spelt]
    return any(_stands_for(written, way) for way in ways if way)


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name without accents and signs; "và" and "&" say nothing."""
    words = _NOT_WORDS.split(fold(nfc(name)))
    return tuple(word for word in words if word and word not in _SKIPPED)


@lru_cache(maxsize=4096)
def _spelt(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the well-known abbreviations written out."""
    return tuple(part for word in words for part in _SHORT.get(word, word).split())


@lru_cache(maxsize=32768)
def _stands_for(written: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether each written word is a word of the name, a well-known abbreviation, or initials of several words."""
    if not written or not words:
        return not written and not words
    first, rest = written[0], written[1:]
    if first == words[0] and _stands_for(rest, words[1:]):
        return True
    known = tuple(_SHORT.get(first, "").split())
    if known and words[: len(known)] == known and _stands_for(rest, words[len(known) :]):
        return True
    count = len(first)
    initials = "".join(word[0] for word in words[:count])
    return count > 1 and first == initials and _stands_for(rest, words[count:])


def _near(name: str, units: Sequence[Unit]) -> tuple[Unit, ...]:
    """The units with a name much like it, or that holds all its words."""
    written = " ".join(_spelt(_words(name)))
    scored = sorted(((_likeness(written, unit), -at) for at, unit in enumerate(units)), reverse=True)
    return tuple(units[-at] for likeness, at in scored[:_MOST_PROPOSED] if likeness >= _LIKE)


def _likeness(written: str, unit: Unit) -> float:
    best = 0.0
    for item in _names(unit):
        spelt = " ".join(_spelt(_words(item)))
        if written and set(written.split()) <= set(spelt.split()):
            return 1.0
        best = max(best, SequenceMatcher(None, written, spelt).ratio())
    return best

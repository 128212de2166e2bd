"""Returns without a passport: which of a form's fields a heading means, and which period a title speaks of.

Only what is certain is taken: a heading equal to a field's label, heading or code, accents and case aside. The rest
is asked once and remembered by the signature of the headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .errors import InvalidInput
from .form_lines import codes_of
from .forms import Form
from .periods import PeriodCode
from .returns import Found
from .text import fold, nfc

MAPPING_KIND = "phieu-khong-ma"
IGNORED = ""
_UNIT_HEADINGS = frozenset(
    {"don vi", "ten don vi", "co quan", "co quan, don vi", "ten co quan", "don vi bao cao"}
)
_MONTH = re.compile(r"thang (\d{1,2})\s*(?:nam|/|-)\s*(\d{4})")
_QUARTER = re.compile(r"quy (iv|iii|ii|i|[1-4])\s*(?:nam|/|-)\s*(\d{4})")
_HALF = re.compile(r"6 thang (dau|cuoi)(?: nam)?\s*(?:nam|/|-)?\s*(\d{4})")
_NINE = re.compile(r"9 thang(?: dau)?(?: nam)?\s*(?:nam|/|-)?\s*(\d{4})")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row of a plain table: the unit's name as written ("" where the table names none), cells by heading."""

    unit: str
    cells: Mapping[str, Found]


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table someone made: its headings, its rows, and the texts around it that may name unit and period."""

    sheet: str
    headings: tuple[str, ...]
    rows: tuple[PlainRow, ...]
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """How a table's headings are read: the form, and a field for each heading that means one.

    `said` tells that the clerk said so; then a column that is not there is not asked for again.
    """

    form: Form
    fields: Mapping[str, str] = field(default_factory=dict)
    said: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of required fields that no heading means."""
        known = set(self.fields.values())
        return tuple(item.label for item in self.form.fields if item.required and item.key not in known)


def plain(text: str) -> str:
    """A heading as it is compared: without accents, case, line breaks and footnote signs."""
    return " ".join(fold(nfc(text)).replace("*", " ").split()).strip(" .:")


def signature(headings: Iterable[str]) -> str:
    """What a remembered mapping is found by: the headings, in order."""
    return "|".join(plain(heading) for heading in headings)


def names_unit(heading: str) -> bool:
    """Whether a column holds the units' names."""
    return plain(heading) in _UNIT_HEADINGS


def guess_columns(form: Form, headings: Iterable[str]) -> Columns:
    """The fields the headings certainly mean; a heading two fields could mean, or two for one field, is left open."""
    codes = codes_of(form)
    meant: dict[str, set[str]] = {}
    for item in form.fields:
        for word in (item.label, item.header, codes[item.key], item.key):
            meant.setdefault(plain(word), set()).add(item.key)
    fields: dict[str, str] = {}
    for heading in headings:
        keys = meant.get(plain(heading), set())
        if len(keys) == 1:
            fields[heading] = next(iter(keys))
    chosen = list(fields.values())
    return Columns(form, {heading: key for heading, key in fields.items() if chosen.count(key) == 1})


def columns_from(form: Form, mapping: Mapping[str, str], headings: Iterable[str]) -> Columns:
    """The columns by a mapping the clerk made: field keys by plain heading, "" for headings to leave out."""
    known = {item.key for item in form.fields}
    fields = {heading: key for heading in headings if (key := mapping.get(plain(heading), IGNORED)) in known}
    return Columns(form, fields, said=True)


def periods_in(texts: Iterable[str]) -> set[str]:
    """Codes of the periods the texts name in words ("Tháng 8 năm 2020", "Quý III/2020", "kỳ 2020-08")."""
    found: set[str] = set()
    for text in texts:
        words = plain(text)
        found |= {f"{year}-{int(month):02}" for month, year in _MONTH.findall(words) if 1 <= int(month) <= 12}
        found |= {f"{year}-Q{_ROMAN.get(number, number)}" for number, year in _QUARTER.findall(words)}
        found |= {f"{year}-H{1 if half == 'dau' else 2}" for half, year in _HALF.findall(words)}
        found |= {f"{year}-9M" for year in _NINE.findall(words)}
    return {code for code in found if _sound(code)}


def _sound(code: str) -> bool:
    try:
        PeriodCode.parse(code)
    except InvalidInput:
        return False
    return True

"""The passport of an issued form: what it is, whose it is, for which period, and a number no other copy has.

It stands in a hidden sheet and, shortened, in a code everybody can read, so that a renamed, forwarded or
photo-copied file is still recognised. The record's own list of issued forms has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from .text import fold

SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: they are read wrongly from paper
NONCE_LENGTH = 8  # seven drawn by lot, the last one to find slips
_CODE = re.compile(rf"-([{SIGNS}]{{{NONCE_LENGTH}}})$")
_KEYS = {"form": "bieu", "version": "phien_ban", "unit_id": "don_vi", "period": "ky", "nonce": "so_phieu"}
_PASSED_OVER = ("va", "cac", "cua")


@dataclass(frozen=True, slots=True)
class Passport:
    """Form and its version, unit, period (as stored, 2020-08) and the number of this one workbook."""

    form: str
    version: str
    unit_id: int
    period: str
    nonce: str

    def entries(self) -> dict[str, str]:
        """The passport as the hidden sheet holds it, by key."""
        return {key: str(getattr(self, name)) for name, key in _KEYS.items()}


@dataclass(frozen=True, slots=True)
class IssuedForm:
    """A workbook given out: its passport, when, and under which file name."""

    passport: Passport
    issued_at: datetime
    file_name: str


def passport_from(entries: Mapping[str, str]) -> Passport | None:
    """The passport a hidden sheet holds, or None when it is not whole or its number has a slip."""
    found = {name: entries.get(key, "").strip() for name, key in _KEYS.items()}
    if not all(found.values()) or not found["unit_id"].isascii() or not found["unit_id"].isdecimal():
        return None
    if not sound_nonce(found["nonce"]) or len(found["unit_id"]) > 9:
        return None
    return Passport(found["form"], found["version"], int(found["unit_id"]), found["period"], found["nonce"])


def version_of(definition: str) -> str:
    """A form's version: the first 8 digits of its definition's SHA-256."""
    return sha256(definition.encode()).hexdigest()[:8]


def new_nonce(draw: Callable[[int], int]) -> str:
    """A number for one workbook; `draw(n)` gives a random whole number below n (`secrets.randbelow`)."""
    drawn = "".join(SIGNS[draw(len(SIGNS))] for _ in range(NONCE_LENGTH - 1))
    return drawn + _check_sign(drawn)


def sound_nonce(nonce: str) -> bool:
    """Whether a number can be one of ours: right signs, and the last one fits the others."""
    fits = len(nonce) == NONCE_LENGTH and all(sign in SIGNS for sign in nonce)
    return fits and _check_sign(nonce[:-1]) == nonce[-1]


def _check_sign(drawn: str) -> str:
    """The sign that makes any single wrong sign show, and nearly all swapped neighbours."""
    weighted = sum((2 * place + 1) * SIGNS.index(sign) for place, sign in enumerate(drawn))
    return SIGNS[weighted % len(SIGNS)]


def visible_code(passport: Passport, unit_name: str, unit_code: str | None = None) -> str:
    """The code printed on the form: "DVCTT-2020-08-STNMT-7K4QX2MD"."""
    form = passport.form.split("-")[0].upper() if passport.form.startswith("dvctt") else passport.form.upper()
    return f"{form}-{passport.period}-{unit_code or initials(unit_name)}-{passport.nonce}"


def nonce_in(code: str) -> str | None:
    """The number at the end of a printed code, or None when there is none or it has a slip."""
    found = _CODE.search(code.strip().upper())
    return found[1] if found and sound_nonce(found[1]) else None


def initials(name: str) -> str:
    """A unit's initials without accents: "Sở Tài nguyên và Môi trường" gives STNMT."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "".join(word if word.isdigit() else word[0] for word in words if word not in _PASSED_OVER).upper()

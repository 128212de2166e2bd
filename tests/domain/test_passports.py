"""The passport of an issued form survives the hidden sheet and the printed code; slips show."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.passports import (
    SIGNS,
    Passport,
    initials,
    new_nonce,
    nonce_in,
    passport_from,
    sound_nonce,
    version_of,
    visible_code,
)

NONCE = new_nonce(random.Random(7).randrange)
PASSPORT = Passport("dvctt-2011", "1a2b3c4d", 12, "2020-08", NONCE)


def test_a_passport_comes_back_from_its_sheet() -> None:
    assert passport_from(PASSPORT.entries()) == PASSPORT


@pytest.mark.parametrize(
    "spoiled",
    [
        {"don_vi": "x"},
        {"don_vi": "١٢"},
        {"don_vi": "9" * 30},
        {"so_phieu": "2345678A"},
        {"so_phieu": NONCE.lower()},
        {"ky": ""},
    ],
)
def test_a_passport_with_a_slip_is_none(spoiled: dict[str, str]) -> None:
    assert passport_from(PASSPORT.entries() | spoiled) is None
    assert passport_from({}) is None


def test_the_printed_code_names_form_period_unit_and_number() -> None:
    code = visible_code(PASSPORT, "Sở Tài nguyên và Môi trường")
    assert code == f"DVCTT-2020-08-STNMT-{NONCE}"
    assert nonce_in(f" {code.lower()} ") == NONCE
    assert nonce_in(code[:-1]) is None and nonce_in("") is None
    assert visible_code(PASSPORT, "Sở Y tế", "H05.12").split("-")[3] == "H05.12"


@given(st.integers(0, 2**32), st.integers(0, 7), st.sampled_from(SIGNS))
def test_a_single_wrong_sign_always_shows(seed: int, place: int, sign: str) -> None:
    nonce = new_nonce(random.Random(seed).randrange)
    assert sound_nonce(nonce)
    spoiled = nonce[:place] + sign + nonce[place + 1 :]
    assert sound_nonce(spoiled) == (spoiled == nonce)


def test_initials_and_versions() -> None:
    assert initials("Ủy ban nhân dân huyện Đông Anh") == "UBNDHDA"
    assert initials("Phường 12") == "P12"
    assert version_of("{}") != version_of("{ }") and len(version_of("{}")) == 8

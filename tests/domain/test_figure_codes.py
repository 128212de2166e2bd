"""Codes of figures: they come back as printed, and no single slip of typing goes unseen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.figure_codes import FigureCode, ReportPoint, looks_like_code
from desktop_app.domain.periods import PeriodCode

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXY"
PERIODS = st.builds(
    lambda year, ending: PeriodCode.parse(f"{year}{ending}"),
    st.integers(1900, 2199),
    st.sampled_from(["", "-01", "-08", "-12", "-Q1", "-Q4", "-H1", "-H2", "-9M"]),
)
CODES = st.builds(
    FigureCode,
    st.builds(
        lambda letters, number: f"{letters}{number:02}",
        st.sampled_from(["NV", "DV", "BM", "AT", "CT"]),
        st.integers(0, 99),
    ),
    st.builds(
        ReportPoint, PERIODS, st.dates(date(1950, 1, 1), date(2199, 12, 31)), st.integers(1, 3_000_000)
    ),
)


@given(CODES)
def test_a_code_comes_back_as_it_was_printed(code: FigureCode) -> None:
    assert FigureCode.parse(str(code)) == code
    assert FigureCode.parse(f"  {str(code).lower().replace('-', ' ')} ") == code
    assert looks_like_code(str(code))


@given(CODES, st.data())
def test_one_wrong_sign_never_leads_to_a_figure(code: FigureCode, data: st.DataObject) -> None:
    text = str(code)
    at = data.draw(st.integers(2, len(text) - 1))
    wrong = data.draw(st.sampled_from(SIGNS[:10] if at < 4 else SIGNS))
    assume(text[at] not in ("-", wrong))
    with pytest.raises(InvalidInput):
        FigureCode.parse(text[:at] + wrong + text[at + 1 :])


@given(CODES, st.data())
def test_two_signs_changed_about_never_lead_to_a_figure(code: FigureCode, data: st.DataObject) -> None:
    text = str(code)
    at = data.draw(st.integers(5, len(text) - 2))
    assume(text[at] != text[at + 1])
    with pytest.raises(InvalidInput):
        FigureCode.parse(text[:at] + text[at + 1] + text[at] + text[at + 2 :])


def test_o_and_l_are_read_as_the_figures_they_look_like() -> None:
    for entry in range(1, 400):
        code = FigureCode("NV01", ReportPoint(PeriodCode.month(2020, 8), date(2020, 8, 26), entry))
        typed = "NV01" + str(code)[4:].replace("0", "O").replace("1", "l")
        assert FigureCode.parse(typed) == code


@pytest.mark.parametrize("text", ["", "62", "NV-06", "NQ17 chính phủ", "1180/KH-UBND", "nv01 kế hoạch"])
def test_what_is_no_code_is_searched_as_words(text: str) -> None:
    assert not looks_like_code(text)
    with pytest.raises(InvalidInput):
        FigureCode.parse(text)


def test_young_records_have_short_codes() -> None:
    point = ReportPoint(PeriodCode.month(2020, 8), date(2020, 8, 26), 91)
    assert len(str(FigureCode("NV01", point))) <= 14
    later = ReportPoint(point.period, point.as_of + timedelta(days=1), 91)
    assert str(FigureCode("NV01", later)) != str(FigureCode("NV01", point))

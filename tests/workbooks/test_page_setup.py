"""Page breaks, headers and paper."""

from __future__ import annotations

from desktop_app.workbooks.page_setup import PageSetup, header_text, page_breaks


def test_pages_are_filled_to_capacity() -> None:
    assert page_breaks([10.0] * 25, 0, 100.0, 0.0) == [10, 20]


def test_repeated_header_takes_its_room_on_later_pages() -> None:
    assert page_breaks([10.0] * 25, 2, 100.0, 20.0) == [10, 18]


def test_kept_row_goes_to_the_next_page_with_the_row_after_it() -> None:
    assert page_breaks([10.0] * 25, 0, 100.0, 0.0, kept={9}) == [9, 19]
    assert page_breaks([10.0] * 25, 0, 100.0, 0.0, kept={8, 9}) == [8, 18]


def test_last_page_gets_four_rows() -> None:
    assert page_breaks([10.0] * 21, 0, 100.0, 0.0) == [10, 17]


def test_one_page_has_no_break() -> None:
    assert page_breaks([10.0] * 10, 0, 100.0, 0.0) == []


def test_row_higher_than_a_page_does_not_loop() -> None:
    assert page_breaks([10.0, 300.0, 10.0, 10.0, 10.0, 10.0], 0, 100.0, 0.0) == [1, 2]


def test_block_longer_than_a_page_is_broken_all_the_same() -> None:
    breaks = page_breaks([10.0] * 30, 0, 100.0, 0.0, kept=set(range(29)))
    assert breaks[0] == 10 and len(breaks) == 2


def test_header_text_escapes_ampersand_and_leading_digit() -> None:
    assert header_text("Sở TT&TT") == "Sở TT&&TT"
    assert header_text("12 tháng") == " 12 tháng"
    assert header_text("") == ""


def test_printable_area_of_a4_with_the_decrees_margins() -> None:
    assert PageSetup(landscape=False).printable_pixels == 623
    assert PageSetup(landscape=True).printable_pixels == 952

"""Paper, margins, headers, footers and page breaks of a printed sheet (NĐ 30/2020, annex I)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

POINTS_PER_MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM, HEADER = 30, 15, 20, 20, 10
_FILLED = 0.985  # of a page: printers differ a little


@dataclass(frozen=True, slots=True)
class PageSetup:
    """How a sheet is printed; `identity` goes left and `ledger` right into the footer of every page.

    `mark` stands on the right of every page's header ("Dữ liệu minh họa"); `one_page` shrinks the sheet to
    one page as long as it is then printed no smaller than `least_scale`; other sheets are shrunk that far where it
    saves a page.
    """

    landscape: bool = True
    identity: str = ""
    ledger: str = ""
    mark: str = ""
    one_page: bool = False
    least_scale: float = 1.0

    @property
    def printable_pixels(self) -> int:
        """The width between the margins in screen pixels (96 dpi)."""
        return int((self.paper[0] - LEFT - RIGHT) / 25.4 * 96)

    @property
    def capacity(self) -> float:
        """How many points of rows fill a page at full scale."""
        return (self.paper[1] - TOP - BOTTOM) * POINTS_PER_MM * _FILLED

    @property
    def printed_identity(self) -> str:
        """The identity as far as a footer has room for it."""
        return self.identity[:110]

    @property
    def paper(self) -> tuple[int, int]:
        """Width and height of the page in millimetres."""
        return (297, 210) if self.landscape else (210, 297)


class PrintedWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose first page has its own header: by the decree page 1 carries no number."""

    first_header: str = ""

    def _write_header_footer(self) -> None:
        """Write header and footer with `differentFirst`, which XlsxWriter does not offer."""
        self._xml_start_tag("headerFooter", [("differentFirst", "1"), ("scaleWithDoc", "0")])
        self._xml_data_element("oddHeader", self.header)
        self._xml_data_element("oddFooter", self.footer)
        self._xml_data_element("firstHeader", self.first_header)
        self._xml_data_element("firstFooter", self.footer)
        self._xml_end_tag("headerFooter")


def apply(worksheet: PrintedWorksheet, setup: PageSetup, single: bool) -> None:
    """Set paper, margins, fit to width (to one page when `single`), header and footer."""
    worksheet.set_paper(9)
    if setup.landscape:
        worksheet.set_landscape()
    worksheet.set_margins(LEFT / 25.4, RIGHT / 25.4, TOP / 25.4, BOTTOM / 25.4)
    right = '&R&"Times New Roman,Italic"&10' + header_text(setup.mark) if setup.mark else ""
    footer = '&L&"Times New Roman,Italic"&9' + header_text(setup.printed_identity)
    footer += '&R&"Times New Roman,Italic"&9' + header_text(setup.ledger)
    margin = {"margin": HEADER / 25.4}
    worksheet.set_header('&C&"Times New Roman,Regular"&13&P' + right, margin)
    worksheet.set_footer(footer, margin)
    worksheet.first_header = right
    worksheet.fit_to_pages(1, 1 if single else 0)
    worksheet.set_start_page(1)
    worksheet.hide_gridlines(2)


def header_text(text: str) -> str:
    """`text` made safe for a header: & doubled, a leading digit kept apart from the size code before it."""
    escaped = text.replace("&", "&&")
    return " " + escaped if escaped[:1].isdigit() else escaped


def page_breaks(
    heights: Sequence[float],
    body_start: int,
    capacity: float,
    repeated: float,
    kept: Collection[int] = (),
    last_rows: int = 4,
) -> list[int]:
    """The rows before which a new page begins, pages filled to `capacity` points.

    `repeated` points of header are printed again on later pages; rows in `kept` stay with the row after them;
    the last page gets at least `last_rows` rows.
    """
    breaks: list[int] = []
    used, start = 0.0, body_start
    for row, height in enumerate(heights):
        used += height
        if used <= capacity or row <= start:
            continue
        start = _pulled_up(row, start, kept)
        breaks.append(start)
        used = repeated + sum(heights[start : row + 1])
    if breaks and len(heights) - breaks[-1] < last_rows:
        floor = breaks[-2] if len(breaks) > 1 else body_start
        breaks[-1] = max(_pulled_up(len(heights) - last_rows, floor, kept), floor + 1)
    return breaks


def _pulled_up(row: int, floor: int, kept: Collection[int]) -> int:
    moved = row
    while moved - 1 > floor and moved - 1 in kept:
        moved -= 1
    return moved if moved - 1 not in kept else row

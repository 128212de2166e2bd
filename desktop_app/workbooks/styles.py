"""The looks of the report's cells: Times New Roman, black, weight and words instead of colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .number_formats import GENERAL, NumberFormat
from .text_metrics import Face

FONT_NAME = "Times New Roman"
GROUP_FILL = "#E7E6E6"
TOTAL_FILL = "#D0CECE"


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks; `number` decides what a number or date shows.

    A text that goes on in the next row has no line between the two: `goes_on` leaves out the lower border,
    `continued` the upper one.
    """

    size: float = 11
    bold: bool = False
    italic: bool = False
    align: str = "left"
    vertical: str = "vcenter"
    border: bool = False
    fill: str = ""
    wrap: bool = True
    number: NumberFormat = GENERAL
    goes_on: bool = False
    continued: bool = False

    @property
    def face(self) -> Face:
        """The font cut, for measuring."""
        return Face(self.size, self.bold, self.italic)

    def showing(self, number: NumberFormat) -> Style:
        """The same look with another number format."""
        return replace(self, number=number)

    def sized(self, size: float) -> Style:
        """The same look in another size."""
        return replace(self, size=size)

    def emboldened(self) -> Style:
        """The same look in bold."""
        return replace(self, bold=True)

    def aligned(self, align: str) -> Style:
        """The same look aligned otherwise."""
        return replace(self, align=align)

    def part(self, goes_on: bool, continued: bool) -> Style:
        """The same look for one of several rows that hold one text."""
        return replace(self, goes_on=goes_on, continued=continued)

    def properties(self, quoted: bool = False) -> dict[str, object]:
        """The properties of an XlsxWriter format; `quoted` marks text that must never turn into a formula."""
        values: dict[str, object] = {
            "font_name": FONT_NAME,
            "font_size": self.size,
            "bold": self.bold,
            "italic": self.italic,
            "align": self.align,
            "valign": self.vertical,
            "text_wrap": self.wrap,
            "num_format": self.number.code,
        }
        if self.border:
            values |= {"left": 1, "right": 1, "top": int(not self.continued), "bottom": int(not self.goes_on)}
        if self.fill:
            values["bg_color"] = self.fill
        if quoted:
            values["quote_prefix"] = True
        return values


NATION = Style(12, bold=True, align="center", vertical="bottom")
MOTTO = Style(13, bold=True, align="center")
PARENT_BODY = Style(12, align="center", vertical="bottom")
ISSUING_BODY = Style(12, bold=True, align="center", vertical="top")
NUMBER_LINE = Style(13, align="center")
PLACE_LINE = Style(13, italic=True, align="center")
DOCUMENT_TITLE = Style(14, bold=True, align="center")
ADDRESSEE = Style(14, align="center")
PARAGRAPH = Style(13, align="justify")
SECTION = Style(13, bold=True)
ANNEX_NUMBER = Style(12, bold=True, wrap=False)
ANNEX_PARTY = Style(11, align="right")
ANNEX_TITLE = Style(13, bold=True, align="center")
ANNEX_REFERENCE = Style(12, italic=True, align="center")
PERIOD_LINE = Style(12, align="center")
UNIT_LINE = Style(11, italic=True, align="right")
TABLE_CAPTION = Style(11, bold=True)

HEADER = Style(11, bold=True, align="center", border=True)
COLUMN_NUMBER = Style(10, italic=True, align="center", border=True)
BODY = Style(11, border=True)
CENTRED = Style(11, align="center", border=True)
NUMBER = Style(11, align="right", border=True, wrap=False)
FLAG = Style(11, bold=True, align="center", border=True)
GROUP = Style(11, bold=True, border=True, fill=GROUP_FILL)
TOTAL = Style(11, bold=True, border=True, fill=TOTAL_FILL)

NOTE = Style(10, italic=True)
RECIPIENTS_TITLE = Style(12, bold=True, italic=True)
RECIPIENT = Style(11)
SIGNATURE = Style(13, bold=True, align="center")

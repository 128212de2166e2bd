"""The looks only collection forms have: cells to fill, the grey of the period before, boxes and indents."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.workbooks.styles import Style

INPUT_FILL, PREVIOUS_FILL, PREVIOUS_TEXT = "#FFF2CC", "#F2F2F2", "#595959"
WARNING_FILL = "#D9D9D9"
_MEDIUM = 2


@dataclass(frozen=True, slots=True)
class FormStyle(Style):
    """A style of a collection form: `unlocked` may be filled in, `boxed` has a border of two pixels."""

    unlocked: bool = False
    boxed: bool = False
    colour: str = ""
    indent: int = 0

    def properties(self, quoted: bool = False) -> dict[str, object]:
        """The properties of an XlsxWriter format."""
        values = Style.properties(self, quoted)
        values["locked"] = not self.unlocked
        if self.boxed:
            values["border"] = _MEDIUM
        if self.colour:
            values["font_color"] = self.colour
        if self.indent:
            values["indent"] = self.indent
        return values

    def indented(self, steps: int) -> FormStyle:
        """The same look, set in from the left."""
        return replace(self, indent=steps)


INPUT = FormStyle(
    11, bold=True, align="right", border=True, fill=INPUT_FILL, wrap=False, unlocked=True, boxed=True
)
INPUT_TEXT = FormStyle(11, vertical="top", border=True, fill=INPUT_FILL, unlocked=True, boxed=True)
CHOICE = FormStyle(11, bold=True, align="center", border=True, fill=INPUT_FILL, unlocked=True, boxed=True)
FREE_LINE = FormStyle(13, italic=True, align="center", unlocked=True)
FREE_NAME = FormStyle(13, bold=True, align="center", unlocked=True)
PREVIOUS = FormStyle(11, align="right", border=True, fill=PREVIOUS_FILL, wrap=False, colour=PREVIOUS_TEXT)
COMPUTED = FormStyle(11, bold=True, align="right", border=True, wrap=False)
CODE_BOX = FormStyle(11, bold=True, align="center", border=True)
INSTRUCTIONS = FormStyle(11, border=True)
STATUS = FormStyle(12, bold=True, align="center", border=True, boxed=True)
CHECK = FormStyle(10, border=True)
ROLE = FormStyle(12, bold=True, align="center")
SIGN_HERE = FormStyle(12, italic=True, align="center")

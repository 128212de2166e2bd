"""The sender's own workbook with its wrong cells filled and commented, and an index of them with links.

Only the parts that must change are touched; formats, pictures, values and protection stay as the sender left them.
Annotating a corrected copy first takes the earlier marks away.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from desktop_app.domain.issuing import INDEX_SHEET

from .book import quoted_sheet
from .package import Package, attribute
from .reading.bounds import UnreadableFile
from .reading.ooxml import place_of, sheet_parts
from .reading.opening import open_workbook

AUTHOR = "Tiến Độ"
WRONG_FILL, REVIEW_FILL = "FFFF9C9C", "FFFFE08A"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_VML = (  # said on each shape: programs choose their own prefixes for the whole part
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_SHAPE = re.compile(r"<(\w+:)?shape\b.*?</\1shape>", re.S)
_BOOK = "xl/workbook.xml"
_AFTER_LEGACY = (
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell to be marked: where, what stands there, whether it is wrong or only doubtful, and why."""

    sheet: str
    cell: str
    value: str
    wrong: bool
    message: str


class CannotAnnotate(Exception):
    """The package is built in a way that cannot be changed safely; the caller writes a new form instead."""


def annotated(content: bytes, marks: Sequence[Mark]) -> bytes:
    """The workbook with these marks and no earlier ones; raises CannotAnnotate."""
    try:
        return _Annotation(content).result(marks)
    except (KeyError, IndexError, ValueError, zipfile.BadZipFile, UnreadableFile):
        raise CannotAnnotate from None


class _Annotation:
    """One workbook being marked."""

    def __init__(self, content: bytes) -> None:
        self.package = Package(content)
        self.styles = self.package.relation(_BOOK, "styles") or "xl/styles.xml"
        self.earlier = self._earlier_marks(content)
        if not re.search(r"<workbook\b", self.package.text(_BOOK)):
            raise ValueError("another prefix than we write")

    def result(self, marks: Sequence[Mark]) -> bytes:
        self._clear()
        sheets = sheet_parts(self.package.parts.get)
        rows: list[tuple[Mark, str]] = []
        for (sheet, cell), together in _by_cell(marks).items():
            part = sheets.get(sheet, "")
            before = self._fill(
                part, cell, WRONG_FILL if any(mark.wrong for mark in together) else REVIEW_FILL
            )
            if before is not None:
                self._comment(part, cell, "\n".join(mark.message for mark in together))
            rows += [(mark, before or "") for mark in together]
        if rows:
            self._add_index(rows)
        return self.package.content()

    def _earlier_marks(self, content: bytes) -> list[tuple[str, str, str]]:
        """Sheet, cell and the fill before of each earlier mark, as the index sheet remembers them."""
        index = open_workbook(content).sheet(INDEX_SHEET)
        if index is None:
            return []
        rows = {row for row, column in index.cells if column == 5}
        return [(index.text(row, 5), index.text(row, 6), index.text(row, 7)) for row in sorted(rows)]

    def _clear(self) -> None:
        sheets = sheet_parts(self.package.parts.get)
        for sheet, cell, fill in self.earlier:
            part = sheets.get(sheet)
            if part:
                self._fill(part, cell, fill)
        for name, part in sheets.items():
            self._clear_comments(part, {cell for sheet, cell, _ in self.earlier if sheet == name})
        if INDEX_SHEET in sheets:
            relation = self.package.unrelate(_BOOK, sheets[INDEX_SHEET])
            book = re.sub(rf'<sheet\b[^>]*"{relation}"[^>]*/>', "", self.package.text(_BOOK))
            self.package.put(_BOOK, re.sub(r'\s(activeTab|firstSheet)="\d+"', "", book))

    def _clear_comments(self, part: str, marked: set[str]) -> None:
        """Our comments: those under our name, or (LibreOffice drops names) on cells the index lists."""
        comments = self.package.relation(part, "comments")
        if comments is None or comments not in self.package.parts:
            return
        text = self.package.text(comments)
        authors = re.findall(r"<author\b[^>]*?(?:/>|>(.*?)</author>)", text, re.S)
        ours = str(authors.index(AUTHOR)) if AUTHOR in authors else "-"
        for comment in re.findall(r"<comment\b.*?</comment>", text, re.S):
            if attribute(comment, "authorId") == ours or attribute(comment, "ref") in marked:
                text = text.replace(comment, "")
                self._remove_shape(part, attribute(comment, "ref"))
        self.package.put(comments, text)

    def _remove_shape(self, part: str, cell: str) -> None:
        drawing, place = self.package.relation(part, "vmlDrawing"), place_of(cell)
        if drawing is None or place is None:
            return
        text = self.package.text(drawing)
        for shape in [match[0] for match in _SHAPE.finditer(text)]:
            if all(
                re.search(rf"<(\w+:)?{name}>\s*{number}\s*</", shape)
                for name, number in zip(("Row", "Column"), place, strict=True)
            ):
                text = text.replace(shape, "")
        self.package.put(drawing, text)

    def _fill(self, part: str, cell: str, colour: str) -> str | None:
        """Fill a cell ("" takes its fill away); answers the fill before, None where there is no such cell."""
        if part not in self.package.parts:
            return None
        text = self.package.text(part)
        match = re.search(rf'<c\b[^>]*\br="{cell}"[^>]*>', text)
        if match is None:
            return None
        tag = match[0]
        style = int(attribute(tag, "s") or 0)
        before = self._fill_of(style)
        new = self._styled(style, colour)
        bare = re.sub(r'\ss="\d+"', "", tag)
        filled = bare.replace("<c ", f'<c s="{new}" ', 1)
        self.package.put(part, text[: match.start()] + filled + text[match.end() :])
        return before

    def _formats(self) -> tuple[str, list[str], list[str]]:
        """styles.xml, its fills and its cell formats."""
        text = self.package.text(self.styles)
        fills = re.search(r"<fills\b[^>]*>(.*?)</fills>", text, re.S)
        formats = re.search(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", text, re.S)
        if fills is None or formats is None:
            raise ValueError("no formats")
        return (
            text,
            re.findall(r"<fill\b[^>]*?(?:/>|>.*?</fill>)", fills[1], re.S),
            re.findall(r"<xf\b(?:[^>]*?/>|.*?</xf>)", formats[1], re.S),
        )

    def _fill_of(self, style: int) -> str:
        _, fills, formats = self._formats()
        fill = fills[int(attribute(formats[style], "fillId") or 0)]
        colour = re.search(r'<fgColor\b[^>]*rgb="([0-9A-Fa-f]{8})"', fill)
        return colour[1].upper() if colour else ""

    def _styled(self, style: int, colour: str) -> int:
        """The number of the format that is like `style` but for its fill."""
        text, fills, formats = self._formats()
        number = 0
        if colour:
            wanted = (
                f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/>'
                "</patternFill></fill>"
            )
            if wanted not in fills:
                fills.append(wanted)
                block = f'<fills count="{len(fills)}">{"".join(fills)}</fills>'
                text = re.sub(r"<fills\b.*?</fills>", lambda _: block, text, count=1, flags=re.S)
            number = fills.index(wanted)
        changed = _set(_set(_opening(formats[style]), "fillId", str(number)), "applyFill", "1")
        return self._format(text, formats, formats[style].replace(_opening(formats[style]), changed, 1))

    def _format(self, text: str, formats: list[str], wanted: str) -> int:
        if wanted not in formats:
            formats.append(wanted)
        block = f'<cellXfs count="{len(formats)}">{"".join(formats)}</cellXfs>'
        text = re.sub(r"<cellXfs\b.*?</cellXfs>", lambda _: block, text, count=1, flags=re.S)
        self.package.put(self.styles, text)
        return formats.index(wanted)

    def _comment(self, part: str, cell: str, message: str) -> None:
        comments = self.package.relation(part, "comments") or self._new_comments(part)
        text = self.package.text(comments)
        said = "".join(re.findall(rf'<comment\b[^>]*ref="{cell}".*?</comment>', text, re.S))
        text = text.replace(said, "") if said else text
        authors = re.findall(r"<author\b[^>]*?(?:/>|>(.*?)</author>)", text, re.S)
        if AUTHOR not in authors:
            text = _add(text, "authors", f"<author>{AUTHOR}</author>")
            authors.append(AUTHOR)
        note = (
            f'<comment ref="{cell}" authorId="{authors.index(AUTHOR)}"><text><r><t xml:space="preserve">'
            f"{escape(message)}</t></r></text></comment>"
        )
        self.package.put(comments, _add(text, "commentList", note))
        if not said:
            self._shape(part, cell)

    def _new_comments(self, part: str) -> str:
        name = self.package.free_name("xl/commentsTienDo{}.xml")
        self.package.put(
            name, f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
        )
        self.package.declare(name, f"{_TYPE}comments+xml")
        self.package.relate(part, "comments", name)
        return name

    def _shape(self, part: str, cell: str) -> None:
        """The box a comment is shown in, without which Excel shows no comment."""
        place = place_of(cell)
        assert place is not None
        drawing = self.package.relation(part, "vmlDrawing") or self._new_drawing(part)
        text = self.package.text(drawing)
        number = 5000 + len(_SHAPE.findall(text))
        row, column = place
        anchor = f"{column + 1}, 12, {max(0, row - 1)}, 6, {column + 4}, 40, {row + 4}, 4"
        shape = (
            f'<v:shape {_VML} id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" '
            'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
            'obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/>'
            '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row>"
            f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )
        self.package.put(drawing, text.replace("</xml>", f"{shape}</xml>"))

    def _new_drawing(self, part: str) -> str:
        name = self.package.free_name("xl/drawings/vmlDrawingTienDo{}.vml")
        self.package.put(
            name,
            f'<xml {_VML}><v:shapetype id="_x0000_t202" coordsize="21600,21600" '
            'o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
            '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>',
        )
        self.package.declare_extension("vml", _VML_TYPE)
        relation = self.package.relate(part, "vmlDrawing", name)
        text = self.package.text(part)
        following = [text.find(f"<{tag}") for tag in (*_AFTER_LEGACY, "/worksheet>")]
        place = min(position for position in following if position >= 0)
        tag = f'<legacyDrawing xmlns:r="{_RELATIONS}" r:id="{relation}"/>'
        self.package.put(part, text[:place] + tag + text[place:])
        return name

    def _add_index(self, rows: Sequence[tuple[Mark, str]]) -> None:
        name = self.package.free_name("xl/worksheets/loi{}.xml")
        self.package.put(name, self._index(rows))
        self.package.declare(name, f"{_TYPE}worksheet+xml")
        relation = self.package.relate(_BOOK, "worksheet", name)
        book = self.package.text(_BOOK)
        taken = [int(number) for number in re.findall(r'\bsheetId="(\d+)"', book)]
        tag = (
            f"<sheet xmlns:r={quoteattr(_RELATIONS)} name={quoteattr(INDEX_SHEET)} "
            f'sheetId="{max(taken) + 1}" r:id="{relation}"/>'
        )
        self.package.put(_BOOK, book.replace("</sheets>", f"{tag}</sheets>"))

    def _index(self, rows: Sequence[tuple[Mark, str]]) -> str:
        bold = self._plain_format('applyFont="1" applyAlignment="1"', bold=True)
        wrap = self._plain_format('applyAlignment="1"')
        lines = [_row(1, ("Các ô cần sửa: bấm vào ô để đến chỗ sửa, sửa xong lưu và gửi lại tệp này",), bold)]
        lines.append(_row(2, ("TT", "Ô", "Đang ghi", "Mức", "Vấn đề và cách sửa"), bold))
        links = []
        for number, (mark, before) in enumerate(rows, start=1):
            level = "Lỗi" if mark.wrong else "Xem lại"
            shown = (str(number), mark.cell or "(cả phiếu)", mark.value, level, mark.message)
            lines.append(_row(number + 2, (*shown, mark.sheet, mark.cell, before), wrap))
            if mark.cell:
                target = f"{quoted_sheet(mark.sheet)}!{mark.cell}"
                links.append(
                    f'<hyperlink ref="B{number + 2}" location={quoteattr(target)} display={quoteattr(mark.cell)}/>'
                )
        widths = "".join(
            f'<col min="{column}" max="{column}" width="{width}" customWidth="1"{hidden}/>'
            for column, width, hidden in (
                (1, 5, ""), (2, 11, ""), (3, 22, ""), (4, 10, ""), (5, 90, ""),
                (6, 9, ' hidden="1"'), (7, 9, ' hidden="1"'), (8, 9, ' hidden="1"'),
            )
        )  # fmt: skip
        linked = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetPr>'
            '<tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"/></sheetViews>'
            f"<cols>{widths}</cols><sheetData>{''.join(lines)}</sheetData>{linked}"
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
        )

    def _plain_format(self, applied: str, bold: bool = False) -> int:
        text, _, formats = self._formats()
        font = 0
        if bold:
            fonts = re.search(r"<fonts\b[^>]*>(.*?)</fonts>", text, re.S)
            if fonts is None:
                raise ValueError("no fonts")
            known = re.findall(r"<font\b[^>]*?(?:/>|>.*?</font>)", fonts[1], re.S)
            wanted = '<font><b/><sz val="11"/><name val="Times New Roman"/><family val="1"/></font>'
            known = known if wanted in known else [*known, wanted]
            block = f'<fonts count="{len(known)}">{"".join(known)}</fonts>'
            text = re.sub(r"<fonts\b.*?</fonts>", lambda _: block, text, count=1, flags=re.S)
            font = known.index(wanted)
        wrapped = '<alignment vertical="top"/>' if bold else '<alignment vertical="top" wrapText="1"/>'
        xf = f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" {applied}>{wrapped}</xf>'
        return self._format(text, formats, xf)


def _by_cell(marks: Sequence[Mark]) -> dict[tuple[str, str], list[Mark]]:
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        found.setdefault((mark.sheet, mark.cell), []).append(mark)
    return found


def _row(number: int, texts: Sequence[str], style: int) -> str:
    cells = "".join(
        f'<c r="{chr(65 + column)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(_printable(text))}</t></is></c>"
        for column, text in enumerate(texts)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def _printable(text: str) -> str:
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


def _opening(element: str) -> str:
    return element[: element.index(">") + 1]


def _set(tag: str, name: str, value: str) -> str:
    """The tag with an attribute set."""
    if re.search(rf'\b{name}="', tag):
        return re.sub(rf'\b{name}="[^"]*"', f'{name}="{value}"', tag, count=1)
    end = "/>" if tag.endswith("/>") else ">"
    return f'{tag.removesuffix(end)} {name}="{value}"{end}'


def _add(text: str, element: str, inner: str) -> str:
    """The text with something added at the end of an element, also of an empty one."""
    if f"</{element}>" in text:
        return text.replace(f"</{element}>", f"{inner}</{element}>", 1)
    return re.sub(rf"<{element}\b[^>]*/>", lambda _: f"<{element}>{inner}</{element}>", text, count=1)

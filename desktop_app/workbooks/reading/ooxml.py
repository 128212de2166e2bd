"""What the XML of an .xlsx or .xlsm tells beside its values: names, formulas, errors, protection, real extent.

Read with expat, part by part, within bounds. A document type or entity of any kind is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from posixpath import join, normpath
from xml.parsers import expat

from .bounds import Bounds, UnreadableFile
from .workbook import Place, Structure

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_NAME = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::.*)?$")
_LAST_ROW, _LAST_COLUMN = 1_048_575, 16_383  # of any Excel sheet, from 0
_RELATIONS = "xl/_rels/workbook.xml.rels"
Attributes = dict[str, str]


def place_of(reference: str) -> Place | None:
    """Row and column from 0 of an address such as F12, or None."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _strange(sheet: str, what: str) -> UnreadableFile:
    return UnreadableFile(
        f"Tệp hỏng bên trong: trang “{sheet}” {what}. Mở tệp bằng Excel, lưu lại rồi gửi lại."
    )


def _local(name: str) -> str:
    return name.rpartition(":")[2] if ":" in name else name


class _Scan:
    """One part of the package being read; what it holds is gathered by the handlers of a subclass."""

    def __init__(self) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser
        self._listen(True)

    def _listen(self, wanted: bool) -> None:
        """Whether text is handed over; a sheet is mostly text nobody asks for here."""
        self._parser.CharacterDataHandler = self.text if wanted else None

    def _start(self, name: str, given: Attributes) -> None:
        self.start(_local(name), given)

    def _end(self, name: str) -> None:
        self.end(_local(name))

    def read(self, content: bytes) -> None:
        """Read the whole part; raises UnreadableFile for XML that is broken or hostile."""
        try:
            self._parser.Parse(content, True)
        except (expat.ExpatError, LookupError, ValueError):  # broken, or in an encoding nobody knows
            raise UnreadableFile(
                "Tệp hỏng bên trong nên không đọc được. Mở tệp bằng Excel, lưu lại rồi gửi lại."
            ) from None

    def _refuse(self, *_: object) -> None:
        raise UnreadableFile(
            "Tệp có khai báo XML lạ (DTD, thực thể) mà Excel không bao giờ ghi nên bị từ chối. Yêu cầu đơn vị gửi lại."
        )

    def start(self, name: str, given: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text inside an element."""


class _Workbook(_Scan):
    """workbook.xml: the sheets in order, and the defined names that point at one cell."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[tuple[str, str]] = []
        self.names: dict[str, tuple[str, Place]] = {}
        self._name: str | None = None
        self._words: list[str] = []

    def start(self, name: str, given: Attributes) -> None:
        if name == "sheet":
            relation = next((value for key, value in given.items() if _local(key) == "id"), "")
            self.sheets.append((given.get("name", ""), relation))
        elif name == "definedName" and "localSheetId" not in given:
            self._name, self._words = given.get("name", ""), []

    def text(self, data: str) -> None:
        if self._name is not None:
            self._words.append(data)

    def end(self, name: str) -> None:
        if name == "definedName" and self._name is not None:
            match = _NAME.match("".join(self._words).lstrip("="))
            place = place_of(match[3] + match[4]) if match else None
            if match and place:
                sheet = match[1].replace("''", "'") if match[1] else match[2]
                self.names[self._name] = (sheet, place)
            self._name = None


class _Relations(_Scan):
    """A .rels part: targets by id."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: dict[str, str] = {}

    def start(self, name: str, given: Attributes) -> None:
        if name == "Relationship":
            target = given.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            self.targets[given.get("Id", "")] = path


class _Sheet(_Scan):
    """A sheet: which cells hold what kind of thing, and whether it is protected."""

    def __init__(self, name: str, bounds: Bounds, used: list[int]) -> None:
        super().__init__()
        self._sheet, self._bounds, self._used = name, bounds, used
        self.formulas: set[Place] = set()
        self.uncalculated: set[Place] = set()
        self.linked: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.protected = False
        self._row = self._column = -1
        self._last = [-1, -1]
        self._kind = ""
        self._formula = self._has_value = False
        self._words: list[str] = []
        self._listen(False)

    def start(self, name: str, given: Attributes) -> None:
        if name == "c":
            self._start_cell(given)
        elif name == "row":
            number = given.get("r", str(self._row + 2))
            if not (number.isascii() and number.isdecimal() and 0 < int(number[:9]) <= _LAST_ROW + 1):
                raise _strange(self._sheet, f"có dòng “{number[:20]}”")
            self._row = int(number) - 1
            self._column = -1
        elif name in ("v", "is"):
            self._value()
        elif name == "f":
            self._formula = True
            self._words = []
            self._listen(True)
        elif name == "sheetProtection":
            self.protected = given.get("sheet", "0") in ("1", "true")

    def _start_cell(self, given: Attributes) -> None:
        reference = given.get("r")
        if reference is None:
            self._column += 1
        else:
            place = place_of(reference)
            if place is None or place[0] > _LAST_ROW or place[1] > _LAST_COLUMN:
                raise _strange(self._sheet, f"có ô “{reference[:20]}”")  # read by others as a place far away
            self._row, self._column = place
        self._kind = given.get("t", "")
        self._formula = self._has_value = False

    def _value(self) -> None:
        self._has_value = True
        self._words = []
        if self._formula or self._kind == "e":
            self._listen(True)
        self._used[0] += 1
        last = self._last
        if self._row <= last[0] and self._column <= last[1]:
            return
        self._bounds.check_place(self._sheet, self._row, self._column)
        self._bounds.check_count("ô có dữ liệu", self._used[0], self._bounds.cells)
        self._last = [max(last[0], self._row), max(last[1], self._column)]

    def text(self, data: str) -> None:
        self._words.append(data)

    def end(self, name: str) -> None:
        if name == "c":
            if self._formula:
                self.formulas.add((self._row, self._column))
                if not self._has_value:
                    self.uncalculated.add((self._row, self._column))
        elif name == "v":
            if self._kind == "e":
                self.errors[self._row, self._column] = "".join(self._words) or "#N/A"
            self._has_value = bool(self._words) or self._kind == "str" or not self._formula
            self._listen(False)
        elif name == "f":
            if "[" in "".join(self._words):
                self.linked.add((self._row, self._column))
            self._listen(False)

    def structure(self) -> Structure:
        """What was gathered."""
        self._bounds.check_count("ô có dữ liệu", self._used[0], self._bounds.cells)
        area = (self._last[0] + 1) * (self._last[1] + 1)
        self._bounds.check_count(f"ô trong vùng dữ liệu của trang “{self._sheet}”", area, self._bounds.area)
        return Structure(
            frozenset(self.formulas),
            frozenset(self.uncalculated),
            frozenset(self.linked),
            self.errors,
            self.protected,
        )


class _Properties(_Scan):
    """docProps/core.xml: who saved the file last."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._open = ""

    def start(self, name: str, given: Attributes) -> None:
        self._open = name

    def text(self, data: str) -> None:
        if self._open in ("lastModifiedBy", "creator"):
            self.found[self._open] = self.found.get(self._open, "") + data

    def end(self, name: str) -> None:
        self._open = ""


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of an .xlsx that its values do not show."""

    names: Mapping[str, tuple[str, Place]]
    structures: Mapping[str, Structure]
    sender: str = ""
    sheets: tuple[str, ...] = field(default=())


def sheet_parts(parts: Callable[[str], bytes | None]) -> dict[str, str]:
    """The part each sheet stands in, by the sheet's name."""
    book, relations = _Workbook(), _Relations()
    book.read(parts("xl/workbook.xml") or b"")
    relations.read(parts(_RELATIONS) or b"<r/>")
    return {name: relations.targets.get(relation, "") for name, relation in book.sheets}


def scan(parts: Callable[[str], bytes | None], bounds: Bounds) -> Package:
    """Look through the package; `parts` gives a part's content by its name, or None.

    Raises UnreadableFile when it is broken, hostile or beyond the bounds.
    """
    book, relations = _Workbook(), _Relations()
    book.read(parts("xl/workbook.xml") or b"")
    relations.read(parts(_RELATIONS) or b"<r/>")
    bounds.check_count("trang tính", len(book.sheets), bounds.sheets)
    texts = parts("xl/sharedStrings.xml") or b""
    bounds.check_count("chuỗi dùng chung", sum(map(texts.count, (b"<si>", b"<si ", b":si>"))), bounds.texts)
    structures: dict[str, Structure] = {}
    used = [0]
    for name, relation in book.sheets:
        content = parts(relations.targets.get(relation, ""))
        if content is None:  # a sheet kept where nobody looks could hold anything
            raise UnreadableFile(
                f"Tệp hỏng bên trong: thiếu trang “{name}”. Mở tệp bằng Excel, lưu lại rồi gửi lại."
            )
        sheet = _Sheet(name, bounds, used)
        sheet.read(content)
        structures[name] = sheet.structure()
    properties = _Properties()
    properties.read(parts("docProps/core.xml") or b"<p/>")
    found = properties.found
    sender = (found.get("lastModifiedBy") or found.get("creator", "")).strip()[:200]
    return Package(book.names, structures, sender, tuple(name for name, _ in book.sheets))

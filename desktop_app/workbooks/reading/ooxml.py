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


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Scan:
    """One part of the package being read; what it holds is gathered by the handlers of a subclass."""

    def __init__(self) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = lambda name, given: self.start(_local(name), given)
        parser.EndElementHandler = lambda name: self.end(_local(name))
        parser.CharacterDataHandler = self.text
        self._parser = parser

    def read(self, content: bytes) -> None:
        """Read the whole part; raises UnreadableFile for XML that is broken or hostile."""
        try:
            self._parser.Parse(content, True)
        except expat.ExpatError:
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
        self._formula = self._in_value = self._in_formula = self._has_value = False
        self._words: list[str] = []

    def start(self, name: str, given: Attributes) -> None:
        if name == "c":
            self._start_cell(given)
        elif name == "row":
            number = given.get("r", "")
            self._row = int(number) - 1 if number.isascii() and number.isdecimal() else self._row + 1
            self._column = -1
        elif name in ("v", "is"):
            self._value()
        elif name == "f":
            self._formula = self._in_formula = True
            self._words = []
        elif name == "sheetProtection":
            self.protected = given.get("sheet", "0") in ("1", "true")

    def _start_cell(self, given: Attributes) -> None:
        place = place_of(given.get("r", ""))
        if place is None:
            self._column += 1
        else:
            self._row, self._column = place
        self._kind = given.get("t", "")
        self._formula = self._has_value = False

    def _value(self) -> None:
        self._in_value = self._has_value = True
        self._words = []
        self._bounds.check_place(self._sheet, self._row, self._column)
        self._used[0] += 1
        self._bounds.check_count("ô có dữ liệu", self._used[0], self._bounds.cells)
        self._last = [max(self._last[0], self._row), max(self._last[1], self._column)]

    def text(self, data: str) -> None:
        if self._in_formula or (self._in_value and (self._formula or self._kind == "e")):
            self._words.append(data)

    def end(self, name: str) -> None:
        place = (self._row, self._column)
        if name == "c" and self._formula:
            self.formulas.add(place)
            if not self._has_value:
                self.uncalculated.add(place)
        elif name == "f":
            self._in_formula = False
            if "[" in "".join(self._words):
                self.linked.add(place)
        elif name == "v":
            self._in_value = False
            if self._kind == "e":
                self.errors[place] = "".join(self._words) or "#N/A"
            self._has_value = bool(self._words) or self._kind == "str" or not self._formula
        elif name == "is":
            self._in_value = False

    def structure(self) -> Structure:
        """What was gathered."""
        area = (self._last[0] + 1) * (self._last[1] + 1)
        self._bounds.check_count(f"ô trong vùng dữ liệu của trang “{self._sheet}”", area, self._bounds.area)
        return Structure(
            frozenset(self.formulas),
            frozenset(self.uncalculated),
            frozenset(self.linked),
            self.errors,
            self.protected,
        )


class _Texts(_Scan):
    """sharedStrings.xml: only counted."""

    def __init__(self, bounds: Bounds) -> None:
        super().__init__()
        self._bounds, self._count = bounds, 0

    def start(self, name: str, given: Attributes) -> None:
        if name == "si":
            self._count += 1
            self._bounds.check_count("chuỗi dùng chung", self._count, self._bounds.texts)


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


def scan(parts: Callable[[str], bytes | None], bounds: Bounds) -> Package:
    """Look through the package; `parts` gives a part's content by its name, or None.

    Raises UnreadableFile when it is broken, hostile or beyond the bounds.
    """
    book, relations = _Workbook(), _Relations()
    book.read(parts("xl/workbook.xml") or b"")
    relations.read(parts(_RELATIONS) or b"<r/>")
    bounds.check_count("trang tính", len(book.sheets), bounds.sheets)
    _read_if_there(_Texts(bounds), parts("xl/sharedStrings.xml"))
    structures: dict[str, Structure] = {}
    used = [0]
    for name, relation in book.sheets:
        content = parts(relations.targets.get(relation, ""))
        if content is not None:
            sheet = _Sheet(name, bounds, used)
            sheet.read(content)
            structures[name] = sheet.structure()
    properties = _Properties()
    _read_if_there(properties, parts("docProps/core.xml"))
    found = properties.found
    sender = (found.get("lastModifiedBy") or found.get("creator", "")).strip()[:200]
    return Package(book.names, structures, sender, tuple(name for name, _ in book.sheets))


def _read_if_there(scan_of: _Scan, content: bytes | None) -> None:
    if content:
        scan_of.read(content)

"""Opening a workbook someone sent: what it really is, whether it is safe to read, and then its cells.

Values are read by python-calamine, which runs no macro, follows no link and expands no entity; before that the
file is looked through so that nothing in it can fill the memory. Formats other than .xlsx are read in a process of
their own.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine as calamine

from desktop_app.domain.returns import Content
from desktop_app.domain.text import nfc

from . import old_formats, ooxml
from .bounds import FORM_BOUNDS, Bounds, UnreadableFile
from .isolated import Sheets, values_in_own_process
from .workbook import NO_STRUCTURE, Place, ReadSheet, ReadWorkbook, Structure, read_sheet

_HUGE_COUNT = re.compile(rb"(?i)count\s*=\s*[\"']\s*\+?\d{7,}")  # memory is taken for as many, there or not
EXTENSIONS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_BROKEN = "Tệp hỏng hoặc chưa tải hết nên không đọc được. Yêu cầu đơn vị gửi lại."
_LOCKED = "Tệp đặt mật khẩu mở nên không đọc được. Yêu cầu đơn vị bỏ mật khẩu rồi gửi lại."
_OTHER = "Không phải tệp bảng tính: {what}. Yêu cầu đơn vị gửi tệp .xlsx."
_DOCTYPES = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le"))


def open_workbook(content: bytes, bounds: Bounds = FORM_BOUNDS) -> ReadWorkbook:
    """The workbook in `content`, whatever its name says; raises UnreadableFile with the reason and what to do."""
    if not content:
        raise UnreadableFile("Tệp rỗng. Yêu cầu đơn vị gửi lại.")
    bounds.check_size(len(content))
    if old_formats.is_ole(content):
        return _open_ole(content, bounds)
    if content.startswith(b"PK"):
        return _open_package(content, bounds)
    raise UnreadableFile(_OTHER.format(what=_looks_like(content)))


def _looks_like(content: bytes) -> str:
    head = content[:512].lstrip().lower()
    if head.startswith(b"%pdf"):
        return "đây là tệp PDF"
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return "đây là trang web hoặc XML đặt tên như tệp Excel"
    if head.startswith((b"\xff\xd8", b"\x89png", b"gif8")):
        return "đây là tệp ảnh"
    return "nội dung không phải của Excel"


def _open_ole(content: bytes, bounds: Bounds) -> ReadWorkbook:
    names, stream = old_formats.ole_streams(content, ("Workbook", "Book"))
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        raise UnreadableFile(_LOCKED)
    if not names & {"Workbook", "Book"}:
        raise UnreadableFile(_OTHER.format(what="đây là tệp Office loại khác"))
    return ReadWorkbook(
        "xls", _sheets(content, bounds, _only_errors(old_formats.xls_errors(stream, bounds)), isolated=True)
    )


def _only_errors(errors: Sequence[Mapping[Place, str]]) -> Callable[[int, str], Structure]:
    """What can be told of the sheets of the other formats, by their number."""
    found = {number: Structure(errors=places) for number, places in enumerate(errors)}
    return lambda number, _: found.get(number, NO_STRUCTURE)


def _open_package(content: bytes, bounds: Bounds) -> ReadWorkbook:
    parts = _unpacked(content, bounds)
    if "xl/workbook.xml" in parts:
        package = ooxml.scan(parts.get, bounds)
        found = package.structures
        sheets = _sheets(content, bounds, lambda _, name: found.get(name, NO_STRUCTURE))
        kind = "xlsm" if "xl/vbaProject.bin" in parts else "xlsx"
        return ReadWorkbook(kind, sheets, package.names, nfc(package.sender), structured=True)
    if "xl/workbook.bin" in parts:
        names = sorted((name for name in parts if name.startswith("xl/worksheets/sheet")), key=_number_in)
        errors = [
            old_formats.xlsb_errors(parts[name], number, bounds) for number, name in enumerate(names, start=1)
        ]
        return ReadWorkbook("xlsb", _sheets(content, bounds, _only_errors(errors), isolated=True))
    if "content.xml" in parts:
        if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise UnreadableFile(_LOCKED)
        found_errors = old_formats.ods_errors(parts["content.xml"], bounds)
        return ReadWorkbook("ods", _sheets(content, bounds, _only_errors(found_errors), isolated=True))
    raise UnreadableFile(_OTHER.format(what="đây là tệp nén hoặc tệp Office loại khác"))


def _number_in(name: str) -> int:
    digits = "".join(sign for sign in name if sign.isascii() and sign.isdecimal())
    return int(digits[:9] or 0)


_READ_PARTS = (".xml", ".rels", ".bin")
_NOT_READ = (
    "xl/media/",
    "xl/vbaProject",
    "xl/printerSettings/",
    "xl/embeddings/",
    "xl/theme/",
    "xl/drawings/",
    "xl/comments",
    "xl/charts/",
    "docProps/app",
    "docProps/custom",
)


def _unpacked(content: bytes, bounds: Bounds) -> dict[str, bytes]:
    """The parts that are read, each unpacked and checked against its own length and sum, all within the bounds."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()
            bounds.check_count("phần trong gói", len(entries), bounds.parts)
            wanted = [
                item
                for item in entries
                if item.filename.lower().endswith(_READ_PARTS) and not item.filename.startswith(_NOT_READ)
            ]
            bounds.check_unpacked(sum(item.file_size for item in wanted))
            if any(item.flag_bits & 1 for item in wanted):
                raise UnreadableFile(_LOCKED)
            parts = {item.filename: package.read(item) for item in wanted}
            if "xl/vbaProject.bin" in package.namelist():
                parts["xl/vbaProject.bin"] = b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise UnreadableFile(_BROKEN) from None
    if any(_HUGE_COUNT.search(part) for name, part in parts.items() if name.endswith(".xml")):
        raise UnreadableFile(
            "Tệp hỏng bên trong: khai báo số phần tử lớn quá mức. Mở tệp bằng Excel, lưu lại rồi gửi lại."
        )
    if any(sign in part for name, part in parts.items() if name.endswith(".xml") for sign in _DOCTYPES):
        raise UnreadableFile(
            "Tệp có khai báo XML lạ (DTD, thực thể) mà Excel không bao giờ ghi nên bị từ chối. Yêu cầu đơn vị gửi lại."
        )
    return parts


def _sheets(
    content: bytes, bounds: Bounds, structure: Callable[[int, str], Structure], isolated: bool = False
) -> tuple[ReadSheet, ...]:
    found = values_in_own_process(content) if isolated else read_sheets(content, bounds)
    return tuple(
        read_sheet(name, visible, cells, structure(number, name))
        for number, (name, visible, cells) in enumerate(found)
    )


def read_sheets(content: bytes, bounds: Bounds = FORM_BOUNDS) -> Sheets:
    """Name, visibility and cells of every sheet; charts have none. Raises UnreadableFile."""
    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            shown = {sheet.name: sheet for sheet in book.sheets_metadata}
            bounds.check_count("trang tính", len(shown), bounds.sheets)
            return [
                (
                    name,
                    shown[name].visible == calamine.SheetVisibleEnum.Visible,
                    _cells(book.get_sheet_by_index(number))
                    if shown[name].typ == calamine.SheetTypeEnum.WorkSheet
                    else {},
                )
                for number, name in enumerate(book.sheet_names)
            ]
    except UnreadableFile:
        raise
    except calamine.PasswordError:
        raise UnreadableFile(_LOCKED) from None
    except Exception:
        raise UnreadableFile(_BROKEN) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the library ends on files it never thought of
            raise
        raise UnreadableFile(_BROKEN) from None


def _cells(sheet: calamine.CalamineSheet) -> dict[Place, Content]:
    if sheet.start is None:
        return {}
    top, left = sheet.start
    return {
        (row, column): plain
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top)
        for column, value in enumerate(values, start=left)
        if (plain := _plain(value)) is not None
    }


def _plain(value: Any) -> Content:
    """A cell's value in the few kinds that are told apart; times and durations count as text."""
    if value == "" or value is None:
        return None
    if isinstance(value, (time, timedelta)):
        return str(value)
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (bool, int, float, date)):
        return value
    return str(value)

"""Files made to hurt: broken, hostile and absurd ones, each with the words it must be answered with."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import openpyxl

SHEET_PART = "xl/worksheets/sheet1.xml"


def repacked(
    path: Path, change: Mapping[str, Callable[[bytes], bytes]], extra: Mapping[str, bytes] | None = None
) -> bytes:
    """The package at `path` with some parts changed and others added."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for item in source.infolist():
            content = source.read(item)
            out.writestr(item, change[item.filename](content) if item.filename in change else content)
        for name, content in (extra or {}).items():
            out.writestr(name, content)
    return target.getvalue()


def with_cell(path: Path, reference: str) -> bytes:
    """A value in a cell far away, its row put last."""
    row = "".join(filter(str.isdigit, reference))
    far = f'<row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()
    return repacked(path, {SHEET_PART: lambda part: part.replace(b"</sheetData>", far)})


def with_dimension(path: Path) -> bytes:
    """A sheet that claims to use every cell there is."""

    def change(part: bytes) -> bytes:
        start = part.index(b"<dimension")
        end = part.index(b"/>", start)
        return part[:start] + b'<dimension ref="A1:XFD1048576"' + part[end:]

    return repacked(path, {SHEET_PART: change})


def with_entity(path: Path, part: str) -> bytes:
    """Nested entities that would grow to a billion laughs."""
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def change(content: bytes) -> bytes:
        end = content.index(b"?>") + 2 if content.startswith(b"<?xml") else 0
        return content[:end] + laughs + content[end:]

    return repacked(path, {part: change})


def bomb(path: Path) -> bytes:
    """A few kilobytes that unpack to 200 MB."""
    return repacked(path, {}, {"xl/worksheets/sheet9.xml": bytes(200 * 1024 * 1024)})


def lying_bomb(path: Path) -> bytes:
    """A bomb whose directory says it is small."""
    content = bytearray(bomb(path))
    size = struct.pack("<I", 200 * 1024 * 1024)
    while (place := content.find(size)) >= 0:
        content[place : place + 4] = struct.pack("<I", 1000)
    return bytes(content)


def many_sheets(path: Path) -> bytes:
    """Three hundred sheets more."""
    book = openpyxl.load_workbook(path)
    for number in range(300):
        book.create_sheet(f"T{number}")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def many_texts(path: Path) -> bytes:
    """Half a million shared strings."""
    texts = b"<si><t>x</t></si>" * 500_000 + b"</sst>"
    return repacked(path, {"xl/sharedStrings.xml": lambda part: part.replace(b"</sst>", texts)})


def many_cells(path: Path) -> bytes:
    """Half a million cells."""
    rows = b"".join(b'<row r="%d">' % row + b"<c><v>1</v></c>" * 100 + b"</row>" for row in range(100, 5100))
    return repacked(path, {SHEET_PART: lambda part: part.replace(b"</sheetData>", rows + b"</sheetData>")})


def container(*names: str) -> bytes:
    """An OLE container with streams of these names, empty but for their directory entries."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 44, 1)  # one sector of the allocation table
    struct.pack_into("<I", header, 48, 1)  # the directory begins in sector 1
    struct.pack_into("<I", header, 56, 4096)
    struct.pack_into("<III", header, 60, 0xFFFFFFFE, 0, 0xFFFFFFFE)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(
        _entry(name, 5 if not number else 2) for number, name in enumerate(("Root Entry", *names))
    )
    return bytes(header) + table + directory.ljust(512, b"\0")


def _entry(name: str, kind: int) -> bytes:
    entry = bytearray(128)
    text = name.encode("utf-16-le")
    entry[: len(text)] = text
    struct.pack_into("<HBB", entry, 64, len(text) + 2, kind, 1)
    struct.pack_into("<III", entry, 68, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)
    struct.pack_into("<II", entry, 116, 0xFFFFFFFE, 0)
    return bytes(entry)


def password_protected(path: Path) -> bytes:
    """A workbook with a password to open is an OLE container with an encrypted package."""
    return container("EncryptionInfo", "EncryptedPackage")


HOSTILE: Mapping[str, tuple[Callable[[Path], bytes], str]] = {
    "empty": (lambda path: b"", "Tệp rỗng"),
    "html": (lambda path: b"<html><table><tr><td>1</td></tr></table></html>", "trang web"),
    "pdf": (lambda path: b"%PDF-1.4 bao cao", "tệp PDF"),
    "picture": (lambda path: b"\xff\xd8\xff\xe0 JFIF", "tệp ảnh"),
    "text": (lambda path: "Sở Y tế;12;5".encode(), "nội dung không phải của Excel"),
    "truncated": (lambda path: path.read_bytes()[:3000], "hỏng hoặc chưa tải hết"),
    "half": (lambda path: path.read_bytes()[: path.stat().st_size // 2], "hỏng hoặc chưa tải hết"),
    "bit flipped": (lambda path: _flipped(path.read_bytes()), "hỏng"),
    "password": (password_protected, "đặt mật khẩu"),
    "old word": (lambda path: container("WordDocument"), "Office loại khác"),
    "broken container": (lambda path: container("Workbook")[:900], "hỏng hoặc chưa tải hết"),
    "bomb": (bomb, "giải nén"),
    "lying bomb": (lying_bomb, "hỏng hoặc chưa tải hết"),
    "far row": (lambda path: with_cell(path, "A1048576"), "số dòng của trang “Phiếu” (1.048.576)"),
    "far column": (lambda path: with_cell(path, "XFD40"), "số cột của trang “Phiếu” (16.384)"),
    "far corner": (lambda path: with_cell(path, "ALL19999"), "ô trong vùng dữ liệu"),
    "many sheets": (many_sheets, "số trang tính"),
    "many texts": (many_texts, "chuỗi dùng chung"),
    "many cells": (many_cells, "ô có dữ liệu"),
    "entities in a sheet": (lambda path: with_entity(path, SHEET_PART), "khai báo XML lạ"),
    "entities in the texts": (lambda path: with_entity(path, "xl/sharedStrings.xml"), "khai báo XML lạ"),
    "entities in the workbook": (lambda path: with_entity(path, "xl/workbook.xml"), "khai báo XML lạ"),
    "huge count": (
        lambda path: repacked(
            path,
            {"xl/sharedStrings.xml": lambda part: re.sub(rb'ueCount="\d+', b'ueCount="99999999999', part)},
        ),
        "số phần tử lớn quá mức",
    ),
    "row past the end": (lambda path: with_cell(path, "A99999999"), "có dòng “99999999”"),
    "column past the end": (lambda path: with_cell(path, "ZZZ40"), "có ô “ZZZ40”"),
    "column of six letters": (lambda path: with_cell(path, "ZZZZZZ9"), "có ô “ZZZZZZ9”"),
    "small letters": (lambda path: with_cell(path, "xfd1048576"), "có ô “xfd1048576”"),
    "broken xml": (lambda path: repacked(path, {SHEET_PART: lambda part: part[:-30]}), "hỏng bên trong"),
    "no workbook": (
        lambda path: _archive({"[Content_Types].xml": b"<x/>"}),
        "tệp nén hoặc tệp Office loại khác",
    ),
}


def _flipped(content: bytes) -> bytes:
    place = content.index(b"xl/worksheets/sheet1.xml") + 200
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


def _archive(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, content in parts.items():
            out.writestr(name, content)
    return target.getvalue()

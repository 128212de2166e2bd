"""The files behind what was dropped on the program: single files, whole folders, and .zip archives.

One after another, so that a thousand files take no more memory than the largest. An archive is read in memory:
nothing is ever unpacked to disk, so no name inside it can lead out of a folder.
"""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from desktop_app.domain.errors import system_reason
from desktop_app.domain.text import nfc

from .bounds import FORM_BOUNDS, Bounds

MOST_FILES = 5_000
_PASSED_OVER = ("~$", ".", "thumbs.db", "desktop.ini")
_MAC_FOLDER = "__macosx"
_PACKAGE_PARTS = {"[content_types].xml", "mimetype"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read: where it is, its name, and its content; or why it has none.

    `modified` tells the earlier of two versions from the later.
    """

    path: str
    name: str
    content: bytes = field(default=b"", repr=False)
    modified: datetime = datetime.min
    problem: str = ""


def source_files(paths: Sequence[Path], bounds: Bounds = FORM_BOUNDS) -> Iterator[SourceFile]:
    """All files behind these paths, in order of their names; a file that cannot be opened says why."""
    for number, path in enumerate(_single_files(paths)):
        if number >= MOST_FILES:
            yield SourceFile(
                str(path),
                path.name,
                problem=f"Quá {MOST_FILES} tệp trong một lần. Đọc các tệp còn lại ở lần sau.",
            )
            return
        yield from _opened(path, bounds)


def count_files(paths: Sequence[Path]) -> int:
    """How many files there are at least (an archive counts as one), for a progress bar."""
    return sum(1 for _ in _single_files(paths))


def _single_files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders.sort()
            for name in sorted(names):
                if not name.lower().startswith(_PASSED_OVER):
                    yield Path(folder) / name


def _opened(path: Path, bounds: Bounds) -> Iterator[SourceFile]:
    name = nfc(path.name)
    try:
        facts = path.stat()
        largest = bounds.size * (10 if path.suffix.lower() == ".zip" else 1)
        content = b"" if facts.st_size > largest else path.read_bytes()
    except OSError as error:
        yield SourceFile(
            str(path), name, problem=f"Không mở được tệp ({system_reason(error)}). Kiểm tra tệp rồi đọc lại."
        )
        return
    modified = datetime.fromtimestamp(facts.st_mtime)
    if facts.st_size > largest:
        said = bounds.exceeded("dung lượng", f"{facts.st_size // 2**20} MB", f"{largest // 2**20} MB")
        yield SourceFile(str(path), name, modified=modified, problem=str(said))
    elif _is_archive(content):
        yield from _inside(str(path), name, content, bounds)
    else:
        yield SourceFile(str(path), name, content, modified)


def _is_archive(content: bytes) -> bool:
    """Whether a file is a .zip of files rather than a spreadsheet, which is a package of its own."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return not any(name.lower() in _PACKAGE_PARTS for name in archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False


def _inside(path: str, name: str, content: bytes, bounds: Bounds) -> Iterator[SourceFile]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = [
            entry for entry in archive.infolist() if not entry.is_dir() and not _passed_over(entry.filename)
        ]
        if not entries:
            yield SourceFile(path, name, problem="Tệp nén không có tệp nào. Kiểm tra lại.")
        for number, entry in enumerate(entries):
            inner = nfc(PurePosixPath(_readable(entry).replace("\\", "/")).name) or name
            shown = f"{path} › {nfc(_readable(entry))}"
            if number >= MOST_FILES:
                yield SourceFile(
                    shown, inner, problem=f"Tệp nén có quá {MOST_FILES} tệp. Chia nhỏ rồi đọc lại."
                )
                return
            yield _entry(archive, entry, shown, inner, bounds)


def _passed_over(name: str) -> bool:
    parts = [part.lower() for part in PurePosixPath(name.replace("\\", "/")).parts]
    return not parts or _MAC_FOLDER in parts or parts[-1].startswith(_PASSED_OVER)


def _readable(entry: zipfile.ZipInfo) -> str:
    """An entry's name; those written as UTF-8 without saying so are put right."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename


def _entry(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, inner: str, bounds: Bounds
) -> SourceFile:
    if entry.flag_bits & 1:
        return SourceFile(shown, inner, problem="Tệp nén đặt mật khẩu. Giải nén rồi đọc lại.")
    if entry.file_size > bounds.size:
        said = bounds.exceeded("dung lượng", f"{entry.file_size // 2**20} MB", f"{bounds.size // 2**20} MB")
        return SourceFile(shown, inner, problem=str(said))
    try:
        content = archive.read(entry)
        modified = datetime(*entry.date_time)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return SourceFile(shown, inner, problem="Phần này của tệp nén bị hỏng. Yêu cầu đơn vị gửi lại.")
    return SourceFile(shown, inner, content, modified)

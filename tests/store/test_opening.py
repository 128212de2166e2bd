"""Every way a file can be wrong has its own words, and the file is left as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from desktop_app.domain.errors import ReadOnlyRecord, RecordError
from desktop_app.store.opening import create_record
from tests.store.raw import raw
from tests.store.small_record import HEALTH, MACHINE, MONTH, PERSON, build_small, opened, set_value

Spoil = Callable[[Path], None]


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"\x00" * 5000)


def _other_program(path: Path) -> None:
    path.unlink()
    with raw(path) as db:
        db.execute("CREATE TABLE t (a)")


def _header(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\xff" * 60)


def _middle(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(8192, size, 4096):
            file.seek(place)
            file.write(b"\xa5" * 2048)


def _truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def _newer(path: Path) -> None:
    with raw(path) as db:
        db.execute("PRAGMA user_version=999")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_empty, "tệp rỗng"),
        (_foreign, "không phải sổ Tiến Độ"),
        (_other_program, "không phải sổ Tiến Độ"),
        (_header, "không phải sổ Tiến Độ.*phần đầu tệp đã hỏng"),
        (_middle, "hỏng"),
        (_truncated, "hỏng"),
        (_newer, "mới hơn.*Cập nhật chương trình"),
        (_folder, "là thư mục"),
        (_gone, "Không thấy tệp"),
    ],
)
def test_a_wrong_file_is_named_and_left_alone(small_path: Path, spoil: Spoil, words: str) -> None:
    spoil(small_path)
    before = digest(small_path) if small_path.is_file() else ""
    with pytest.raises(RecordError, match=words) as told:
        opened(small_path)
    assert small_path.name in str(told.value)
    assert (digest(small_path) if small_path.is_file() else "") == before


def test_a_file_set_read_only_opens_for_viewing(ordinary_folder: Path) -> None:
    target = ordinary_folder / "so.tiendo"
    build_small(target)
    target.chmod(0o444)
    session = opened(target)
    try:
        assert session.read.tasks()
        with pytest.raises(ReadOnlyRecord, match="chỉ đọc"):
            session.do(set_value(5))
    finally:
        session.close()


def test_a_read_only_folder_opens_for_viewing(ordinary_folder: Path) -> None:
    target = ordinary_folder / "so.tiendo"
    build_small(target)
    ordinary_folder.chmod(0o555)
    try:
        session = opened(target)
        try:
            assert session.read.cells("dvctt-2011", MONTH.code)[HEALTH]["level4"].number == 17
            with pytest.raises(ReadOnlyRecord, match="chỉ cho đọc"):
                session.do(set_value(5))
        finally:
            session.close()
    finally:
        ordinary_folder.chmod(0o755)


@pytest.mark.parametrize("folder", ["OneDrive - UBND tỉnh", "Google Drive", "Zalo Received Files", "Dropbox"])
def test_a_synchronised_folder_is_for_viewing_and_says_why(small_path: Path, folder: str) -> None:
    place = small_path.parent / folder
    place.mkdir()
    target = Path(shutil.copyfile(small_path, place / small_path.name))
    session = opened(target)
    try:
        assert not session.record.can_edit
        assert "đồng bộ" in session.record.viewing_reason
    finally:
        session.close()
    with pytest.raises(RecordError, match="Không tạo sổ"):
        create_record(place / "mới.tiendo", person=PERSON, machine=MACHINE)


def test_a_second_process_sees_who_is_editing(small_path: Path) -> None:
    session = opened(small_path)
    try:
        code = (
            "import sys; from pathlib import Path; from desktop_app.store.opening import open_record\n"
            "record = open_record(Path(sys.argv[1]), person='Khác', machine='MÁY-2')\n"
            "print(record.can_edit, record.viewing_reason, len(record.read.tasks())); record.close()"
        )
        told = subprocess.run(
            [sys.executable, "-X", "utf8", "-c", code, str(small_path)],
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=True,
        )
        assert told.stdout.startswith("False")
        for words in (PERSON, MACHINE, " 2"):
            assert words in told.stdout
        session.do(set_value(5))
        assert session.record.can_edit
    finally:
        session.close()
    again = opened(small_path)
    assert again.record.can_edit
    again.close()


@pytest.mark.parametrize(
    "name",
    [
        "Sổ 2020 & 2021 (bản 1).tiendo",
        unicodedata.normalize("NFD", "Sổ điều hành.tiendo"),
        "x" * 200 + ".tiendo",
    ],
)
def test_names_people_give(small_path: Path, name: str) -> None:
    target = small_path.parent / "Thư mục có dấu và khoảng trắng" / name
    target.parent.mkdir()
    small_path.rename(target)
    session = opened(target)
    session.do(set_value(5))
    session.close()
    again = opened(target)
    assert again.read.cells("dvctt-2011", MONTH.code)[HEALTH]["level4"].number == 5
    again.close()


def test_a_new_record_never_replaces_a_file(small_path: Path) -> None:
    before = digest(small_path)
    with pytest.raises(RecordError):
        create_record(small_path, person=PERSON, machine=MACHINE)
    assert digest(small_path) == before
    with pytest.raises(RecordError, match="Không có thư mục"):
        create_record(small_path.parent / "khong-co" / "a.tiendo", person=PERSON, machine=MACHINE)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a right to make links")
def test_a_link_is_the_record_itself(small_path: Path) -> None:
    link = small_path.with_name("lien-ket.tiendo")
    link.symlink_to(small_path)
    session = opened(link)
    try:
        assert session.record.can_edit
        other = opened(small_path)
        try:
            assert not other.record.can_edit
        finally:
            other.close()
    finally:
        session.close()

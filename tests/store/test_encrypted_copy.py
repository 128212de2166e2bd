"""Encrypted copies: they come back byte for byte, and nobody alters, cuts or opens one without it being said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.domain.errors import RecordError
from desktop_app.store.encrypted_copy import decrypt_copy, encrypt_copy, is_encrypted

PASSWORD = "bốn từ liền nhau"
PIECE, HEAD, TAG = 1 << 20, 36, 16


def sealed(folder: Path, content: bytes) -> Path:
    source = folder / "so.tiendo"
    source.write_bytes(content)
    return encrypt_copy(source, folder / "so.mahoa", PASSWORD)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 7])
def test_it_comes_back_byte_for_byte(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    copy = sealed(tmp_path, content)
    assert is_encrypted(copy) and not is_encrypted(tmp_path / "so.tiendo")
    assert decrypt_copy(copy, tmp_path / "lai.tiendo", PASSWORD).read_bytes() == content
    assert not list(tmp_path.glob("*.dang-ghi"))


def test_nothing_of_the_content_can_be_read(tmp_path: Path) -> None:
    copy = sealed(tmp_path, b"NHIEM VU BI MAT" * 100_000).read_bytes()
    assert b"NHIEM VU" not in copy and b"SQLite" not in copy


def test_a_password_is_the_same_however_its_accents_were_typed(tmp_path: Path) -> None:
    import unicodedata

    copy = sealed(tmp_path, b"x")
    decrypt_copy(copy, tmp_path / "lai.tiendo", unicodedata.normalize("NFD", PASSWORD))


def test_a_wrong_password_is_told_apart_from_damage(tmp_path: Path) -> None:
    copy = sealed(tmp_path, os.urandom(PIECE * 2))
    with pytest.raises(RecordError, match="Mật khẩu không đúng"):
        decrypt_copy(copy, tmp_path / "a.tiendo", "mật khẩu khác hẳn")
    content = bytearray(copy.read_bytes())
    content[HEAD + TAG + PIECE + TAG + 5] ^= 1
    copy.write_bytes(content)
    with pytest.raises(RecordError, match="khoảng MB thứ 2"):
        decrypt_copy(copy, tmp_path / "a.tiendo", PASSWORD)
    assert not (tmp_path / "a.tiendo").exists() and not list(tmp_path.glob("*.dang-ghi"))


@pytest.mark.parametrize("at", [0, 8, 9, 12, 30, HEAD, HEAD + TAG, HEAD + TAG + 100, -1])
def test_one_flipped_bit_anywhere_is_seen(tmp_path: Path, at: int) -> None:
    copy = sealed(tmp_path, os.urandom(PIECE + 1000))
    content = bytearray(copy.read_bytes())
    content[at] ^= 1
    copy.write_bytes(content)
    with pytest.raises(RecordError):
        decrypt_copy(copy, tmp_path / "a.tiendo", PASSWORD)


def test_cut_off_at_any_border_is_seen(tmp_path: Path) -> None:
    copy = sealed(tmp_path, os.urandom(PIECE * 3))
    content = copy.read_bytes()
    whole = PIECE + TAG
    borders = [0, 5, HEAD, HEAD + TAG, *(HEAD + TAG + whole * n for n in (1, 2)), len(content) - 1]
    for end in borders:
        copy.write_bytes(content[:end])
        with pytest.raises(RecordError):
            decrypt_copy(copy, tmp_path / "a.tiendo", PASSWORD)


def test_pieces_changed_about_or_added_are_seen(tmp_path: Path) -> None:
    copy = sealed(tmp_path, os.urandom(PIECE * 3))
    content = copy.read_bytes()
    start, whole = HEAD + TAG, PIECE + TAG
    pieces = [content[start + whole * n : start + whole * (n + 1)] for n in range(3)]
    for order in ([1, 0, 2], [0, 0, 1, 2], [0, 1, 2, 2]):
        copy.write_bytes(content[:start] + b"".join(pieces[n] for n in order))
        with pytest.raises(RecordError):
            decrypt_copy(copy, tmp_path / "a.tiendo", PASSWORD)


def test_short_passwords_and_existing_files_are_refused(tmp_path: Path) -> None:
    source = tmp_path / "so.tiendo"
    source.write_bytes(b"x")
    with pytest.raises(RecordError, match="ít nhất 10 ký tự"):
        encrypt_copy(source, tmp_path / "a.mahoa", "ngắn")
    (tmp_path / "a.mahoa").write_text("của tôi")
    with pytest.raises(RecordError, match="Đã có"):
        encrypt_copy(source, tmp_path / "a.mahoa", PASSWORD)
    assert (tmp_path / "a.mahoa").read_text() == "của tôi"


def test_a_folder_that_cannot_be_written_leaves_nothing(ordinary_folder: Path) -> None:
    source = ordinary_folder / "so.tiendo"
    source.write_bytes(b"x")
    closed = ordinary_folder / "khóa"
    closed.mkdir()
    closed.chmod(0o500)
    with pytest.raises(RecordError, match="không có quyền"):
        encrypt_copy(source, closed / "a.mahoa", PASSWORD)
    assert not list(closed.iterdir())
    closed.chmod(0o700)

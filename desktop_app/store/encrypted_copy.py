"""An encrypted copy of a backup for carrying on a stick: nobody reads it without the password, nobody alters it unseen.

A head with the parameters, then the content in pieces of 1 MiB, each sealed by AES-256-GCM with its own number and
whether it is the last one, so that pieces cannot be cut off, left out or changed about. The key comes from the
password by Scrypt (RFC 7914). The cipher and Scrypt are those of the library `cryptography`.
"""

from __future__ import annotations

import hashlib
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop_app.domain.errors import RecordError, system_reason

SUFFIX = ".mahoa"
SHORTEST = 10
_MAGIC = b"TIENDO\x00E"
_HEAD = struct.Struct(">8sBBBB16s8s")  # magic, version, log2 N, r, p, salt, start of the nonces
_VERSION, _COST, _BLOCK, _PARALLEL = 1, 15, 8, 1
_PIECE, _TAG = 1 << 20, 16
_PASSWORD_CHECK = 0xFFFFFFFF  # the number of the empty piece that tells a wrong password from a damaged file


def check_password(password: str) -> None:
    """Raise RecordError for a password that is too short to protect anything."""
    if len(password) < SHORTEST:
        raise RecordError(
            f"Mật khẩu cần ít nhất {SHORTEST} ký tự. Nhập mật khẩu dài hơn, ví dụ bốn từ liền nhau."
        )


def encrypt_copy(source: Path, target: Path, password: str) -> Path:
    """Write `source` encrypted to `target`, read it back to be sure, and only then give it its name.

    Raises RecordError (short password, file exists, disk full …); then nothing is left behind.
    """
    check_password(password)

    def failed(reason: str) -> str:
        return f"Không ghi được {target} ({reason}). Chọn nơi khác; bản sao lưu vẫn nguyên."

    with _new_file(target, failed) as draft:
        with source.open("rb") as plain, draft.open("wb") as sealed:
            written = _encrypt(plain, sealed, password)
            _sync(sealed)
        with draft.open("rb") as written_file:
            again = hashlib.sha256()
            for piece in _pieces(written_file, password, draft.name):
                again.update(piece)
        if again.hexdigest() != written:
            raise RecordError(
                f"Bản vừa ghi ở {target.parent} đọc lại không đúng. Kiểm tra ổ đĩa rồi ghi lại."
            )
    return target


def decrypt_copy(source: Path, target: Path, password: str) -> Path:
    """Write the content of an encrypted copy to `target`, whole or not at all.

    Raises RecordError for a wrong password, a damaged or altered copy, or an existing file.
    """

    def failed(reason: str) -> str:
        return f"Không đọc được {source.name} hoặc không ghi được {target} ({reason}). Kiểm tra ổ đĩa."

    with _new_file(target, failed) as draft, source.open("rb") as sealed, draft.open("wb") as plain:
        for piece in _pieces(sealed, password, source.name):
            plain.write(piece)
        _sync(plain)
    return target


@contextmanager
def _new_file(target: Path, failed: Callable[[str], str]) -> Iterator[Path]:
    """A draft beside `target` that takes its name when all went well and is removed otherwise.

    Raises RecordError where there is such a file already, and for an OSError with the words `failed` gives for its reason.
    """
    if target.exists():
        raise RecordError(
            f"Đã có {target.name} ở {target.parent}. Chọn tên khác để không ghi đè tệp đang có."
        )
    draft = target.with_name(target.name + ".dang-ghi")
    try:
        yield draft
        draft.replace(target)
    except OSError as error:
        raise RecordError(failed(system_reason(error))) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def is_encrypted(path: Path) -> bool:
    """Whether a file is an encrypted copy, by its first bytes."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _encrypt(plain: BinaryIO, sealed: BinaryIO, password: str) -> str:
    """Write head and pieces; answers the SHA-256 of the content."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, start = os.urandom(16), os.urandom(8)
    head = _HEAD.pack(_MAGIC, _VERSION, _COST, _BLOCK, _PARALLEL, salt, start)
    cipher = AESGCM(_key(password, salt, _COST, _BLOCK, _PARALLEL))
    sealed.write(head)
    sealed.write(cipher.encrypt(_nonce(start, _PASSWORD_CHECK), b"", head))
    digest, number = hashlib.sha256(), 0
    piece = plain.read(_PIECE)
    while True:
        following = plain.read(_PIECE)
        last = b"\x00" if following else b"\x01"
        digest.update(piece)
        sealed.write(cipher.encrypt(_nonce(start, number), piece, head + last))
        if not following:
            return digest.hexdigest()
        piece, number = following, number + 1


def _pieces(sealed: BinaryIO, password: str, name: str) -> Iterator[bytes]:
    """The content, piece by piece, each checked before it is given out; raises RecordError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head = sealed.read(_HEAD.size)
    if len(head) < _HEAD.size or head[: len(_MAGIC)] != _MAGIC:
        raise RecordError(f"{name} không phải bản sao lưu có mật khẩu. Chọn tệp có đuôi {SUFFIX}.")
    _, version, cost, block, parallel, salt, start = _HEAD.unpack(head)
    if version != _VERSION or not 10 <= cost <= 20 or not 1 <= block <= 16 or not 1 <= parallel <= 4:
        raise RecordError(
            f"{name} do bản chương trình khác ghi, hoặc phần đầu tệp đã hỏng. Dùng bản sao khác."
        )
    cipher = AESGCM(_key(password, salt, cost, block, parallel))
    try:
        cipher.decrypt(_nonce(start, _PASSWORD_CHECK), sealed.read(_TAG), head)
    except (InvalidTag, ValueError):
        raise RecordError(
            f"Mật khẩu không đúng với {name} (hoặc phần đầu tệp đã hỏng). Gõ lại; mất mật khẩu thì không ai mở được."
        ) from None
    piece, number = sealed.read(_PIECE + _TAG), 0
    while True:
        following = sealed.read(_PIECE + _TAG)
        last = b"\x00" if following else b"\x01"
        try:
            yield cipher.decrypt(_nonce(start, number), piece, head + last)
        except (InvalidTag, ValueError):
            raise RecordError(
                f"{name} bị hỏng hoặc bị sửa ở khoảng MB thứ {number + 1}. Không mở bản này; dùng bản sao khác."
            ) from None
        if not following:
            return
        piece, number = following, number + 1


def _key(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    """The key of a password; accents count in their composed form, however they were typed."""
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    from desktop_app.domain.text import nfc

    return Scrypt(salt=salt, length=32, n=1 << cost, r=block, p=parallel).derive(nfc(password).encode())


def _nonce(start: bytes, number: int) -> bytes:
    return start + number.to_bytes(4, "big")

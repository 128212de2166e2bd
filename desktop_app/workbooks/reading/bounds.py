"""How large a workbook may be before it is refused, and the words for it.

A unit's form has some hundred cells; the bounds leave room for the office's own lists and keep a hostile file
from filling the memory (under 500 MB) or holding the program up.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.domain.errors import RecordError
from desktop_app.domain.numbers import format_number, format_size

_MB = 1024 * 1024


class UnreadableFile(RecordError):
    """A file that cannot be read, with the reason and what to do, in Vietnamese; other files are not affected."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that is read: octets, octets unpacked, parts of the package, sheets, rows, columns, cells, texts."""

    size: int = 30 * _MB
    unpacked: int = 100 * _MB
    parts: int = 3_000
    sheets: int = 100
    rows: int = 20_000
    columns: int = 1_000
    cells: int = 400_000
    area: int = 2_000_000
    texts: int = 400_000

    def check_size(self, size: int) -> None:
        """Refuse a file larger than `size`."""
        if size > self.size:
            raise self.exceeded("dung lượng", format_size(size), format_size(self.size))

    def check_unpacked(self, size: int) -> None:
        """Refuse a package that unpacks to more than `unpacked`."""
        if size > self.unpacked:
            raise self.exceeded("dung lượng sau giải nén", "", format_size(self.unpacked))

    def check_count(self, what: str, count: int, most: int) -> None:
        """Refuse more than `most` of something, named in Vietnamese."""
        if count > most:
            raise self.exceeded(f"số {what}", format_number(count), format_number(most))

    def check_place(self, sheet: str, row: int, column: int) -> None:
        """Refuse a used cell (from 0) beyond the bounds of a sheet."""
        if row >= self.rows:
            raise self.exceeded(
                f"số dòng của trang “{sheet}”", format_number(row + 1), format_number(self.rows)
            )
        if column >= self.columns:
            raise self.exceeded(
                f"số cột của trang “{sheet}”", format_number(column + 1), format_number(self.columns)
            )

    def exceeded(self, what: str, found: str, most: str) -> UnreadableFile:
        """The refusal that names a bound."""
        said = f" ({found})" if found else ""
        return UnreadableFile(
            f"Tệp vượt giới hạn về {what}{said}, tối đa {most}. Xóa phần thừa, hoặc sao phần cần gửi sang tệp mới."
        )


FORM_BOUNDS = Bounds()

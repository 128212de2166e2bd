"""An office's own list of units, row by row: what each cell says of a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from .cell_checks import shortened
from .date_columns import DateOrder, day_first
from .dates import parse_date
from .errors import InvalidInput
from .list_plans import ListRow, ListTable
from .returns import ERROR, Content, Found, Problem
from .text import fold, nfc
from .units import UnitKind

FIELDS: Mapping[str, str] = {
    "order": "Số thứ tự",
    "code": "Mã định danh",
    "name": "Tên cơ quan, đơn vị",
    "short_name": "Tên viết tắt",
    "kind": "Loại đơn vị",
    "parent": "Trực thuộc",
    "valid_from": "Có hiệu lực từ",
    "valid_to": "Hiệu lực đến hết ngày",
    "note": "Ghi chú",
}
SYNONYMS: Mapping[str, Sequence[str]] = {
    "order": ("tt", "stt", "so tt", "so thu tu"),
    "code": ("ma dinh danh", "ma don vi", "ma co quan", "ma"),
    "name": (
        "ten co quan, don vi",
        "ten don vi",
        "ten co quan",
        "co quan, don vi",
        "don vi",
        "co quan",
        "ten",
    ),
    "short_name": ("ten viet tat", "viet tat", "ten ngan", "ten tat"),
    "kind": ("loai don vi", "loai", "nhom", "cap"),
    "parent": ("truc thuoc", "don vi cap tren", "co quan chu quan", "cap tren", "thuoc"),
    "valid_from": ("co hieu luc tu", "hieu luc tu", "ngay thanh lap", "tu ngay"),
    "valid_to": ("hieu luc den het ngay", "hieu luc den", "den ngay", "ngay ket thuc"),
    "note": ("ghi chu",),
}


class UnitListReader:
    """Reads the rows of a table of units; kinds by key or name, days as written."""

    def __init__(
        self, table: ListTable, mapping: Mapping[str, str], kinds: Sequence[UnitKind], order: DateOrder
    ) -> None:
        """`mapping` gives the field of each heading."""
        self.table, self.kinds, self.order = table, kinds, order
        self.headings = {key: heading for heading, key in mapping.items()}

    def read(self, row: ListRow) -> tuple[dict[str, Any], list[Problem]] | None:
        """The values of a unit with what is wrong with its cells; None for a row that names none.

        `kind` is a kind's key, "parent" the name written there, `valid_to` the first day it no longer holds.
        """
        name = self._shown(row, "name")
        if not name or fold(name).startswith(("tong so", "tong cong")):
            return None
        values: dict[str, Any] = {"name": name}
        problems: list[Problem] = []
        for key in ("code", "short_name", "note", "parent"):
            if self._shown(row, key):
                values[key] = self._shown(row, key)
        self._kind(row, values, problems)
        self._days(row, values, problems)
        return values, problems

    def _shown(self, row: ListRow, key: str) -> str:
        heading = self.headings.get(key)
        return " ".join(nfc(row.shown(heading)).split()) if heading else ""

    def _kind(self, row: ListRow, values: dict[str, Any], problems: list[Problem]) -> None:
        said = self._shown(row, "kind")
        if not said:
            return
        known = [kind for kind in self.kinds if fold(said).removeprefix("ubnd ") in _kind_words(kind)]
        if len(known) == 1:
            values["kind"] = known[0].key
            return
        names = ", ".join(kind.name for kind in self.kinds)
        problems.append(
            self._problem(
                row, "kind", f"“{shortened(said)}” không phải loại đơn vị. Chọn một trong: {names}."
            )
        )

    def _days(self, row: ListRow, values: dict[str, Any], problems: list[Problem]) -> None:
        for key in ("valid_from", "valid_to"):
            found = row.cells.get(self.headings.get(key, ""))
            if found is None:
                continue
            try:
                day = _day(found.content, self.order)
            except InvalidInput as error:
                problems.append(self._problem(row, key, str(error)))
                continue
            if day is not None:
                values[key] = day + timedelta(days=1) if key == "valid_to" else day

    def _problem(self, row: ListRow, key: str, message: str) -> Problem:
        found = row.cells.get(self.headings.get(key, ""), Found(self.table.sheet, f"{row.number}"))
        return Problem(self.table.sheet, found.cell, shortened(found.shown), ERROR, message, field=key)


def _kind_words(kind: UnitKind) -> set[str]:
    """What a kind is called: its key, its name, the name without UBND, and each word of a name of several."""
    name = fold(kind.name).removeprefix("ubnd ")
    return {kind.key, name, fold(kind.group_title).removeprefix("ubnd "), *name.split(", ")}


def _day(content: Content, order: DateOrder) -> Any:
    if content is None or hasattr(content, "year"):
        return content
    return parse_date(day_first(str(content), order))

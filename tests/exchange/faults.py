"""Filled forms with planted faults: each fault says what it does to a form, and what must come of it.

The generator keeps the truth: which figures must reach the record, and which cells must be named.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from desktop_app.domain.values import Cells
from tests.exchange.filling import SHEET, cell_of, put

FIELDS = ("total_procedures", "level1", "level2", "level3", "level4", "on_national_portal", "dossiers_total", "dossiers_online")  # fmt: skip
Figures = dict[str, int]


@dataclass
class Case:
    """A form being filled: the figures meant, and what must be said of it (field or "" and words)."""

    book: Workbook
    figures: Figures
    lost: set[str] = field(default_factory=set)
    said: list[tuple[str, str]] = field(default_factory=list)
    state: str = "ok"

    @property
    def truth(self) -> Figures:
        """The figures that must be accepted."""
        return {key: number for key, number in self.figures.items() if key not in self.lost}

    def spoil(self, key: str, content: object, words: str) -> None:
        """Put something wrong into a field's cell."""
        put(self.book, {key: content})
        self.lost.add(key)
        self.said.append((key, words))
        self.state = "errors"

    def notes(self, key: str, words: str) -> None:
        """A warning that loses nothing."""
        self.said.append((key, words))

    def row(self, key: str) -> int:
        """The row of a field's cell."""
        return int(self.book[SHEET][cell_of(self.book, f"PH_{key}")].row)


Fault = Callable[[Case], None]


def _number_with_words(case: Case) -> None:
    case.spoil("level3", f"{case.figures['level3']} HS", "không phải số")


def _negative(case: Case) -> None:
    case.spoil("dossiers_online", -3, "không hợp lệ")


def _fraction(case: Case) -> None:
    case.spoil("level4", 2.5, "không phải số nguyên")


def _two_ways(case: Case) -> None:
    case.spoil("dossiers_total", "1.234", "đọc được hai cách")


def _two_ways_with_proof(case: Case) -> None:
    case.figures |= {"dossiers_total": 1_234, "total_procedures": 1_234_567, "dossiers_online": 12}
    texts = {"dossiers_total": "1.234", "total_procedures": "1.234.567", "dossiers_online": " 12 "}
    put(case.book, texts)


def _became_a_date(case: Case) -> None:
    case.spoil("level1", datetime(2020, 5, 3), "Excel đã đổi số thành ngày")


def _truth_value(case: Case) -> None:
    case.spoil("level1", True, "giá trị đúng/sai")


def _error_value(case: Case) -> None:
    case.spoil("level2", "#REF!", "lỗi công thức #REF!")


def _uncalculated(case: Case) -> None:
    case.spoil("level2", "=20+5", "công thức chưa được tính")


def _far_too_large(case: Case) -> None:
    case.spoil("dossiers_total", 1e17, "quá lớn")


def _not_applicable(case: Case) -> None:
    case.spoil("on_national_portal", "Không áp dụng", "cần có lý do")


def _parts_exceed_total(case: Case) -> None:
    case.figures["total_procedures"] = sum(case.figures[f"level{level}"] for level in range(1, 5)) - 1
    put(case.book, case.figures)
    case.lost |= {"level1", "level2", "level3", "level4"}
    case.said.append(("level4", "lớn hơn tổng số TTHC"))
    case.state = "errors"


def _online_exceeds_total(case: Case) -> None:
    case.figures["dossiers_online"] = case.figures["dossiers_total"] + 1
    put(case.book, case.figures)
    case.lost.add("dossiers_online")
    case.said.append(("dossiers_online", "nhiều hơn tổng số hồ sơ"))
    case.state = "errors"


def _number_as_text(case: Case) -> None:
    put(case.book, {key: str(number) for key, number in case.figures.items()})


def _blank_cell(case: Case) -> None:
    put(case.book, {"level1": None})
    case.lost.add("level1")
    case.notes("level1", "còn trống")


def _far_from_the_past(case: Case) -> None:
    case.figures["dossiers_total"] = 99_000
    put(case.book, case.figures)
    case.notes("dossiers_total", "khác xa các kỳ trước")


def _row_inserted(case: Case) -> None:
    case.book[SHEET].insert_rows(case.row("level3"))
    case.notes("", "dòng bị chèn")


def _row_deleted(case: Case) -> None:
    case.book[SHEET].delete_rows(case.row("on_national_portal"))
    case.lost.add("on_national_portal")
    case.said.append(("", "thiếu dòng A7"))
    case.state = "errors"


def _column_inserted(case: Case) -> None:
    case.book[SHEET].insert_cols(4)
    case.notes("", "chèn hoặc xóa cột")


def _formula_typed_over(case: Case) -> None:
    case.book[SHEET].cell(case.row("level4") + 1, 6).value = 1
    case.said.append(("", "bị gõ đè 1"))
    case.state = "errors"


def _check_typed_over(case: Case) -> None:
    case.book[SHEET].cell(case.row("level4"), 8).value = "Đạt"
    case.notes("", "kiểm tra hoặc tăng, giảm bị gõ đè")


def _protection_off(case: Case) -> None:
    case.book[SHEET].protection.sheet = False
    case.notes("", "bảo vệ trang đã bị gỡ")


def _passport_removed(case: Case) -> None:
    del case.book["_ho_chieu"]
    case.notes("", "Trang ẩn nhận dạng phiếu đã bị xóa")


def _code_removed(case: Case) -> None:
    case.book[SHEET][cell_of(case.book, "PH_MA_PHIEU")] = None


def _old_encoding(case: Case) -> None:
    put(case.book, {"GIAI_TRINH": "Së ch\u00ada cã c¸n bé phô tr¸ch"})
    case.notes("", "mã TCVN3 (ABC), đã đọc là “Sở chưa có cán bộ phụ trách”")


def _vni_encoding(case: Case) -> None:
    put(case.book, {"GIAI_TRINH": "Chöa coù caùn boä phuï traùch"})
    case.notes("", "mã VNI, đã đọc là “Chưa có cán bộ phụ trách”")


def _decomposed(case: Case) -> None:
    put(case.book, {"GIAI_TRINH": unicodedata.normalize("NFD", "Chưa có cán bộ phụ trách")})
    case.notes("", "mã Unicode tổ hợp, đã đọc là “Chưa có cán bộ phụ trách”")


def _sheet_renamed(case: Case) -> None:
    case.book[SHEET].title = "Bieu moi"
    case.notes("", "bị đổi tên")


def _sheet_added(case: Case) -> None:
    case.book.create_sheet("Nháp")["A1"] = "Mã"
    case.notes("", "có thêm trang: Nháp")


def _label_changed(case: Case) -> None:
    case.book[SHEET].cell(case.row("level2"), 2).value = "Chỉ tiêu khác"
    case.notes("", "Tên dòng A3 bị sửa")


def _other_unit(case: Case) -> None:
    case.book[SHEET][cell_of(case.book, "PH_DON_VI")] = "Đơn vị báo cáo: Sở Không Có Thật"
    case.lost |= set(case.figures)
    case.said.append(("", "tên đơn vị trên phiếu là “Sở Không Có Thật”"))
    case.state = "errors"


def _link_to_another_file(case: Case) -> None:
    sheet = case.book[SHEET]
    sheet[cell_of(case.book, "PH_level1")] = "='[Khác.xlsx]Trang1'!A1"
    case.lost.add("level1")
    case.said += [("", "liên kết từ tệp khác"), ("level1", "công thức chưa được tính")]
    case.state = "errors"


FAULTS: Mapping[str, Fault] = {
    name.removeprefix("_"): fault
    for name, fault in list(globals().items())
    if name.startswith("_") and callable(fault) and getattr(fault, "__module__", "") == __name__
}


def figures(draw: random.Random, before: Cells) -> Figures:
    """A month's figures that differ a little from the month before and break no rule."""

    def near(key: str, otherwise: int) -> int:
        value = before.get(key)
        number = int(value.number) if value is not None and value.number is not None else otherwise
        return max(0, number + draw.choice((-1, 0, 1)))

    parts = {f"level{level}": near(f"level{level}", 12) for level in range(1, 5)}
    total = near("total_procedures", 60)
    dossiers = near("dossiers_total", 300)
    return {
        "total_procedures": max(total, sum(parts.values())),
        **parts,
        "on_national_portal": min(near("on_national_portal", 3), parts["level3"] + parts["level4"]),
        "dossiers_total": dossiers,
        "dossiers_online": min(near("dossiers_online", 20), dossiers),
    }


def make(path: Path, fault: str | None, draw: random.Random, before: Cells) -> Case:
    """Fill in the form at `path`, with a fault or without; answers the truth about it."""
    case = Case(openpyxl.load_workbook(path), figures(draw, before))
    put(case.book, case.figures)
    if fault:
        FAULTS[fault](case)
    case.book.save(path)
    case.book.close()
    return case

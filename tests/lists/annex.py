"""An annex as an office keeps it: title rows, headings over two rows, groups, a total, the place of signing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ["STT", "Nội dung nhiệm vụ", "Cơ quan thực hiện", None, "Thời hạn hoàn thành", "Sản phẩm"]
SUB = [None, None, "Chủ trì", "Phối hợp", None, None]
ROWS: list[list[object]] = [
    ["I", "XÂY DỰNG, HOÀN THIỆN THỂ CHẾ"],
    [1, "Ban hành Kiến trúc Chính quyền điện tử tỉnh phiên bản 2.0", "Sở TT&TT", "Sở Nội vụ; Sở Tư pháp", "Quý II/2020", "Quyết định của UBND tỉnh"],
    [2, "Ban hành quy chế chia sẻ dữ liệu", "Së Th«ng tin vµ TruyÒn th«ng", "Các sở, ban, ngành", date(2020, 12, 31), "Quy chế"],
    ["II", "PHÁT TRIỂN NỀN TẢNG"],
    ["1", "Hoàn thành Trục liên thông văn bản", "Văn phòng UBND tỉnh", "Sở TTTT", "Hoàn thành ngày 15/6/2020", "Báo cáo"],
    ["2", "Tuyên truyền về Chính phủ điện tử", "STTTT", "UBND H. Mộc Sơn, UBND TP. An Bình", "Thường xuyên", ""],
    ["3", "Tích hợp dịch vụ công lên Cổng quốc gia", "Sở Không Có", "", "Tháng 12/2020", ""],
    ["4", "Mã định danh văn bản", "Sở TT&TT", "", "sớm", ""],
    [None, "Tổng số: 6 nhiệm vụ"],
    [],
    [None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
]  # fmt: skip


def annex(path: Path, rows: list[list[object]] | None = None) -> Path:
    """Write the annex, beside a sheet of notes."""
    book = Workbook()
    notes = book.active
    assert isinstance(notes, Worksheet)
    notes.title = "Ghi chú"
    notes["A1"] = "Danh sách gửi kèm công văn"
    sheet = book.create_sheet("Phụ lục I")
    sheet["A1"], sheet["A2"] = "PHỤ LỤC", "Nhiệm vụ thực hiện Nghị quyết số 17/NQ-CP"
    sheet.append([])
    sheet.append(HEADINGS)
    sheet.append(SUB)
    for first, last in (("A4", "A5"), ("B4", "B5"), ("C4", "D4"), ("E4", "E5"), ("F4", "F5")):
        sheet.merge_cells(f"{first}:{last}")
    sheet.append([f"({number})" for number in range(1, 7)])
    for row in ROWS if rows is None else rows:
        sheet.append(row)
    book.save(path)
    book.close()
    return path


def change(path: Path, cell: str, value: object) -> None:
    """Put another value into a cell of the annex."""
    book = openpyxl.load_workbook(path)
    book["Phụ lục I"][cell] = value
    book.save(path)
    book.close()

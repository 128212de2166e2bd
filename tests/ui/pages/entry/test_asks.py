"""Files without passport: columns matched once, period and unit said, with the real combo boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from PySide6.QtCore import Qt

from desktop_app.domain.returns import FileState
from desktop_app.ui.pages.entry.answers import ColumnsAnswer, PeriodAnswer, UnitAnswer


def table(path: Path, title: str, headings: list[str], *rows: list[object]) -> Path:
    """A workbook an office made by itself."""
    book = openpyxl.Workbook()
    book.active.append([title])
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


FORM_HEADINGS = ["Đơn vị", "Tổng số TTHC", "DVCTT mức độ 1", "DVCTT mức độ 2", "DVCTT mức độ 3"]


def test_columns_are_matched_once_and_remembered(clerk: Any, tmp_path: Path) -> None:
    headings = [*FORM_HEADINGS, "Mức 4 mới"]
    first = table(tmp_path / "một.xlsx", "Tháng 4 năm 2021", headings, ["Sở Y tế", 90, 1, 2, 3, 4])
    second = table(tmp_path / "hai.xlsx", "Tháng 4 năm 2021", headings, ["Sở Nội vụ", 50, 5, 6, 7, 8])
    clerk.drop(first, second)
    assert clerk.page.view.model.counts() == {"": 2, "unrecognised": 2}
    assert clerk.page.steps.accessibleName() == "Bước 2 trên 4: Đối chiếu cột"
    clerk.show_file("một")
    answer = clerk.page.view.detail.answer
    assert isinstance(answer, ColumnsAnswer)
    assert answer.boxes["DVCTT mức độ 2"].currentText() == "DVCTT mức độ 2"
    box = answer.boxes["Mức 4 mới"]
    assert box.currentText() == "(bỏ cột này)"
    box.choose("level3")
    clerk.page.view.detail.area.ensureWidgetVisible(answer.take)
    clerk.settle()
    clerk.click(answer.take)
    assert "Hai cột cùng là" in answer._refusal.text()
    box.choose("level4")
    clerk.click(answer.take)
    assert [clerk.report(name).accepted for name in ("một", "hai")] == [5, 5]
    assert clerk.page.steps.accessibleName() == "Bước 3 trên 4: Kiểm tra"
    clerk.page.batch.clear()
    third = table(tmp_path / "ba.xlsx", "Tháng 4 năm 2021", headings, ["Sở Tư pháp", 50, 5, 6, 7, 8])
    clerk.drop(third)
    assert clerk.report("ba").accepted == 5


def test_the_period_is_asked_where_no_title_names_it(clerk: Any, tmp_path: Path) -> None:
    headings = [*FORM_HEADINGS, "DVCTT mức độ 4", "DVCTT tích hợp Cổng Dịch vụ công quốc gia"]
    headings += ["Tổng số hồ sơ trong kỳ", "Hồ sơ trực tuyến trong kỳ"]
    clerk.drop(table(tmp_path / "bảng.xlsx", "Số liệu", headings, ["Sở Y tế", 90, 1, 2, 3, 4, 1, 100, 50]))
    clerk.show_file("bảng")
    answer = clerk.page.view.detail.answer
    assert isinstance(answer, PeriodAnswer)
    assert answer.box.currentText() == "Tháng 4 năm 2021"
    clerk.click(answer.take)
    report = clerk.report("bảng")
    assert report.state in (FileState.OK, FileState.ERRORS) and report.period == "2021-04" and report.cells


def test_the_unit_is_asked_where_a_name_means_none(clerk: Any, tmp_path: Path) -> None:
    labels = ["Tổng số TTHC", "DVCTT mức độ 1", "DVCTT mức độ 2", "DVCTT mức độ 3", "DVCTT mức độ 4"]
    labels += [
        "DVCTT tích hợp Cổng Dịch vụ công quốc gia",
        "Tổng số hồ sơ trong kỳ",
        "Hồ sơ trực tuyến trong kỳ",
    ]
    rows = [[label, number] for label, number in zip(labels, (90, 1, 2, 3, 4, 1, 100, 50), strict=True)]
    clerk.drop(
        table(tmp_path / "phòng một cửa.xlsx", "Báo cáo tháng 4 năm 2021", ["Chỉ tiêu", "Kỳ này"], *rows)
    )
    clerk.show_file("phòng một cửa")
    answer = clerk.page.view.detail.answer
    assert isinstance(answer, UnitAnswer)
    clerk.click(answer.take)
    assert answer._field.error
    answer.box.setFocus()
    answer.box.selectAll()
    answer.box.insert("so y te")
    answer.box.textEdited.emit("so y te")
    clerk.press(Qt.Key.Key_Return, at=answer.box)
    clerk.click(answer.take)
    report = clerk.report("phòng một cửa")
    assert clerk.desk.read.unit(report.unit_id).name == "Sở Y tế" and report.accepted == 8

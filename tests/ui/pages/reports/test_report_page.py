"""The screen "Báo cáo" used with mouse and keys on the real sample record."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QObject, QRect, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter

from desktop_app.commands.tasks import AddTask
from desktop_app.domain.periods import PeriodCode
from desktop_app.session import Session
from desktop_app.store.opening import create_record
from desktop_app.ui.jobs import Job
from desktop_app.ui.pages.reports import paper
from desktop_app.ui.pages.reports.period_strip import period_of_kind

NAME = "BaoCaoTongHop_AnBinh_2021-03_den-2021-03-31"


def test_findings_name_the_planted_mistakes(clerk: Any) -> None:
    titles = [clerk.page.findings.item(row).text() for row in range(clerk.page.findings.count())]
    assert titles[0] == "Sở KH&ĐT: 4 ô sai quy tắc"
    assert "2 đơn vị chưa có số liệu DVCTT" in titles
    assert "Sở GD&ĐT: thiếu 1 ô" in titles
    assert "Sở Xây dựng: Mức độ 3 cần xem lại" in titles
    assert "3 nhiệm vụ hoàn thành chưa có minh chứng" in titles
    assert clerk.page.verdict.words.text() == "1 lỗi, 6 chỗ cần xem"


def test_a_finding_opens_the_screen_where_it_is_put_right(clerk: Any) -> None:
    wanted: list[tuple[str, object]] = []
    clerk.desk.page_wanted.connect(lambda key, query: wanted.append((key, query)))
    findings = clerk.page.findings
    row = next(row for row in range(findings.count()) if "minh chứng" in findings.item(row).text())
    findings.setCurrentRow(row)
    clerk.press(Qt.Key.Key_Return, at=findings)
    assert wanted == [("nhiem-vu", {"chip": "no_evidence"})]
    assert clerk.shell.current_key == "nhiem-vu"
    clerk.shell.show_page("bao-cao")
    clerk.settle()
    rect: QRect = findings.visualItemRect(findings.item(0))
    clerk.click(findings.viewport(), rect.center())
    key, query = wanted[-1]
    assert key == "dich-vu-cong" and isinstance(query, dict)
    assert clerk.desk.read.unit(query["unit"]).short_name == "Sở KH&ĐT"


def test_pages_and_sheets_turn_with_the_keys(clerk: Any) -> None:
    preview = clerk.page.preview
    preview.view.setFocus()
    assert preview.place.text().startswith("Trang 1/") and preview.paper.text() == "A4 dọc"
    assert not preview.previous.isEnabled()
    clerk.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, at=preview.view)
    assert preview.sheet.name == "Biểu 01" and preview.paper.text() == "A4 ngang"
    clerk.press(Qt.Key.Key_PageDown, at=preview.view)
    assert preview.page.number == 2
    clerk.press(Qt.Key.Key_PageUp, at=preview.view)
    clerk.press(Qt.Key.Key_PageUp, at=preview.view)
    assert preview.sheet.name == "Tổng hợp" and preview.page.number == len(preview.sheet.pages)
    clerk.click(preview.next)
    assert preview.sheet.name == "Biểu 01"
    assert "Nhiệm vụ" in preview.view.accessibleDescription()


def test_zoom_by_key_and_button(clerk: Any) -> None:
    preview = clerk.page.preview
    fitted = preview.view.canvas.width()
    assert fitted <= preview.view.viewport().width()
    clerk.press(Qt.Key.Key_Plus, at=preview.view)
    assert preview.zoom.text() == "150%" and preview.view.canvas.width() > preview.view.viewport().width()
    clerk.press(Qt.Key.Key_PageDown, at=preview.view)
    assert preview.page.number == 1 and preview.view.verticalScrollBar().value() > 0
    clerk.click(preview.smaller)
    assert preview.zoom.text() == "Vừa khung" and preview.view.canvas.width() == fitted


def test_something_is_drawn_on_the_paper(clerk: Any) -> None:
    image = clerk.page.preview.view.canvas.grab().toImage()
    dark = sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(12, image.width() - 12, 2)
        for y in range(12, image.height() - 12, 2)
    )
    assert dark > 500


def test_export_writes_what_the_preview_shows(clerk: Any, out: Path) -> None:
    clerk.click(clerk.page.excel)
    target = out / f"{NAME}.xlsx"
    assert target.read_bytes() == clerk.page.prepared.content
    workbook = openpyxl.load_workbook(BytesIO(target.read_bytes()))
    assert workbook["Biểu 01"].oddHeader.right.text.endswith("Dữ liệu minh họa")
    assert clerk.shell.toast.message == f"Đã xuất {NAME}.xlsx"
    assert clerk.page.written.isVisible() and clerk.page.written.name.full_text == f"{NAME}.xlsx"


class Opener(QObject):
    """Stands for the desktop: notes what it is asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toLocalFile())


def test_written_file_and_folder_are_opened(clerk: Any, out: Path) -> None:
    opener = Opener()
    QDesktopServices.setUrlHandler("file", opener, "take")
    try:
        clerk.press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier, at=clerk.page.preview.view)
        clerk.click(clerk.shell.toast.action_button)
        clerk.click(clerk.page.written.open_folder)
        assert opener.opened == [str(out / f"{NAME}.xlsx"), str(out)]
        (out / f"{NAME}.xlsx").unlink()
        clerk.click(clerk.page.written.open_file)
        assert "Không còn tệp" in clerk.shell.band.message
    finally:
        QDesktopServices.unsetUrlHandler("file")


def test_pdf_holds_every_page(clerk: Any, out: Path) -> None:
    clerk.click(clerk.page.pdf)
    content = (out / f"{NAME}.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert f"/Count {len(clerk.page.prepared.document.pages)}".encode() in content


def test_printing_by_the_chosen_printer(clerk: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "in.pdf"

    def answer(_parent: object, pages: int) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        printer.setFromTo(2, 4)
        return printer

    monkeypatch.setattr(paper, "ask_printer", answer)
    clerk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier, at=clerk.page.preview.view)
    assert b"/Count 3" in target.read_bytes()
    assert clerk.shell.toast.message == "Đã gửi 3 trang tới máy in."


@pytest.mark.parametrize("name", ["excel", "pdf"])
def test_stopping_leaves_nothing_behind(clerk: Any, out: Path, name: str) -> None:
    clerk.page.prepared = None if name == "excel" else clerk.page.prepared

    def stop(job: Job) -> None:
        job.stop()

    clerk.desk.jobs.started.connect(stop)
    clerk.click(getattr(clerk.page, name))
    assert list(out.iterdir()) == []
    assert clerk.shell.toast.message == "Đã dừng, chưa ghi tệp nào."
    assert clerk.page.excel.isEnabled()


def test_file_open_elsewhere_is_said_and_kept(clerk: Any, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = out / f"{NAME}.xlsx"
    target.write_bytes(b"old")

    def locked(self: Path, other: Path) -> Path:
        raise PermissionError(13, "in use", str(other))

    monkeypatch.setattr(Path, "replace", locked)  # what Windows answers while Excel holds the file
    clerk.click(clerk.page.excel)
    assert clerk.shell.band.message == f"Tệp {target.name} đang mở trong Excel. Đóng tệp rồi bấm Xuất lại."
    assert [item.name for item in out.iterdir()] == [target.name] and target.read_bytes() == b"old"
    assert not clerk.page.written.isVisible()


def test_folder_that_is_gone_is_said(clerk: Any, out: Path) -> None:
    out.rmdir()
    clerk.click(clerk.page.excel)
    assert f"Không có thư mục {out}" in clerk.shell.band.message


def test_kind_of_report_changes_the_period(clerk: Any, out: Path) -> None:
    kind = clerk.page.strip.kind
    kind.setFocus()
    clerk.press(Qt.Key.Key_Down, at=kind)
    assert clerk.desk.period_code == PeriodCode.parse("2021-Q1")
    assert clerk.page.strip.span.text() == "Lấy số liệu từ 15/12/2020 đến 14/03/2021"
    assert clerk.page.prepared.code == PeriodCode.parse("2021-Q1")
    for _ in range(3):
        clerk.press(Qt.Key.Key_Down, at=kind)
    assert clerk.desk.period_code == PeriodCode.parse("2020")
    texts = [text.text for page in clerk.page.prepared.document.pages for text in page.texts]
    assert any("năm 2020 (từ ngày 15/12/2019 đến ngày 14/12/2020)" in text for text in texts)
    clerk.click(clerk.page.excel)
    assert [item.name for item in out.iterdir()] == ["BaoCaoTongHop_AnBinh_2020_den-2021-03-31.xlsx"]


def test_period_of_another_length_is_one_that_has_ended(clerk: Any) -> None:
    period_of, day = clerk.desk.read.period, date(2021, 3, 31)
    code = PeriodCode.parse("2021-03")
    found = [period_of_kind(code, months, day, period_of).code for months in (1, 3, 6, 9, 12)]
    assert found == ["2021-03", "2021-Q1", "2020-H2", "2020-9M", "2020"]


def test_cut_off_is_typed_and_a_day_before_the_period_is_refused(clerk: Any) -> None:
    field = clerk.page.strip.as_of
    field.setFocus()
    field.selectAll()
    for key in "10/03/2021":
        clerk.press(Qt.Key(ord(key)), at=field)
    clerk.press(Qt.Key.Key_Return, at=field)
    assert clerk.page.prepared.as_of == date(2021, 3, 10)
    first = [clerk.page.findings.item(row).text() for row in range(clerk.page.findings.count())]
    assert "Số liệu mới đến 10/03/2021" in first
    clerk.desk.look_at(as_of=date(2020, 1, 1))
    clerk.settle()
    assert clerk.page.prepared is None and clerk.page.preview.page is None
    assert "sớm hơn ngày đầu kỳ" in clerk.page.preview.problem.accessibleName()


def test_a_change_of_the_record_makes_the_pages_anew(clerk: Any) -> None:
    before = clerk.page.prepared.content
    clerk.page.preview.go_to(1, 1)
    unit = clerk.desk.read.units()[0]
    clerk.desk.do(AddTask("Việc mới thêm để thử", unit.id, due_on=date(2021, 6, 30), number="NV-99"))
    clerk.settle()
    assert clerk.page.prepared.content != before
    assert (clerk.page.preview.sheet.name, clerk.page.preview.page.number) == ("Biểu 01", 2)
    texts = [text.text for page in clerk.page.prepared.document.pages for text in page.texts]
    assert any("Việc mới thêm để thử" in text for text in texts)


def test_a_record_with_nothing_in_it(opening: Any, tmp_path: Path, out: Path) -> None:
    path = tmp_path / "trống.tiendo"
    Session(create_record(path, person="CB", machine="PC"), "CB").close()
    clerk = opening(path, as_of=date(2026, 8, 20))
    assert len(clerk.page.prepared.document.sheets) == 7
    titles = [clerk.page.findings.item(row).text() for row in range(clerk.page.findings.count())]
    assert "Hồ sơ tỉnh còn thiếu" in titles and any("Chưa có biểu mẫu DVCTT" in title for title in titles)
    clerk.click(clerk.page.excel)
    assert len(list(out.iterdir())) == 1


def test_narrow_window_shows_findings_in_turn(clerk: Any) -> None:
    clerk.shell.resize(900, 600)
    clerk.settle()
    page = clerk.page
    assert page.switch.isVisible() and page.preview.isVisible() and not page.findings.isVisible()
    clerk.click(page.switch)
    assert page.findings.isVisible() and not page.preview.isVisible()
    clerk.click(page.switch)
    assert page.preview.isVisible()

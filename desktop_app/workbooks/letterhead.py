"""The head and the signature block of the report's first sheet (NĐ 30/2020, annex I; RULES.md D)."""

from __future__ import annotations

from typing import Any

from desktop_app.domain.report import ReportData

from . import annex
from .drawings import BlackRule, Place
from .number_formats import date_format
from .sheet import Sheet
from .styles import (
    ADDRESSEE,
    DOCUMENT_TITLE,
    ISSUING_BODY,
    MOTTO,
    NATION,
    NOTE,
    NUMBER_LINE,
    PARAGRAPH,
    PARENT_BODY,
    PLACE_LINE,
    RECIPIENT,
    RECIPIENTS_TITLE,
    SIGNATURE,
    Style,
)
from .text_metrics import text_width
from .text_parts import balanced

_PIXELS_PER_POINT = 96 / 72
INDENT = " " * 8
SEAL_WORDS, SEAL_NAME = "Mã niêm phong báo cáo:", "NIEM_PHONG"
_NATION_TEXT = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
_MOTTO_TEXT = "Độc lập - Tự do - Hạnh phúc"
_PERIOD = Style(12, wrap=False)
_SIGNING_ROWS = 4  # empty for signature and seal


def write_head(sheet: Sheet, data: ReportData, left: int) -> None:
    """Agencies, Quốc hiệu and Tiêu ngữ, number, place and date, title and addressees.

    The left block stands over the columns before `left`, the right one over the others. Number and day are
    left blank for the office that issues the document.
    """
    profile, last = data.profile, len(sheet.columns) - 1
    row = sheet.row
    room = sheet.offset(left)
    parent = balanced(profile.parent_agency.upper(), room, PARENT_BODY.face)
    issuer = balanced(profile.issuing_body.upper(), room, ISSUING_BODY.face)
    sheet.put(row, 0, parent, PARENT_BODY, to=(row, left - 1))
    sheet.put(row, left, _NATION_TEXT, NATION, to=(row, last))
    sheet.put(row + 1, 0, issuer, ISSUING_BODY, to=(row + 1, left - 1))
    sheet.put(row + 1, left, _MOTTO_TEXT, _top(MOTTO), to=(row + 1, last))
    body_lines = issuer.count("\n") + 1
    _rule(sheet, row + 1, (0, left), 110, body_lines * ISSUING_BODY.size)
    motto_width = int(text_width(_MOTTO_TEXT, MOTTO.face) * 0.97)
    _rule(sheet, row + 1, (left, last + 1), motto_width, MOTTO.size)
    sheet.at_least(row + 1, body_lines * ISSUING_BODY.size * 1.2 + 12)
    place = f"{profile.place or profile.province}, ngày {INDENT}tháng {_month(data)} năm {data.as_of.year}"
    sheet.put(row + 2, 0, f"Số: {INDENT}/{profile.report_symbol}", NUMBER_LINE, to=(row + 2, left - 1))
    sheet.put(row + 2, left, place, PLACE_LINE, to=(row + 2, last))
    sheet.space(6)
    _title(sheet, data)
    _addressees(sheet, data)


def _title(sheet: Sheet, data: ReportData) -> None:
    again = data.sealed.version - 1 if data.sealed else 0
    sheet.line(f"BÁO CÁO ĐIỀU CHỈNH LẦN {again}" if again else "BÁO CÁO", DOCUMENT_TITLE)
    sheet.line(f"Tổng hợp tình hình {topic(data)} {data.period.code.title}", DOCUMENT_TITLE)
    _rule(sheet, sheet.row, (0, len(sheet.columns)), 220, 0)
    sheet.space(12)


def topic(data: ReportData) -> str:
    """What the report is about: "xây dựng Chính quyền điện tử"."""
    return annex.steered(data.profile) or "thực hiện nhiệm vụ"


def _addressees(sheet: Sheet, data: ReportData) -> None:
    names = annex.lines_of(data.profile.addressees)
    if len(names) == 1:
        sheet.line(f"Kính gửi: {names[0]}", ADDRESSEE)
    elif names:
        sheet.line("Kính gửi:", ADDRESSEE.aligned("left"), first=2)
        for entry in _dashed(names):
            sheet.line(entry, ADDRESSEE.aligned("left"), first=3)
    sheet.space(6)


def _dashed(names: list[str]) -> list[str]:
    """A list as documents write it: a dash before each entry, ";" after it, "." after the last."""
    bare = [name.removeprefix("-").strip(" .;") for name in names]
    return [f"- {name};" for name in bare[:-1]] + [f"- {name}." for name in bare[-1:]]


def _rule(sheet: Sheet, row: int, columns: tuple[int, int], width: int, below: float) -> None:
    """A black line one pixel thick, centred over columns, under a text `below` points high."""

    def draw() -> None:
        first, end = columns
        aside = (sum(sheet.columns[first:end]) - width) // 2
        place = Place(row, sheet.offset(first) + aside, round(below * 1.2 * _PIXELS_PER_POINT) + 4, width, 1)
        options: dict[str, Any] = {
            "width": place.width,
            "height": place.height,
            "x_offset": aside,
            "y_offset": place.below,
            "fill": {"color": "black"},
            "line": {"none": True},
            "object_position": 2,
            "description": "Đường kẻ trang trí",
        }
        sheet.worksheet.insert_textbox(row, first, "", options)
        sheet.drawings.append(BlackRule(place))

    sheet.draw(draw)


def write_signature(sheet: Sheet, data: ReportData, left: int) -> None:
    """The closing sentence, Nơi nhận, the signer's block and the ledger line, never split over pages."""
    profile, first = data.profile, sheet.row
    receivers = ", ".join(annex.lines_of(profile.addressees))
    ending = f", kính gửi {receivers} tổng hợp" if receivers else ""
    sheet.line(f"{INDENT}Trên đây là báo cáo của {annex.committee_name(profile)}{ending}./.", PARAGRAPH)
    sheet.space(4)
    row, last = sheet.row, len(sheet.columns) - 1
    recipients = _dashed(annex.lines_of(profile.recipients))
    sheet.put(row, 0, "Nơi nhận:", RECIPIENTS_TITLE, to=(row, left - 1))
    for offset, name in enumerate(recipients, start=1):
        sheet.put(row + offset, 0, name, RECIPIENT, to=(row + offset, left - 1))
    titles = [title.upper() for title in annex.lines_of(f"{profile.authority}\n{profile.signer_title}")]
    names = [name for name in (profile.signer_office.upper(), profile.signer_name) if name]
    for offset, title in enumerate(titles):
        sheet.put(row + offset, left, title, SIGNATURE, to=(row + offset, last))
    below = row + max(len(titles) + _SIGNING_ROWS, len(recipients) + 1 - len(names))
    for line in range(row + len(titles), below):
        sheet.at_least(line, 17)
    for offset, text in enumerate(names):
        sheet.put(below + offset, left, text, SIGNATURE, to=(below + offset, last))
    sheet.row = max(sheet.row, below)
    sheet.space(6)
    if data.sealed:
        sheet.line(f"{SEAL_WORDS} {data.sealed.seal}", NOTE.sized(9))
        sheet.name_cells(SEAL_NAME, 0, sheet.row - 1)
    sheet.line(annex.ledger_line(data), NOTE.sized(9))
    sheet.keep_with_next(*range(first, sheet.row - 1))


def _top(style: Style) -> Style:
    return Style(style.size, bold=style.bold, italic=style.italic, align=style.align, vertical="top")


def _month(data: ReportData) -> str:
    return date_format(data.as_of).show(data.as_of).split("/")[1]


def write_period(sheet: Sheet, data: ReportData, split: int) -> None:
    """The data window (KY_TU) and the cut-off day (NGAY_CHOT), both real dates inside a sentence."""
    row, last = sheet.row, len(sheet.columns) - 1
    start, end = data.period.window_start, data.period.last_day
    words = f" đến ngày {date_format(end).show(end)}"
    window = _PERIOD.showing(date_format(start, "Kỳ số liệu: từ ngày ", words))
    sheet.put(row, 0, start, window, to=(row, split - 1))
    cut_off = Style(12, bold=True, align="right", wrap=False)
    sheet.put(
        row,
        split,
        data.as_of,
        cut_off.showing(date_format(data.as_of, "Ngày chốt số liệu: ")),
        to=(row, last),
    )
    sheet.name_cells("KY_TU", 0, row)
    sheet.name_cells("NGAY_CHOT", split, row)

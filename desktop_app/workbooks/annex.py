"""What all annex sheets ("Biểu số …") have in common: the heading above the table and the ledger line below.

An annex carries no Quốc hiệu; the number and date of the covering report stay blank, as an electronic
document requires (NĐ 30/2020, annex I).
"""

from __future__ import annotations

from desktop_app.domain.profile import Profile
from desktop_app.domain.report import ReportData

from .number_formats import date_format
from .page_setup import PageSetup
from .sheet import Formula, Sheet
from .styles import (
    ANNEX_NUMBER,
    ANNEX_PARTY,
    ANNEX_REFERENCE,
    ANNEX_TITLE,
    NOTE,
    PERIOD_LINE,
    UNIT_LINE,
)

SAMPLE_MARK = "Dữ liệu minh họa"
NO_FIGURE = "-"
NOT_REPORTED = "…"
NOT_APPLICABLE = "KAD"
_LEAST_SCALE = 0.88  # of the tables: 11 pt print as 9.7; running text keeps the decree's sizes


def committee_name(profile: Profile) -> str:
    """The reporting body with its province: "Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh An Bình"."""
    name = profile.committee or profile.issuing_body
    return name if not profile.province or profile.province in name else f"{name} {profile.province_title}"


def steered(profile: Profile) -> str:
    """What the committee steers, from its name: "xây dựng Chính quyền điện tử"; "" when the name does not say."""
    name, prefix = profile.committee, "Ban Chỉ đạo "
    if not name.casefold().startswith(prefix.casefold()):
        return ""
    return name[len(prefix) :].removesuffix(profile.province_title).strip(" ,")


def lines_of(text: str) -> list[str]:
    """The entries of a profile text that holds one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def ledger_line(data: ReportData) -> str:
    """The last line of every sheet: the log entry and hash of the record the figures rest on."""
    return f"Số liệu theo sổ: mục nhật ký {_grouped(data.log_entry)}, mã {data.log_hash}."


def setup(data: ReportData, title: str, landscape: bool = True, one_page: bool = False) -> PageSetup:
    """The page set-up of a sheet; its footer tells which sheet of which report a loose page belongs to."""
    parts = (title, data.profile.province_title, f"kỳ {data.period.code.title}", f"chốt {_day(data)}")
    return PageSetup(
        landscape=landscape,
        identity=" - ".join(part for part in parts if part),
        ledger=f"Sổ {_grouped(data.log_entry)}, mã {data.log_hash[:8]}…",
        mark=SAMPLE_MARK if data.profile.is_sample else "",
        one_page=one_page,
        least_scale=_LEAST_SCALE if landscape else 1.0,
    )


def heading(sheet: Sheet, data: ReportData, code: str, title: str, unit: str = "") -> None:
    """The rows above an annex's table; `unit` is the Đơn vị tính, where one holds for the whole table."""
    split = next(column for column in range(1, len(sheet.columns)) if sheet.offset(column) >= 230)
    last = len(sheet.columns) - 1
    committee = committee_name(data.profile)
    row = sheet.row
    sheet.put(row, 0, f"Biểu số {code}", ANNEX_NUMBER, to=(row, split - 1))
    sheet.put(row, split, f"Đơn vị báo cáo: {committee}", ANNEX_PARTY, to=(row, last))
    receivers = "; ".join(lines_of(data.profile.addressees))
    if receivers:
        sheet.put(row + 1, split, f"Đơn vị nhận báo cáo: {receivers}", ANNEX_PARTY, to=(row + 1, last))
    sheet.at_least(sheet.line(title, ANNEX_TITLE), 24)
    blank = " " * 8
    reference = f"(Kèm theo Báo cáo số {blank}/{data.profile.report_symbol} ngày {blank}tháng {blank}năm "
    sheet.line(f"{reference}{data.as_of.year} của {committee})", ANNEX_REFERENCE)
    _period(sheet, data)
    if unit:
        sheet.line(f"Đơn vị tính: {unit}", UNIT_LINE)
    else:
        sheet.space(6)


def closing(sheet: Sheet, data: ReportData, *notes: str) -> None:
    """The notes under the table and the ledger line."""
    sheet.keep_with_next(sheet.row - 1)
    for note in notes:
        sheet.line(note, NOTE, keep=True)
    sheet.line(ledger_line(data), NOTE)


def period_window(data: ReportData) -> str:
    """The data window of the period in words."""
    first, last = data.period.window_start, data.period.last_day
    return f"từ ngày {date_format(first).show(first)} đến ngày {date_format(last).show(last)}"


def _period(sheet: Sheet, data: ReportData) -> None:
    prefix = f"Kỳ báo cáo: {data.period.code.title} ({period_window(data)}); số liệu chốt đến ngày "
    suffix = "; dữ liệu minh họa" if data.profile.is_sample else ""
    style = PERIOD_LINE.showing(date_format(data.as_of, prefix, suffix))
    sheet.line(Formula("NGAY_CHOT", data.as_of), style)


def _day(data: ReportData) -> str:
    return date_format(data.as_of).show(data.as_of)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def roman(number: int) -> str:
    """A group's number as headings write it: 4 is IV."""
    text = ""
    for value, letters in ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + letters, number - value
    return text

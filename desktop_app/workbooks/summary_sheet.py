"""Tổng hợp: the report's first sheet, with key figures, the state of tasks, the trend and two charts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import dropwhile

from desktop_app.domain.indicators import IndicatorReading
from desktop_app.domain.ratio import Ratio, round_half_up, shares
from desktop_app.domain.report import ReportData, TrendPoint
from desktop_app.domain.tasks import Standing

from . import annex, letterhead
from .book import Book
from .indicator_sheet import IndicatorReferences
from .number_formats import GAP, INTEGER, PERCENT, NumberFormat
from .sheet import Formula, Heading, Sheet, Value
from .styles import BODY, CENTRED, HEADER, NOTE, NUMBER, PARAGRAPH, SECTION, TABLE_CAPTION, TOTAL, Style
from .summary_charts import CHART_HEIGHT, insert_status_chart, insert_trend_chart
from .task_sheet import FOUR_WAY, TaskReferences, dated

SUMMARY = "Tổng hợp"
_COLUMNS = (26, 136, 38, 54, 62, 62, 54, 58, 60, 72)
_LEFT = 4  # the left block of the head takes the columns before this one
_MOST_INDICATORS = 10
_SPLIT = 5  # table 2a stands left of this column, table 2b from it on
_STANDINGS = (*FOUR_WAY, Standing.CONTINUING)  # the rows of table 2a
_PLACES = 2  # decimals of a printed share
_HEADINGS = (
    Heading("TT"),
    Heading("Chỉ tiêu"),
    Heading("ĐVT"),
    Heading("Tử số"),
    Heading("Mẫu số"),
    Heading("Kết quả"),
    Heading("Mục tiêu"),
    Heading("Chênh lệch"),
    Heading("Cả nước", ("Kết quả", "Đến ngày")),
)
_TAKEN = ((3, 6, INTEGER), (4, 7, INTEGER), (5, 8, PERCENT), (6, 5, PERCENT), (7, 12, GAP), (8, 14, PERCENT))


@dataclass(frozen=True, slots=True)
class SummarySources:
    """The sheets the summary takes its figures from."""

    tasks: TaskReferences
    indicators: IndicatorReferences


def start_summary(book: Book, data: ReportData) -> Sheet:
    """The empty first sheet; it is filled by `write_summary` once the others stand."""
    return Sheet(book, SUMMARY, _COLUMNS, annex.setup(data, "Báo cáo tổng hợp", landscape=False))


def write_summary(sheet: Sheet, data: ReportData, sources: SummarySources) -> None:
    """Fill the first sheet."""
    letterhead.write_head(sheet, data, _LEFT)
    sample = "; dữ liệu minh họa" if data.profile.is_sample else ""
    sheet.line(
        f"{letterhead.INDENT}{annex.committee_name(data.profile)} báo cáo số liệu tổng hợp kỳ "
        f"{data.period.code.title} như sau (chi tiết tại các Biểu 01 đến 05 kèm theo{sample}):",
        PARAGRAPH,
    )
    sheet.space(4)
    letterhead.write_period(sheet, data, split=6)
    _key_figures(sheet, data, sources.indicators)
    _state_and_trend(sheet, data, sources.tasks)
    _method(sheet, data, sources.tasks)
    letterhead.write_signature(sheet, data, _SPLIT)
    sheet.finish()


def _shown(data: ReportData) -> list[tuple[int, IndicatorReading]]:
    """The indicators of the first sheet with their place in Biểu 04: the first ten that have a figure."""
    known = [(place, item) for place, item in enumerate(data.indicators) if item.ratio is not None]
    return known[:_MOST_INDICATORS]


def _key_figures(sheet: Sheet, data: ReportData, indicators: IndicatorReferences) -> None:
    sheet.line("1. Chỉ tiêu chủ yếu", SECTION, keep=True)
    sheet.header(_HEADINGS, repeated=False)
    if not _shown(data):
        sheet.line("Chưa có chỉ tiêu nào có số liệu trong kỳ.", BODY)
    for number, (place, reading) in enumerate(_shown(data), start=1):
        source = indicators.rows[place]
        row = sheet.row
        sheet.put(row, 0, number, CENTRED)
        sheet.put(row, 1, reading.indicator.name, BODY)
        sheet.put(row, 2, reading.indicator.unit_of_measure, CENTRED)
        for column, taken, shown in _TAKEN:
            value = indicators.cell(source, taken - 1)
            sheet.put(row, column, value, _figure(value, shown, bold=column == 5))
        day = reading.benchmark.as_of if reading.benchmark else None
        sheet.put(row, 9, day or annex.NO_FIGURE, dated(CENTRED, day))
        if _is_headline(data, reading.indicator.computed):
            sheet.name_cells("TL_DVCTT", 5, row)
            sheet.name_cells("MUC_TIEU_DVCTT", 6, row)
    _codes(
        sheet,
        "Mã số liệu, tra bằng Ctrl+K trong chương trình Tiến Độ",
        [data.codes.get(reading.indicator.figure, "") for _, reading in _shown(data)],
    )


def _codes(sheet: Sheet, what: str, codes: list[str]) -> None:
    """The codes of the figures above by the number of their row; typed into the program they lead to the records."""
    known = [f"({number}) {code}" for number, code in enumerate(codes, start=1) if code]
    if known:
        unbroken = (
            "; ".join(known).replace("-", "\N{NON-BREAKING HYPHEN}").replace(") ", ")\N{NO-BREAK SPACE}")
        )
        sheet.line(f"{what}: {unbroken}.", NOTE.sized(9))


def _is_headline(data: ReportData, computed: str) -> bool:
    form = data.services.form if data.services else None
    return bool(form and form.headline and computed == f"form:{form.key}:{form.headline.key}")


def _figure(value: Formula, shown: NumberFormat, bold: bool = False) -> Style:
    if isinstance(value.value, str):
        return CENTRED
    style = NUMBER.showing(shown)
    return style.emboldened() if bold else style


def _state_and_trend(sheet: Sheet, data: ReportData, tasks: TaskReferences) -> None:
    trend = _trend(data)
    headline = data.services.form.headline if data.services else None
    words = f" và {headline.label[:1].lower()}{headline.label[1:]}" if headline and trend else ""
    sheet.space(6)
    start = sheet.line(f"2. Tình trạng nhiệm vụ{words}", SECTION)
    top = start + 1
    sheet.put(top, 0, "Bảng 2a. Nhiệm vụ theo tình trạng", TABLE_CAPTION, to=(top, _SPLIT - 1))
    _state_table(sheet, top + 1, tasks)
    if trend and headline:
        caption = f"Bảng 2b. {headline.label} theo kỳ"
        sheet.put(top, _SPLIT, caption, TABLE_CAPTION, to=(top, len(_COLUMNS) - 1))
        _trend_table(sheet, top + 1, trend)
    figures = [f"tasks.{standing.value}" for standing in _STANDINGS]
    _codes(sheet, "Mã số liệu Bảng 2a", [data.codes.get(figure, "") for figure in figures])
    sheet.space(6)
    _charts(sheet, data, top + 2)
    sheet.keep_with_next(*range(start, sheet.row - 1))


def _trend(data: ReportData) -> tuple[TrendPoint, ...]:
    """The periods from the first one with a figure; later gaps stay gaps."""
    points = data.services.trend if data.services else ()
    return tuple(dropwhile(lambda point: point.ratio is None, points))


def _charts(sheet: Sheet, data: ReportData, first: int) -> None:
    """The charts of the two tables, whose body begins at row `first`; none without figures."""
    row, services = sheet.row, data.services
    trend = _trend(data)
    headline = services.form.headline if services else None
    if data.task_rows:
        sheet.draw(lambda: insert_status_chart(sheet, row, first))
    if headline and trend:
        sheet.draw(lambda: insert_trend_chart(sheet, row, first, trend, headline.label))
    if data.task_rows or trend:
        sheet.space((CHART_HEIGHT + 4) * 0.75)


def _state_table(sheet: Sheet, top: int, tasks: TaskReferences) -> None:
    total = sum(tasks.standings[standing] for standing in _STANDINGS)
    end = top + len(_STANDINGS) + 1
    for column, title in ((0, "TT"), (3, "Số NV"), (4, "Tỷ lệ %")):
        sheet.put(top, column, title, HEADER)
    sheet.put(top, 1, "Tình trạng", HEADER, to=(top, 2))
    moved = _moved(tasks)
    for number, standing in enumerate(_STANDINGS, start=1):
        row = top + number
        sheet.put(row, 0, number, CENTRED)
        sheet.put(row, 1, standing.label, BODY, to=(row, 2))
        count = tasks.count(standing)
        sheet.put(row, 3, count, NUMBER.showing(INTEGER))
        ratio = Ratio(tasks.standings[standing], total)
        share = _share(f"D{row + 1}", f"D{end + 1}", ratio, moved.get(number, Decimal(0)))
        sheet.put(row, 4, share, _percent(NUMBER))
    sheet.put(end, 0, "", TOTAL)
    sheet.put(end, 1, "Tổng cộng", TOTAL, to=(end, 2))
    sheet.put(
        end,
        3,
        Formula(f"SUM({sheet.span(3, top + 1, end - 1)})", total),
        TOTAL.aligned("right").showing(INTEGER),
    )
    sheet.put(
        end, 4, _share(f"D{end + 1}", f"D{end + 1}", Ratio(total, total)), _percent(TOTAL.aligned("right"))
    )
    _state_check(sheet, end, tasks)


def _state_check(sheet: Sheet, end: int, tasks: TaskReferences) -> None:
    """The table against Biểu 01: its rows plus the cancelled and not yet assigned tasks are all tasks."""
    beside = tasks.count(Standing.CANCELLED, Standing.NOT_ASSIGNED).text
    rest = f'COUNTIF(B01_TINH_TRANG,"?*")-({beside})'
    text = f'IF(D{end + 1}={rest},"Khớp","Lệch "&(D{end + 1}-({rest})))'
    sheet.put(end + 1, 0, "", BODY)
    sheet.put(end + 1, 1, "Đối chiếu với Biểu 01", BODY, to=(end + 1, 2))
    sheet.put(end + 1, 3, Formula(text, "Khớp"), CENTRED, to=(end + 1, 4))


def _trend_table(sheet: Sheet, top: int, trend: tuple[TrendPoint, ...]) -> None:
    for offset, title in enumerate(("Tháng", "Tử số", "Mẫu số", "Kết quả", "Mục tiêu")):
        sheet.put(top, _SPLIT + offset, title, HEADER)
    for number, point in enumerate(trend, start=1):
        row, ratio = top + number, point.ratio
        label = f"{point.period.last_month}/{point.period.year}"
        sheet.put(row, _SPLIT, label, CENTRED.sized(10))
        parts: tuple[Value, Value] = (annex.NOT_REPORTED, annex.NOT_REPORTED)
        result: Value = None
        if ratio is not None and ratio.percent is not None:
            parts = (float(ratio.numerator), float(ratio.denominator))
            result = Formula(f"G{row + 1}/H{row + 1}*100", ratio.percent)
        for offset, part in enumerate(parts, start=1):
            style = CENTRED if isinstance(part, str) else NUMBER.showing(INTEGER)
            sheet.put(row, _SPLIT + offset, part, style)
        sheet.put(row, _SPLIT + 3, result, _percent(NUMBER))
        sheet.put(row, _SPLIT + 4, float(point.target.value) if point.target else None, _percent(NUMBER))


def _moved(tasks: TaskReferences) -> dict[int, Decimal]:
    """Rows of table 2a (from 1) whose share differs from its own rounding so that the table makes 100 %, and by how much."""
    counts = [tasks.standings[standing] for standing in _STANDINGS]
    moved: dict[int, Decimal] = {}
    for number, (count, share) in enumerate(zip(counts, shares(counts, _PLACES), strict=False), start=1):
        alone = Ratio(count, sum(counts)).rounded(_PLACES)
        if alone is not None and share != alone:
            moved[number] = share - alone
    return moved


def _share(over: str, under: str, ratio: Ratio, moved: Decimal = Decimal(0)) -> Formula:
    """A share of the printed counts; one that is moved is rounded first, as the note under the tables says."""
    percent, text = ratio.percent, f"{over}/{under}*100"
    if moved and percent is not None:
        text = f"ROUND({text},{_PLACES}){moved:+f}"
        percent = (
            float(round_half_up(ratio.fraction * 100, _PLACES) + moved)
            if ratio.fraction is not None
            else None
        )
    text = f'IF({under}=0,"{annex.NO_FIGURE}",{text})'
    return Formula(text, annex.NO_FIGURE if percent is None else percent)


def _percent(style: Style) -> Style:
    return style.showing(PERCENT)


def _method(sheet: Sheet, data: ReportData, tasks: TaskReferences) -> None:
    sheet.space(4)
    sheet.line("3. Cách tính", SECTION, keep=True)
    for letter, text in zip("abcdeghiklmnopqrstuvxy", _method_texts(data, _moved(tasks)), strict=False):
        sheet.line(f"{letterhead.INDENT}{letter}) {text}", PARAGRAPH.sized(12))
    sheet.keep_with_next(sheet.row - 1)


def _method_texts(data: ReportData, moved: dict[int, Decimal]) -> list[str]:
    left_out = len(data.indicators) - len(_shown(data))
    others = (
        f" {left_out} chỉ tiêu khác, gồm cả chỉ tiêu chưa có số liệu, ghi tại Biểu 04." if left_out else ""
    )
    texts = [
        "Mục 1: (6) = (4) : (5) x 100; (8) = (6) - (7), tính bằng điểm %. Nội dung tử số, mẫu số và nguồn của mục "
        f"tiêu ghi tại Biểu 04.{others}",
        "Số liệu cả nước là số công bố tại ngày ghi ở cột (10), chỉ để đối chiếu; có chỉ tiêu cả nước tính theo "
        f'bộ, ngành, địa phương, còn tỉnh tính theo đơn vị. Dấu "{annex.NO_FIGURE}": không có số liệu.',
    ]
    if moved:
        rows = ", ".join(f"({number})" for number in moved)
        texts.append(
            "Bảng 2a: tỷ lệ làm tròn đến 0,01 theo cách phần dư lớn nhất để cộng đúng 100%; dòng "
            f"{rows} lệch 0,01 điểm % so với số tự làm tròn."
        )
    return [*texts, " ".join(data.notes)] if data.notes else texts

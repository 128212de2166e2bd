"""Biểu 04: indicators with target, this period and the one before, gap, verdict and the national figure.

Numerators and denominators come by formula from Biểu 01, 02 and 03 where the indicator is computed from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.indicators import Benchmark, IndicatorReading, Target
from desktop_app.domain.numbers import format_number, format_published
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.report import ReportData
from desktop_app.domain.tasks import COMPLETED_STANDINGS, Standing

from . import annex
from .book import Book
from .layer_sheet import LayerReferences
from .number_formats import GAP, INTEGER, PERCENT, NumberFormat, date_format
from .service_sheet import ServiceReferences, plain
from .sheet import Formula, Heading, Plain, Sheet, Value
from .styles import BODY, CENTRED, FLAG, NUMBER, TOTAL, Style
from .task_sheet import FOUR_WAY, TaskReferences

INDICATORS = "Biểu 04"
MET, NOT_MET = "Đạt", "Chưa đạt"
_OWN_TARGET = "Tự đặt để theo dõi"
_TARGET, _OVER, _UNDER, _RESULT, _BEFORE, _GAP, _VERDICT, _NATION = 4, 5, 6, 7, 8, 11, 12, 13
_HEADINGS = (
    Heading("TT"),
    Heading("Chỉ tiêu"),
    Heading("Đơn vị tính"),
    Heading("Văn bản giao chỉ tiêu"),
    Heading("Mục tiêu"),
    Heading("Kỳ này", ("Tử số", "Mẫu số", "Kết quả")),
    Heading("Kỳ trước", ("Tử số", "Mẫu số", "Kết quả")),
    Heading("Chênh lệch (điểm %)"),
    Heading("Đánh giá"),
    Heading("Cả nước", ("Kết quả", "Thời điểm, nguồn")),
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The other sheets an indicator's parts can come from."""

    tasks: TaskReferences
    services: ServiceReferences | None
    layers: LayerReferences

    def parts(self, computed: str, ratio: Ratio) -> tuple[Value, Value]:
        """Numerator and denominator: linked where a sheet gives the same figures, else the figures."""
        linked = self._linked(computed)
        if linked and (linked[0].value, linked[1].value) == (ratio.numerator, ratio.denominator):
            return linked
        return plain(ratio.numerator), plain(ratio.denominator)

    def _linked(self, computed: str) -> tuple[Formula, Formula] | None:
        if computed == "tasks.completion":
            return self.tasks.count(*COMPLETED_STANDINGS), self.tasks.count(*FOUR_WAY)
        if computed == "tasks.due_completion":
            return self.tasks.count(*COMPLETED_STANDINGS), self.tasks.count(
                *COMPLETED_STANDINGS, Standing.OVERDUE
            )
        kind, _, name = computed.partition(".")
        if kind == "layers":
            return self.layers.of(name)
        return self._form(computed)

    def _form(self, computed: str) -> tuple[Formula, Formula] | None:
        kind, _, rest = computed.partition(":")
        form, _, key = rest.partition(":")
        if kind != "form" or self.services is None or self.services.form.key != form:
            return None
        ratio = self.services.form.ratio(key)
        over = self.services.part(ratio.numerator) if ratio else None
        under = self.services.part(ratio.denominator) if ratio else None
        return (over, under) if over and under else None


@dataclass(slots=True)
class _Legend:
    """Published sources in order of first use, cited by letter."""

    sources: list[str] = field(default_factory=list)

    def letter(self, source: str) -> str:
        if source not in self.sources:
            self.sources.append(source)
        return chr(ord("a") + self.sources.index(source))

    def note(self) -> str:
        return " ".join(f"Nguồn ({self.letter(source)}): {source.rstrip('.')}." for source in self.sources)


@dataclass(frozen=True, slots=True)
class IndicatorReferences:
    """Where the summary finds each indicator's row in Biểu 04."""

    sheet: Sheet
    rows: tuple[int, ...]

    def cell(self, row: int, column: int) -> Formula:
        """A formula taking over a cell of Biểu 04."""
        return Formula(self.sheet.reference(row, column, elsewhere=True), self.sheet.result(row, column))


def write_indicators(book: Book, data: ReportData, sources: Sources) -> IndicatorReferences:
    """Biểu 04, on one page as long as it stays readable."""
    columns = (30, 196, 42, 132, 54, 56, 60, 60, 56, 60, 60, 60, 68, 60, 88)
    sheet = Sheet(book, INDICATORS, columns, annex.setup(data, INDICATORS, one_page=True))
    annex.heading(sheet, data, "04/CT", "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU")
    sheet.header(_HEADINGS)
    first, legend = sheet.row, _Legend()
    for number, reading in enumerate(data.indicators, start=1):
        _indicator(sheet, number, reading, sources, legend)
    rows = tuple(range(first, sheet.row))
    _total(sheet, data, rows)
    annex.closing(sheet, data, *_notes(data, legend))
    book.define("BANG_CHI_TIEU", INDICATORS, (first, 0), (max(first, sheet.row - 1), len(columns) - 1))
    sheet.finish()
    return IndicatorReferences(sheet, rows)


def _indicator(
    sheet: Sheet, number: int, reading: IndicatorReading, sources: Sources, legend: _Legend
) -> None:
    row, item = sheet.row, reading.indicator
    sheet.put(row, 0, number, CENTRED)
    sheet.put(row, 1, item.name, BODY)
    sheet.put(row, 2, item.unit_of_measure, CENTRED)
    sheet.put(row, 3, target_source(reading.target), BODY.sized(10))
    target: Value = annex.NO_FIGURE if reading.target is None else plain(reading.target.value)
    sheet.put(row, _TARGET, target, _figure(target, PERCENT))
    _result(sheet, row, reading, sources)
    _before(sheet, row, reading.previous)
    gap = _gap(sheet, row, reading)
    sheet.put(row, _GAP, gap, _figure(gap, GAP))
    verdict = _verdict(sheet, row, reading)
    sheet.put(row, _VERDICT, verdict, FLAG if reading.met is False else CENTRED)
    nation = published(reading.benchmark)
    sheet.put(row, _NATION, nation, _figure(nation, PERCENT))
    sheet.put(row, _NATION + 1, _citation(reading.benchmark, legend), BODY.sized(10))


def _result(sheet: Sheet, row: int, reading: IndicatorReading, sources: Sources) -> None:
    if reading.ratio is None:
        for column in (_OVER, _UNDER, _RESULT):
            sheet.put(row, column, annex.NOT_REPORTED, CENTRED)
        return
    over, under = sources.parts(reading.indicator.computed, reading.ratio)
    sheet.put(row, _OVER, over, NUMBER.showing(INTEGER))
    sheet.put(row, _UNDER, under, NUMBER.showing(INTEGER))
    _share(sheet, row, _RESULT, reading.ratio, NUMBER.emboldened())


def _before(sheet: Sheet, row: int, ratio: Ratio | None) -> None:
    """The period before, with both parts: they are nowhere else in this workbook."""
    if ratio is None:
        for column in range(_BEFORE, _BEFORE + 3):
            sheet.put(row, column, annex.NO_FIGURE, CENTRED)
        return
    sheet.put(row, _BEFORE, plain(ratio.numerator), NUMBER.showing(INTEGER))
    sheet.put(row, _BEFORE + 1, plain(ratio.denominator), NUMBER.showing(INTEGER))
    _share(sheet, row, _BEFORE + 2, ratio, NUMBER)


def _share(sheet: Sheet, row: int, column: int, ratio: Ratio, look: Style) -> None:
    """The percentage of the two cells to the left of `column`."""
    over, under = sheet.reference(row, column - 2), sheet.reference(row, column - 1)
    percent = ratio.percent
    text = f'IF({under}=0,"{annex.NO_FIGURE}",{over}/{under}*100)'
    result = Formula(text, annex.NO_FIGURE if percent is None else percent)
    sheet.put(row, column, result, CENTRED if percent is None else look.showing(PERCENT))


def _gap(sheet: Sheet, row: int, reading: IndicatorReading) -> Value:
    if reading.gap is None:
        return annex.NO_FIGURE
    result, target = sheet.reference(row, _RESULT), sheet.reference(row, _TARGET)
    return Formula(f"ROUND(ROUND({result},2)-{target},2)", float(reading.gap))


def _verdict(sheet: Sheet, row: int, reading: IndicatorReading) -> Value:
    """Reached or not, by the exact fraction: numerator x 100 against target x denominator."""
    if reading.met is None:
        return annex.NO_FIGURE
    over, under, target = (sheet.reference(row, column) for column in (_OVER, _UNDER, _TARGET))
    sign = ">=" if reading.indicator.at_least else "<="
    text = f'IF(ROUND({over}*100-{target}*{under},6){sign}0,"{MET}","{NOT_MET}")'
    return Formula(text, MET if reading.met else NOT_MET)


def _total(sheet: Sheet, data: ReportData, rows: tuple[int, ...]) -> None:
    row = sheet.row
    met = sum(reading.met is True for reading in data.indicators)
    judged = sum(reading.met is not None for reading in data.indicators)
    sheet.put(row, 0, "", TOTAL)
    sheet.put(row, 1, "Số chỉ tiêu đạt trên số chỉ tiêu đánh giá được", TOTAL, to=(row, _VERDICT - 1))
    count: Value = "0/0"
    if rows:
        span = sheet.span(_VERDICT, rows[0], rows[-1])
        met_text = f'COUNTIF({span},"{MET}")'
        count = Formula(f'{met_text}&"/"&({met_text}+COUNTIF({span},"{NOT_MET}"))', f"{met}/{judged}")
    sheet.put(row, _VERDICT, count, TOTAL.aligned("center"))
    sheet.put(row, _NATION, "", TOTAL, to=(row, _NATION + 1))
    sheet.keep_with_next(row - 1)


def _notes(data: ReportData, legend: _Legend) -> list[str]:
    notes = [
        "Ghi chú: (8) = (6) : (7) x 100; (11) = (9) : (10) x 100; (12) = (8) - (5), tính từ kết quả làm tròn hai chữ "
        f'số. Điểm %: hiệu của hai tỷ lệ. "{annex.NO_FIGURE}": không có số liệu hoặc không giao mục tiêu; '
        f'"{annex.NOT_REPORTED}": chưa có số liệu.'
    ]
    parts = [
        f"({number}) {item.numerator_label} : {item.denominator_label}"
        for number, reading in enumerate(data.indicators, start=1)
        if (item := reading.indicator).numerator_label and item.denominator_label
    ]
    if parts:
        notes.append(f"Tử số : mẫu số của từng chỉ tiêu: {'; '.join(parts)}.")
    if legend.sources:
        notes.append(
            f"{legend.note()} Số cả nước là số công bố tại thời điểm ghi ở cột (15), chỉ để đối chiếu: "
            "có chỉ tiêu cả nước tính theo bộ, ngành, địa phương, còn tỉnh tính theo đơn vị hoặc thủ tục, "
            "nên không cùng phạm vi."
        )
    if any(reading.target and reading.target.own for reading in data.indicators):
        notes.append(f'"{_OWN_TARGET}": mục tiêu do cơ quan lập báo cáo đặt, không do văn bản nào quy định.')
    return notes


def target_source(target: Target | None) -> str:
    """The document a target comes from, or that the office set it itself."""
    if target is None:
        return "Không giao mục tiêu"
    return _OWN_TARGET if target.own else target.document or "Chưa ghi văn bản"


def fraction_percent(ratio: Ratio | None) -> Value:
    """A percentage that keeps its two parts inside the formula."""
    percent = ratio.percent if ratio else None
    if ratio is None or percent is None:
        return annex.NO_FIGURE
    return Formula(f"{ratio.numerator}/{ratio.denominator}*100", percent)


def published(benchmark: Benchmark | None) -> Value:
    """A published national figure: from its fraction where one was published."""
    if benchmark is None or benchmark.percent is None:
        return annex.NO_FIGURE
    if benchmark.numerator is not None and benchmark.denominator:
        return fraction_percent(Ratio(benchmark.numerator, benchmark.denominator))
    return float(benchmark.percent)


def _citation(benchmark: Benchmark | None, legend: _Legend) -> str:
    if benchmark is None or benchmark.percent is None:
        return "Không có số liệu"
    day = date_format(benchmark.as_of).show(benchmark.as_of)
    parts = [day]
    if benchmark.qualifier:
        parts.append(f"{benchmark.qualifier} {format_published(benchmark.percent)}")
    if benchmark.numerator is not None and benchmark.denominator:
        parts.append(f"{format_number(benchmark.numerator)}/{format_number(benchmark.denominator)}")
    return f"{'; '.join(parts)}; nguồn ({legend.letter(benchmark.source)})"


def _figure(value: Value, number: NumberFormat) -> Style:
    shown: Plain = value.value if isinstance(value, Formula) else value
    if isinstance(shown, str):
        return CENTRED
    return NUMBER.showing(number)

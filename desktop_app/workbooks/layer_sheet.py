"""Biểu 03: the four information-security layers by unit, counted over the unit's information systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.domain.indicators import Benchmark
from desktop_app.domain.layers import Layer, LayerReading, UnitLayers
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.report import LayerGroup, LayerSection, ReportData

from . import annex
from .book import Book
from .number_formats import INTEGER, PERCENT, NumberFormat, date_format, layer_fraction, out_of
from .sheet import Formula, Heading, Sheet, Value
from .styles import BODY, CENTRED, FLAG, GROUP, TOTAL, Style

LAYERS = "Biểu 03"
ALL = "all"
_LEVEL, _SYSTEMS, _FIRST = 2, 3, 4
_WHOLE_UNIT = NumberFormat('"đơn vị"', lambda _: "đơn vị")
_YES_NO = NumberFormat('[=1]"●  có";"○  chưa"', lambda value: "●  có" if value == 1 else "○  chưa")
_FULL, _NOT_FULL = "Đủ", "Chưa đủ"


@dataclass(frozen=True, slots=True)
class LayerReferences:
    """Where other sheets find how many units meet a layer (or all of them) and how many were looked at."""

    parts: Mapping[str, tuple[Formula, Formula]]

    def of(self, key: str) -> tuple[Formula, Formula] | None:
        """Numerator and denominator of a layer by its key, or of all layers ("all_four")."""
        return self.parts.get(ALL if key == "all_four" else key)


def write_layers(book: Book, data: ReportData) -> LayerReferences:
    """Biểu 03: units by group, with the totals that the indicators rest on."""
    section = data.layers
    count = len(section.layers)
    columns = (32, 254, 48, 60, *(76,) * count, 56, 70, 432 - 76 * count)
    sheet = Sheet(book, LAYERS, columns, annex.setup(data, LAYERS))
    annex.heading(
        sheet,
        data,
        "03/ATTT",
        "TRIỂN KHAI BẢO ĐẢM AN TOÀN THÔNG TIN THEO MÔ HÌNH 4 LỚP",
        "hệ thống thông tin",
    )
    parts = tuple(f"Lớp {layer.number}\n{layer.short_name}" for layer in section.layers)
    sheet.header(
        [
            Heading("TT"),
            Heading("Đơn vị"),
            Heading("Cấp độ cao nhất"),
            Heading("Tổng số hệ thống"),
            Heading("Số hệ thống đạt / tổng số hệ thống", parts),
            Heading("Số lớp đạt"),
            Heading("Đủ 4 lớp" if count == 4 else "Đủ các lớp"),
            Heading("Ghi chú"),
        ],
        size=10,
    )
    first = sheet.row
    for number, group in enumerate(section.groups, start=1):
        _group(sheet, number, group, section.layers)
    if sheet.row == first:
        sheet.line("Chưa có đơn vị nào trong sổ vào ngày chốt số liệu.", BODY)
    references = _totals(sheet, section, first)
    annex.closing(sheet, data, *_notes(section))
    sheet.finish()
    return references


def _group(sheet: Sheet, number: int, group: LayerGroup, layers: tuple[Layer, ...]) -> None:
    row = sheet.row
    sheet.put(row, 0, annex.roman(number), GROUP.aligned("center"))
    sheet.put(row, 1, group.title, GROUP, to=(row, len(sheet.columns) - 1))
    sheet.keep_with_next(row)
    for position, unit in enumerate(group.rows, start=1):
        _unit(sheet, position, unit, layers)


def _unit(sheet: Sheet, position: int, unit: UnitLayers, layers: tuple[Layer, ...]) -> None:
    row, count = sheet.row, len(layers)
    levels = [system.level for system, _ in unit.systems if system.level]
    sheet.put(row, 0, position, CENTRED)
    sheet.put(row, 1, unit.unit.name, BODY)
    sheet.put(row, _LEVEL, max(levels) if levels else annex.NO_FIGURE, CENTRED)
    if not unit.recorded:
        for column in range(_SYSTEMS, _FIRST + count + 2):
            sheet.put(row, column, annex.NOT_REPORTED, CENTRED)
        sheet.put(row, _FIRST + count + 2, "Chưa báo cáo", FLAG.aligned("left").sized(10))
        return
    systems = len(unit.systems)
    sheet.put(row, _SYSTEMS, systems or 1, CENTRED if systems else CENTRED.showing(_WHOLE_UNIT))
    for offset, layer in enumerate(layers):
        value, style = _layer(unit, layer)
        sheet.put(row, _FIRST + offset, value, style)
    _unit_result(sheet, row, unit, layers)


def _layer(unit: UnitLayers, layer: Layer) -> tuple[Value, Style]:
    reading = unit.layers[layer.key]
    if not reading.applies:
        return annex.NOT_APPLICABLE, CENTRED
    if not unit.systems:
        return int(reading.met), CENTRED.showing(_YES_NO)
    met = unit.systems_met(layer.key)
    return int(met.numerator), CENTRED.showing(layer_fraction(int(met.denominator)))


def _unit_result(sheet: Sheet, row: int, unit: UnitLayers, layers: tuple[Layer, ...]) -> None:
    count = len(layers)
    terms = []
    for offset, layer in enumerate(layers):
        cell = sheet.reference(row, _FIRST + offset)
        terms.append(f"({cell}={_needed(sheet, row, unit, layer)})")
    met = Formula("+".join(terms), unit.met)
    sheet.put(row, _FIRST + count, met, CENTRED.showing(out_of(unit.applicable)))
    cell = sheet.reference(row, _FIRST + count)
    full: Value = Formula(f'IF({cell}={count},"{_FULL}","{_NOT_FULL}")', _FULL if unit.all_met else _NOT_FULL)
    if unit.applicable < count:
        full = annex.NOT_APPLICABLE
    sheet.put(row, _FIRST + count + 1, full, CENTRED if unit.all_met or unit.applicable < count else FLAG)
    sheet.put(row, _FIRST + count + 2, _remarks(unit, layers), BODY.sized(10))


def _needed(sheet: Sheet, row: int, unit: UnitLayers, layer: Layer) -> str:
    """How many systems must meet the layer: the unit's systems, fewer where it does not apply to some."""
    total = len(unit.systems)
    applying = int(unit.systems_met(layer.key).denominator) if total else 1
    return sheet.reference(row, _SYSTEMS) if applying in (total, 0) or not total else str(applying)


def _remarks(unit: UnitLayers, layers: tuple[Layer, ...]) -> str:
    remarks = []
    for layer in layers:
        lapsed = [reading for _, by_layer in unit.systems if (reading := by_layer[layer.key]).lapsed_on]
        lapsed = lapsed or [reading for reading in (unit.layers[layer.key],) if reading.lapsed_on]
        if lapsed:
            remarks.append(f"lớp {layer.number} hết hạn {_earliest(lapsed)}")
    return "; ".join(remarks).capitalize() if remarks else ""


def _earliest(lapsed: list[LayerReading]) -> str:
    day = min(reading.lapsed_on for reading in lapsed if reading.lapsed_on)
    return date_format(day).show(day)


def _totals(sheet: Sheet, section: LayerSection, first: int) -> LayerReferences:
    """The rows counting units: those that meet each layer, those looked at, the share, and the country's."""
    last, top, count = sheet.row - 1, sheet.row, len(section.layers)
    columns = [*range(_FIRST, _FIRST + count), _FIRST + count + 1]
    keys = [*(layer.key for layer in section.layers), ALL]
    ratios = [*(section.coverage.layers[key] for key in keys[:-1]), section.coverage.all_layers]
    met = [_met(sheet, section, offset, first, last) for offset in range(count)]
    looked = [_looked_at(sheet.span(column, first, last)) for column in columns[:-1]]
    full = sheet.span(columns[-1], first, last)
    met.append(f'COUNTIF({full},"{_FULL}")')
    looked.append(f'{met[-1]}+COUNTIF({full},"{_NOT_FULL}")+COUNTIF({full},"{annex.NOT_REPORTED}")')
    over = [Formula(text, int(ratio.numerator)) for text, ratio in zip(met, ratios, strict=True)]
    under = [Formula(text, int(ratio.denominator)) for text, ratio in zip(looked, ratios, strict=True)]
    _total_row(sheet, "Số đơn vị đạt", columns, over)
    _total_row(sheet, "Số đơn vị xét", columns, under)
    shares = [_share(sheet, top, column, ratio) for column, ratio in zip(columns, ratios, strict=True)]
    _total_row(sheet, "Tỷ lệ (%)", columns, shares, PERCENT)
    _benchmarks(sheet, section, columns)
    sheet.keep_with_next(*range(top - 1, sheet.row - 1))
    parts = ((_linked(sheet, top, column), _linked(sheet, top + 1, column)) for column in columns)
    return LayerReferences(dict(zip(keys, parts, strict=True)))


def _looked_at(span: str) -> str:
    """Units to which a layer applies: those with a figure and the silent ones."""
    return f'COUNT({span})+COUNTIF({span},"{annex.NOT_REPORTED}")'


def _met(sheet: Sheet, section: LayerSection, offset: int, first: int, last: int) -> str:
    """Units whose every system meets a layer: where the cell equals the systems, and the exceptions."""
    cells, systems = sheet.span(_FIRST + offset, first, last), sheet.span(_SYSTEMS, first, last)
    terms = [f"SUMPRODUCT(({cells}={systems})*ISNUMBER({cells}))"]
    layer, row = section.layers[offset], first
    for group in section.groups:
        for position, unit in enumerate(group.rows, start=1):
            applying = int(unit.systems_met(layer.key).denominator)
            if unit.recorded and 0 < applying < len(unit.systems):
                terms.append(f"({sheet.reference(row + position, _FIRST + offset)}={applying})")
        row += len(group.rows) + 1
    return "+".join(terms)


def _total_row(
    sheet: Sheet,
    title: str,
    columns: list[int],
    values: Sequence[Value],
    number: NumberFormat = INTEGER,
) -> None:
    row = sheet.row
    for column in range(len(sheet.columns)):
        sheet.put(row, column, "", TOTAL)
    sheet.put(row, 1, title, TOTAL)
    for column, value in zip(columns, values, strict=True):
        sheet.put(row, column, value, TOTAL.aligned("center").showing(number))


def _share(sheet: Sheet, top: int, column: int, ratio: Ratio) -> Formula:
    over, under = sheet.reference(top, column), sheet.reference(top + 1, column)
    percent = ratio.percent
    text = f'IF({under}=0,"{annex.NO_FIGURE}",{over}/{under}*100)'
    return Formula(text, annex.NO_FIGURE if percent is None else percent)


def _benchmarks(sheet: Sheet, section: LayerSection, columns: list[int]) -> None:
    keys = [*(layer.key for layer in section.layers), ALL]
    found = [section.benchmarks.get(key) for key in keys]
    if not any(found):
        return
    _total_row(sheet, "Cả nước (%)", columns, [_published(item) for item in found], PERCENT)


def _published(benchmark: Benchmark | None) -> Value:
    percent = benchmark.percent if benchmark else None
    return annex.NO_FIGURE if percent is None else float(percent)


def _linked(sheet: Sheet, row: int, column: int) -> Formula:
    return Formula(sheet.reference(row, column, elsewhere=True), sheet.result(row, column))


def _notes(section: LayerSection) -> list[str]:
    notes = [
        "Ghi chú: ● tất cả hệ thống đạt; ▲ một phần; ○ chưa. Đơn vị đạt một lớp khi mọi hệ thống thuộc diện "
        "áp dụng đều đạt lớp đó vào ngày chốt số liệu; hợp đồng, đánh giá hết hạn thì không tính từ ngày "
        'hết hạn. Đơn vị chưa kê khai hệ thống được xét chung ("đơn vị"). '
        f'"{annex.NOT_APPLICABLE}": không áp dụng, không tính vào mẫu số; '
        f'"{annex.NOT_REPORTED}": chưa báo cáo, vẫn tính vào mẫu số.'
    ]
    published = {item.as_of: item.source for item in section.benchmarks.values()}
    if published:
        sources = "; ".join(
            f"{source} (số liệu đến ngày {date_format(day).show(day)})" for day, source in published.items()
        )
        notes.append(
            "Số cả nước tính theo số bộ, ngành, địa phương; số của tỉnh tính theo đơn vị, vì vậy chỉ để đối "
            f"chiếu. Nguồn: {sources}."
        )
    return notes

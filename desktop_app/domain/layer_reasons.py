"""Why a share of units with a security layer is what it is: each unit with what holds of it on the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from .dates import format_date
from .explanations import Cell, Column, Explanation, Line, Part, Sum
from .layers import Layer, LayerReading, UnitLayers
from .numbers import format_fraction, format_number, format_percent
from .ratio import Ratio
from .summary import LayerFigures

ALL_LAYERS = "all_four"
_MET, _LAPSED, _OUTSIDE = "met", "lapsed", "not_applicable"
_WORDS = {
    _MET: "đạt",
    _LAPSED: "hết hạn",
    "partial": "một phần",
    "no": "chưa",
    "unknown": "chưa rõ",
    _OUTSIDE: "không áp dụng",
}


def explain_layer(
    key: str, figures: LayerFigures, day: date, facts: Sequence[tuple[str, str]]
) -> Explanation:
    """The units behind a layer's share on `day`; `key` is a layer's key or ALL_LAYERS. KeyError for another."""
    layer = None if key == ALL_LAYERS else {item.key: item for item in figures.layers}[key]
    share = figures.coverage.all_layers if layer is None else figures.coverage.layers[layer.key]
    subject = f"đủ {len(figures.layers)} lớp" if layer is None else f"có lớp {layer.number}"
    lines = tuple(
        _line(row, figures.layers, layer, number) for number, row in enumerate(figures.rows, start=1)
    )
    return Explanation(
        measure=f"layers.{key}",
        question=f"Vì sao {format_percent(share, 0)}?",
        sentence=f"{format_fraction(share)} = {format_percent(share)} đơn vị {subject}, tính đến {format_date(day)}",
        sums=_sums(lines, share),
        facts=(*facts, ("Mốc chốt", f"Hết ngày {format_date(day)}. Lớp đã hết hạn vào ngày này không tính.")),
        columns=(
            Column("TT", "number"),
            Column("Đơn vị", "title"),
            Column("Hệ thống đạt" if layer else "Số lớp đạt", "figure"),
            Column("Hiệu lực đến"),
            Column("Vì sao", "reason"),
            Column("Căn cứ"),
        ),
        lines=lines,
        noun="đơn vị",
        order="Sắp xếp: theo danh sách đơn vị",
        all_well="đều có văn bản hoặc minh chứng" if layer else "",
    )


def _sums(lines: Sequence[Line], share: Ratio) -> tuple[Sum, ...]:
    met = sum(line.counted for line in lines)
    others = Counter(line.kind for line in lines if not line.counted)
    outside = others.pop(_OUTSIDE, 0)
    parts = tuple(Part(others[kind], label, kind) for kind, label in _WORDS.items() if others[kind])
    counted = Sum(met, "được tính", (Part(met, _WORDS[_MET], _MET),))
    left = Sum(share.denominator - met, "không tính", parts)
    if not outside:
        return counted, left
    words = Part(outside, "không áp dụng, ngoài mẫu số", _OUTSIDE)
    return counted, Sum(left.total + outside, left.label, (*parts, words))


def _line(row: UnitLayers, layers: Sequence[Layer], layer: Layer | None, number: int) -> Line:
    kind, reason, until, basis, warning = _all(row, layers) if layer is None else _one(row, layer)
    held = Ratio(row.met, row.applicable) if layer is None else row.systems_met(layer.key)
    systems = format_fraction(held) if held.denominator else "–"
    return Line(
        kind,
        (Cell(str(number)), Cell(row.unit.short_name), Cell(systems), Cell(until), reason, basis),
        kind == _MET,
        row.unit.short_name,
        target=("unit", row.unit.id),
        warning=warning,
    )


def _all(row: UnitLayers, layers: Sequence[Layer]) -> tuple[str, Cell, str, Cell, str]:
    """All layers together: which are missing, and until when all hold."""
    numbers = {item.key: item.number for item in layers}
    missing = [numbers[key] for key, found in row.layers.items() if found.applies and not found.met]
    ends = [found.status.valid_to for found in row.layers.values() if found.status and found.status.valid_to]
    if row.applicable < len(layers):
        outside = [numbers[key] for key, found in row.layers.items() if not found.applies]
        return _OUTSIDE, Cell("không áp dụng", _named(outside)), "–", Cell("–"), ""
    if not missing:
        until = format_date(min(ends)) if ends else "không ghi"
        return _MET, Cell(f"đủ {len(layers)} lớp"), until, Cell("–"), ""
    lapsed = any(found.lapsed_on for found in row.layers.values())
    kind = _LAPSED if lapsed else "partial" if row.met else "no"
    return kind, Cell(f"đạt {row.met}/{len(layers)}", f"thiếu {_named(missing)}"), "–", Cell("–"), ""


def _named(numbers: Sequence[int]) -> str:
    return "lớp " + ", ".join(map(str, sorted(numbers)))


def _one(row: UnitLayers, layer: Layer) -> tuple[str, Cell, str, Cell, str]:
    found = row.layers[layer.key]
    status = found.status
    until = format_date(status.valid_to) if status and status.valid_to else "không ghi" if status else "–"
    basis = Cell(status.document or "–", _proof(status.evidence_count)) if status else Cell("–")
    kind = _kind(found)
    unproved = kind == _MET and status is not None and not (status.document or status.evidence_count)
    warning = "chưa có văn bản hay minh chứng" if unproved else ""
    second = f"từ {format_date(found.lapsed_on)}" if found.lapsed_on else (status.reason if status else "")
    return kind, Cell(_WORDS[kind], second), until, basis, warning


def _kind(found: LayerReading) -> str:
    if found.met:
        return _MET
    return _LAPSED if found.lapsed_on else found.result.value


def _proof(count: int) -> str:
    return f"{format_number(count)} minh chứng" if count else ""

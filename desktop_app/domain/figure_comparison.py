"""Figures of returns and of the four layers in two states: what moved them unit by unit, and which values changed.

Pure; see `bridges` for what a state is and how a difference is given its one cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from .bridges import Amount, Bridge, Cause, Move, Reading, readings
from .expressions import Expression
from .forms import Form
from .layers import Layer, UnitLayers
from .numbers import format_number
from .ratio import add
from .summary import FormFigures, LayerFigures
from .values import MISSING, Cells, Value, row_numbers

LAYERS = "layers"
_SHOWN_LAYERS = (Cause.GAINED, Cause.SUPPLEMENTED, Cause.LOST, Cause.RULE)
_SHOWN_VALUES = (Cause.GREW, Cause.FELL, Cause.CORRECTED, Cause.RULE)


@dataclass(frozen=True, slots=True)
class UnitChange:
    """What moved a figure through one unit: its amounts before and after in words, and the change."""

    unit_id: int
    cause: Cause
    before: str
    after: str
    amount: Amount
    basis: str = ""


@dataclass(frozen=True, slots=True)
class LayerChange:
    """A layer of a unit that reads otherwise; `recorded` when it would also on the old day, by what was recorded."""

    unit_id: int
    layer: Layer
    before: str
    after: str
    recorded: bool


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A figure of a return that is not what it was: old beside new (None: there was none), numbers and difference."""

    unit_id: int
    form: Form
    field: str
    period: str
    old: Value | None
    new: Value | None

    @property
    def difference(self) -> Amount | None:
        """New less old, None while one of them is no number."""
        if self.old is None or self.new is None or self.old.number is None or self.new.number is None:
            return None
        return add([self.new.number, -self.old.number])


def compare_layers(
    old: LayerFigures, between: LayerFigures, new: LayerFigures
) -> tuple[Bridge, tuple[UnitChange, ...], tuple[LayerChange, ...]]:
    """Units with all layers; `between` are the layers on the old day with the new knowledge."""
    parts = [{row.unit.id: int(row.all_met) for row in figures.rows} for figures in (old, between, new)]
    same_model = [layer.key for layer in old.layers] == [layer.key for layer in between.layers]
    moves = []
    for key, reading in readings(*parts).items():
        if reading.knowledge:
            recorded = Cause.SUPPLEMENTED if reading.knowledge > 0 else Cause.CORRECTED
            moves.append(Move(recorded if same_model else Cause.RULE, reading.knowledge, key))
        if reading.time:
            moves.append(Move(Cause.GAINED if reading.time > 0 else Cause.LOST, reading.time, key))
    netted = _netted(moves)
    bridge = Bridge(
        int(old.coverage.all_layers.numerator), int(new.coverage.all_layers.numerator), netted, _SHOWN_LAYERS
    )
    rows = [{row.unit.id: row for row in figures.rows} for figures in (old, between, new)]
    changes = tuple(
        UnitChange(
            move.key, move.cause, _layers_met(rows[0], move.key), _layers_met(rows[2], move.key), move.amount
        )
        for move in netted
    )
    return bridge, changes, tuple(_layer_changes(rows, new.layers))


def _netted(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Without a unit's two moves that take each other back: nothing moved the figure."""
    total: dict[int, Amount] = {}
    for move in moves:
        total[move.key] = add([total.get(move.key, 0), move.amount])
    return tuple(move for move in moves if total[move.key] != 0)


def _layers_met(rows: Mapping[int, UnitLayers], unit_id: int) -> str:
    row = rows.get(unit_id)
    return "Chưa có trong bảng" if row is None else f"{row.met}/{len(row.layers)} lớp"


def _layer_changes(
    rows: Sequence[Mapping[int, UnitLayers]], layers: Iterable[Layer]
) -> Iterable[LayerChange]:
    old, between, new = rows
    for unit_id in sorted({*old, *new}):
        for layer in layers:
            before, middle, after = (_label(part, unit_id, layer.key) for part in (old, between, new))
            if before != after:
                yield LayerChange(unit_id, layer, before, after, recorded=before != middle)


def _label(rows: Mapping[int, UnitLayers], unit_id: int, layer: str) -> str:
    row = rows.get(unit_id)
    reading = row.layers.get(layer) if row else None
    return "–" if reading is None else reading.label


def contributions(figures: FormFigures, expression: Expression) -> dict[int, Amount]:
    """What each complete unit adds to a sum of the return."""
    found = {}
    for unit_id in figures.totals.complete:
        number = expression.number(row_numbers(figures.form, figures.cells.get(unit_id, {})))
        if number is not None:
            found[unit_id] = add([number])
    return found


def compare_sums(
    figures: tuple[FormFigures, FormFigures, FormFigures],
    expressions: tuple[Expression, Expression, Expression],
) -> tuple[Bridge, tuple[UnitChange, ...]]:
    """A sum of a return over its complete units: old, the old period with the new knowledge, and new.

    Raises InvalidInput where the sum is not that of the units' own figures (an expression that multiplies).
    """
    parts = [contributions(part, expression) for part, expression in zip(figures, expressions, strict=True)]
    totals = [
        expression.number(part.totals.numbers) or 0
        for part, expression in zip(figures, expressions, strict=True)
    ]
    same = [_counts_as(part.form, expression) for part, expression in zip(figures, expressions, strict=True)]
    found = readings(*parts)
    moves: list[Move] = []
    for key, reading in found.items():
        if reading.knowledge:
            moves.append(Move(_recorded_cause(reading, same[0] == same[1]), reading.knowledge, key))
        if reading.time:
            moves.append(Move(_lived_cause(reading, same[1] == same[2]), reading.time, key))
    bridge = Bridge(add([totals[0]]), add([totals[2]]), tuple(moves), _SHOWN_VALUES)
    return bridge, tuple(_unit_change(move, found[move.key]) for move in moves)


def _counts_as(form: Form, expression: Expression) -> tuple[object, ...]:
    """What decides what a sum counts: another form, formula or required figure makes it another figure."""
    return form.key, expression.text, form.required_keys, form.unit_kinds


def _recorded_cause(reading: Reading, same_form: bool) -> Cause:
    if not same_form:
        return Cause.RULE
    return Cause.SUPPLEMENTED if reading.old is None else Cause.CORRECTED


def _lived_cause(reading: Reading, same_form: bool) -> Cause:
    if not same_form:
        return Cause.RULE
    if reading.between is None:
        return Cause.JOINED
    if reading.new is None:
        return Cause.LEFT
    return Cause.GREW if reading.time > 0 else Cause.FELL


def _unit_change(move: Move, reading: Reading) -> UnitChange:
    recorded = move.cause in (Cause.SUPPLEMENTED, Cause.CORRECTED)
    first, last = (reading.old, reading.between) if recorded else (reading.between, reading.new)
    return UnitChange(move.key, move.cause, format_number(first), format_number(last), move.amount)


def changed_values(
    form: Form, period: str, old: Mapping[int, Cells], new: Mapping[int, Cells]
) -> tuple[ValueChange, ...]:
    """The cells of one return and period that say something else, unit by unit in the form's order."""
    found = []
    for unit_id in sorted({*old, *new}):
        before, after = old.get(unit_id, {}), new.get(unit_id, {})
        for field in form.fields:
            was, now = before.get(field.key), after.get(field.key)
            if _said(was) != _said(now):
                found.append(ValueChange(unit_id, form, field.key, period, was, now))
    return tuple(found)


def _said(value: Value | None) -> tuple[object, ...]:
    """What a cell says; notes and origins do not count."""
    shown = value or MISSING
    return shown.state, shown.number, shown.reason

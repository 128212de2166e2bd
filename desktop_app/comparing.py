"""So sánh hai thời điểm: reading two states of a record and collecting everything that differs; no Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from desktop_app.domain.bridges import Aspect, Bridge, State, signed
from desktop_app.domain.comparison import TASK, UNIT, Change, ComparedFigure, Comparison
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.expressions import Expression
from desktop_app.domain.figure_comparison import (
    LAYERS,
    LayerChange,
    UnitChange,
    ValueChange,
    changed_values,
    compare_layers,
    compare_sums,
)
from desktop_app.domain.forms import Form
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import PeriodCode, last_closed_month
from desktop_app.domain.profile import Profile
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.summary import FormFigures
from desktop_app.domain.task_comparison import COMPLETED, DATED, Recorded, TaskChange, compare_tasks
from desktop_app.domain.task_figures import count_tasks
from desktop_app.domain.values import Value, ValueState
from desktop_app.exporting import figures_of, layers_on, service_form
from desktop_app.session import Session
from desktop_app.store.reader import Reader
from desktop_app.store.record import Record

NUMERATOR, DENOMINATOR = "numerator", "denominator"
MONTHS_BACK = 6
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Choice:
    """A state worth comparing, with its name; `locked` for a report that was sent."""

    state: State
    title: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One state and the record as known in it."""

    read: Reader
    state: State
    title: str

    @property
    def period(self) -> PeriodCode:
        """The newest month whose data window had closed by that day."""
        return last_closed_month(self.state.day, self.read.period)


def named_state(session: Session, day: date, entry: int) -> Choice:
    """A state with the name a person knows it by."""
    newest, _ = session.record.last_entry
    for item in session.read.submissions():
        if (item.as_of, item.log_entry) == (day, entry):
            period = PeriodCode.parse(item.period).short_title.split("/")[0]
            return Choice(State(day, entry), f"{format_date(day)}, {period}, bản {item.version}", locked=True)
    if entry == newest and session.record.past is None:
        return Choice(State(day, entry), f"{format_date(day)}, sổ hiện nay")
    if entry == session.record.entry_known_at(datetime.combine(day, time.max)):
        return Choice(State(day, entry), _known_then(day))
    return Choice(State(day, entry), f"{format_date(day)}, biết đến mục {entry}")


def _known_then(day: date) -> str:
    return f"{format_date(day)}, như đã biết khi đó"


def choices(session: Session, day: date) -> list[Choice]:
    """States worth comparing, newest first: the day looked at, the reports sent, the ends of the last months."""
    newest, _ = session.record.last_entry
    found = {State(day, newest): named_state(session, day, newest)}
    for item in session.read.submissions():
        state = State(item.as_of, item.log_entry)
        found.setdefault(state, named_state(session, state.day, state.entry))
    month = day.replace(day=1)
    for _ in range(MONTHS_BACK):
        end = month - timedelta(days=1)
        month = end.replace(day=1)
        entry = session.record.entry_known_at(datetime.combine(end, time.max))
        if entry:
            found.setdefault(State(end, entry), Choice(State(end, entry), _known_then(end)))
    return sorted(found.values(), key=lambda item: (item.state.day, item.state.entry), reverse=True)


def default_pair(session: Session, day: date, offered: Sequence[Choice] = ()) -> tuple[Choice, Choice]:
    """The newest report sent for an earlier day, else the end of the month before, against the day looked at.

    `offered` are the `choices` of that day, where they are known already.
    """
    newest, _ = session.record.last_entry
    now = named_state(session, day, newest)
    earlier = [item for item in offered or choices(session, day) if item.state.day < day]
    sent = [item for item in earlier if item.locked]
    return (sent or earlier or [now])[0], now


def compare_states(
    record: Record, old: Choice, new: Choice, newest: int, progress: Progress | None = None
) -> Comparison:
    """Read both states and compare them; fit for a thread of its own. `newest` is the record's last log entry.

    Raises InvalidInput for an entry the log does not have.
    """
    tell = progress or (lambda done, total: None)
    with ExitStack() as open_readers:
        sides = []
        for done, choice in enumerate((old, new)):
            tell(done, 3)
            entry = choice.state.entry
            read = record.another_reader() if entry == newest else record.reader_as_known(entry)
            open_readers.enter_context(closing(read))
            sides.append(Side(read, choice.state, choice.title))
        tell(2, 3)
        return compare(*sides)


def compare(old: Side, new: Side) -> Comparison:
    """Everything that differs between two states."""
    if not old.state.before(new.state):
        return compare(new, old).mirrored()
    units = _unit_names(old.read) | _unit_names(new.read)
    figures, changes = _tasks(old, new, units)
    layers, layer_lines, layer_changes = _layers(old, new, units)
    services, service_lines = _services(old, new, units)
    values = tuple(_values(old, new))
    others = [
        *(_value_line(item, units) for item in values),
        *(_layer_line(item, units) for item in layer_changes),
    ]
    return Comparison(
        old.state,
        new.state,
        (old.title, new.title),
        (*figures, *services, layers),
        (*changes, *service_lines, *layer_lines, *others),
        values,
        layer_changes,
        units,
    )


def _unit_names(read: Reader) -> dict[int, str]:
    return {unit.id: unit.short_name for unit in read.units()}


def _tasks(old: Side, new: Side, units: Mapping[int, str]) -> tuple[list[ComparedFigure], list[Change]]:
    said = new.read.task_states_recorded(old.state.entry + 1, new.state.entry)
    recorded = {key: Recorded(entry, at.date(), label) for key, (entry, at, label) in said.items()}
    found = compare_tasks(old.read.tasks(), new.read.tasks(), (old.state, new.state), recorded)
    before, after = (count_tasks(side.read.tasks(), side.state.day) for side in (old, new))
    shares = (before.completion, after.completion)
    figures = [
        ComparedFigure(COMPLETED, "Nhiệm vụ hoàn thành", "nhiệm vụ", found.completed, *shares),
        ComparedFigure(DATED, "Nhiệm vụ có thời hạn", "nhiệm vụ", found.dated, *shares),
    ]
    return figures, [_task_line(item, units) for item in found.changes]


def _task_line(item: TaskChange, units: Mapping[int, str]) -> Change:
    before, after = item.before, item.after
    if item.leads:
        before, after = (units.get(lead, "–") for lead in item.leads)
    task = item.task
    lead = units.get(task.lead_unit_id, "–")
    return Change(
        item.figure, item.what, item.amount, TASK, task.id, task.number, task.title, lead,
        before or "–", after or "–", item.basis, item.note,
    )  # fmt: skip


def _unit_lines(figure: str, found: Iterable[UnitChange], units: Mapping[int, str]) -> list[Change]:
    return [
        Change(
            figure, item.cause, item.amount, UNIT, item.unit_id, "", units.get(item.unit_id, "–"), "",
            item.before, item.after,
        )
        for item in found
    ]  # fmt: skip


def _layers(
    old: Side, new: Side, units: Mapping[int, str]
) -> tuple[ComparedFigure, list[Change], tuple[LayerChange, ...]]:
    before, between = layers_on(old.read, old.state.day), layers_on(new.read, old.state.day)
    after = layers_on(new.read, new.state.day)
    bridge, lines, changes = compare_layers(before, between, after)
    title = f"Đơn vị đủ {len(after.layers)} lớp"
    shares = before.coverage.all_layers, after.coverage.all_layers
    figure = ComparedFigure(LAYERS, title, "đơn vị", bridge, *shares)
    return figure, _unit_lines(LAYERS, lines, units), changes


def _services(old: Side, new: Side, units: Mapping[int, str]) -> tuple[list[ComparedFigure], list[Change]]:
    """The two parts of the headline ratio of the services form, each with its own bridge."""
    parts = [_return_of(old, old), _return_of(new, old), _return_of(new, new)]
    known = [part for part in parts if part is not None and part.form.headline is not None]
    if len(known) < len(parts):
        return [], []
    before, between, after = known
    figures, lines = [], []
    for key in (NUMERATOR, DENOMINATOR):
        figure, own = _sum((before, between, after), key)
        figures.append(figure)
        lines += _unit_lines(figure.key, own, units)
    return figures, lines


def _return_of(side: Side, when: Side) -> FormFigures | None:
    """The services form of the period closed by a day, as known on a side."""
    code = when.period
    form = service_form(side.read, side.read.period(code))
    return figures_of(side.read, form, code) if form else None


def _sum(
    found: tuple[FormFigures, FormFigures, FormFigures], key: str
) -> tuple[ComparedFigure, tuple[UnitChange, ...]]:
    before, between, after = found
    shares = before.headline(), after.headline()
    title = _part_title(after.form, key)
    expressions = (_part(before.form, key), _part(between.form, key), _part(after.form, key))
    bridge: Bridge | None = None
    lines: tuple[UnitChange, ...] = ()
    problem = ""
    try:
        bridge, lines = compare_sums(found, expressions)
    except InvalidInput as error:
        problem = str(error)
    return ComparedFigure(
        f"services-{key}", title, after.form.unit_of_measure, bridge, *shares, problem
    ), lines


def _part(form: Form, key: str) -> Expression:
    assert form.headline is not None  # `_services` lets no other form in
    return form.headline.numerator if key == NUMERATOR else form.headline.denominator


def _part_title(form: Form, key: str) -> str:
    assert form.headline is not None
    label = form.headline.numerator_label if key == NUMERATOR else form.headline.denominator_label
    return label[:1].upper() + label[1:] or form.headline.label


def _values(old: Side, new: Side) -> Iterator[ValueChange]:
    """The changed cells of every period the old state has figures of, or that was closed by its day."""
    forms = {form.key: form for side in (old, new) for form in side.read.forms()}
    for form in forms.values():
        known = old.read.periods_with_figures(form.key)
        late = [
            code
            for code in new.read.periods_with_figures(form.key)
            if code not in known and new.read.period(code).window_end <= old.state.day
        ]
        for code in (*known, *late):
            cells = (side.read.cells(form.key, code.code) for side in (old, new))
            yield from changed_values(form, code.code, *cells)


def _value_line(item: ValueChange, units: Mapping[int, str]) -> Change:
    field = item.form.field(item.field).header
    period = PeriodCode.parse(item.period).short_title
    title = f"{units.get(item.unit_id, '–')}: {field}, {period}"
    basis = "" if item.difference is None else f"chênh {signed(item.difference)}"
    return Change(
        "", Aspect.VALUE, 0, UNIT, item.unit_id, "", title, "", value_words(item.old), value_words(item.new), basis
    )  # fmt: skip


def value_words(value: Value | None) -> str:
    """A figure as the list says it: its number, else its state."""
    if value is None or value.number is None:
        return "–" if value is None else value.state.label
    estimated = " (ước)" if value.state is ValueState.ESTIMATED else ""
    return format_number(value.number) + estimated


def _layer_line(item: LayerChange, units: Mapping[int, str]) -> Change:
    title = f"{units.get(item.unit_id, '–')}: lớp {item.layer.number}, {item.layer.short_name}"
    basis = "ghi bổ sung hoặc sửa" if item.recorded else ""
    return Change("", Aspect.LAYER, 0, UNIT, item.unit_id, "", title, "", item.before, item.after, basis)


def shares_of(figure: ComparedFigure) -> tuple[Ratio, Ratio] | None:
    """The shares a figure belongs to in both states, where they have a denominator."""
    if figure.old is None or figure.new is None or not (figure.old.denominator and figure.new.denominator):
        return None
    return figure.old, figure.new


def save_annex(comparison: Comparison, profile: Profile, target: Path) -> Path:
    """Write the annex "So sánh hai thời điểm"; raises RecordError when it cannot be written."""
    from desktop_app.workbooks.comparison_sheet import (
        write_comparison,
    )  # the Excel libraries are slow to import

    write_comparison(comparison, profile, target)
    return target

"""Two states compared: the bridges of the key figures, the list behind them, and the values and layers that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .bridges import Aspect, Bridge, Cause, State, Step, signed
from .dates import format_date
from .figure_comparison import LAYERS, LayerChange, ValueChange
from .numbers import format_number
from .ratio import Ratio
from .task_comparison import COMPLETED, DATED

TASK, UNIT = "task", "unit"
_TURNED: Mapping[Cause | Aspect, Aspect] = {
    Aspect.ADDED: Aspect.GONE,
    Aspect.GONE: Aspect.ADDED,
    Aspect.OVERDUE: Aspect.STATE,
}
_ALREADY = {COMPLETED: "xong đến", DATED: "giao đến", LAYERS: "đã có ngày"}


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """A key figure in both states; `what` is what is counted ("nhiệm vụ").

    `bridge` is None where there is none, with the `problem` in words. `old` and `new` are the shares it belongs to.
    """

    key: str
    title: str
    what: str
    bridge: Bridge | None
    old: Ratio | None = None
    new: Ratio | None = None
    problem: str = ""

    @property
    def sentence(self) -> str:
        """What happened: "Nhiệm vụ hoàn thành tăng từ 58 lên 62: +2 hoàn thành, +3 ghi bổ sung, −1 mở lại"."""
        if self.bridge is None:
            return self.problem
        start, end = format_number(self.bridge.start), format_number(self.bridge.end)
        if not self.bridge.difference:
            whole = f"{self.title} giữ nguyên {end}"
        elif self.bridge.difference > 0:
            whole = f"{self.title} tăng từ {start} lên {end}"
        else:
            whole = f"{self.title} giảm từ {start} xuống {end}"
        parts = [f"{step.signed} {step.cause.label.lower()}" for step in self.bridge.steps if step.moves]
        return f"{whole}: {', '.join(parts)}" if parts else whole

    def mirrored(self) -> ComparedFigure:
        """The same figure from the last state back to the first."""
        return replace(self, bridge=self.bridge and self.bridge.mirrored(), old=self.new, new=self.old)


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list: what changed, of which task or unit (`subject`, `key`), before and after, and why.

    `figure` is the figure it moved ("" for none) by `amount`; `note` is what a step counts apart.
    """

    figure: str
    what: Cause | Aspect
    amount: int | float
    subject: str
    key: int
    number: str
    title: str
    lead: str
    before: str
    after: str
    basis: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        """What changed, with the amount by which it moved a figure: "+1 hoàn thành", "Đổi thời hạn"."""
        return f"{signed(self.amount)} {self.what.label.lower()}" if self.figure else self.what.label

    def mirrored(self) -> Change:
        """The same line seen from the last state."""
        what = _TURNED.get(self.what, self.what)
        return replace(self, what=what, amount=-self.amount, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two states; `titles` name the states, `units` the units by id."""

    first: State
    last: State
    titles: tuple[str, str]
    figures: tuple[ComparedFigure, ...]
    changes: tuple[Change, ...]
    values: tuple[ValueChange, ...]
    layers: tuple[LayerChange, ...]
    units: Mapping[int, str]

    def figure(self, key: str) -> ComparedFigure:
        """The figure of that key, else the first one."""
        return next((item for item in self.figures if item.key == key), self.figures[0])

    def behind(self, key: str) -> tuple[Change, ...]:
        """The lines that moved a figure, in the order of its steps; they add up to its difference."""
        bridge = self.figure(key).bridge
        steps = [(step.cause, step.amount > 0) for step in bridge.steps if step.moves] if bridge else []
        return tuple(
            sorted(self._own(key), key=lambda item: (steps.index(_step_of(item)), -abs(item.amount)))
        )

    def _own(self, key: str) -> list[Change]:
        return [item for item in self.changes if item.figure == key and isinstance(item.what, Cause)]

    def beside(self, key: str) -> tuple[Change, ...]:
        """What else changed: all but the units' shares in figures, which stand behind those."""
        return tuple(
            item for item in self.changes if item.figure != key and (not item.figure or item.subject == TASK)
        )

    def listed(self, key: str) -> bool:
        """Whether the lines behind a figure add up to its steps, one by one."""
        bridge = self.figure(key).bridge
        if bridge is None:
            return False
        own = Counter((item.what, item.key, item.amount) for item in self._own(key))
        return own == Counter((move.cause, move.key, move.amount) for move in bridge.moves)

    def caption(self, key: str, step: Step) -> str:
        """The words under a step: "2 đúng hạn, 1 muộn", "xong đến 28/02/2021", "không đổi"."""
        if not step.moves:
            return "không đổi" if step.cause is Cause.RULE else "không có"
        ids = {move.key for move in step.moves}
        own = [item for item in self._own(key) if item.what is step.cause and item.key in ids]
        notes = Counter(item.note for item in own if item.note)
        if notes:
            return ", ".join(f"{notes[note]} {note}" for note in ("đúng hạn", "muộn") if notes[note])
        if step.cause is Cause.SUPPLEMENTED and key in _ALREADY:
            known = self.first if self.first.before(self.last) else self.last
            return f"{_ALREADY[key]} {format_date(known.day)}"
        if key not in _ALREADY:
            return f"{len(ids)} đơn vị" + (", biểu mẫu khác" if step.cause is Cause.RULE else "")
        return (
            "đổi mô hình lớp" if (key, step.cause) == (LAYERS, Cause.RULE) else _CAPTIONS.get(step.cause, "")
        )

    def mirrored(self) -> Comparison:
        """From the last state back to the first: the same steps with turned signs."""
        return Comparison(
            self.last,
            self.first,
            (self.titles[1], self.titles[0]),
            tuple(item.mirrored() for item in self.figures),
            tuple(item.mirrored() for item in self.changes),
            tuple(replace(item, old=item.new, new=item.old) for item in self.values),
            tuple(replace(item, before=item.after, after=item.before) for item in self.layers),
            self.units,
        )


def _step_of(item: Change) -> tuple[Cause, bool]:
    return Cause(item.what), item.amount > 0


_CAPTIONS = {
    Cause.ASSIGNED: "giao trong khoảng này",
    Cause.REOPENED: "không còn tính là xong",
    Cause.CANCELLED: "không còn tính",
    Cause.REMOVED: "không còn trong sổ",
    Cause.RESTORED: "thôi hủy",
    Cause.RULE: "đổi loại, ngày giao",
    Cause.GAINED: "thêm lớp còn hiệu lực",
    Cause.LOST: "hết hạn hoặc đổi",
    Cause.SUPPLEMENTED: "ghi sau",
    Cause.CORRECTED: "sửa sau khi chốt",
}

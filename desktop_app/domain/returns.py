"""Returns sent back by the units: what was found in a file, what becomes of each cell, and counts that add up.

A cell read has exactly one fate, so cells read = accepted + rejected + unchanged + blank by construction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .number_entry import Reading
from .passports import Passport
from .ratio import add
from .values import Value, ValueState

ERROR, WARNING = "error", "warning"
UNCALCULATED = "(công thức chưa tính)"
Figure = int | float
Content = str | int | float | bool | date | None


class Fate(StrEnum):
    """What becomes of a cell that was read."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    UNCHANGED = "unchanged"
    BLANK = "blank"


class FileState(StrEnum):
    """What a file turned out to be."""

    OK = "ok"
    ERRORS = "errors"
    DUPLICATE = "duplicate"
    RESUBMISSION = "resubmission"
    UNRECOGNISED = "unrecognised"
    UNREADABLE = "unreadable"

    @property
    def label(self) -> str:
        """The state in Vietnamese, as the board of files shows it."""
        return _STATE_TITLES[self]


_STATE_TITLES = {
    FileState.OK: "Đúng",
    FileState.ERRORS: "Có lỗi",
    FileState.DUPLICATE: "Trùng",
    FileState.RESUBMISSION: "Bản gửi lại",
    FileState.UNRECOGNISED: "Không nhận ra",
    FileState.UNREADABLE: "Không đọc được",
}
UNWRITTEN = (FileState.DUPLICATE, FileState.UNRECOGNISED, FileState.UNREADABLE)


class Blank(StrEnum):
    """What an empty cell means; the clerk says so for each batch."""

    KEEP = "keep"
    CLEAR = "clear"
    NOT_REPORTED = "not-reported"

    @property
    def label(self) -> str:
        """The meaning in Vietnamese."""
        return {"keep": "Giữ nguyên", "clear": "Xóa", "not-reported": "Chưa báo cáo"}[self.value]


@dataclass(frozen=True, slots=True)
class Found:
    """A cell as it stands in the file; `error` is an Excel error (#REF!), `formula` that it is worked out there."""

    sheet: str
    cell: str
    content: Content = None
    formula: bool = False
    error: bool = False

    @property
    def shown(self) -> str:
        """The content as text, for messages and lists."""
        if isinstance(self.content, bool):
            return "TRUE" if self.content else "FALSE"
        if isinstance(self.content, date):
            return f"{self.content:%d/%m/%Y}"
        if isinstance(self.content, float):
            whole = self.content.is_integer()
            return str(int(self.content)) if whole else repr(self.content).replace(".", ",")
        return "" if self.content is None else str(self.content)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to look at: where, what stands there, how bad, and in Vietnamese what is wrong and what to do.

    `field` is the cell's field key ("" for the file as a whole); `proposal` the number that is probably meant.
    """

    sheet: str
    cell: str
    value: str
    severity: str
    message: str
    proposal: Figure | None = None
    field: str = ""

    def as_json(self) -> dict[str, Any]:
        """The problem as the command line prints it and the record keeps it."""
        return {
            "sheet": self.sheet,
            "cell": self.cell,
            "value": self.value,
            "severity": self.severity,
            "message": self.message,
        }


def problem_from(raw: Mapping[str, Any]) -> Problem:
    """A problem as the record keeps it."""
    return Problem(raw["sheet"], raw["cell"], raw["value"], raw["severity"], raw["message"])


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell to be filled in: what was read, what the record holds, and what becomes of it.

    `value` is the figure Ghi writes (`content` in a form of rows); neither where nothing is written, or with
    `clears` where it is taken out.
    """

    field: str
    label: str
    found: Found
    fate: Fate
    value: Value | None = None
    before: Value | None = None
    clears: bool = False
    content: Content = None

    @property
    def writes(self) -> bool:
        """Whether Ghi changes the record's figure by this cell."""
        return self.value is not None or self.content is not None or self.clears


@dataclass(frozen=True, slots=True)
class Decision:
    """What the clerk said of one cell: a number to take instead, or (None) to leave the cell out.

    In a form of rows `text` is what is read instead of the cell's own content.
    """

    number: Figure | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class RawReturn:
    """A value form as found in a file, before anything is checked.

    `cells` are by field key, `computed` by line code. `unit_shown` is the name printed on the form.
    `printed` is the number in the printed code, `passport` the hidden sheet's. `reading` is how the whole table the
    return stands in proves its numbers are written.
    """

    sheet: str
    cells: Mapping[str, Found]
    computed: Mapping[str, Found] = field(default_factory=dict)
    passport: Passport | None = None
    printed: str | None = None
    unit_shown: str = ""
    explanation: str = ""
    estimated: bool = False
    sender: str = ""
    deviations: tuple[Problem, ...] = ()
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file comes to. `raw` is kept so that the clerk's decisions can be applied without reading again.

    `twin` names the file this one equals, replaces or stands against; `content` is kept by Ghi. `kept_out` says
    that nothing of it may be written, whatever its cells. `last_day` is the period's.
    A file without passport `asks` for "columns", "unit" or "period" where it does not say; `headings` are its own,
    `written_unit` the name that means no unit for certain, `candidates` the ids of those it may mean.
    """

    path: str
    file_name: str
    state: FileState
    sha256: str = ""
    content: bytes = field(default=b"", repr=False)
    form: str = ""
    unit_id: int | None = None
    period: str = ""
    nonce: str = ""
    sender: str = ""
    cells: tuple[ReadCell, ...] = ()
    problems: tuple[Problem, ...] = ()
    modified: datetime = datetime.min
    twin: str = ""
    kept_out: bool = False
    last_day: date | None = None
    asks: str = ""
    headings: tuple[str, ...] = ()
    written_unit: str = ""
    candidates: tuple[int, ...] = ()
    raw: RawReturn | None = field(default=None, repr=False)

    @property
    def key(self) -> str:
        """What the clerk's choices go by: the file, and the unit where one file speaks of several."""
        return self.sha256 if self.nonce else f"{self.sha256}:{self.unit_id}"

    def count(self, fate: Fate) -> int:
        """How many cells met that fate."""
        return sum(cell.fate is fate for cell in self.cells)

    @property
    def accepted(self) -> int:
        """Cells whose figure Ghi writes."""
        return self.count(Fate.ACCEPTED)

    @property
    def rejected(self) -> int:
        """Cells with an error, left out by Ghi."""
        return self.count(Fate.REJECTED)

    @property
    def unchanged(self) -> int:
        """Cells that say what the record holds already."""
        return self.count(Fate.UNCHANGED)

    @property
    def blank(self) -> int:
        """Cells left empty."""
        return self.count(Fate.BLANK)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep something from being written."""
        return tuple(problem for problem in self.problems if problem.severity == ERROR)

    @property
    def written(self) -> bool:
        """Whether Ghi takes this file in at all."""
        return self.state not in UNWRITTEN and not self.kept_out and self.unit_id is not None

    def refused(self, problem: Problem) -> FileReport:
        """The same file with a problem that keeps all of it out of the record."""
        cells = tuple(map(_rejected, self.cells))
        return replace(self, cells=cells, problems=(problem, *self.problems), kept_out=True)

    def changes(self) -> tuple[ReadCell, ...]:
        """The cells by which Ghi replaces a figure that stands already: what a second version changed."""
        return tuple(cell for cell in self.cells if cell.writes and cell.before is not None)


def _rejected(cell: ReadCell) -> ReadCell:
    fate = Fate.BLANK if cell.fate is Fate.BLANK else Fate.REJECTED
    return replace(cell, fate=fate, value=None, content=None, clears=False)


@dataclass(frozen=True, slots=True)
class Counts:
    """Files and cells of a batch; read = accepted + rejected + unchanged + blank."""

    files: int
    accepted: int
    rejected: int
    unchanged: int
    blank: int

    @property
    def read(self) -> int:
        """How many cells were read."""
        return self.accepted + self.rejected + self.unchanged + self.blank


@dataclass(frozen=True, slots=True)
class Batch:
    """All files of one go, and what the clerk said an empty cell means."""

    files: tuple[FileReport, ...]
    blank: Blank = Blank.KEEP

    @property
    def totals(self) -> Counts:
        """The counts over all files."""
        return Counts(
            len(self.files),
            sum(report.accepted for report in self.files),
            sum(report.rejected for report in self.files),
            sum(report.unchanged for report in self.files),
            sum(report.blank for report in self.files),
        )

    @property
    def to_write(self) -> tuple[FileReport, ...]:
        """The files Ghi takes in."""
        return tuple(report for report in self.files if report.written)

    @property
    def to_return(self) -> tuple[FileReport, ...]:
        """The files with something to tell their senders."""
        return tuple(
            report
            for report in self.files
            if report.content and report.problems and report.state is not FileState.DUPLICATE
        )


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """A file that was merged, as the record remembers it; its content is kept under `sha256`."""

    id: int
    sha256: str
    file_name: str
    size: int
    sender: str
    form: str
    unit_id: int
    period: str
    nonce: str
    received_at: datetime
    state: FileState
    accepted: int
    rejected: int
    unchanged: int
    blank: int
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnTotals:
    """The sum of one field over a return's units, before and after Ghi."""

    field: str
    label: str
    before: Figure
    after: Figure


def sums_before_and_after(
    fields: Mapping[str, str], stored: Mapping[int, Mapping[str, Value]], reports: Sequence[FileReport]
) -> tuple[ReturnTotals, ...]:
    """What Ghi would do to the sum of each field (`fields`: labels by key) over the units of one return."""
    after: dict[tuple[int, str], Figure] = {
        (unit, key): _number(value) for unit, row in stored.items() for key, value in row.items()
    }
    before = dict(after)
    for report in reports:
        for cell in report.cells:
            if cell.writes and report.unit_id is not None and report.written:
                after[report.unit_id, cell.field] = _number(cell.value)
    return tuple(
        ReturnTotals(key, label, _sum(before, key), _sum(after, key)) for key, label in fields.items()
    )


def _number(value: Value | None) -> Figure:
    return 0 if value is None or value.state is ValueState.NOT_REPORTED else value.number or 0


def _sum(numbers: Mapping[tuple[int, str], Figure], key: str) -> Figure:
    return add(number for (_, name), number in numbers.items() if name == key)

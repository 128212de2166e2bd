"""What the clerk says of a batch of returned files: the meaning of blank, single cells, versions, whose a file is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .number_entry import Reading
from .returns import Blank, Decision

ReturnKey = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Said:
    """What the clerk said of a file without passport; what it says itself goes before."""

    form: str = ""
    unit_id: int | None = None
    period: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clerk said of a batch: the meaning of blank, single cells, and one of two versions.

    `decisions` are by `FileReport.key`, then field; `chosen` names the file to take for a form, unit and period;
    `readings` say by SHA-256 how texts such as 1.234 are meant in a whole file. `said` are form, unit and period of files without
    passport by their SHA-256, `otherwise` those of all others.
    """

    blank: Blank = Blank.KEEP
    decisions: Mapping[str, Mapping[str, Decision]] = field(default_factory=dict)
    chosen: Mapping[ReturnKey, str] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    otherwise: Said = field(default_factory=Said)

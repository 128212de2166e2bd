"""From texts to one batch of edits: parse each, ask at most once, write together, say what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.number_entry import Ambiguous, Reading, Refused
from desktop_app.domain.numbers import format_number
from desktop_app.ui.grid.model import Accepted, CellEdit, GridModel
from desktop_app.ui.grid.planning import CellText
from desktop_app.ui.grid.questions import GridQuestions
from desktop_app.ui.grid.selection import Cell


@dataclass(frozen=True, slots=True)
class Written:
    """How many cells were written, what to tell quietly, and what went wrong (both may be "")."""

    cells: int
    notice: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Batch:
    edits: list[CellEdit]
    locked: list[Cell]
    refused: list[tuple[Cell, str]]


class Writer:
    """Writes texts into a model's cells."""

    def __init__(self, model: GridModel, questions: GridQuestions) -> None:
        self._model = model
        self.questions = questions

    def write(
        self, texts: Iterable[CellText], action: str, *, foreign: bool = False, strict: bool = False
    ) -> Written:
        """Parse and apply the texts as one undo step named `action`.

        `foreign` texts come from another program: a number that reads both ways is asked about once.
        `strict` writes nothing when any text is refused; otherwise the good ones are written.
        Cells that cannot be edited are left out and counted.
        """
        batch = self._read(texts, foreign)
        if batch is None:
            return Written(0)
        if strict and batch.refused:
            return Written(0, error=self._why(batch.refused))
        if not batch.edits:
            return Written(0, error=self._nothing(batch))
        outcome = self._model.apply(batch.edits, action)
        if outcome.refused:
            return Written(0, error=outcome.refused)
        error = self._why(batch.refused) if batch.refused else ""
        return Written(len(batch.edits), _notice(action, len(batch.edits), len(batch.locked)), error)

    def _read(self, texts: Iterable[CellText], foreign: bool) -> _Batch | None:
        batch = _Batch([], [], [])
        reading = None if foreign else Reading.VIETNAMESE
        for cell, text in texts:
            if not self._model.editable(*cell):
                batch.locked.append(cell)
                continue
            parsed = self._model.parse(*cell, text, reading)
            if isinstance(parsed, Ambiguous):
                reading = self.questions.number_reading(parsed)
                if reading is None:
                    return None
                parsed = self._model.parse(*cell, text, reading)
            if isinstance(parsed, Accepted):
                batch.edits.append(CellEdit(cell, parsed.value))
            elif isinstance(parsed, Refused):
                batch.refused.append((cell, parsed.reason))
        return batch

    def _nothing(self, batch: _Batch) -> str:
        if batch.refused:
            return self._why(batch.refused)
        return self._model.why_locked(*batch.locked[0]) if batch.locked else ""

    def _why(self, refused: Sequence[tuple[Cell, str]]) -> str:
        """The first refusal by the cell's name, and which other cells were refused."""
        cell, reason = refused[0]
        first = f"Ô {self._model.address(cell)}: {reason}"
        if len(refused) == 1:
            return first
        others = ", ".join(self._model.address(other) for other, _ in refused[1:4])
        more = ", …" if len(refused) > 4 else ""
        return f"{first} Còn {format_number(len(refused) - 1)} ô không nhận: {others}{more}."


def _notice(action: str, written: int, locked: int) -> str:
    done = f"Đã {action.lower()} {format_number(written)} ô."
    return f"{done} Bỏ qua {format_number(locked)} ô tự tính hoặc chỉ để xem." if locked else done

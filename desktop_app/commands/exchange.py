"""Exchange by Excel forms: noting what was issued, and merging what came back as one change set."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.passports import Passport
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.returns import Batch, Fate, FileReport, ReadCell
from desktop_app.domain.row_forms import ROW_FORMS
from desktop_app.domain.values import Value
from desktop_app.store.transaction import Transaction

from .command import required, stored
from .row_returns import merge_rows
from .values import SetValues, ValueEdit


@dataclass(frozen=True)
class IssueForms:
    """Note the workbooks given out, with the form as it stands (its definition as JSON)."""

    title: str
    definition: str = field(repr=False)
    issued: Sequence[tuple[Passport, str]]
    at: datetime

    def describe(self, tx: Transaction) -> str:
        """Phát hành 19 phiếu … tháng 08/2020."""
        period = PeriodCode.parse(self.issued[0][0].period).short_title if self.issued else ""
        return f"Phát hành {len(self.issued)} phiếu {self.title} {period}".rstrip()

    def run(self, tx: Transaction) -> None:
        """Write the version of the form once, and a row for each workbook."""
        for passport, file_name in self.issued:
            version = {"form": passport.form, "version": passport.version}
            if tx.find("form_version", **version) is None:
                tx.insert("form_version", version | {"definition": self.definition})
            tx.insert(
                "issued_form",
                version
                | {
                    "nonce": passport.nonce,
                    "unit_id": passport.unit_id,
                    "period": passport.period,
                    "issued_at": self.at.isoformat(timespec="seconds"),
                    "file_name": stored(file_name),
                },
            )


@dataclass(frozen=True)
class MergeReturns:
    """Ghi: take in the files of a batch, all of them one change set.

    Each file is kept whole; each figure says the file and the cell it came from. Rejected cells, duplicates and
    files that were not recognised change nothing. `pause` is called after each file, so that a window can draw.
    """

    batch: Batch
    at: datetime
    pause: Callable[[], object] = field(default=lambda: None, compare=False)

    def describe(self, tx: Transaction) -> str:
        """Nhập 56 ô từ phieu_so_y_te.xlsx, or from so many files."""
        files = self.batch.to_write
        cells = sum(cell.writes for report in files for cell in report.cells)
        whence = files[0].file_name if len(files) == 1 else f"{len(files)} tệp"
        return f"Nhập {cells} ô từ {whence}"

    def run(self, tx: Transaction) -> int:
        """Write it; answers how many cells. Raises InvalidInput when nothing can be written, LockedPeriod."""
        if not self.batch.to_write:
            raise InvalidInput("Không có tệp nào ghi được. Sửa các lỗi đã nêu rồi đọc lại.")
        cells = 0
        for report in self.batch.to_write:
            cells += self._merge(tx, report)
            self.pause()
        return cells

    def _merge(self, tx: Transaction, report: FileReport) -> int:
        tx.keep_content(report.sha256, report.content)
        file_id = tx.insert("received_file", self._row(report))
        if report.form in ROW_FORMS:
            return merge_rows(tx, report, file_id, report.last_day or self.at.date())
        cells = [cell for cell in report.cells if cell.writes]
        edits = [_edit(report, cell, file_id) for cell in cells]
        SetValues(report.form, PeriodCode.parse(report.period), edits).run(tx)
        return len(edits)

    def _row(self, report: FileReport) -> dict[str, object]:
        counts = {fate.value: report.count(fate) for fate in Fate}
        problems = [problem.as_json() for problem in report.problems]
        return counts | {
            "sha256": report.sha256,
            "file_name": stored(report.file_name),
            "size": len(report.content),
            "sender": stored(report.sender),
            "form": report.form,
            "unit_id": report.unit_id,
            "period": report.period,
            "nonce": report.nonce,
            "received_at": self.at.isoformat(timespec="seconds"),
            "state": report.state.value,
            "problems": json.dumps(problems, ensure_ascii=False),
        }


def _edit(report: FileReport, cell: ReadCell, file_id: int) -> ValueEdit:
    assert report.unit_id is not None  # FileReport.written
    if cell.value is None:
        return ValueEdit(report.unit_id, cell.field, None)
    value = cell.value
    where = f"{report.file_name}, {cell.found.sheet}!{cell.found.cell}"
    sourced = Value(
        value.state, value.number, value.reason, value.note, value.kept, where, received_id=file_id
    )
    return ValueEdit(report.unit_id, cell.field, sourced)


@dataclass(frozen=True)
class RememberMapping:
    """Remember what the clerk said about files with these headings, so that it is asked once."""

    kind: str
    signature: str
    mapping: Mapping[str, Any]

    def describe(self, tx: Transaction) -> str:
        """Ghi nhớ cách đọc tệp …"""
        return f"Ghi nhớ cách đối chiếu cột của {self.kind}"

    def run(self, tx: Transaction) -> None:
        """Write it, in place of what was said before."""
        row = {"kind": required(self.kind, "Loại tệp"), "signature": self.signature}
        text = json.dumps(dict(self.mapping), ensure_ascii=False, sort_keys=True)
        tx.put("column_mapping", row | {"mapping": text})


@dataclass(frozen=True)
class TakeBackReturns:
    """Take an import back although some of its figures were changed since: those stay as they are now.

    Where nothing was changed since, plain undo does the same and is what the log should show.
    """

    entry: int

    def describe(self, tx: Transaction) -> str:
        """Hoàn tác lần nhập ở mục 95, giữ 3 ô đã sửa sau đó."""
        kept = sum(not tx.stands(table, key, after) for table, key, _, after in tx.touched(self.entry))
        return f"Hoàn tác lần nhập ở mục {self.entry}, giữ {kept} chỗ đã sửa sau đó"

    def run(self, tx: Transaction) -> int:
        """Put everything back that still stands as imported; answers how many rows were kept as changed since.

        Raises InvalidInput for an entry that is no import, LockedPeriod.
        """
        rows = tx.touched(self.entry)
        if not any(table == "received_file" for table, _, _, _ in rows):
            raise InvalidInput(
                f"Mục {self.entry} không phải một lần nhập phiếu. Chọn mục khác trong nhật ký."
            )
        kept = 0
        files = []
        for table, key, before, after in rows:
            if table == "received_file":
                files.append((key, before, after))
            elif tx.stands(table, key, after):
                tx.restore(table, key, before)
            else:
                kept += 1
        for key, before, after in files:
            file_id = json.loads(key)[0]
            used = any(tx.find(table, received_id=file_id) for table in _SOURCED)
            if not used and tx.stands("received_file", key, after):
                tx.restore("received_file", key, before)
        return kept


_SOURCED = ("value", "task_update", "layer_status")

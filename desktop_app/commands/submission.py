"""Closing a period: reviewing it, locking and opening it, and submitting its report."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput, LockedPeriod
from desktop_app.domain.people import approvers, pin_matches
from desktop_app.domain.periods import DEFAULT_REPORT, PeriodCode, default_period
from desktop_app.domain.submissions import Figures
from desktop_app.store import rows
from desktop_app.store.transaction import Transaction

from .command import required, shown, stored
from .settings import period_row


def _ready(tx: Transaction, code: PeriodCode) -> dict[str, str]:
    """The key of a period's row, which is there afterwards."""
    key = {"code": code.code, "report": DEFAULT_REPORT}
    if tx.find("period", **key) is None:
        tx.insert("period", period_row(default_period(code)))
    return key


@dataclass(frozen=True)
class ReviewPeriod:
    """Say that a period's figures are being looked through (or no more); nothing is locked by it."""

    code: PeriodCode
    reviewing: bool = True

    def describe(self, tx: Transaction) -> str:
        """Kỳ tháng 08/2020: bắt đầu rà soát."""
        return f"Kỳ {self.code.short_title}: {'bắt đầu' if self.reviewing else 'thôi'} rà soát"

    def run(self, tx: Transaction) -> None:
        """Write it."""
        tx.update("period", "kỳ", _ready(tx, self.code), {"reviewing": int(self.reviewing)})


@dataclass(frozen=True)
class LockPeriod:
    """Lock a period's figures, or open them again with `locked=False`.

    Opening needs a reason, and once a report was submitted the number of the document that allows it; both are kept
    as an exception until the period is locked again. Where two people approve by PIN, a second of them agrees with
    theirs: `second` is that person's id.
    """

    code: PeriodCode
    locked: bool = True
    reason: str = ""
    document: str = ""
    second: int | None = None
    second_pin: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        """Refuse opening a locked period without a reason."""
        if not self.locked:
            required(self.reason, "Lý do mở khóa")

    def describe(self, tx: Transaction) -> str:
        """Khóa kỳ tháng 08/2020."""
        verb = "Khóa" if self.locked else "Mở khóa"
        parts = [self.reason, f"theo {self.document}" if self.document.strip() else ""]
        if self.second is not None:
            name = tx.get("person", "người dùng", id=self.second)["name"]
            parts.append(f"cùng {name}")
        said = ", ".join(filter(None, parts))
        return f"{verb} kỳ {self.code.short_title}" + (f": {shown(said)}" if said else "")

    def run(self, tx: Transaction) -> None:
        """Write the lock; raises InvalidInput when a submitted period lacks the document."""
        key, code = _ready(tx, self.code), self.code.code
        if self.locked:
            close_exceptions(tx, code)
        elif tx.get("period", "kỳ", **key)["locked"]:
            if tx.find("submission", period=code) and not self.document.strip():
                raise InvalidInput(
                    f"Kỳ {self.code.short_title} đã nộp báo cáo. Nhập số, ký hiệu văn bản cho phép mở khóa."
                )
            self._ask_second(tx)
            row = {"period": code, "reason": stored(self.reason), "document": stored(self.document)}
            tx.insert("lock_exception", row | {"opened_entry": tx.entry})
        reason = {"lock_reason": stored(self.reason)} if self.reason else {}
        tx.update("period", "kỳ", key, {"locked": int(self.locked), "reviewing": 0} | reason)

    def _ask_second(self, tx: Transaction) -> None:
        """Refuse opening without a second approver's PIN where there are two of them."""
        able = approvers(map(rows.person, tx.find_all("person")))
        if len(able) < 2:
            return
        second = next((person for person in able if person.id == self.second), None)
        if second is None:
            raise InvalidInput("Mở khóa kỳ cần hai người duyệt. Chọn người thứ hai và nhập PIN của người đó.")
        if not pin_matches(self.second_pin, second.pin):
            raise InvalidInput(f"PIN của {second.name} không đúng. Gõ lại.")


def close_exceptions(tx: Transaction, code: str) -> None:
    """End the exceptions of a period that is locked again."""
    for row in tx.find_all("lock_exception", period=code):
        if row["closed_entry"] is None:
            tx.update("lock_exception", "ngoại lệ", {"id": row["id"]}, {"closed_entry": tx.entry})


@dataclass(frozen=True)
class SubmitReport:
    """Seal a report as it is sent: the file, its figures, the log they rest on; and lock the period."""

    code: PeriodCode
    version: int
    as_of: date
    log_entry: int
    log_hash: str
    fingerprint: str
    sha256: str
    file_name: str
    content: bytes = field(repr=False)
    figures: Figures = field(repr=False)
    at: datetime

    def describe(self, tx: Transaction) -> str:
        """Nộp báo cáo tháng 03/2021, điều chỉnh lần 1 (mã 7c1e94a0…)."""
        which = f", điều chỉnh lần {self.version - 1}" if self.version > 1 else ""
        return f"Khóa và nộp báo cáo {self.code.short_title}{which} (mã {self.fingerprint[:12]})"

    def run(self, tx: Transaction) -> int:
        """Write it; answers its id. Raises LockedPeriod when this version was sent already, or the period is locked
        after a submission: an adjustment needs an exception first."""
        sent = tx.find_all("submission", period=self.code.code)
        key = _ready(tx, self.code)
        locked = tx.get("period", "kỳ", **key)["locked"]
        if sent and locked:
            raise LockedPeriod(
                f"Kỳ {self.code.short_title} đã nộp và đang khóa. Mở khóa theo văn bản cho phép, sửa, rồi nộp điều chỉnh."
            )
        if self.version != len(sent) + 1:
            raise InvalidInput("Kỳ này vừa được nộp ở nơi khác. Mở lại màn hình Báo cáo rồi làm lại.")
        tx.keep_content(self.sha256, self.content)
        row_id = tx.insert("submission", self._row())
        close_exceptions(tx, self.code.code)
        tx.update("period", "kỳ", key, {"locked": 1, "reviewing": 0})
        return row_id

    def _row(self) -> dict[str, object]:
        return {
            "period": self.code.code,
            "version": self.version,
            "as_of": stored(self.as_of),
            "log_entry": self.log_entry,
            "log_hash": self.log_hash,
            "fingerprint": self.fingerprint,
            "sha256": self.sha256,
            "file_name": stored(self.file_name),
            "size": len(self.content),
            "figures": json.dumps(dict(self.figures), ensure_ascii=False),
            "submitted_at": self.at.isoformat(timespec="seconds"),
        }


@dataclass(frozen=True)
class SetSubmissionDocument:
    """Enter number and date of the covering document, known only after the report was signed."""

    submission_id: int
    number: str
    on: date | None = None

    def describe(self, tx: Transaction) -> str:
        """Báo cáo 2021-03 bản 1: văn bản 41/BC-UBND ngày 05/04/2021."""
        row = tx.get("submission", "bản nộp", id=self.submission_id)
        when = f" ngày {format_date(self.on)}" if self.on else ""
        return (
            f"Báo cáo {row['period']} bản {row['version']}: văn bản {shown(self.number) or 'để trống'}{when}"
        )

    def run(self, tx: Transaction) -> None:
        """Write it; the figures and the file stay as sent."""
        changes = {"document_number": stored(self.number), "document_date": stored(self.on)}
        tx.update("submission", "bản nộp", {"id": self.submission_id}, changes)

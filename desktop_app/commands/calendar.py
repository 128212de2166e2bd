"""Changes of the reporting calendar: days offices are off or work on out of turn, and inner deadlines of the office."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.store.transaction import Transaction

from .command import required, shown, stored

LONGEST_DAYS_OFF = 31
LONGEST_BEFORE = 60


@dataclass(frozen=True)
class AddSpecialDays:
    """Add the days from `first` to `last`, both of them: off, or worked (`works`) though they are a weekend."""

    first: date
    last: date
    name: str
    works: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a missing name, days in the wrong order, and more than a month of them."""
        required(self.name, "Tên ngày nghỉ")
        if self.last < self.first:
            raise InvalidInput(
                f"Ngày cuối {format_date(self.last)} sớm hơn ngày đầu {format_date(self.first)}. Sửa một trong hai ngày."
            )
        if (self.last - self.first).days >= LONGEST_DAYS_OFF:
            raise InvalidInput(
                f"Từ {format_date(self.first)} đến {format_date(self.last)} dài hơn {LONGEST_DAYS_OFF} ngày. "
                "Kiểm tra lại năm của hai ngày."
            )

    def describe(self, tx: Transaction) -> str:
        """Ngày nghỉ 01/01/2027: Tết Dương lịch."""
        days = format_date(self.first)
        if self.last != self.first:
            days += f" đến {format_date(self.last)}"
        return f"{'Ngày làm bù' if self.works else 'Ngày nghỉ'} {days}: {shown(self.name)}"

    def run(self, tx: Transaction) -> None:
        """Write a row a day; raises InvalidInput for a day that is listed already."""
        for step in range((self.last - self.first).days + 1):
            day = self.first + timedelta(days=step)
            present = tx.find("special_day", day=stored(day))
            if present:
                raise InvalidInput(
                    f"Ngày {format_date(day)} đã có trong lịch ({present['name']}). Mở ngày đó để sửa, hoặc chọn ngày khác."
                )
            tx.insert(
                "special_day",
                {
                    "day": stored(day),
                    "name": stored(self.name),
                    "works": int(self.works),
                    "source": stored(self.source),
                },
            )


@dataclass(frozen=True)
class EditSpecialDay:
    """Change name, source, or whether offices work ("name", "source", "works") of a listed day."""

    day: date
    changes: Mapping[str, Any]

    def __post_init__(self) -> None:
        """Refuse an empty name."""
        if "name" in self.changes:
            required(self.changes["name"], "Tên ngày nghỉ")

    def describe(self, tx: Transaction) -> str:
        """Sửa ngày 01/01/2027 trong lịch."""
        return f"Sửa ngày {format_date(self.day)} trong lịch báo cáo"

    def run(self, tx: Transaction) -> None:
        """Write them."""
        changes = {key: stored(value) for key, value in self.changes.items()}
        tx.update("special_day", "ngày trong lịch", {"day": stored(self.day)}, changes)


@dataclass(frozen=True)
class RemoveSpecialDay:
    """Take a day out of the list: it is an ordinary day again."""

    day: date

    def describe(self, tx: Transaction) -> str:
        """Bỏ ngày nghỉ 01/01/2027: Tết Dương lịch."""
        name = tx.get("special_day", "ngày trong lịch", day=stored(self.day))["name"]
        return f"Bỏ ngày {format_date(self.day)} khỏi lịch báo cáo: {shown(name)}"

    def run(self, tx: Transaction) -> None:
        """Remove it."""
        tx.delete("special_day", day=stored(self.day))


@dataclass(frozen=True)
class DecideInner:
    """The office's own inner deadline in the place of a rule of the catalogue, from 0 to 60 days before the report's.

    `rule` is the rule's key, `name` whom it is for; `source` is the document the office decided it by, "" for none.
    """

    rule: str
    name: str
    before: int
    working: bool
    source: str = ""

    def __post_init__(self) -> None:
        """Refuse a number of days that cannot be."""
        if not 0 <= self.before <= LONGEST_BEFORE:
            raise InvalidInput(f"Số ngày trước hạn phải từ 0 đến {LONGEST_BEFORE}. Nhập lại số ngày.")

    def describe(self, tx: Transaction) -> str:
        """Hạn của UBND cấp xã: trước 5 ngày làm việc."""
        kind = "ngày làm việc" if self.working else "ngày"
        return f"Hạn của {shown(self.name)}: trước {self.before} {kind}"

    def run(self, tx: Transaction) -> None:
        """Write it."""
        tx.put(
            "inner_deadline",
            {
                "rule": self.rule,
                "before": self.before,
                "working": int(self.working),
                "source": stored(self.source),
            },
        )


@dataclass(frozen=True)
class ResetInner:
    """Give an inner deadline back what the catalogue says."""

    rule: str
    name: str

    def describe(self, tx: Transaction) -> str:
        """Hạn của UBND cấp xã: về lại mặc định."""
        return f"Hạn của {shown(self.name)}: về lại mặc định"

    def run(self, tx: Transaction) -> None:
        """Remove the office's own."""
        tx.delete("inner_deadline", rule=self.rule)

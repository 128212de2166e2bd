"""Changes of the province's profile, periods, indicators, targets and benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.periods import DEFAULT_REPORT, Period, PeriodCode, default_period
from desktop_app.domain.profile import PROFILE_KEYS, PROFILE_TITLES
from desktop_app.store.transaction import Transaction

from .command import required, shown, stored


@dataclass(frozen=True)
class SetProfile:
    """Change texts of the profile (keys: fields of domain.profile.Profile)."""

    changes: Mapping[str, str]

    def __post_init__(self) -> None:
        """Refuse keys the profile does not have."""
        unknown = set(self.changes) - set(PROFILE_KEYS)
        if unknown:
            raise ValueError(f"not in the profile: {unknown}")

    def describe(self, tx: Transaction) -> str:
        """Hồ sơ tỉnh: địa danh …"""
        if len(self.changes) == 1:
            key, value = next(iter(self.changes.items()))
            return (
                f"Hồ sơ tỉnh: {PROFILE_TITLES[key].lower()} thành “{shown(value.replace(chr(10), ' '), 40)}”"
            )
        return f"Hồ sơ tỉnh: sửa {len(self.changes)} mục"

    def run(self, tx: Transaction) -> None:
        """Write them."""
        for key, value in self.changes.items():
            tx.put("profile", {"key": key, "value": stored(value)})


@dataclass(frozen=True)
class SetPeriod:
    """Set window, deadline or lock of a period for a report ("*": in general)."""

    period: Period

    def describe(self, tx: Transaction) -> str:
        """Kỳ tháng 08/2020: …"""
        item = self.period
        return (
            f"Kỳ {item.code.short_title}: số liệu {format_date(item.window_start)} đến {format_date(item.last_day)}, "
            f"hạn gửi {format_date(item.deadline)}"
        )

    def run(self, tx: Transaction) -> None:
        """Write the period's row; raises InvalidInput when its deadline is not after its window."""
        if self.period.deadline < self.period.last_day:
            raise InvalidInput("Hạn gửi báo cáo sớm hơn ngày cuối lấy số liệu. Sửa lại một trong hai ngày.")
        tx.put("period", _period_row(self.period))


def _period_row(item: Period) -> dict[str, object]:
    return {
        "code": item.code.code,
        "report": item.report,
        "window_start": stored(item.window_start),
        "window_end": stored(item.window_end),
        "deadline": stored(item.deadline),
        "locked": int(item.locked),
        "rule": stored(item.rule),
        "note": stored(item.note),
    }


@dataclass(frozen=True)
class LockPeriod:
    """Lock a period's figures (or open them again with `locked=False` and a reason)."""

    code: PeriodCode
    locked: bool = True
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse opening a locked period without a reason."""
        if not self.locked:
            required(self.reason, "Lý do mở khóa")

    def describe(self, tx: Transaction) -> str:
        """Khóa kỳ tháng 08/2020."""
        verb = "Khóa" if self.locked else "Mở khóa"
        return f"{verb} kỳ {self.code.short_title}" + (f": {shown(self.reason)}" if self.reason else "")

    def run(self, tx: Transaction) -> None:
        """Write the lock."""
        key = {"code": self.code.code, "report": DEFAULT_REPORT}
        if tx.find("period", **key) is None:
            tx.insert("period", _period_row(default_period(self.code)))
        tx.update("period", "kỳ", key, {"locked": int(self.locked), "note": stored(self.reason)})


@dataclass(frozen=True)
class SetIndicatorValue:
    """Set the figure of an indicator nothing else yields: numerator and denominator, never a percentage."""

    indicator: str
    period: PeriodCode
    numerator: int | float
    denominator: int | float
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse negative figures and an empty denominator."""
        if self.numerator < 0 or self.denominator <= 0:
            raise InvalidInput("Tử số phải từ 0 và mẫu số phải lớn hơn 0. Nhập lại hai số.")

    def describe(self, tx: Transaction) -> str:
        """Chỉ tiêu …: 62/76."""
        name = tx.get("indicator", "chỉ tiêu", key=self.indicator)["name"]
        return f"{shown(name)}, {self.period.short_title}: {self.numerator}/{self.denominator}"

    def run(self, tx: Transaction) -> None:
        """Write it."""
        tx.put(
            "indicator_value",
            {
                "indicator": self.indicator,
                "period": self.period.code,
                "numerator": self.numerator,
                "denominator": self.denominator,
                "note": stored(self.note),
            },
        )


@dataclass(frozen=True)
class AddTarget:
    """Set a target by a document; earlier targets of the indicator stay, for earlier days."""

    indicator: str
    value: float
    document: str
    by: date | None = None
    effective_from: date | None = None
    own: bool = False

    def __post_init__(self) -> None:
        """Refuse a target without the document (or decision) that set it."""
        required(self.document, "Văn bản giao chỉ tiêu")

    def describe(self, tx: Transaction) -> str:
        """Chỉ tiêu …: mục tiêu …"""
        name = tx.get("indicator", "chỉ tiêu", key=self.indicator)["name"]
        return f"Mục tiêu {shown(name)}: {self.value:g} theo {shown(self.document, 40)}"

    def run(self, tx: Transaction) -> int:
        """Write it; answers its id."""
        return tx.insert(
            "target",
            {
                "indicator": self.indicator,
                "value": float(self.value),
                "by_date": stored(self.by),
                "effective_from": stored(self.effective_from),
                "document": stored(self.document),
                "own": int(self.own),
            },
        )

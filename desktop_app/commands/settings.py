"""Changes of the province's profile, periods, indicators, targets and benchmarks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput, LockedPeriod
from desktop_app.domain.numbers import format_number
from desktop_app.domain.periods import DEFAULT_REPORT, Period, PeriodCode
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
        for key in ("province", "issuing_body"):
            if key in self.changes:
                required(self.changes[key], PROFILE_TITLES[key])

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
        """Write the period's row; raises InvalidInput when its deadline is before its last day, LockedPeriod."""
        if self.period.deadline < self.period.last_day:
            raise InvalidInput("Hạn gửi báo cáo sớm hơn ngày cuối lấy số liệu. Sửa lại một trong hai ngày.")
        _refuse_locked(tx, self.period.code, self.period.report)
        tx.put("period", period_row(self.period))


def _refuse_locked(tx: Transaction, code: PeriodCode, report: str) -> None:
    for name in {report, DEFAULT_REPORT}:
        row = tx.find("period", code=code.code, report=name)
        if row and row["locked"]:
            raise LockedPeriod(f"Kỳ {code.short_title} đã khóa nên không đổi ngày. Mở khóa kỳ rồi sửa lại.")


@dataclass(frozen=True)
class ResetPeriod:
    """Give a period back the dates of the regime (for one report: those of all reports)."""

    code: PeriodCode
    report: str = DEFAULT_REPORT

    def describe(self, tx: Transaction) -> str:
        """Kỳ tháng 08/2020: về lại ngày theo quy định."""
        return f"Kỳ {self.code.short_title}: về lại ngày theo quy định"

    def run(self, tx: Transaction) -> None:
        """Remove the office's own dates; raises LockedPeriod."""
        _refuse_locked(tx, self.code, self.report)
        tx.delete("period", code=self.code.code, report=self.report)


def period_row(item: Period) -> dict[str, object]:
    """A period as the record stores it."""
    return {
        "code": item.code.code,
        "report": item.report,
        "window_start": stored(item.window_start),
        "window_end": stored(item.window_end),
        "deadline": stored(item.deadline),
        "locked": int(item.locked),
        "rule": stored(item.rule),
        "note": stored(item.note),
        "reviewing": int(item.reviewing),
        "lock_reason": stored(item.lock_reason),
    }


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
        figures = f"{format_number(self.numerator)}/{format_number(self.denominator)}"
        return f"{shown(name)}, {self.period.short_title}: {figures}"

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
class ClearIndicatorValue:
    """Take a typed figure away: the indicator has none for that period again."""

    indicator: str
    period: PeriodCode

    def describe(self, tx: Transaction) -> str:
        """Xóa số liệu chỉ tiêu …"""
        name = tx.get("indicator", "chỉ tiêu", key=self.indicator)["name"]
        return f"Xóa số liệu {shown(name)}, {self.period.short_title}"

    def run(self, tx: Transaction) -> None:
        """Remove it."""
        tx.delete("indicator_value", indicator=self.indicator, period=self.period.code)


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
        if self.value < 0:
            raise InvalidInput("Mục tiêu không được âm. Nhập số từ 0 trở lên.")
        if self.by and self.effective_from and self.by < self.effective_from:
            raise InvalidInput("Ngày phải đạt sớm hơn ngày bắt đầu áp dụng. Sửa lại một trong hai ngày.")

    def describe(self, tx: Transaction) -> str:
        """Chỉ tiêu …: mục tiêu …"""
        name = tx.get("indicator", "chỉ tiêu", key=self.indicator)["name"]
        return f"Mục tiêu {shown(name)}: {format_number(self.value)} theo {shown(self.document, 40)}"

    def run(self, tx: Transaction) -> int:
        """Write it; answers its id. Raises InvalidInput for a percentage over 100."""
        indicator = tx.get("indicator", "chỉ tiêu", key=self.indicator)
        if indicator["unit_of_measure"] == "%" and self.value > 100:
            raise InvalidInput("Mục tiêu tính bằng % không quá 100. Nhập số từ 0 đến 100.")
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


@dataclass(frozen=True)
class RemoveTarget:
    """Remove a target that was entered by mistake; a changed target is a new one (AddTarget)."""

    target_id: int

    def describe(self, tx: Transaction) -> str:
        """Xóa mục tiêu …"""
        row = tx.get("target", "mục tiêu", id=self.target_id)
        name = tx.get("indicator", "chỉ tiêu", key=row["indicator"])["name"]
        return f"Xóa mục tiêu {shown(name)}: {format_number(row['value'])} theo {shown(row['document'], 40)}"

    def run(self, tx: Transaction) -> None:
        """Remove it."""
        tx.delete("target", id=self.target_id)


@dataclass(frozen=True)
class AddBenchmark:
    """Keep a published figure of the country or a peer, with its day and source.

    Either a fraction (then the percentage is worked out from it) or the percentage as published.
    """

    indicator: str
    scope: str
    as_of: date
    source: str
    value: int | float | None = None
    numerator: int | None = None
    denominator: int | None = None

    def __post_init__(self) -> None:
        """Refuse a figure without scope, source or number, and a fraction that is none."""
        required(self.scope, "Phạm vi")
        required(self.source, "Nguồn công bố")
        if (self.numerator is None) != (self.denominator is None):
            raise InvalidInput("Cần cả tử số và mẫu số. Nhập số còn thiếu, hoặc để trống cả hai.")
        if self.value is None and self.numerator is None:
            raise InvalidInput("Chưa có số liệu công bố. Nhập tỷ lệ, hoặc tử số và mẫu số.")
        if (self.numerator or 0) < 0 or (self.denominator is not None and self.denominator <= 0):
            raise InvalidInput("Tử số phải từ 0 và mẫu số phải lớn hơn 0. Nhập lại hai số.")

    def describe(self, tx: Transaction) -> str:
        """Số liệu đối chiếu …, quốc gia 31/03/2021."""
        name = tx.get("indicator", "chỉ tiêu", key=self.indicator)["name"]
        return f"Số liệu đối chiếu {shown(name)}: {self.scope}, {format_date(self.as_of)}"

    def run(self, tx: Transaction) -> int:
        """Write it; answers its id."""
        tx.get("indicator", "chỉ tiêu", key=self.indicator)
        return tx.insert(
            "benchmark",
            {
                "indicator": self.indicator,
                "scope": stored(self.scope),
                "as_of": stored(self.as_of),
                "value": None if self.value is None else float(self.value),
                "numerator": self.numerator,
                "denominator": self.denominator,
                "source": stored(self.source),
            },
        )


@dataclass(frozen=True)
class RemoveBenchmark:
    """Remove a published figure."""

    benchmark_id: int

    def describe(self, tx: Transaction) -> str:
        """Xóa số liệu đối chiếu …"""
        row = tx.get("benchmark", "số liệu đối chiếu", id=self.benchmark_id)
        name = tx.get("indicator", "chỉ tiêu", key=row["indicator"])["name"]
        return f"Xóa số liệu đối chiếu {shown(name)}: {row['scope']}"

    def run(self, tx: Transaction) -> None:
        """Remove it."""
        tx.delete("benchmark", id=self.benchmark_id)

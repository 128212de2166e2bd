"""What an issued form is made of: everything already collected for one unit and one period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .dates import format_document_date
from .forms import Form
from .passports import Passport, initials, visible_code
from .periods import Period
from .profile import Profile
from .returns import Content
from .text import fold
from .units import Unit
from .values import Cells

OFFICIAL, ESTIMATE = "Chính thức", "Ước thực hiện"
FORM_SHEET, PASSPORT_SHEET, INDEX_SHEET = "Phiếu", "_ho_chieu", "Lỗi cần sửa"
NAME_PREFIX = "PH_"
CODE_NAME, STATUS_NAME = "PH_MA_PHIEU", "PH_TRANG_THAI"
EXPLANATION_NAME, KIND_NAME, UNIT_NAME = "PH_GIAI_TRINH", "PH_LOAI_SO", "PH_DON_VI"
UNIT_LABEL, CODE_LABEL = "Đơn vị báo cáo: ", "Mã phiếu (không sửa):"
CODE_HEADING, INPUT_HEADING = "Mã", "Kỳ này"
SIGNER = "NGƯỜI LẬP PHIẾU"


class PrintedForm:
    """What every issued form prints of itself."""

    __slots__ = ()
    period: Period
    unit: Unit
    passport: Passport

    @property
    def code(self) -> str:
        """The code printed on the form."""
        return visible_code(self.passport, self.unit.name, self.unit.code)

    @property
    def window(self) -> str:
        """The period with its days, as the form says it."""
        first, last = map(format_document_date, (self.period.window_start, self.period.last_day))
        return f"Kỳ báo cáo: {self.period.code.title} (từ ngày {first} đến ngày {last})"

    @property
    def deadline(self) -> str:
        """The last day to send it in."""
        return format_document_date(self.period.deadline)


@dataclass(frozen=True, slots=True)
class IssuedReturn(PrintedForm):
    """A value form for one unit: `previous` are its figures of the period before, shown in grey.

    `filled` are the contents of its cells where a unit's own are put into a new form (an .xls cannot be marked).
    """

    profile: Profile
    form: Form
    period: Period
    unit: Unit
    passport: Passport
    previous: Cells = field(default_factory=dict)
    filled: Mapping[str, Content] = field(default_factory=dict)
    explanation: str = ""


def field_name(key: str) -> str:
    """The defined name of a field's cell."""
    return NAME_PREFIX + key


def file_name(form: str, period: str, unit: Unit, taken: Mapping[str, object]) -> str:
    """A name fit for every mail program: ASCII, no blanks, not one of `taken`."""
    slug = "-".join(
        "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in fold(unit.name)).split()
    )
    slug = slug[:60].strip("-") or initials(unit.name).lower() or f"don-vi-{unit.id}"
    name = f"{form}_{period}_{slug}.xlsx"
    return name if name not in taken else f"{form}_{period}_{slug}-{unit.id}.xlsx"

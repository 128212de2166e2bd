"""Forms with a row for each task or each layer of a system: their columns, and how a cell of a row is named.

A row is found again by the code printed in it (NV-09, HT12-L1); a cell is named by code and column, "NV-09.percent".
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .issuing import PrintedForm
from .layers import LayerResult
from .passports import Passport
from .periods import Period
from .profile import Profile
from .returns import Content
from .tasks import TaskState
from .units import Unit

TASK_FORM, LAYER_FORM = "tien-do-nhiem-vu", "an-toan-4-lop"
CODE = "code"


class CellKind(StrEnum):
    """What a column holds: given by the office, or a number of percent, a choice, a text or a date to fill in."""

    GIVEN = "given"
    PERCENT = "percent"
    CHOICE = "choice"
    TEXT = "text"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class RowColumn:
    """A column: its key, heading, kind, width in pixels, and what its comment and choices say."""

    key: str
    title: str
    kind: CellKind
    width: int
    help: str = ""
    choices: tuple[str, ...] = ()
    previous: bool = False

    @property
    def is_input(self) -> bool:
        """Whether the unit fills it in."""
        return self.kind is not CellKind.GIVEN


@dataclass(frozen=True, slots=True)
class RowForm:
    """A form of rows; the first column is the code."""

    key: str
    title: str
    short_title: str
    columns: tuple[RowColumn, ...]
    how_to: str
    source: str = ""

    @property
    def definition(self) -> str:
        """The form as JSON, kept with what was issued so that a later layout is told from this one."""
        columns = [[column.key, column.title, column.kind.value] for column in self.columns]
        return json.dumps({"key": self.key, "columns": columns}, ensure_ascii=False)

    @property
    def inputs(self) -> tuple[RowColumn, ...]:
        """The columns to fill in."""
        return tuple(column for column in self.columns if column.is_input)


@dataclass(frozen=True, slots=True)
class IssuedRows(PrintedForm):
    """A form of rows for one unit; `rows` hold what is given and what is known already, by column key."""

    profile: Profile
    form: RowForm
    period: Period
    unit: Unit
    passport: Passport
    rows: tuple[Mapping[str, Content], ...]
    filled: Mapping[str, Content] = field(default_factory=dict)


def cell_key(code: str, column: str) -> str:
    """How a cell of a row is named."""
    return f"{code}.{column}"


def split_key(key: str) -> tuple[str, str]:
    """Code and column of a cell's name."""
    code, _, column = key.rpartition(".")
    return code, column


_GIVEN, _TEXT = CellKind.GIVEN, CellKind.TEXT
_HOW_TO = (
    "Cách điền: chỉ nhập vào ô nền vàng, viền đậm; ô để trống nghĩa là giữ như kỳ trước. Không thêm bớt dòng, "
    "không sửa cột Mã, không đổi tên trang; lưu nguyên dạng .xlsx rồi gửi lại. "
)
TASK_STATES = tuple(
    state.label
    for state in (TaskState.NOT_STARTED, TaskState.IN_PROGRESS, TaskState.COMPLETED, TaskState.SUSPENDED)
)
TASKS = RowForm(
    TASK_FORM,
    "Tiến độ thực hiện nhiệm vụ",
    "Tiến độ nhiệm vụ",
    (
        RowColumn(CODE, "Mã", _GIVEN, 62),
        RowColumn("title", "Nhiệm vụ", _GIVEN, 196),
        RowColumn("due", "Thời hạn", _GIVEN, 74),
        RowColumn("percent_before", "Tiến độ kỳ trước (%)", _GIVEN, 58, previous=True),
        RowColumn("percent", "Tiến độ (%)", CellKind.PERCENT, 58, "Số nguyên từ 0 đến 100, không gõ dấu %."),
        RowColumn(
            "state", "Tình trạng", CellKind.CHOICE, 96,
            "Chọn trong danh sách. Chọn “Hoàn thành” thì nhập ngày hoàn thành.", TASK_STATES,
        ),
        RowColumn("completed", "Ngày hoàn thành", CellKind.DATE, 78, "Dạng ngày/tháng/năm, ví dụ 05/03/2021."),
        RowColumn("result", "Kết quả đạt được", _TEXT, 130, "Kết quả đến ngày cuối kỳ."),
        RowColumn("difficulties", "Khó khăn, vướng mắc", _TEXT, 104),
        RowColumn("proposals", "Đề xuất, kiến nghị", _TEXT, 96),
    ),
    _HOW_TO + "Báo hoàn thành thì gửi kèm minh chứng theo văn bản.",
)  # fmt: skip
RESULTS = tuple(result.label for result in LayerResult)
LAYERS = RowForm(
    LAYER_FORM,
    "Bảo đảm an toàn thông tin theo mô hình 4 lớp",
    "An toàn 4 lớp",
    (
        RowColumn(CODE, "Mã", _GIVEN, 62),
        RowColumn("system", "Hệ thống thông tin", _GIVEN, 150),
        RowColumn("layer", "Lớp", _GIVEN, 150),
        RowColumn("result_before", "Kỳ trước", _GIVEN, 72, previous=True),
        RowColumn(
            "result", "Kết quả", CellKind.CHOICE, 92,
            "Chọn trong danh sách. “Không áp dụng” thì nêu lý do ở cột cuối.", RESULTS,
        ),
        RowColumn("provider", "Đơn vị thực hiện", _TEXT, 104, "Đơn vị chuyên trách hoặc nhà cung cấp dịch vụ."),
        RowColumn("document", "Văn bản, hợp đồng", _TEXT, 100),
        RowColumn("since", "Có hiệu lực từ", CellKind.DATE, 74, "Dạng ngày/tháng/năm, ví dụ 05/03/2021."),
        RowColumn("until", "Có hiệu lực đến", CellKind.DATE, 74, "Ngày cuối cùng còn hiệu lực."),
        RowColumn("reason", "Lý do, ghi chú", _TEXT, 74),
    ),
    _HOW_TO,
    "Công văn số 1552/BTTTT-CATTT ngày 28/4/2020",
)  # fmt: skip
ROW_FORMS: Mapping[str, RowForm] = {form.key: form for form in (TASKS, LAYERS)}


def layer_code(system_id: int | None, number: int) -> str:
    """The code of a row of the layers' form: HT12-L1, or DV-L1 for the unit as a whole."""
    return f"{'DV' if system_id is None else f'HT{system_id}'}-L{number}"


def layer_of(code: str) -> tuple[int | None, int]:
    """System (None: the unit as a whole) and layer number of a row's code; raises ValueError for any other."""
    subject, _, layer = code.partition("-L")
    if subject != "DV" and not subject.startswith("HT"):
        raise ValueError(code)
    return (None if subject == "DV" else int(subject[2:])), int(layer)

"""The log in words: what a change set changed, row by row and field by field, for screens and lists."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from desktop_app.commands.tasks import FIELD_TITLES
from desktop_app.domain.dates import format_date
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.numbers import format_number
from desktop_app.domain.people import Role
from desktop_app.domain.profile import PROFILE_TITLES
from desktop_app.domain.returns import FileState
from desktop_app.domain.tasks import TaskKind, TaskState
from desktop_app.domain.values import ValueState
from desktop_app.store.journal import Change, ChangeSet
from desktop_app.store.reader import Reader

GROUPS = {
    "figures": ("Số liệu", ("value", "indicator_value", "received_file")),
    "tasks": (
        "Nhiệm vụ",
        ("task", "task_coordination", "task_extension", "task_update", "evidence", "document"),
    ),
    "layers": ("An toàn 4 lớp", ("system", "layer_status")),
    "settings": ("Khác", ()),
}
_HIDDEN = {
    "id",
    "position",
    "task_id",
    "unit_id",
    "owner",
    "owner_id",
    "sha256",
    "key",
    "period",
    "form",
    "field",
    "layer",
    "report",
    "indicator",
    "received_id",
    "nonce",
    "version",
    "signature",
    "problems",
    "pin",
}
_FIELDS = FIELD_TITLES | {
    "name": "tên",
    "short_name": "tên ngắn",
    "code": "mã định danh",
    "valid_from": "hiệu lực từ",
    "valid_to": "hết hiệu lực từ",
    "granted_on": "ngày cho gia hạn",
    "new_due_on": "hạn mới",
    "document": "văn bản",
    "noted_on": "ngày ghi",
    "text": "nội dung",
    "author": "người ghi",
    "file_name": "tên tệp",
    "size": "dung lượng (byte)",
    "added_on": "ngày đính kèm",
    "result": "kết quả",
    "provider": "đơn vị thực hiện",
    "reason": "lý do",
    "note": "ghi chú",
    "kept": "lý do giữ số",
    "level": "cấp độ",
    "operator": "đơn vị vận hành",
    "approval": "quyết định phê duyệt",
    "locked": "khóa",
    "window_start": "số liệu từ",
    "window_end": "số liệu đến trước",
    "deadline": "hạn gửi",
    "value": "giá trị",
    "numerator": "tử số",
    "denominator": "mẫu số",
    "alias": "tên khác",
    "parent_id": "đơn vị cấp trên",
    "predecessor_id": "đơn vị trước",
    "successor_id": "đơn vị kế thừa",
    "share": "tỷ lệ chuyển giao",
    "issued_on": "ngày ban hành",
    "issuer": "cơ quan ban hành",
    "subject": "trích yếu",
    "system_id": "hệ thống",
    "rule": "căn cứ",
    "definition": "định nghĩa",
    "by_date": "đạt vào ngày",
    "effective_from": "áp dụng từ",
    "own": "chỉ tiêu tự đặt",
    "scope": "phạm vi",
    "as_of": "số liệu đến ngày",
    "qualifier": "mức",
    "detail": "chi tiết",
    "unit_of_measure": "đơn vị tính",
    "computed": "tính từ",
    "at_least": "càng cao càng tốt",
    "numerator_label": "tên tử số",
    "denominator_label": "tên mẫu số",
    "formula": "công thức",
    "criterion": "tiêu chí",
    "issued_at": "phát hành lúc",
    "received_at": "nhận lúc",
    "sender": "người gửi",
    "accepted": "số ô nhận",
    "rejected": "số ô từ chối",
    "unchanged": "số ô không đổi",
    "blank": "số ô trống",
    "mapping": "cách đối chiếu cột",
    "role": "vai trò",
    "retired": "đã nghỉ",
    "day": "ngày",
    "works": "làm bù",
    "before": "số ngày trước hạn",
    "working": "tính ngày làm việc",
}
_DAYS = {
    *(name for name in _FIELDS if name.endswith("_on")),
    "valid_from",
    "valid_to",
    "window_start",
    "window_end",
    "deadline",
    "by_date",
    "effective_from",
    "as_of",
    "day",
}
_UNITS = ("lead_unit_id", "parent_id", "predecessor_id", "successor_id")
_TABLES = {
    "profile": "Hồ sơ tỉnh",
    "unit_kind": "Loại đơn vị",
    "unit": "Đơn vị",
    "unit_alias": "Tên khác của đơn vị",
    "unit_succession": "Đơn vị kế thừa",
    "document": "Văn bản",
    "form": "Biểu mẫu",
    "period": "Kỳ",
    "system": "Hệ thống",
    "layer": "Lớp",
    "indicator": "Chỉ tiêu",
    "indicator_value": "Số liệu chỉ tiêu",
    "target": "Mục tiêu",
    "benchmark": "Số liệu đối chiếu",
    "form_version": "Bản của biểu mẫu",
    "issued_form": "Phiếu đã phát",
    "received_file": "Tệp đã nhận",
    "column_mapping": "Cách đối chiếu cột",
    "person": "Người dùng",
    "special_day": "Ngày nghỉ, làm bù",
    "inner_deadline": "Hạn của đơn vị",
}


@dataclass(frozen=True, slots=True)
class Detail:
    """One field of one row that changed: what, old and new as text ("–" for nothing), and the difference."""

    subject: str
    old: str
    new: str
    difference: str = ""


def group_of(tables: frozenset[str]) -> str:
    """The group of a change set by the tables it touched: figures, tasks, layers or settings."""
    for key, (_, members) in GROUPS.items():
        if tables & set(members):
            return key
    return "settings"


def details(read: Reader, entry: int) -> Iterator[Detail]:
    """What a change set changed, in words."""
    return _in_words(read, read.changes(entry))


@dataclass(frozen=True, slots=True)
class TaskEntry:
    """One log entry as far as it changed one task."""

    change_set: ChangeSet
    details: tuple[Detail, ...]


def task_history(read: Reader, task_id: int) -> list[TaskEntry]:
    """The log entries that changed a task or what hangs on it, newest first, each with old and new."""
    tables = set(GROUPS["tasks"][1]) - {"document"}
    touched = {entry for entry, names in read.tables_by_entry().items() if names & tables}
    found = []
    for change_set in read.change_sets():
        if change_set.entry not in touched:
            continue
        own = [change for change in read.changes(change_set.entry) if _of_task(change, task_id)]
        if own:
            found.append(TaskEntry(change_set, tuple(_in_words(read, own))))
    return found


def _of_task(change: Change, task_id: int) -> bool:
    row = json.loads(change.after or change.before or "{}")
    if change.table == "task":
        return bool(row["id"] == task_id)
    if change.table == "evidence":
        return bool(row["owner"] == "task" and row["owner_id"] == task_id)
    return change.table in _ATTACHED and bool(row["task_id"] == task_id)


def _in_words(read: Reader, changes: Iterable[Change]) -> Iterator[Detail]:
    for change in changes:
        before = json.loads(change.before) if change.before else {}
        after = json.loads(change.after) if change.after else {}
        if change.table == "value":
            yield _figure(read, before, after)
            continue
        subject = _subject(read, change, after or before)
        fields = [
            name for name in (after or before) if before.get(name) != after.get(name) and name not in _HIDDEN
        ]
        for name in fields:
            old, new = (field_text(read, change.table, name, row.get(name)) for row in (before, after))
            if old != new:
                field = _FIELDS.get(name, name.replace("_", " "))
                yield Detail(subject if change.table == "profile" else f"{subject} › {field}", old, new)
        if not fields:
            what = _unit(read, row_of["unit_id"]) if "unit_id" in (row_of := after or before) else "có"
            yield Detail(subject, what if before else "–", what if after else "–")


def _figure(read: Reader, before: dict[str, Any], after: dict[str, Any]) -> Detail:
    row = after or before
    form = read.form(row["form"])
    field = (
        next((item.label for item in form.fields if item.key == row["field"]), row["field"])
        if form
        else row["field"]
    )
    old, new = before.get("number"), after.get("number")
    difference = (
        format_number(new - old) if old is not None and new is not None else ("mới" if old is None else "")
    )
    if difference and not difference.startswith("−") and difference != "mới":
        difference = f"+{difference}"
    return Detail(
        f"{_unit(read, row['unit_id'])} › {field}", figure_text(before), figure_text(after), difference
    )


def figure_text(row: dict[str, Any]) -> str:
    """A logged figure in words, with its state; "–" where there was none."""
    if not row:
        return "–"
    if row["number"] is not None:
        return format_number(row["number"]) + (" (ước)" if row["state"] == ValueState.ESTIMATED else "")
    return ValueState(row["state"]).label.lower()


def _subject(read: Reader, change: Change, row: dict[str, Any]) -> str:
    if change.table == "task":
        return str(row["number"])
    if "task_id" in row or (change.table == "evidence" and row["owner"] == "task"):
        task = read.task(row.get("task_id") or row["owner_id"])
        return f"{task.number if task else 'Nhiệm vụ'} › {_ATTACHED.get(change.table, '')}".rstrip(" ›")
    if change.table == "layer_status":
        return f"{_unit(read, row['unit_id'])} › lớp {str(row['layer']).removeprefix('layer')}"
    if change.table == "profile":
        return f"Hồ sơ tỉnh › {PROFILE_TITLES.get(row['key'], row['key']).lower()}"
    if change.table in ("issued_form", "received_file"):
        return f"{_TABLES[change.table]} {row['file_name']}"
    named = ("name", "code", "number", "alias", "indicator", "key")
    name = next((str(row[key]) for key in named if row.get(key)), "")
    if "indicator" in row:
        name = next((item.name for item in read.indicators() if item.key == row["indicator"]), name)
    title = _TABLES.get(change.table, "Minh chứng")
    return name if name.startswith(title) else f"{title} {name}".strip()


_ATTACHED = {
    "task_coordination": "cơ quan phối hợp",
    "task_extension": "gia hạn",
    "task_update": "diễn biến",
    "evidence": "minh chứng",
}


def _unit(read: Reader, unit_id: int) -> str:
    try:
        return read.unit(unit_id).short_name
    except KeyError:
        return f"đơn vị số {unit_id}"


def field_text(read: Reader, table: str, name: str, value: Any) -> str:
    """A logged field's value in words: names for numbers, dates as people write them; "–" for nothing."""
    if value is None or value == "":
        return "–"
    if name in _UNITS:
        return _unit(read, value)
    if name in _DAYS:
        return format_date(date.fromisoformat(value))
    said = _WORDS.get((table, name))
    if said:
        return said(read, value)
    return format_number(value) if isinstance(value, (int, float)) else str(value)


def _yes_or_no(read: Reader, value: Any) -> str:
    return "có" if value else "không"


def _profile_text(read: Reader, value: Any) -> str:
    """A text of the profile in one line; the sample's day as a date."""
    try:
        return format_date(date.fromisoformat(value))
    except ValueError:
        return " ".join(value.split())


def _moment(read: Reader, value: Any) -> str:
    moment = datetime.fromisoformat(value)
    return f"{moment:%H:%M} {format_date(moment.date())}"


def _kind_of_unit(read: Reader, value: Any) -> str:
    return next((kind.name for kind in read.unit_kinds() if kind.key == value), str(value))


def _document(read: Reader, value: Any) -> str:
    return next((item.number for item in read.documents() if item.id == value), f"văn bản số {value}")


def _system(read: Reader, value: Any) -> str:
    return next((item.name for item in read.systems() if item.id == value), f"hệ thống số {value}")


_WORDS: dict[tuple[str, str], Callable[[Reader, Any], str]] = {
    ("task", "state"): lambda _, value: TaskState(value).label,
    ("task", "kind"): lambda _, value: "có thời hạn" if value == TaskKind.DATED else "thường xuyên",
    ("task", "percent"): lambda _, value: f"{value}%",
    ("task_update", "percent"): lambda _, value: f"{value}%",
    ("task", "document_id"): _document,
    ("unit", "kind"): _kind_of_unit,
    ("layer_status", "result"): lambda _, value: LayerResult(value).label,
    ("layer_status", "system_id"): _system,
    ("form", "definition"): lambda _, value: "định nghĩa biểu mẫu",
    ("period", "locked"): _yes_or_no,
    ("profile", "value"): _profile_text,
    ("target", "own"): _yes_or_no,
    ("indicator", "at_least"): _yes_or_no,
    ("received_file", "state"): lambda _, value: FileState(value).label,
    ("received_file", "received_at"): _moment,
    ("issued_form", "issued_at"): _moment,
    ("form_version", "definition"): lambda _, value: "định nghĩa biểu mẫu",
    ("person", "role"): lambda _, value: Role(value).label.lower(),
    ("person", "retired"): _yes_or_no,
    ("special_day", "works"): _yes_or_no,
    ("inner_deadline", "working"): _yes_or_no,
    ("column_mapping", "mapping"): lambda _, value: ", ".join(json.loads(value)),
}

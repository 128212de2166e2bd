"""The log in words: what a change set changed, row by row and field by field, for screens and lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop_app.commands.tasks import FIELD_TITLES
from desktop_app.domain.dates import format_date
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.numbers import format_number
from desktop_app.domain.profile import PROFILE_TITLES
from desktop_app.domain.tasks import TaskState
from desktop_app.domain.values import ValueState
from desktop_app.store.journal import Change
from desktop_app.store.reader import Reader

GROUPS = {
    "figures": ("Số liệu", ("value", "indicator_value")),
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
    "aliases": "tên khác",
}
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
    for change in read.changes(entry):
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
            old, new = _text(read, name, before.get(name)), _text(read, name, after.get(name))
            if old != new:
                yield Detail(f"{subject} › {_FIELDS.get(name, name.replace('_', ' '))}", old, new)
        if not fields:
            yield Detail(subject, "có" if before else "–", "có" if after else "–")


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
    return Detail(f"{_unit(read, row['unit_id'])} › {field}", _state(before), _state(after), difference)


def _state(row: dict[str, Any]) -> str:
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
    name = row.get("name") or row.get("code") or row.get("number") or row.get("alias") or row.get("key") or ""
    return f"{_TABLES.get(change.table, 'Minh chứng')} {name}".strip()


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


def _text(read: Reader, name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if name == "lead_unit_id":
        return _unit(read, value)
    if name == "state":
        return TaskState(value).label
    if name == "result" and value in set(LayerResult):
        return LayerResult(value).label
    if isinstance(value, str) and len(value) == 10 and value[4:5] == "-" == value[7:8]:
        return format_date(date.fromisoformat(value))
    if name == "definition":
        return "định nghĩa biểu mẫu"
    return format_number(value) if isinstance(value, (int, float)) else str(value)

"""A record grown past the sample, written through the same commands, for benchmarks."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from desktop_app.commands.command import Command
from desktop_app.commands.tasks import AddTask
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store.opening import open_record

_SUBJECTS = (
    "Hoàn thiện kiến trúc Chính quyền điện tử phiên bản",
    "Cung cấp dịch vụ công trực tuyến mức độ 4 cho lĩnh vực",
    "Kết nối, chia sẻ dữ liệu dân cư với hệ thống",
    "Bảo đảm an toàn thông tin bốn lớp cho hệ thống",
    "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính của",
)


def make_large_record(path: Path, *, tasks: int) -> Path:
    """The sample with made-up tasks added until there are `tasks` of them; answers the path."""
    build_sample(path)
    session = Session(open_record(path, person="bench", machine="bench"), "bench")
    units = [unit.id for unit in session.read.units()]
    first = date(2021, 1, 1)
    commands: list[Command] = [
        AddTask(
            title=f"{_SUBJECTS[number % len(_SUBJECTS)]} {number}",
            lead_unit_id=units[number % len(units)],
            due_on=first + timedelta(days=number % 700),
            assigned_on=first - timedelta(days=number % 300),
        )
        for number in range(tasks - len(session.read.tasks()))
    ]
    session.do_all("Thêm nhiệm vụ để đo", commands)
    session.close()
    return path

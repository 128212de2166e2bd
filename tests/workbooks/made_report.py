"""A whole report made by hand from domain objects: 83 tasks, 29 units, four layers, ten indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.indicators import Benchmark, Indicator, IndicatorReading, Target
from desktop_app.domain.layers import Layer, LayerResult, LayerStatus, coverage, unit_layers
from desktop_app.domain.periods import PeriodCode, default_period
from desktop_app.domain.profile import Profile
from desktop_app.domain.ratio import Ratio
from desktop_app.domain.report import (
    LayerGroup,
    LayerSection,
    ReportData,
    ServiceGroup,
    ServiceRow,
    ServiceSection,
    TaskGroup,
    TaskRow,
    TrendPoint,
)
from desktop_app.domain.task_figures import count_tasks, task_flow
from desktop_app.domain.tasks import Document, Evidence, Extension, Standing, Task, TaskKind, TaskState
from desktop_app.domain.units import InformationSystem, Unit
from desktop_app.domain.values import MISSING, Cells, Value, ValueState, total

AS_OF = date(2020, 8, 26)
PERIOD = default_period(PeriodCode.month(2020, 8))
PROFILE = Profile(
    province="An Bình",
    province_kind="tỉnh",
    parent_agency="UBND tỉnh An Bình",
    issuing_body="Ban Chỉ đạo xây dựng Chính quyền điện tử",
    committee="Ban Chỉ đạo xây dựng Chính quyền điện tử",
    standing_agency="Sở Thông tin và Truyền thông",
    place="An Bình",
    report_symbol="BC-BCĐ",
    addressees="Bộ Thông tin và Truyền thông",
    recipients="Như trên;\nThành viên Ban Chỉ đạo tỉnh;\nSở Thông tin và Truyền thông;\nLưu: VT, BCĐ.",
    authority="TM. Ban Chỉ đạo",
    signer_title="Trưởng ban",
    signer_office="Chủ tịch UBND tỉnh",
    sample_as_of="2020-08-26",
)
GROUPS = (
    "Hoàn thiện thể chế",
    "Xây dựng nền tảng công nghệ",
    "Gắn ứng dụng CNTT với cải cách hành chính",
    "An toàn thông tin, an ninh mạng",
    "Nguồn lực",
    "Cơ chế bảo đảm thực thi",
)
TITLES = (
    "Ban hành Kiến trúc Chính quyền điện tử tỉnh, phiên bản 2.0",
    "Ban hành Quy chế kết nối, chia sẻ dữ liệu số giữa các cơ quan nhà nước trên địa bàn tỉnh và cập nhật danh "
    "mục cơ sở dữ liệu dùng chung theo hướng dẫn của Bộ Thông tin và Truyền thông",
    "Xây dựng nền tảng tích hợp, chia sẻ dữ liệu dùng chung của tỉnh (LGSP)",
    "=Tích hợp thanh toán trực tuyến vào Cổng Dịch vụ công của tỉnh",
    "Phê duyệt cấp độ an toàn hệ thống thông tin đối với các hệ thống cấp độ 3",
    "Kiện toàn đội ngũ chuyên trách công nghệ thông tin tại sở, ngành và UBND cấp huyện",
)
LEADS = ("Sở Thông tin và Truyền thông", "Văn phòng UBND tỉnh", "Sở TN&MT", "Sở Nội vụ", "Công an tỉnh")
DEPARTMENTS = [
    "Văn phòng UBND tỉnh",
    "Sở Nội vụ",
    "Sở Tư pháp",
    "Sở Kế hoạch và Đầu tư",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Sở Giao thông vận tải",
    "Sở Xây dựng",
    "Sở Tài nguyên và Môi trường",
    "Sở Thông tin và Truyền thông",
    "Sở Lao động - Thương binh và Xã hội",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
    "Thanh tra tỉnh",
    "Ban Dân tộc",
    "Ban Quản lý Khu kinh tế",
]
DISTRICTS = [
    f"UBND huyện {name}"
    for name in ["An Hải", "Bình Sơn", "Cẩm Giang", "Đông Hòa", "Hưng Lộc", "Kim Bình", "Long Xuyên"]
]
LAYER_NAMES = ("Lực lượng tại chỗ", "Giám sát, bảo vệ", "Đánh giá độc lập", "Kết nối quốc gia")


def made_report(profile: Profile = PROFILE, form: Form | None = None) -> ReportData:
    """The report; every figure follows from made-up tasks, returns and layers by the domain's own rules."""
    tasks = made_tasks()
    services = made_services(form or level_form())
    layers = made_layers()
    return ReportData(
        profile=profile,
        period=PERIOD,
        as_of=AS_OF,
        log_entry=1284,
        log_hash="a3f9" * 16,
        indicators=made_indicators(tasks, services, layers),
        task_groups=made_groups(tasks),
        figures=count_tasks(tasks, AS_OF),
        flow=task_flow(tasks, PERIOD.window_start, AS_OF),
        services=services,
        layers=layers,
        notes=("3 nhiệm vụ đã hoàn thành chưa có tệp minh chứng; lý do ghi trong sổ.",),
    )


def moved_report() -> ReportData:
    """Sixty tasks: rounded one by one, the shares of table 2a would make 99,99 %."""
    tasks = made_tasks()[:60]
    return replace(made_report(), task_groups=made_groups(tasks), figures=count_tasks(tasks, AS_OF))


def made_tasks() -> list[Task]:
    """76 dated and 7 continuing tasks: at 26/8/2020 51 done on time, 11 late, 10 in term, 4 overdue."""
    return [_task(number) for number in range(1, 84)]


def _task(number: int) -> Task:
    position = (number * 37) % 83  # spread the kinds over the groups
    shared: dict[str, Any] = {
        "id": number,
        "number": f"NV{number:02}",
        "title": f"{TITLES[number % 6]} ({number})",
        "lead_unit_id": number % 5,
        "group": GROUPS[(number - 1) * 6 // 83],
        "document": Document(1, "1819/KH-UBND", date(2019, 5, 20)),
        "clause": f"mục {number % 9 + 1}",
        "assigned_on": date(2019, 6, 1) if number % 13 else date(2020, 8, 1),
        "deliverable": "Quyết định của UBND tỉnh",
    }
    if position >= 76:
        return Task(kind=TaskKind.CONTINUING, **shared)
    due = date(2020, 1, 31) + timedelta(days=position * 2)
    if position < 62:
        late = position >= 51
        done = due + timedelta(days=9) if late else due - timedelta(days=4)
        evidence = () if position < 3 else (Evidence(number, "task", number, "qd.pdf", 10, "00", done),)
        extra = (
            {"extensions": (Extension(1, date(2020, 1, 2), due, "12/TB-UBND"),)} if position % 10 == 5 else {}
        )
        first = due - timedelta(days=20) if extra else due
        done_fields = {"state": TaskState.COMPLETED, "completed_on": done, "evidence": evidence}
        return Task(kind=TaskKind.DATED, due_on=first, result="Đã ban hành", **shared, **done_fields, **extra)
    overdue = position >= 72
    due = (
        date(2020, 7, 3) + timedelta(days=position - 72)
        if overdue
        else date(2020, 9, 1) + timedelta(days=position)
    )
    state = (TaskState.IN_PROGRESS, TaskState.NOT_STARTED, TaskState.SUSPENDED)[position % 3]
    trouble = (
        {"difficulties": "Chưa thống nhất phí giao dịch.", "proposals": "- Đề nghị gia hạn."}
        if overdue
        else {}
    )
    return Task(kind=TaskKind.DATED, due_on=due, state=state, state_on=date(2020, 5, 5), **shared, **trouble)


def made_groups(tasks: list[Task]) -> tuple[TaskGroup, ...]:
    """The tasks under their headings, as the exporter does it."""
    groups, number = [], 0
    for title in GROUPS:
        own = [task for task in tasks if task.group == title]
        rows = []
        for task in own:
            number += 1
            rows.append(_row(number, task))
        continuing = sum(row.standing is Standing.CONTINUING for row in rows)
        groups.append(TaskGroup(title, tuple(rows), task_flow(own, PERIOD.window_start, AS_OF), continuing))
    return tuple(groups)


def _row(number: int, task: Task) -> TaskRow:
    day = task.completed_on or AS_OF
    deadline = task.deadline(day)
    return TaskRow(
        number=number,
        task=task,
        lead=LEADS[task.lead_unit_id],
        coordinating=("Các sở, ngành", "UBND cấp huyện") if number % 3 else (),
        standing=task.standing(AS_OF),
        status_title=task.status_title(AS_OF),
        due_first=task.due_on,
        due_extended=deadline if deadline != task.due_on else None,
        days_overdue=task.days_overdue(AS_OF),
        lacks_evidence=task.lacks_evidence(AS_OF),
    )


def level_form() -> Form:
    """DVCTT by level 1–4, with an optional field and an equality to check."""
    fields = [
        ("total", "Tổng số TTHC"),
        ("level1", "Mức độ 1"),
        ("level2", "Mức độ 2"),
        ("level3", "Mức độ 3"),
        ("level4", "Mức độ 4"),
        ("portal", "Tích hợp Cổng DVCQG"),
        ("dossiers", "Tổng số hồ sơ"),
        ("online", "Hồ sơ trực tuyến"),
    ]
    definition: dict[str, Any] = {
        "key": "dvctt-4",
        "title": "Cung cấp dịch vụ công trực tuyến theo mức độ",
        "code": "",
        "source": "Nghị định số 43/2011/NĐ-CP",
        "unit_of_measure": "thủ tục hành chính (TTHC); hồ sơ; %",
        "field": [{"key": key, "label": label, "required": key != "portal"} for key, label in fields],
        "derived": [
            {"key": "level34", "label": "Mức độ 3, 4", "expression": "level3 + level4", "after": "level4"}
        ],
        "ratio": [
            {
                "key": "level4",
                "label": "Tỷ lệ DVCTT mức độ 4",
                "header": "Tỷ lệ mức độ 4 (%)",
                "numerator": "level4",
                "denominator": "total",
                "after": "level34",
                "headline": True,
            },
            {
                "key": "online_share",
                "label": "Tỷ lệ hồ sơ trực tuyến",
                "header": "Tỷ lệ trực tuyến (%)",
                "numerator": "online",
                "denominator": "dossiers",
            },
        ],
        "rule": [
            {
                "severity": "error",
                "expression": "level1 + level2 + level3 + level4 == total",
                "message": "Tổng các mức khác tổng số TTHC.",
            }
        ],
    }
    return form_from_definition(definition)


def two_class_form() -> Form:
    """The scheme after 2022: toàn trình and một phần."""
    definition: dict[str, Any] = {
        "key": "dvctt-tt",
        "title": "Cung cấp dịch vụ công trực tuyến toàn trình, một phần",
        "source": "Nghị định số 42/2022/NĐ-CP",
        "unit_of_measure": "TTHC; %",
        "field": [
            {"key": "total", "label": "Tổng số TTHC"},
            {"key": "level3", "label": "Một phần"},
            {"key": "level4", "label": "Toàn trình"},
        ],
        "ratio": [
            {
                "key": "full_share",
                "label": "Tỷ lệ DVCTT toàn trình",
                "header": "Tỷ lệ toàn trình (%)",
                "numerator": "level4",
                "denominator": "total",
                "headline": True,
            }
        ],
    }
    return form_from_definition(definition)


def made_units() -> list[Unit]:
    """19 departments and 7 districts."""
    names = [(name, "so") for name in DEPARTMENTS] + [(name, "huyen") for name in DISTRICTS]
    return [Unit(number, name, name, kind) for number, (name, kind) in enumerate(names, start=1)]


def _cells(form: Form, unit: Unit) -> Cells:
    number = unit.id
    levels = {"level1": number % 4, "level2": 20 + number, "level3": 15 + number * 2, "level4": 9 + number}
    figures = {
        **levels,
        "total": sum(levels.values()),
        "portal": 5,
        "dossiers": 90 * number,
        "online": 21 * number,
    }
    if number == 6:
        figures["total"] += 1  # a planted mistake: the levels do not add up
    cells: dict[str, Value] = {
        field.key: Value(ValueState.REPORTED, figures[field.key])
        for field in form.fields
        if field.key in figures
    }
    if number == 4:
        cells["level1"] = Value(ValueState.NOT_APPLICABLE, reason="Không có TTHC mức độ 1")
        cells["total"] = Value(ValueState.REPORTED, figures["total"])
    if number == 5:
        cells["level4"] = Value(ValueState.ESTIMATED, figures["level4"])
    if number == 8:
        cells.pop("portal", None)
    if number == 18:
        return {}
    if number == 20:
        return {**cells, "total": MISSING}
    return {key: value for key, value in cells.items() if key in {field.key for field in form.fields}}


def filled_report(form: Form) -> ReportData:
    """The report with any form, its fields filled with plain numbers; optional ones by every second unit."""
    units = made_units()
    cells = {
        unit.id: {
            field.key: Value(ValueState.REPORTED, 100 + 7 * unit.id + place)
            for place, field in enumerate(form.fields)
            if field.required or unit.id % 2
        }
        for unit in units
    }
    data, services = made_report(), made_services(form, cells)
    return replace(data, services=services, indicators=made_indicators(made_tasks(), services, data.layers))


def made_services(form: Form, given: Mapping[int, Cells] | None = None) -> ServiceSection:
    """A month of DVCTT: one unit silent, one incomplete, one figure estimated, one not applicable."""
    units = made_units()
    cells = given or {unit.id: _cells(form, unit) for unit in units}
    groups = []
    for title, kind in (("Sở, ban, ngành", "so"), ("UBND cấp huyện", "huyen")):
        own = [unit for unit in units if unit.kind == kind]
        totals = total(form, [unit.id for unit in own], cells)
        rows = tuple(ServiceRow(unit, cells[unit.id], unit.id in totals.complete, "") for unit in own)
        groups.append(ServiceGroup(title, rows, totals))
    totals = total(form, [unit.id for unit in units], cells)
    target = Target(1, "dvctt_level4", 30, document="Nghị quyết số 17/NQ-CP")
    months = [PeriodCode.month(2019, 12), *(PeriodCode.month(2020, month) for month in range(1, 9))]
    trend = [
        TrendPoint(code, None if index == 2 else Ratio(300 + 50 * index, 3400), target, 24, 26)
        for index, code in enumerate(months)
    ]
    return ServiceSection(form, tuple(groups), totals, tuple(trend))


def made_layers() -> LayerSection:
    """Layers of the units: some lapsed, some not applicable, some without systems, one silent."""
    layers = tuple(Layer(f"layer{n}", n, name, name) for n, name in enumerate(LAYER_NAMES, start=1))
    rows = [unit_layers(unit, _systems(unit), _statuses(unit), layers, AS_OF) for unit in made_units()]
    groups = (
        LayerGroup("Sở, ban, ngành", tuple(row for row in rows if row.unit.kind == "so")),
        LayerGroup("UBND cấp huyện", tuple(row for row in rows if row.unit.kind == "huyen")),
    )
    source = "Hội nghị trực tuyến của Ủy ban Quốc gia về CPĐT, 26/8/2020"
    marks = {
        "all": Benchmark(1, "four_layers_all", "quốc gia", date(2020, 7, 31), source, 44),
        "layer2": Benchmark(2, "four_layers_soc", "quốc gia", date(2020, 7, 31), source, 49),
    }
    return LayerSection(layers, groups, coverage(rows, layers), marks)


def _systems(unit: Unit) -> list[InformationSystem]:
    count = 0 if unit.id in (3, 25) else unit.id % 3 + 1
    return [
        InformationSystem(unit.id * 10 + number, f"Hệ thống {number}", unit.id, number + 1)
        for number in range(1, count + 1)
    ]


def _statuses(unit: Unit) -> list[LayerStatus]:
    if unit.id == 18:
        return []
    ends = {2: date(2020, 6, 30) if unit.id == 7 else None}
    found = [
        LayerStatus(
            unit.id * 100 + number,
            unit.id,
            f"layer{number}",
            LayerResult.NO if (unit.id + number) % 6 == 0 else LayerResult.YES,
            valid_from=date(2020, 1, 1),
            valid_to=ends.get(number),
        )
        for number in range(1, 5)
    ]
    if unit.id in (2, 8):  # a layer that does not apply to one of the systems
        status = LayerStatus(
            unit.id * 100 + 9,
            unit.id,
            "layer4",
            LayerResult.NOT_APPLICABLE,
            unit.id * 10 + 1,
            reason="nội bộ",
        )
        found.append(status)
    if unit.id == 25:  # nor to a unit without systems
        found[3] = LayerStatus(2599, 25, "layer4", LayerResult.NOT_APPLICABLE, reason="không có mạng riêng")
    return found


def made_indicators(
    tasks: list[Task], services: ServiceSection, layers: LayerSection
) -> tuple[IndicatorReading, ...]:
    """Ten indicators: linked ones, typed ones, one without figures and one without a target."""
    figures = count_tasks(tasks, AS_OF)
    headline = services.form.headline
    assert headline is not None
    meeting = "Hội nghị trực tuyến của Ủy ban Quốc gia về CPĐT, 26/8/2020"
    july = date(2020, 7, 31)

    def reading(
        order: int,
        name: str,
        computed: str,
        ratio: Ratio | None,
        target: float | None,
        nation: Benchmark | None,
    ) -> IndicatorReading:
        indicator = Indicator(
            f"i{order}", name, "%", computed, order=order, numerator_label="đạt", denominator_label="tổng"
        )
        goal = (
            None
            if target is None
            else Target(order, indicator.key, target, document="Nghị quyết số 17/NQ-CP")
        )
        previous = Ratio(2, 3) if order % 3 else None
        return IndicatorReading(indicator, ratio, previous, goal, nation)

    def nation(value: float | None = None, parts: tuple[int, int] | None = None) -> Benchmark:
        over, under = parts or (None, None)
        return Benchmark(1, "x", "quốc gia", july, meeting, value, over, under)

    level4 = services.totals.ratio(headline)
    soc, full = layers.coverage.layers["layer2"], layers.coverage.all_layers
    form = f"form:{services.form.key}:{headline.key}"
    return (
        reading(
            1,
            "Nhiệm vụ có thời hạn đã hoàn thành",
            "tasks.completion",
            figures.completion,
            100,
            nation(parts=(62, 76)),
        ),
        reading(
            2,
            "Nhiệm vụ đã đến hạn được hoàn thành",
            "tasks.due_completion",
            figures.due_completion,
            100,
            None,
        ),
        reading(3, headline.label, form, level4, 30, nation(15.91)),
        reading(4, "Hồ sơ TTHC giải quyết trực tuyến", "manual", Ratio(1, 5), 20, None),
        reading(5, "Văn bản trao đổi dưới dạng điện tử", "manual", Ratio(41206, 43918), 90, nation(88.53)),
        reading(
            6,
            "UBND cấp huyện kết nối Mạng truyền số liệu chuyên dùng",
            "manual",
            Ratio(8, 8),
            100,
            nation(96),
        ),
        reading(7, "Nền tảng tích hợp, chia sẻ dữ liệu (LGSP)", "manual", None, 100, nation(parts=(76, 92))),
        reading(8, "Đơn vị triển khai đủ 4 lớp an toàn thông tin", "layers.all_four", full, 100, nation(44)),
        reading(9, "Đơn vị triển khai lớp 2 (giám sát, bảo vệ)", "layers.layer2", soc, 100, nation(49)),
        reading(
            10, "Cơ quan công khai mức độ hài lòng khi sử dụng DVCTT", "manual", Ratio(19, 20), None, None
        ),
    )


def odd_report() -> ReportData:
    """The report with tasks at the edges: cancelled, without a deadline, due on the day, hastened, extended late."""
    kind, day = TaskKind.DATED, date(2020, 8, 14)
    done = {"state": TaskState.COMPLETED, "completed_on": day}
    cases: tuple[dict[str, Any], ...] = (
        {"kind": kind, "due_on": day, "state": TaskState.CANCELLED, "state_on": date(2020, 8, 1)},
        {"kind": kind},
        {"kind": kind, **done},
        {"kind": kind, "due_on": AS_OF},
        {"kind": kind, "due_on": day, **done},
        {"kind": kind, "due_on": date(2020, 12, 31), "extensions": (Extension(1, day, date(2020, 8, 1)),)},
        {"kind": kind, "due_on": date(2020, 8, 1), "extensions": (Extension(1, AS_OF, day),), **done},
        {"kind": TaskKind.CONTINUING, **done},
    )
    tasks = [
        Task(100 + index, f"R{index}", f"Trường hợp {index}", lead_unit_id=1, **case)
        for index, case in enumerate(cases, start=1)
    ]
    data = made_report()
    rows = tuple(_row(83 + index, task) for index, task in enumerate(tasks, start=1))
    group = TaskGroup("Trường hợp riêng", rows, task_flow(tasks, PERIOD.window_start, AS_OF), 1)
    return replace(data, task_groups=(*data.task_groups, group))

"""Loading catalogues: everything once, and nothing twice."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop_app import catalogues
from desktop_app.commands.catalogue import LoadForm, LoadProgramme, LoadUnits
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.tasks import TaskKind
from tests.commands.office import HEALTH, Office
from tests.domain.made_forms import definition

PROGRAMME = catalogues.programme("nq17")


def test_the_starting_catalogue_is_loaded_once(office: Office) -> None:
    office.changes_nothing(catalogues.starting_catalogue())
    contents = office.contents()
    assert len(contents["form"]) == 4 and len(contents["layer"]) == 4
    assert len({row[1:] for row in contents["benchmark"]}) == len(contents["benchmark"]) > 10
    assert contents["indicator"] and contents["target"] and contents["unit_kind"]


def test_the_catalogue_s_label(office: Office) -> None:
    labels = [item.label for item in office.session.read.change_sets()]
    assert labels[-1] == "Nạp danh mục, biểu mẫu, chỉ tiêu và số liệu đối chiếu"


def test_a_form_of_a_file_is_kept_whole(office: Office) -> None:
    raw = definition(valid_from=date(2020, 1, 1))
    office.does(LoadForm(raw), "Nạp biểu mẫu Cáp quang đến xã")
    office.changes_nothing(LoadForm(dict(reversed(raw.items()))))
    form = office.session.read.form("cap-quang")
    assert form is not None and form.valid_from == date(2020, 1, 1)
    (kept,) = [row for row in office.contents()["form"] if row[0] == "cap-quang"]
    assert json.loads(kept[1]) == raw | {"valid_from": "2020-01-01"}


def test_a_form_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(InvalidInput, match="không có trường nào"):
        LoadForm(definition(field=[]))


def test_units_of_a_set(office: Office) -> None:
    chosen = catalogues.unit_set("province-before-2025-03")
    units = chosen["unit"]
    ids = office.does(LoadUnits(units, chosen["title"]), f"Nạp {len(units)} đơn vị: {chosen['title']}")
    assert len(ids) == len(units) == len(set(ids.values()))
    office.changes_nothing(LoadUnits(units, chosen["title"]))
    again = office.session.do(LoadUnits(units, chosen["title"]))
    assert again == ids


def test_a_unit_s_last_day_is_the_one_its_file_says(office: Office) -> None:
    raw = {
        "name": "Sở Cũ",
        "kind": "department",
        "valid_to": "2025-02-28",
        "aliases": ["S. Cũ", "S. Cũ", " "],
    }
    ids = office.does(LoadUnits([raw], "thử"), "Nạp 1 đơn vị: thử")
    unit = office.session.read.unit(ids["Sở Cũ"])
    assert unit.in_force(date(2025, 2, 28)) and not unit.in_force(date(2025, 3, 1))
    assert unit.aliases == ("S. Cũ",)


def test_the_programme_of_nq17_is_loaded_as_tasks(office: Office) -> None:
    items = PROGRAMME["task"] if "task" in PROGRAMME else PROGRAMME["item"]
    title = "Nghị quyết 17/NQ-CP"
    added = office.does(LoadProgramme(title, items, HEALTH), f"Nạp {len(items)} nhiệm vụ: {title}")
    assert added == len(items)
    assert office.session.do(LoadProgramme(title, items, HEALTH)) == 0
    by_number = {task.number: task for task in office.session.read.tasks()}
    for raw in items:
        task = by_number[raw["id"]]
        assert task.kind is (TaskKind.DATED if raw.get("deadline") else TaskKind.CONTINUING)
        assert task.source.startswith(f"Nguồn: {raw['source']} (") and task.group == title
        assert any(words in task.source for words in ("(đã đọc)", "(đọc một phần)", "(chưa đọc)"))
    assert any(raw.get("deadline") for raw in items)

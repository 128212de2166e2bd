"""What the commands print: JSON shapes and words."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.cli.run import here

AS_OF = ("--as-of", "2020-08-26")
CAPSYS = pytest.CaptureFixture[str]


def whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def fraction(value: Any) -> bool:
    return set(value) == {"numerator", "denominator"} and all(map(whole, value.values()))


def test_summary_json_has_the_promised_shape(built_sample: Path, capsys: CAPSYS) -> None:
    found = here(capsys, "summary", built_sample, *AS_OF, "--period", "2020-08", "--json").json
    assert list(found)[:4] == ["as_of", "tasks", "dvctt", "layers"] and found["as_of"] == "2020-08-26"
    tasks = found["tasks"]
    promised = {
        "total": 83, "dated": 76, "continuing": 7, "completed": 62, "completed_on_time": 51, "completed_late": 11,
        "in_term": 10, "overdue": 4, "completion": {"numerator": 62, "denominator": 76},
        "due_completion": {"numerator": 62, "denominator": 66},
    }  # fmt: skip
    assert {key: tasks[key] for key in promised} == promised
    assert whole(tasks["not_started"]) and whole(tasks["suspended"])
    services = found["dvctt"]
    assert (services["period"], services["form"]) == ("2020-08", "dvctt-2011")
    assert whole(services["units"]) and whole(services["reported"]) and fraction(services["level4"])
    layers = found["layers"]
    assert whole(layers["units"])
    for key in ("layer1", "layer2", "layer3", "layer4", "all_four"):
        assert fraction(layers[key])


def test_the_period_is_the_newest_closed_month_unless_said(built_sample: Path, capsys: CAPSYS) -> None:
    for day, code in (("2020-08-26", "2020-08"), ("2020-08-14", "2020-07"), ("2021-01-01", "2020-12")):
        found = here(capsys, "summary", built_sample, "--as-of", day, "--json").json
        assert found["dvctt"]["period"] == code


@pytest.mark.parametrize("code", ["2020-Q3", "2020-H1", "2020-H2", "2020-9M", "2020"])
def test_every_kind_of_period(built_sample: Path, capsys: CAPSYS, code: str) -> None:
    found = here(capsys, "summary", built_sample, "--as-of", "2021-03-31", "--period", code, "--json").json
    assert found["dvctt"]["period"] == code and found["dvctt"]["reported"] > 0


def test_summary_in_words(built_sample: Path, capsys: CAPSYS) -> None:
    lines = here(capsys, "summary", built_sample, *AS_OF).out.splitlines()
    assert lines[0] == "Số liệu đến 26/08/2020"
    assert lines[2] == (
        "  Hoàn thành 62/76 = 81,6% (đúng hạn 51, quá hạn 11); đang thực hiện trong hạn 10, quá hạn 4"
    )
    assert lines[3] == "  Trên số đến hạn: 62/66 = 93,9%"
    assert lines[-1] == "Dữ liệu minh họa."


@pytest.mark.parametrize(
    ("day", "total", "form"),
    [
        ("1900-01-01", 0, None),
        ("2011-09-30", 0, None),
        ("2199-12-31", 83, "dvctt-2026"),
        ("2024-02-29", 83, "dvctt-2022"),
    ],
)
def test_the_far_past_and_the_far_future(
    built_sample: Path, capsys: CAPSYS, day: str, total: int, form: str | None
) -> None:
    answer = here(capsys, "summary", built_sample, "--as-of", day, "--json")
    assert answer.code == 0 and answer.json["tasks"]["total"] >= total
    assert (answer.json["dvctt"] or {}).get("form") == form
    assert here(capsys, "summary", built_sample, "--as-of", day).code == 0


def test_history_json(built_sample: Path, capsys: CAPSYS) -> None:
    log = here(capsys, "history", built_sample, "--json").json
    assert len(log) >= 40
    assert all(set(item) == {"entry", "at", "actor", "label", "hash", "undoes"} for item in log)
    assert [item["entry"] for item in log] == list(range(1, len(log) + 1))
    assert len({item["hash"] for item in log}) == len(log)
    assert log[0]["at"].startswith("2019-05") and log[-1]["at"].startswith("2021-03")
    assert here(capsys, "history", built_sample).out.count("\n") == len(log)


def test_check_json_names_the_planted_mistakes_and_is_ok(built_sample: Path, capsys: CAPSYS) -> None:
    answer = here(capsys, "check", built_sample, "--json")
    assert answer.code == 0 and set(answer.json) == {"ok", "findings"} and answer.json["ok"] is True
    assert answer.json["findings"]
    assert all(set(item) == {"kind", "message", "where"} for item in answer.json["findings"])
    assert here(capsys, "check", built_sample).out.endswith("Sổ nguyên vẹn.\n")


def test_check_answers_1_for_a_log_that_was_tampered_with(sample_path: Path, capsys: CAPSYS) -> None:
    db = sqlite3.connect(sample_path)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("UPDATE change_set SET label = 'khác' WHERE entry = 5")
    db.commit()
    db.close()
    answer = here(capsys, "check", sample_path, "--json")
    assert answer.code == 1 and answer.json["ok"] is False
    assert here(capsys, "check", sample_path).code == 1


def test_undo_all_the_way_and_no_further(sample_path: Path, capsys: CAPSYS) -> None:
    assert here(capsys, "redo", sample_path).err.startswith("Không còn thay đổi nào để làm lại")
    assert here(capsys, "undo", sample_path).code == 0
    assert here(capsys, "redo", sample_path).code == 0
    assert here(capsys, "redo", sample_path).code == 2

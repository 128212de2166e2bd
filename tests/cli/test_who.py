"""Writing from the command line into a record with a list of people: by name and PIN, as at the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.commands.people import AddPerson, SetPin
from desktop_app.commands.tasks import EditTask
from desktop_app.domain.people import Role
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from tests.cli.run import here, process

CAPSYS = pytest.CaptureFixture[str]


def list_people(path: Path) -> None:
    session = Session(open_record(path, person="An", machine="PC"), "An")
    approver = session.do(AddPerson("An", Role.APPROVE))
    session.do(AddPerson("Dung", Role.VIEW))
    session.do(SetPin(int(str(approver)), "111111"))
    session.do(EditTask(session.read.tasks()[0].id, {"title": "Tên khác"}))
    session.close()


def test_who_is_named_and_gives_the_pin_writes_under_that_name(
    sample_path: Path, tmp_path: Path, capsys: CAPSYS
) -> None:
    list_people(sample_path)
    nobody = here(capsys, "undo", sample_path)
    assert nobody.code == 2 and '--person "TÊN"' in nobody.err
    pin = tmp_path / "pin.txt"
    pin.write_text("222222\n", encoding="utf-8")
    wrong = here(capsys, "undo", sample_path, "--person", "An", "--pin-file", pin)
    assert wrong.code == 2 and "PIN của An không đúng" in wrong.err
    looks = here(capsys, "undo", sample_path, "--person", "Dung")
    assert looks.code == 2 and "Dung có vai trò xem" in looks.err
    stranger = here(capsys, "undo", sample_path, "--person", "Ai đó")
    assert stranger.code == 2 and "Không có người dùng Ai đó" in stranger.err
    missing = here(capsys, "undo", sample_path, "--person", "An", "--pin-file", tmp_path / "thiếu.txt")
    assert missing.code == 2 and "Không đọc được PIN" in missing.err
    unasked = process("undo", sample_path, "--person", "An", data=tmp_path / "data")  # nobody to ask
    assert unasked.code == 2 and "Không hỏi được PIN" in unasked.err
    pin.write_text("111111\n", encoding="utf-8")
    done = here(capsys, "undo", sample_path, "--person", "An", "--pin-file", pin)
    assert done.code == 0
    newest = here(capsys, "history", sample_path, "--json").json[-1]
    assert newest["actor"] == "An" and newest["undoes"] is not None


def test_without_a_list_a_name_is_only_written_down(sample_path: Path, capsys: CAPSYS) -> None:
    assert here(capsys, "undo", sample_path, "--person", "Hòa").code == 0
    assert here(capsys, "history", sample_path, "--json").json[-1]["actor"] == "Hòa"
    assert here(capsys, "redo", sample_path).code == 0
    assert here(capsys, "history", sample_path, "--json").json[-1]["actor"] == "Dòng lệnh"


def test_a_forgotten_pin_is_taken_away_and_the_log_says_so(sample_path: Path, capsys: CAPSYS) -> None:
    list_people(sample_path)
    for name in ("Ai đó", "Dung"):
        nobody = here(capsys, "reset-pin", sample_path, "--person", name)
        assert nobody.code == 2 and f"không có người dùng {name} đặt PIN" in nobody.err
    assert here(capsys, "reset-pin", sample_path, "--person", "An").code == 0
    newest = here(capsys, "history", sample_path, "--json").json[-1]
    assert (newest["actor"], newest["label"]) == ("Dòng lệnh", "Bỏ PIN đã quên của An từ dòng lệnh")
    assert here(capsys, "undo", sample_path, "--person", "An").code == 0  # An works again, without a PIN

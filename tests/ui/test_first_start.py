"""The first start, as a person meets it: make a record, open one, look at the sample; refusals keep what was typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import Program
from desktop_app.preferences import load_preferences
from desktop_app.ui import first_start
from desktop_app.ui.first_start import FirstStart


def _asked(program: Program, qtbot: QtBot) -> FirstStart:
    program.start(None)
    assert program.asking is not None
    qtbot.waitExposed(program.asking)
    return program.asking


def _choose(qtbot: QtBot, asking: FirstStart, name: str) -> None:
    row = next(
        row for row in range(asking.province.count()) if asking.province.itemText(row).startswith(name)
    )
    asking.province.setFocus()
    for _ in range(row):
        qtbot.keyClick(asking.province, Qt.Key.Key_Down)


def test_without_a_record_it_asks_and_makes_one_for_a_province(program: Program, qtbot: QtBot) -> None:
    asking = _asked(program, qtbot)
    _choose(qtbot, asking, "Cao Bằng")
    assert "56 xã, phường, đặc khu của tỉnh Cao Bằng" in asking.communes.text()
    assert Path(asking.path.text()).name == "Sổ Tiến Độ Cao Bằng.tiendo"
    asking.person.setText("Chuyên viên Sở KH&CN")
    qtbot.mouseClick(asking.make, Qt.MouseButton.LeftButton)
    assert program.window is not None and program.asking is None
    read = program.window.desk.read
    assert read.profile().province_title == "tỉnh Cao Bằng"
    assert sum(unit.kind in ("commune", "ward", "special_zone") for unit in read.units()) == 56
    assert read.change_sets()[0].actor == "Chuyên viên Sở KH&CN"
    assert load_preferences(program.folder).last_record.endswith("Sổ Tiến Độ Cao Bằng.tiendo")


def test_a_province_of_before_the_merger_has_its_districts(program: Program, qtbot: QtBot) -> None:
    asking = _asked(program, qtbot)
    asking.unit_set.setFocus()
    qtbot.keyClick(asking.unit_set, Qt.Key.Key_Down)
    assert not asking.province.isVisible() and asking.name.isVisible()
    asking.name.insert("Hà Giang")
    asking.districts.setPlainText("huyện Mèo Vạc\nTP Hà Giang\n\nĐồng Văn")
    qtbot.mouseClick(asking.make, Qt.MouseButton.LeftButton)
    assert program.window is not None
    names = [unit.name for unit in program.window.desk.read.units()]
    assert {"UBND huyện Mèo Vạc", "UBND thành phố Hà Giang", "UBND huyện Đồng Văn"} <= set(names)
    assert "Sở Thông tin và Truyền thông" in names


def test_nothing_is_made_without_province_or_person_and_the_field_says_so(
    program: Program, qtbot: QtBot
) -> None:
    asking = _asked(program, qtbot)
    qtbot.mouseClick(asking.make, Qt.MouseButton.LeftButton)
    assert "Chưa chọn tỉnh" in asking.province.accessibleDescription()
    _choose(qtbot, asking, "Cao Bằng")
    asking.person.clear()
    qtbot.mouseClick(asking.make, Qt.MouseButton.LeftButton)
    assert "Người dùng đang để trống" in asking.person.accessibleDescription()
    assert program.window is None
    assert not list(program.folder.parent.rglob("*.tiendo"))


def test_a_place_that_cannot_be_used_is_refused_with_reason_and_the_form_stays(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = _asked(program, qtbot)
    _choose(qtbot, asking, "Cao Bằng")
    place = tmp_path / "OneDrive" / "so.tiendo"
    monkeypatch.setattr(first_start, "ask_save_path", lambda *_: place)
    qtbot.mouseClick(asking.choose_path, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(asking.make, Qt.MouseButton.LeftButton)
    assert "OneDrive" in asking.band.message and asking.band.isVisible()
    assert asking.path.text() == str(place) and not place.exists()
    assert program.window is None


def test_the_sample_opens_and_is_marked(program: Program, qtbot: QtBot) -> None:
    asking = _asked(program, qtbot)
    qtbot.mouseClick(asking.open_sample, Qt.MouseButton.LeftButton)
    assert program.window is not None and program.window.desk.is_sample


def test_a_file_that_is_no_record_is_refused_and_another_can_be_chosen(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = _asked(program, qtbot)
    foreign = tmp_path / "bao-cao.tiendo"
    foreign.write_text("không phải sổ")
    monkeypatch.setattr(first_start, "ask_open_paths", lambda *_: [foreign])
    qtbot.mouseClick(asking.open_file, Qt.MouseButton.LeftButton)
    assert "không phải sổ Tiến Độ" in asking.band.message
    monkeypatch.setattr(first_start, "ask_open_paths", lambda *_: [program.sample_path()])
    qtbot.mouseClick(asking.open_file, Qt.MouseButton.LeftButton)
    assert program.window is not None


def test_the_last_record_opens_by_itself_and_when_it_is_gone_the_window_says_so(
    program: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    program.start(program.sample_path())
    assert program.window is not None
    program.window.close()
    program.window = None
    program.chosen.last_record = str(tmp_path / "mất.tiendo")
    program.start(None)
    assert program.asking is not None and "Không thấy tệp" in program.asking.band.message


def test_the_menu_opens_another_record_in_place_of_the_present_one(
    program: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking = _asked(program, qtbot)
    _choose(qtbot, asking, "Cao Bằng")
    qtbot.mouseClick(asking.make, Qt.MouseButton.LeftButton)
    first = program.window
    assert first is not None
    monkeypatch.setattr("desktop_app.app.ask_open_paths", lambda *_: [tmp_path / "không có.tiendo"])
    program.choose_record()
    assert program.window is first and "Không thấy tệp" in first.shell.band.message
    monkeypatch.setattr("desktop_app.app.ask_open_paths", lambda *_: [program.sample_path()])
    program.choose_record()
    assert program.window is not first and program.window is not None
    assert program.window.desk.is_sample and not first.shell.isVisible()

"""The four layers: changing results by key and in the pane, validity, filters, and what the record keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.layers import LayerResult
from desktop_app.exporting import layers_on
from desktop_app.ui.pages.layers.page import LayersPage
from desktop_app.ui.pages.layers.subject import by_system
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from tests.ui.pages.person import DAY, Person

LAND = "Sở Tài nguyên và Môi trường"
BUILDING = "Sở Xây dựng"


class Watch(Person):
    """What a person does and sees on the screen of the layers."""

    def __init__(self, qtbot: QtBot, theme: Theme, record: Path) -> None:
        """Open the record's window on the screen."""
        super().__init__(qtbot, theme, record, "an-toan-4-lop")
        page = self.current
        assert isinstance(page, LayersPage)
        self.page = page
        page.table.setFocus()
        self.settle()

    def at(self, unit: str, layer: int, system: str = "") -> QModelIndex:
        """Put the cursor on a cell."""
        for row in range(self.page.model.rowCount()):
            item = self.page.model.row(row)
            if item.unit.unit.name == unit and (item.system.name if item.system else "") == system:
                index = self.page.model.index(row, layer)
                self.page.table.setCurrentIndex(index)
                self.settle()
                return index
        raise AssertionError(f"no row for {unit} {system}")

    def result(self, unit: str, layer: int) -> LayerResult:
        """What the record says of a unit's layer on the day."""
        figures = layers_on(self.desk.read, self.desk.as_of)
        row = next(item for item in figures.rows if item.unit.name == unit)
        return row.layers[figures.layers[layer - 1].key].result


@pytest.fixture
def watch(qtbot: QtBot, theme: Theme, sample_path: Path) -> Iterator[Watch]:
    """The screen over a copy of the sample."""
    opened = Watch(qtbot, theme, sample_path)
    yield opened
    opened.close()


def test_the_model_keeps_qt_s_rules(watch: Watch) -> None:
    QAbstractItemModelTester(watch.page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    watch.page.chips.choose("lapsed")
    watch.page.chips.choose("")
    watch.at("Sở Y tế", 0)
    watch.press(Qt.Key.Key_Plus)
    watch.press(Qt.Key.Key_Minus)


def test_space_goes_through_the_results_and_is_undone(watch: Watch) -> None:
    watch.at(BUILDING, 2)
    seen = []
    for _ in range(4):
        seen.append(watch.result(BUILDING, 2))
        watch.press(Qt.Key.Key_Space)
        watch.at(BUILDING, 2)
    assert len(set(seen)) == 4
    assert watch.result(BUILDING, 2) is seen[0]
    watch.desk.undo()
    watch.settle()
    assert watch.result(BUILDING, 2) is seen[3]
    assert any(text.startswith("Sở Xây dựng, lớp 2") or "lớp 2" in text for text in watch.said)


def test_space_on_a_unit_of_several_systems_shows_them_instead(watch: Watch) -> None:
    rows = watch.page.model.rowCount()
    watch.at(LAND, 2)
    before = watch.desk.read.last_entry()[0]
    watch.press(Qt.Key.Key_Space)
    assert watch.page.model.rowCount() > rows
    assert watch.desk.read.last_entry()[0] == before
    assert "chọn hệ thống" in watch.said[-1]


def test_enter_opens_the_pane_and_escape_closes_it(watch: Watch) -> None:
    watch.at(BUILDING, 2)
    watch.press(Qt.Key.Key_Return)
    assert watch.page.detail.isVisible()
    watch.press(Qt.Key.Key_Escape)
    assert not watch.page.detail.isVisible()
    assert watch.page.table.hasFocus()


def test_fields_of_the_pane_commit_by_themselves(watch: Watch) -> None:
    watch.at("Sở Công Thương", 1)
    watch.press(Qt.Key.Key_Return)
    assert watch.page.detail.sheet is not None
    provider = watch.page.detail.sheet.editors["provider"]
    assert isinstance(provider, QLineEdit)
    provider.setFocus()
    provider.selectAll()
    provider.insert("Công ty An toàn số Bình Minh")
    QTest.keyClick(provider, Qt.Key.Key_Return)
    watch.settle()
    assert "Công ty An toàn số Bình Minh" in [item.provider for item in watch.desk.read.layer_statuses()]
    assert watch.said[-1].startswith("Đã ")


def test_a_layer_lapses_on_its_day_and_leaves_the_count(watch: Watch) -> None:
    watch.at("Sở Công Thương", 1)
    watch.press(Qt.Key.Key_Return)
    before = layers_on(watch.desk.read, DAY).coverage.layers["layer1"]
    assert watch.page.detail.sheet is not None
    end = watch.page.detail.sheet.editors["valid_to"]
    assert isinstance(end, DateField)
    end.set_value(date(2021, 3, 31))
    end.changed.emit(date(2021, 3, 31))
    watch.settle()
    after = layers_on(watch.desk.read, DAY).coverage.layers["layer1"]
    assert (after.numerator, after.denominator) == (before.numerator - 1, before.denominator)
    day_before = layers_on(watch.desk.read, date(2021, 3, 30)).coverage.layers["layer1"]
    assert day_before.numerator == before.numerator
    text = watch.page.model.index(watch.at("Sở Công Thương", 1).row(), 1).data()
    assert text == "Hết hạn"


def test_not_applicable_needs_a_reason_and_leaves_the_denominator(watch: Watch) -> None:
    before = layers_on(watch.desk.read, DAY).coverage.layers["layer2"]
    watch.at(BUILDING, 2)
    watch.press(Qt.Key.Key_Return)
    assert watch.page.detail.sheet is not None
    box = watch.page.detail.sheet.editors["result"]
    assert isinstance(box, ComboBox)
    box.choose(LayerResult.NOT_APPLICABLE)
    box.activated.emit(box.currentIndex())
    watch.settle()
    form = watch.page.detail.form
    assert form is not None
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    watch.settle()
    assert watch.result(BUILDING, 2) is not LayerResult.NOT_APPLICABLE
    form.reason.setText("Không có hệ thống thông tin riêng")
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    watch.settle()
    assert watch.result(BUILDING, 2) is LayerResult.NOT_APPLICABLE
    after = layers_on(watch.desk.read, DAY).coverage.layers["layer2"]
    assert after.denominator == before.denominator - 1


def test_a_system_has_its_own_pane(watch: Watch) -> None:
    watch.at("Sở Y tế", 0)
    watch.press(Qt.Key.Key_Plus)
    watch.at("Sở Y tế", 0, "Hồ sơ sức khỏe điện tử")
    watch.press(Qt.Key.Key_Return)
    assert watch.page.system_detail.isVisible() and not watch.page.detail.isVisible()
    pane = watch.page.system_detail.pane
    assert pane is not None
    level = pane.fields["level"].editor
    assert isinstance(level, ComboBox)
    level.choose(4)
    level.activated.emit(level.currentIndex())
    watch.settle()
    system = next(item for item in watch.desk.read.systems() if item.name == "Hồ sơ sức khỏe điện tử")
    assert system.level == 4


def test_a_new_system_is_written_in_the_pane_and_shown(watch: Watch) -> None:
    watch.click(watch.page._add)
    form = watch.page.system_detail.form
    assert form is not None and form.name.hasFocus()
    watch.click(form.save)
    assert form.refusal.isVisible()
    form.name.insert("Cổng dữ liệu mở")
    form.unit.choose(next(unit.id for unit in watch.desk.read.units() if unit.name == BUILDING))
    watch.click(form.save)
    system = next(item for item in watch.desk.read.systems() if item.name == "Cổng dữ liệu mở")
    shown = watch.page.model.row(watch.page.table.currentIndex().row()).system
    assert shown is not None and shown.id == system.id


def test_what_is_typed_into_a_form_is_not_lost_by_going_elsewhere(watch: Watch) -> None:
    watch.click(watch.page._add)
    form = watch.page.system_detail.form
    assert form is not None
    form.name.insert("Cổng dữ liệu mở")
    watch.at(BUILDING, 2)
    watch.press(Qt.Key.Key_Return, at=watch.page.table)
    watch.press(Qt.Key.Key_Escape, at=watch.page.table)
    assert form.isVisible() and form.name.text() == "Cổng dữ liệu mở" and form.refusal.isVisible()
    watch.click(form.leave)
    assert not watch.page.system_detail.isVisible()


def test_undo_goes_to_the_record_while_a_field_is_clean(watch: Watch) -> None:
    watch.at("Sở Công Thương", 1)
    watch.press(Qt.Key.Key_Return)
    assert watch.page.detail.sheet is not None
    provider = watch.page.detail.sheet.editors["provider"]
    assert isinstance(provider, QLineEdit)
    before = provider.text()
    watch.enter(provider, "Công ty An toàn số Bình Minh")
    provider.setFocus()
    watch.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, at=provider)
    assert provider.text() == before
    assert "Công ty An toàn số Bình Minh" not in [item.provider for item in watch.desk.read.layer_statuses()]


@pytest.mark.parametrize("chip", ["incomplete", "complete", "lapsed", "expiring"])
def test_chips_count_what_they_show(watch: Watch, chip: str) -> None:
    watch.page.chips.choose(chip)
    watch.settle()
    assert watch.page.chips.chip(chip).text().endswith(f"  {watch.page.model.rowCount()}")


def test_search_without_accents(watch: Watch) -> None:
    watch.page.search.setFocus()
    QTest.keyClicks(watch.page.search, "so cong thuong")
    watch.qtbot.waitUntil(lambda: watch.page.model.rowCount() < 5)
    assert watch.page.model.row(0).unit.unit.name == "Sở Công Thương"


def test_another_day_shows_what_held_then(watch: Watch) -> None:
    watch.desk.look_at(as_of=date(2020, 12, 30))
    watch.settle()
    index = watch.at("UBND huyện Thanh Giang", 2)
    assert index.data() != "Hết hạn"  # its contract ended on 31/12/2020


def test_no_word_of_the_matrix_is_cut_beside_the_pane(watch: Watch) -> None:
    watch.at(BUILDING, 2)
    watch.press(Qt.Key.Key_Return)
    watch.shell.grab()
    cut = [place for place in getattr(watch.page.table.itemDelegate(), "elided", {}) if place[1] > 0]
    assert not cut


def paste(watch: Watch, text: str) -> None:
    """Ctrl+V of a block copied in Excel."""
    QGuiApplication.clipboard().setText(text)
    watch.press(Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, at=watch.page.table)


def test_a_block_from_excel_is_pasted_as_one_step(watch: Watch) -> None:
    model = watch.page.model
    single = [
        not any(by_system(model.row(at), layer.key) for layer in model.layers)
        for at in range(model.rowCount())
    ]
    at = next(at for at in range(len(single) - 1) if single[at] and single[at + 1])
    first, below = (model.row(row).unit.unit.name for row in (at, at + 1))
    watch.at(first, 1)
    before = [watch.result(first, layer) for layer in (1, 2)], watch.result(below, 2)
    entry = watch.desk.read.last_entry()[0]
    paste(watch, "chưa\tMột phần\r\n\tCHUA RO\r\n")
    assert [watch.result(first, layer) for layer in (1, 2)] == [LayerResult.NO, LayerResult.PARTIAL]
    assert watch.result(below, 2) is LayerResult.UNKNOWN and watch.desk.read.last_entry()[0] == entry + 1
    watch.desk.undo()
    watch.settle()
    assert ([watch.result(first, layer) for layer in (1, 2)], watch.result(below, 2)) == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Có\tKhông", "Sở Y tế, lớp 2: “Không” không phải kết quả"),
        ("Không áp dụng", "cần lý do"),
        ("Có\tCó\tCó\tCó\tCó\tCó", "vượt ra ngoài bảng"),
        ("", "Không có gì để dán"),
    ],
)
def test_a_block_with_one_wrong_cell_changes_nothing(watch: Watch, text: str, words: str) -> None:
    watch.at("Sở Y tế", 1)
    entry = watch.desk.read.last_entry()[0]
    paste(watch, text)
    assert words in watch.failures[-1] and watch.desk.read.last_entry()[0] == entry


def test_a_unit_of_several_systems_takes_no_paste(watch: Watch) -> None:
    watch.at(LAND, 2)
    paste(watch, "Có")
    assert "nhiều hệ thống" in watch.failures[-1]

"""Issuing: one workbook for each expected unit, prefilled, protected, and calculating rightly in LibreOffice."""

from __future__ import annotations

import importlib.util
import tomllib
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app import assets
from desktop_app.domain.errors import InvalidInput, ReadOnlyRecord, RecordError
from desktop_app.domain.forms import Form, form_from_definition
from desktop_app.domain.issuing import IssuedReturn, file_name
from desktop_app.domain.passports import Passport, passport_from
from desktop_app.domain.periods import PeriodCode, default_period
from desktop_app.domain.profile import Profile
from desktop_app.domain.units import Unit
from desktop_app.domain.values import Value, ValueState
from desktop_app.issuing import expected_units, issuable_forms, issue_forms
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from desktop_app.workbooks.forms.value_form import value_form
from tests.exchange.conftest import FORM, PERIOD
from tests.exchange.filling import SHEET, cell_of, fill

_place = Path(__file__).parents[1] / "workbooks" / "office.py"
_spec = importlib.util.spec_from_file_location("exchange_office", _place)
assert _spec and _spec.loader
office = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(office)

FORMS = [
    form_from_definition(tomllib.loads(path.read_text(encoding="utf-8")))
    for path in sorted(assets.catalogue("forms").glob("*.toml"))
]
GOOD = {
    "total_procedures": 150,
    "level1": 6,
    "level2": 74,
    "level3": 32,
    "level4": 20,
    "dossiers_total": 4000,
}


def test_one_workbook_for_each_unit_in_force(session: Session, forms: Path) -> None:
    units = expected_units(session.read, FORM, PERIOD)
    files = sorted(forms.glob("*.xlsx"))
    assert len(files) == len(units) == 30
    assert all(path.name.isascii() and " " not in path.name for path in files)
    issued = session.read.issued_forms(FORM, PERIOD.code)
    assert {item.file_name for item in issued} == {path.name for path in files}
    assert {item.passport.unit_id for item in issued} == {unit.id for unit in units}
    assert "Phát hành 30 phiếu" in session.read.change_sets(limit=1)[0].label


def test_each_carries_its_passport_and_last_period_s_figures(session: Session, forms: Path) -> None:
    by_file = {item.file_name: item.passport for item in session.read.issued_forms(FORM, PERIOD.code)}
    before = session.read.cells(FORM, PERIOD.previous.code)
    for path in forms.glob("*.xlsx"):
        book = openpyxl.load_workbook(path, data_only=True)
        hidden, sheet = book["_ho_chieu"], book[SHEET]
        assert hidden.sheet_state == "veryHidden"
        entries = {str(row[0].value): str(row[1].value) for row in hidden.iter_rows()}
        passport = by_file[path.name]
        assert passport_from(entries) == passport
        assert str(sheet[cell_of(book, "PH_MA_PHIEU")].value).endswith(passport.nonce)
        assert session.read.unit(passport.unit_id).name in sheet[cell_of(book, "PH_DON_VI")].value
        for key, value in before.get(passport.unit_id, {}).items():
            cell = sheet[cell_of(book, f"PH_{key}")]
            assert sheet.cell(cell.row, cell.column - 1).value == value.number
            assert cell.value is None
        book.close()


def test_only_the_cells_to_fill_can_be_written(forms: Path) -> None:
    book = openpyxl.load_workbook(next(forms.glob("*.xlsx")))
    sheet = book[SHEET]
    assert sheet.protection.sheet and book["_ho_chieu"].protection.sheet
    fields = {cell_of(book, f"PH_{key}") for key in FORMS[0].required_keys}
    free = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert fields <= free
    assert all(sheet[cell].comment is None for cell in fields)
    limits = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for cell in fields:
        assert (limits[cell].type, limits[cell].formula1, limits[cell].errorStyle) == ("whole", "0", None)
        row = sheet[cell].row
        assert sheet.cell(row, 2).comment is not None
        assert sheet.cell(row, 8).value.startswith("=IF(")
        assert sheet.cell(row, 8).protection.locked
    book.close()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_any_form_calculates_in_libreoffice(libreoffice: str, tmp_path: Path, form: Form) -> None:
    """Every stored value of a new form is what its formulas give."""
    path = tmp_path / "phieu.xlsx"
    path.write_bytes(value_form(_made(form)))
    calculated = openpyxl.load_workbook(office.recalculated(libreoffice, path, tmp_path), data_only=True)
    stored = openpyxl.load_workbook(path, data_only=True)
    wrong = [
        (cell.coordinate, cell.value, calculated[SHEET][cell.coordinate].value)
        for row in stored[SHEET].iter_rows()
        for cell in row
        if (cell.value or "") != (calculated[SHEET][cell.coordinate].value or "")
        and not isinstance(cell.value, float)
    ]
    assert wrong == []


def _made(form: Form) -> IssuedReturn:
    code = PeriodCode.month(2026 if form.valid_from and form.valid_from.year > 2022 else 2022, 9)
    unit = Unit(7, "Sở Tài nguyên và Môi trường", "Sở TN&MT", "department", "H05.12")
    passport = Passport(form.key, "1a2b3c4d", 7, code.code, "2345678B")
    previous = {field.key: Value(ValueState.REPORTED, 100) for field in form.fields}
    return IssuedReturn(Profile("An Bình"), form, default_period(code), unit, passport, previous)


@pytest.mark.parametrize(
    ("changed", "explanation", "says", "status"),
    [
        ({}, "", {}, "GỬI ĐƯỢC"),
        ({"level4": None}, "", {"level4": "CHƯA NHẬP"}, "CHƯA GỬI ĐƯỢC: 0 lỗi, 1 ô chưa nhập, 0 chỗ xem lại"),
        ({"level4": "22 HS"}, "", {"level4": "LỖI: cần nhập số"}, "CHƯA GỬI ĐƯỢC: 1 lỗi"),
        ({"level4": -3}, "", {"level4": "LỖI: cần số từ 0"}, "CHƯA GỬI ĐƯỢC: 1 lỗi"),
        ({"level4": 2.5}, "", {"level4": "LỖI: cần số nguyên"}, "CHƯA GỬI ĐƯỢC: 1 lỗi"),
        ({"level4": 90}, "", {"level4": "LỖI: cần A6 ≤ A1"}, "CHƯA GỬI ĐƯỢC: 4 lỗi"),
        ({"level2": 40}, "", {"level2": "XEM LẠI: đổi trên 30%"}, "0 lỗi, 0 ô chưa nhập, 1 chỗ xem lại"),
        ({"level2": 40}, "A3: rà soát", {"level2": "XEM LẠI: đổi trên 30%"}, "GỬI ĐƯỢC (đã giải trình 1"),
        (
            {"dossiers_total": None, "dossiers_online": 5},
            "",
            {"dossiers_total": "CHƯA NHẬP"},
            "1 ô chưa nhập",
        ),
    ],
)
def test_the_form_checks_what_is_typed(
    libreoffice: str,
    tmp_path: Path,
    changed: dict[str, object],
    explanation: str,
    says: dict[str, str],
    status: str,
) -> None:
    form = next(item for item in FORMS if item.key == FORM)
    path = tmp_path / "phieu.xlsx"
    data = _made(form)
    previous = {key: Value(ValueState.REPORTED, int(number)) for key, number in GOOD.items()}
    path.write_bytes(
        value_form(IssuedReturn(data.profile, form, data.period, data.unit, data.passport, previous))
    )
    fill(path, GOOD | {"dossiers_online": 5} | changed, explanation)
    book = openpyxl.load_workbook(office.recalculated(libreoffice, path, tmp_path), data_only=True)
    names = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    for key, words in says.items():
        row = sheet[cell_of(names, f"PH_{key}")].row
        assert sheet.cell(row, 8).value == words
    assert status in sheet[cell_of(names, "PH_TRANG_THAI")].value


def test_it_refuses_in_words(session: Session, tmp_path: Path) -> None:
    month = PeriodCode.parse("2021-05")
    with pytest.raises(InvalidInput, match="không có biểu mẫu “khac”.*dvctt-2011"):
        issue_forms(session, "khac", month, tmp_path / "a")
    with pytest.raises(InvalidInput, match="không có hiệu lực ở kỳ tháng 09/2030"):
        issue_forms(session, FORM, PeriodCode.parse("2030-09"), tmp_path / "a")
    issue_forms(session, FORM, month, tmp_path / "a")
    before = {path: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    entry = session.read.last_entry()
    with pytest.raises(RecordError, match="đã có .* và 29 tệp khác"):
        issue_forms(session, FORM, month, tmp_path / "a")
    assert before == {path: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    assert session.read.last_entry() == entry


def test_stopping_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    entry = session.read.last_entry()
    with pytest.raises(KeyboardInterrupt):
        issue_forms(session, FORM, PERIOD, tmp_path / "b", stop)
    assert list((tmp_path / "b").iterdir()) == [] and session.read.last_entry() == entry


def test_a_record_open_for_viewing_issues_nothing(sample_path: Path, tmp_path: Path) -> None:
    record = open_record(sample_path, person="A", machine="B", view_only=True)
    viewing = Session(record, "A")
    with pytest.raises(ReadOnlyRecord):
        issue_forms(viewing, FORM, PERIOD, tmp_path / "c")
    viewing.close()
    assert not (tmp_path / "c").exists()


def test_all_forms_of_the_record_can_be_issued(session: Session) -> None:
    assert {form.key for form in FORMS} <= {form.key for form in issuable_forms(session.read)}


def test_file_names_never_clash() -> None:
    one, other = Unit(1, "Xã Tân Lập", "Tân Lập", "commune"), Unit(2, "Xã Tân Lập", "Tân Lập", "commune")
    first = file_name("f", "2021-04", one, {})
    assert (first, file_name("f", "2021-04", other, {first: one})) == (
        "f_2021-04_xa-tan-lap.xlsx",
        "f_2021-04_xa-tan-lap-2.xlsx",
    )
    odd = Unit(3, "../..\\株式会社", "", "x", valid_from=date(2020, 1, 1))
    assert "/" not in file_name("f", "2020", odd, {}) and "\\" not in file_name("f", "2020", odd, {})

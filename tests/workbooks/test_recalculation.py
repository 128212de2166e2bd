"""The report in LibreOffice: every formula gives its stored value, and nothing is cut on paper."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from made_report import filled_report, made_report, moved_report, odd_report, two_class_form
from office import printed, recalculated
from readable_dump import computed_values
from spoiling import FLOW, spoiled

from desktop_app import assets
from desktop_app.domain.forms import form_from_definition
from desktop_app.workbooks.report import write_report


def unequal(stored: dict[Any, Any], calculated: dict[Any, Any]) -> list[str]:
    """Cells whose stored value is not what the formulas give (or that exist in one file only)."""
    found = []
    for key in sorted(stored.keys() | calculated.keys()):
        ours, theirs = stored.get(key), calculated.get(key)
        numbers = isinstance(ours, (int, float)) and isinstance(theirs, (int, float))
        if ours != theirs and not (numbers and ours == pytest.approx(theirs, rel=1e-12)):
            found.append(f"{key}: {ours!r} is calculated as {theirs!r}")
    return found


REPORTS = {
    "levels 1-4": made_report,
    "two classes": lambda: made_report(form=two_class_form()),
    "tasks at the edges": odd_report,
    "shares that must be moved to make 100 %": moved_report,
}
FORMS = sorted(path.name for path in assets.catalogue("forms").glob("*.toml"))


@pytest.mark.parametrize("kind", REPORTS)
def test_every_stored_value_is_what_its_formula_gives(libreoffice: str, tmp_path: Path, kind: str) -> None:
    target = tmp_path / "report.xlsx"
    write_report(REPORTS[kind](), target)
    assert (
        unequal(computed_values(target), computed_values(recalculated(libreoffice, target, tmp_path))) == []
    )


@pytest.mark.parametrize("name", FORMS)
def test_each_form_of_the_catalogue_gives_a_right_sheet(libreoffice: str, tmp_path: Path, name: str) -> None:
    text = (assets.catalogue("forms") / name).read_text(encoding="utf-8")
    target = tmp_path / "report.xlsx"
    write_report(filled_report(form_from_definition(tomllib.loads(text))), target)
    assert (
        unequal(computed_values(target), computed_values(recalculated(libreoffice, target, tmp_path))) == []
    )


def test_a_wrong_stored_value_is_found(libreoffice: str, tmp_path: Path) -> None:
    good = tmp_path / "good.xlsx"
    write_report(made_report(), good)
    wrong = spoiled(good, FLOW, r"(<f>SUM\(C\d+:C\d+\)</f><v>)\d+", r"\g<1>999")
    found = unequal(computed_values(wrong), computed_values(recalculated(libreoffice, wrong, tmp_path)))
    assert len(found) == 1 and "999 is calculated as" in found[0]


@pytest.fixture
def pages(libreoffice: str, tmp_path: Path) -> Path:
    target = tmp_path / "report.xlsx"
    write_report(made_report(), target)
    return printed(libreoffice, target, tmp_path)


def test_only_times_new_roman_is_printed(pages: Path) -> None:
    fonts = {
        name.decode() for name in re.findall(rb"/FontName\s*/(?:[A-Z]{6}\+)?([\w-]+)", pages.read_bytes())
    }
    assert fonts and all(name.startswith(("LiberationSerif", "TimesNewRoman")) for name in fonts), fonts


def test_no_number_is_printed_as_hashes(pages: Path) -> None:
    if not shutil.which("pdftotext"):
        if os.environ.get("CI") == "true":
            pytest.fail("pdftotext (poppler-utils) is not installed")
        pytest.skip("pdftotext (poppler-utils) is not installed")
    text = subprocess.run(
        ["pdftotext", "-layout", str(pages), "-"], check=True, capture_output=True, text=True
    ).stdout
    assert "###" not in text
    assert "Sở Công Thương" in text and "81,58" in text

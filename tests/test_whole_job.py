"""The whole job on a real province's new record: ten tasks, a month of figures, a layer that lapses, the report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from desktop_app.commands.layers import SetLayer
from desktop_app.commands.tasks import AddTask, CompleteTask
from desktop_app.commands.values import SetValues, ValueEdit
from desktop_app.domain.layers import LayerResult
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.values import Value, ValueState
from desktop_app.exporting import layers_on, save_report, service_form
from desktop_app.starting import create_province_record, provinces
from desktop_app.summarising import summary
from desktop_app.ui.first_start import AFTER

MONTH, DAY = PeriodCode.month(2026, 9), date(2026, 9, 30)


@pytest.mark.parametrize("name", ["Lào Cai", "Hà Nội"])
def test_a_new_province_from_first_start_to_the_workbook(name: str, tmp_path: Path) -> None:
    province = next(item for item in provinces() if name in item.title)
    session = create_province_record(
        tmp_path / "so.tiendo", province, AFTER, person="Cán bộ", machine="PC", with_communes=True
    )
    try:
        read = session.read
        lead = next(unit for unit in read.units() if unit.kind == "department")
        for number in range(10):
            due = date(2026, 8 + number % 4, 28)
            session.do(
                AddTask(f"Nhiệm vụ số {number + 1}", lead.id, due_on=due, number=f"NV-{number + 1:02}")
            )
        first = read.tasks()[0]
        session.do(CompleteTask(first.id, date(2026, 8, 20), no_evidence_reason="Văn bản giấy"))
        form = service_form(read, read.period(MONTH))
        assert form is not None
        session.do(
            SetValues(
                form.key,
                MONTH,
                [ValueEdit(lead.id, key, Value(ValueState.REPORTED, 12)) for key in form.required_keys],
            )
        )
        session.do(SetLayer(lead.id, "layer2", LayerResult.YES, date(2026, 1, 1), valid_to=date(2026, 9, 15)))
        assert layers_on(read, date(2026, 9, 14)).coverage.layers["layer2"].numerator == 1
        assert layers_on(read, DAY).coverage.layers["layer2"].numerator == 0
        said = summary(read, DAY, MONTH)
        assert (said["tasks"]["dated"], said["tasks"]["completed"]) == (10, 1)
        assert said["dvctt"]["reported"] == 1 and said["dvctt"]["units"] > 100
        target = save_report(read, MONTH, DAY, tmp_path / "bao-cao.xlsx")
    finally:
        session.close()
    book = openpyxl.load_workbook(target, data_only=True)
    shown = [row[1] for row in book["Biểu 01"].iter_rows(values_only=True) if isinstance(row[0], int)]
    assert sorted(shown) == sorted(f"Nhiệm vụ số {number + 1}" for number in range(10))
    assert any(name in str(cell) for row in book["Tổng hợp"].iter_rows(values_only=True) for cell in row)

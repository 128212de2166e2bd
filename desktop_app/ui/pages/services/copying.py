"""Chép số kỳ trước: last period's standing figures into the cells that are still empty, after an explanation."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.forms import Form
from desktop_app.domain.values import Value, ValueState
from desktop_app.ui.pages.services.sheet import Sheet, UnitRow
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.dialogs import FormDialog


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """The cells that would be filled, by unit and field, and how many were left empty as they count a period."""

    cells: tuple[tuple[UnitRow, str, Value], ...]
    left_out: int

    @property
    def units(self) -> int:
        """How many units get a figure."""
        return len({row.unit.id for row, _, _ in self.cells})


def plan_copy(sheet: Sheet, rows: list[UnitRow]) -> CopyPlan:
    """What can be copied for these units.

    Only stocks are: a count of what came in during a period says nothing of the next one, and what a period
    takes over from the one before is another figure than that one took over.
    """
    standing = {field.key for field in sheet.form.fields if _stands(sheet.form, field.key)}
    found, left_out = [], 0
    for row in rows:
        for field in sheet.form.fields:
            value, before = row.cells.get(field.key), row.previous.get(field.key)
            empty = value is None or value.state is ValueState.NOT_REPORTED
            if not empty or before is None or before.state is ValueState.NOT_REPORTED:
                continue
            if field.key not in standing:
                left_out += 1
                continue
            origin = f"chép từ kỳ {sheet.code.previous.short_title}"
            found.append((row, field.key, replace(before, note="", kept="", origin=origin)))
    return CopyPlan(tuple(found), left_out)


def _stands(form: Form, key: str) -> bool:
    field = form.field(key)
    return field.stock and not field.opening and field.over_months is None


def as_estimates(plan: CopyPlan) -> list[tuple[UnitRow, str, Value]]:
    """The planned figures as estimates."""
    return [
        (row, key, replace(value, state=ValueState.ESTIMATED) if value.number is not None else value)
        for row, key, value in plan.cells
    ]


class CopyDialog(FormDialog):
    """Says what would be copied; figures are estimates unless the person knows that they were reported so."""

    def __init__(self, theme: Theme, parent: QWidget | None, sheet: Sheet, plan: CopyPlan) -> None:
        """The plan is shown as it is."""
        before = sheet.code.previous.short_title
        hint = (
            f"Điền {len(plan.cells)} ô còn trống của {plan.units} đơn vị bằng số kỳ {before}. "
            "Ô đã có số giữ nguyên. Hoàn tác được bằng một lần Ctrl+Z."
        )
        if plan.left_out:
            hint += f" Không chép {plan.left_out} ô đếm số phát sinh trong kỳ, vì kỳ này phải đếm lại."
        super().__init__(theme, parent, f"Chép số kỳ {before}?", "Chép vào ô trống", "Không chép", hint)
        self.estimated = QCheckBox("Ghi là ước thực hiện, cho tới khi đơn vị báo cáo")
        self.estimated.setChecked(True)
        self.body.addWidget(self.estimated)

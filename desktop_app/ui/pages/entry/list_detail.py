"""The pane of a list: one row with what it changes, old in red and new in green, or the meaning of the columns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.domain.list_fields import FIELD_TITLES
from desktop_app.domain.list_plans import ListPlan, PlannedRow
from desktop_app.ui.pages.entry.list_table import FATE_LOOKS
from desktop_app.ui.pages.entry.problem_box import ProblemBox
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import primary
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label

_LEFT_OUT = "(bỏ cột này)"


class ListDetail(DetailPanel):
    """`mapping_given(fields by heading)` when the clerk said what the columns mean."""

    mapping_given = Signal(object)

    def __init__(self, theme: Theme) -> None:
        """Empty until something is shown."""
        super().__init__(theme)
        self.columns: ColumnsForm | None = None

    def show_row(self, row: PlannedRow) -> None:
        """Show a row of the plan."""
        self.columns = None
        self.set_head(
            f"Dòng {row.number}", FATE_LOOKS[row.fate], row.title or "Không phải một mục của danh sách"
        )
        self.clear_body()
        if row.differences:
            self.body.addWidget(text_label(f"Thay đổi  {len(row.differences)}", "strong"))
            self.body.addLayout(self._differences(row))
        for problem in row.problems:
            self.body.addWidget(ProblemBox(self._theme, problem, "", None, numeric=False, can_fix=False))
        if not row.differences and not row.problems:
            self.body.addWidget(text_label("Không có gì cần xem.", "secondary", "text3"))
        self.body.addStretch(1)

    def _differences(self, row: PlannedRow) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.s(8))
        grid.setVerticalSpacing(self._theme.s(6))
        grid.setColumnStretch(1, 1)
        for at, item in enumerate(row.differences):
            name = text_label(item.title, "secondary", "text3")
            grid.addWidget(name, 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            for offset, (words, tone) in enumerate(((item.old, "danger"), (item.new, "success"))):
                label = text_label(words, "tag", tone, wraps=True)
                label.setAccessibleName(f"{item.title}, {'mới' if offset else 'cũ'}: {words}")
                grid.addWidget(label, 2 * at + offset, 1)
        return grid

    def show_columns(self, plan: ListPlan) -> None:
        """Show what each heading means, to be said differently."""
        assert plan.table is not None
        self.set_head("", None, "Đối chiếu cột", f"{plan.file_name} · trang tính “{plan.table.sheet}”")
        self.clear_body()
        for problem in plan.problems:
            self.body.addWidget(text_label(problem.message, "secondary", "danger", wraps=True))
        self.columns = ColumnsForm(self._theme, plan)
        self.columns.given.connect(self.mapping_given)
        self.body.addWidget(self.columns)
        self.body.addStretch(1)


class ColumnsForm(QWidget):
    """A choice of field for each heading; `given(fields by heading)`."""

    given = Signal(object)

    def __init__(self, theme: Theme, plan: ListPlan) -> None:
        """Starts from what the plan takes the headings for."""
        super().__init__()
        assert plan.table is not None
        titles = FIELD_TITLES[plan.kind]
        self.boxes = {heading: _box(theme, heading, titles, plan.mapping) for heading in plan.table.headings}
        self.take = primary(theme, "Đọc lại theo các cột này")
        self.take.clicked.connect(self._give)
        self._refusal = text_label("", "caption", "danger", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(8))
        for heading, box in self.boxes.items():
            column.addWidget(FormField(theme, heading, box))
        column.addWidget(self._refusal)
        column.addWidget(self.take)

    def _give(self) -> None:
        said = {heading: str(box.currentData() or "") for heading, box in self.boxes.items()}
        chosen = [key for key in said.values() if key]
        twice = next(
            (box.currentText() for box in self.boxes.values() if chosen.count(str(box.currentData())) > 1), ""
        )
        if twice:
            self._refusal.setText(f"Hai cột cùng là “{twice}”. Mỗi mục chỉ chọn cho một cột.")
        else:
            self.given.emit(said)


def _box(theme: Theme, heading: str, titles: Mapping[str, str], mapping: Mapping[str, str]) -> ComboBox:
    box = ComboBox(theme, f"Cột {heading}")
    box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(10)
    box.add_choices([(_LEFT_OUT, ""), *((title, key) for key, title in titles.items())])
    box.choose(mapping.get(heading, ""))
    return box

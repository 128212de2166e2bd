"""Reminders ("Đôn đốc"): the letter to one agency about its tasks, and the list of all agencies for Excel."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.tasks import Standing
from desktop_app.domain.text import sort_key
from desktop_app.list_export import ListColumn, ListTable, Plain
from desktop_app.ui.desk import Desk
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.pages.tasks.listing import Line
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.choices import CheckBox
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label

_COLUMNS = (
    ListColumn("Cơ quan chủ trì", "text", 150),
    ListColumn("Số hiệu", "centred", 60),
    ListColumn("Nhiệm vụ", "text", 260),
    ListColumn("Văn bản giao", "text", 110),
    ListColumn("Phối hợp", "text", 130),
    ListColumn("Thời hạn", "centred", 80),
    ListColumn("Số ngày quá hạn", "integer", 70),
    ListColumn("Tiến độ (%)", "integer", 60),
    ListColumn("Khó khăn, vướng mắc", "text", 180),
    ListColumn("Kiến nghị, đề xuất", "text", 180),
)


def to_remind(lines: list[Line], with_soon: bool) -> list[Line]:
    """Overdue tasks, and those due soon when asked; by agency in Vietnamese order, the oldest deadline first."""
    wanted = [line for line in lines if line.standing is Standing.OVERDUE or (with_soon and line.soon)]
    return sorted(wanted, key=lambda line: (sort_key(line.lead), line.due or line.task.due_on))


def reminder_text(desk: Desk, lines: list[Line]) -> str:
    """The words of the reminder to the agency that leads all these tasks."""
    unit, day = desk.read.unit(lines[0].task.lead_unit_id), desk.as_of
    items = "\n".join(f"{number}. {_item(desk, line)}" for number, line in enumerate(lines, start=1))
    return (
        f"Kính gửi: {unit.name}\n\n"
        f"Đến ngày {format_date(day)}, cơ quan có {len(lines)} nhiệm vụ cần đôn đốc:\n{items}\n\n"
        "Đề nghị cơ quan báo cáo tiến độ, khó khăn, vướng mắc và thời gian hoàn thành."
    )


def _item(desk: Desk, line: Line) -> str:
    task = line.task
    source = ", ".join(filter(None, (task.document.number if task.document else "", task.clause)))
    late = task.days_overdue(desk.as_of)
    when = f"quá {late} ngày" if late else line.distance(desk.as_of)
    return (
        f"{task.title}{f' ({source})' if source else ''}: hạn {line.due_words}"
        f"{f', {when}' if when else ''}, tiến độ {line.percent}%."
    )


def save_reminders(parent: QWidget, desk: Desk, lines: list[Line]) -> None:
    """Write the reminder list as Excel."""
    rows = [_row(desk, line) for line in lines]
    units = len({line.task.lead_unit_id for line in lines})
    words = (f"Tính đến ngày {format_date(desk.as_of)}; {len(rows)} nhiệm vụ của {units} cơ quan",)
    table = ListTable("Danh sách nhiệm vụ cần đôn đốc", _COLUMNS, rows, words, desk.is_sample)
    save_list(parent, desk, table, f"don-doc_{desk.as_of:%Y-%m-%d}")


def _row(desk: Desk, line: Line) -> tuple[Plain, ...]:
    task = line.task
    return (
        desk.read.unit(task.lead_unit_id).name,
        task.number,
        task.title,
        " ".join(filter(None, (task.document.number if task.document else "", task.clause))),
        ", ".join(desk.read.unit(unit_id).short_name for unit_id in task.coordinating_unit_ids),
        line.due,
        task.days_overdue(desk.as_of) or None,
        line.percent,
        task.difficulties,
        task.proposals,
    )


class ReminderDialog(FormDialog):
    """Chooses the agency, shows the words for its letter, and writes the list of what is shown."""

    def __init__(self, desk: Desk, parent: QWidget, lines: list[Line], unit_id: int = 0) -> None:
        """`lines` are all tasks; `unit_id` is the agency shown first, 0 for all."""
        super().__init__(desk.theme, parent, "Đôn đốc", "Xuất Excel", "Đóng")
        self._desk, self._parent, self._lines = desk, parent, lines
        theme = desk.theme
        self.setMinimumWidth(theme.s(640))
        self.unit = ComboBox(theme, "Cơ quan")
        self.soon = CheckBox(theme, "Gồm cả nhiệm vụ sắp đến hạn")
        self.words = QPlainTextEdit()
        self.words.setAccessibleName("Lời đôn đốc")
        self.words.setMinimumHeight(theme.s(220))
        self.copy = secondary(theme, "Chép lời đôn đốc", "copy")
        self._none = text_label("Không có nhiệm vụ nào cần đôn đốc.", "secondary", wraps=True)
        for widget in (FormField(theme, "Cơ quan", self.unit), self.soon, self._none, self.words, self.copy):
            self.body.addWidget(widget)
        self.copy.clicked.connect(self._copy)
        self.soon.toggled.connect(lambda _: self._fill_units(self.unit.currentData() or 0))
        self.unit.currentIndexChanged.connect(lambda _: self._show())
        self._fill_units(unit_id)

    def _wanted(self) -> list[Line]:
        return to_remind(self._lines, self.soon.isChecked())

    def shown(self) -> list[Line]:
        """The tasks of the chosen agency, or all."""
        unit = self.unit.currentData() or 0
        return [line for line in self._wanted() if not unit or line.task.lead_unit_id == unit]

    def _fill_units(self, chosen: int) -> None:
        counts: dict[int, int] = {}
        for line in self._wanted():
            counts[line.task.lead_unit_id] = counts.get(line.task.lead_unit_id, 0) + 1
        self.unit.blockSignals(True)
        self.unit.clear()
        self.unit.addItem(f"Mọi cơ quan ({sum(counts.values())})", 0)
        for unit_id, count in counts.items():
            self.unit.addItem(f"{self._desk.read.unit(unit_id).name} ({count})", unit_id)
        self.unit.choose(chosen)
        self.unit.blockSignals(False)
        self._show()

    def _letters(self) -> str:
        by_unit: dict[int, list[Line]] = {}
        for line in self.shown():
            by_unit.setdefault(line.task.lead_unit_id, []).append(line)
        return "\n\n\n".join(reminder_text(self._desk, lines) for lines in by_unit.values())

    def _show(self) -> None:
        letters = self._letters()
        self.words.setPlainText(letters)
        self._none.setVisible(not letters)
        for widget in (self.words, self.copy):
            widget.setVisible(bool(letters))
        self.verb_button.setEnabled(bool(letters))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())
        self._desk.said.emit("Đã chép lời đôn đốc, dán vào thư hoặc công văn.", False)

    def accept(self) -> None:
        """Write the list."""
        save_reminders(self, self._desk, self.shown())
        super().accept()

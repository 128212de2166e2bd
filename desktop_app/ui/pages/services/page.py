"""The screen of the returns: one form for one period, typed and pasted as in Excel, checked while typing."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.checks import ERROR
from desktop_app.domain.dates import format_date
from desktop_app.domain.forms import Form
from desktop_app.ui.desk import Desk
from desktop_app.ui.grid.selection import Cell
from desktop_app.ui.kept_file import open_received
from desktop_app.ui.page import WIDE, Page
from desktop_app.ui.pages.services.bar import ServiceBar
from desktop_app.ui.pages.services.cell_menu import open_cell_menu, total_figure
from desktop_app.ui.pages.services.columns import build_columns
from desktop_app.ui.pages.services.editing import SheetEditing
from desktop_app.ui.pages.services.export import export_sheet
from desktop_app.ui.pages.services.findings import problems_of
from desktop_app.ui.pages.services.model import ServiceGrid
from desktop_app.ui.pages.services.sheet import History, Sheet, UnitRow, forms_to_offer, read_sheet
from desktop_app.ui.pages.services.sheet_card import SheetCard
from desktop_app.ui.pages.services.story import tell
from desktop_app.ui.period_box import PeriodBox
from desktop_app.ui.widgets.buttons import primary, secondary

_VIEWING = "Sổ đang mở để xem nên không nhập được."


class ServicesPage(Page):
    """Edits are written as they are made; the sheet is read anew after each, and never under an open editor."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; figures come when it is first shown."""
        super().__init__(desk.theme, "Dịch vụ công trực tuyến")
        self._desk = desk
        self._stale = True
        self._form_key = ""
        self._sheet: Sheet | None = None
        self._history: History | None = None
        self.period_box = PeriodBox(desk)
        self.export = secondary(desk.theme, "Xuất Excel", "document_table")
        self.report = primary(desk.theme, "Lập báo cáo", "document_text")
        self.report.setToolTip("Kiểm tra số liệu của kỳ rồi mở Báo cáo; còn lỗi thì tới ô lỗi đầu tiên")
        self.bar = ServiceBar(desk.theme)
        self.editing = SheetEditing(desk, self)
        self.model = ServiceGrid([], self.editing.write)
        self.card = SheetCard(desk.theme, self.model)
        self.grid = self.card.grid
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(desk.theme.s(10))
        column.addWidget(self.bar)
        column.addWidget(self.card, 1)
        self._connect_bar()
        self._connect_card()
        desk.record_changed.connect(lambda _: self._now_stale())
        desk.viewpoint_changed.connect(self._leave_period)

    def _connect_bar(self) -> None:
        bar = self.bar
        self.export.clicked.connect(self._export)
        self.report.clicked.connect(self._to_report)
        bar.form_chosen.connect(self._choose_form)
        bar.narrowed.connect(self._show_rows)
        bar.everything_asked.connect(lambda _: self._show_rows())
        bar.paste.clicked.connect(self.grid.paste)
        bar.copy.clicked.connect(lambda: self.editing.copy_previous(self._shown_rows()))
        bar.check.toggled.connect(self._show_findings)

    def _connect_card(self) -> None:
        grid, message, findings = self.grid, self.card.message, self.card.findings
        grid.current_changed.connect(self._tell)
        grid.notified.connect(lambda text: self._desk.said.emit(text, True))
        grid.refused.connect(message.refuse)
        self.editing.refused.connect(message.refuse)
        grid.choice_made.connect(lambda key, cells: self.editing.set_state(self.model, key, cells))
        grid.editing_changed.connect(lambda editing: None if editing else self._catch_up())
        grid.menu_requested.connect(self._open_menu)
        grid.total_clicked.connect(self._explain_total)
        self.model.nothing_found.connect(lambda _: message.refuse("Không còn ô nào cần xem trong bảng này."))
        message.keep_asked.connect(lambda: self.editing.keep(self.model, grid.current))
        message.file_asked.connect(lambda file_id: open_received(self._desk, file_id))
        message.note_asked.connect(lambda: self.editing.note(self.model, grid.current))
        findings.chosen.connect(self.go_to)
        findings.closed.connect(lambda: self.bar.check.setChecked(False))

    def header_actions(self) -> list[QWidget]:
        """Period, export, report."""
        return [self.period_box, self.export, self.report]

    def focus_parts(self) -> list[QWidget]:
        """Grid, then the findings."""
        findings = self.card.findings
        return [self.grid, findings.list] if findings.isVisible() else [self.grid]

    def set_content_width(self, width: int) -> None:
        """Wide windows show the period before, the change, the course and the day of the last change as well."""
        was_wide = self.content_width >= WIDE
        super().set_content_width(width)
        if self._sheet is not None and was_wide != (width >= WIDE):
            self._show_rows()

    def on_shown(self) -> None:
        """Read the figures if anything changed while the screen was hidden."""
        self._catch_up(shown=True)

    def _now_stale(self) -> None:
        self._stale = True
        self._catch_up()

    def _leave_period(self) -> None:
        """Another period: a figure being typed is written to the one it was typed for."""
        if self.grid.editing and not self.grid.commit():
            self.grid.cancel_edit()
        self._now_stale()

    def _catch_up(self, shown: bool = False) -> None:
        if self._stale and (shown or self.isVisible()) and not self.grid.editing:
            self._stale = False
            self.refresh()

    def open_query(self, query: dict[str, object]) -> None:
        """`incomplete` narrows to units without all figures, `unit` goes to one (`field` names the cell), `form` chooses."""
        if isinstance(query.get("form"), str):
            self._choose_form(str(query["form"]))
        self._catch_up(shown=True)
        if query.get("incomplete"):
            self.bar.chips.choose("missing")
        unit = query.get("unit")
        if isinstance(unit, int) and self._sheet is not None:
            row = next((row for row in self._sheet.rows() if row.unit.id == unit), None)
            if row is not None:
                first = row.findings[0].fields[0] if row.findings else (*row.missing, "")[0]
                wanted = str(query.get("field") or "") or first
                self.go_to(unit, wanted or self._sheet.form.fields[0].key)

    def _explain_total(self, column: int) -> None:
        """What stands behind a figure of the total row."""
        figure = total_figure(self.model, column)
        if figure:
            self._desk.ask_why(figure, self.grid)

    def refresh(self) -> None:
        """Read and show the sheet of the period looked at."""
        desk = self._desk
        forms = forms_to_offer(desk.read, desk.period)
        form = next((form for form in forms if form.key == self._form_key), forms[0] if forms else None)
        self.bar.setVisible(form is not None)
        self.export.setVisible(form is not None)
        if form is None:
            self._show_no_form()
            return
        self._form_key = form.key
        self._sheet = read_sheet(desk.read, form, desk.period_code, "" if desk.can_edit else _VIEWING)
        self._history = History(desk.read, form, desk.period_code)
        self.editing.show_sheet(self._sheet)
        self.set_header(self.header_title, _subtitle(form, self._sheet))
        self.bar.show_forms(forms, form.key)
        self.bar.show_sheet(self._sheet)
        self.card.findings.show_problems(problems_of(self._sheet))
        self._show_rows()

    def _show_no_form(self) -> None:
        self._sheet = self._history = None
        self.editing.show_sheet(None)
        self.model.show_sheet(None, [], None, ())
        period = self._desk.period_code.short_title
        self.set_header(self.header_title, f"Kỳ {period}")
        self.card.show_nothing(
            f"Chưa có biểu mẫu cho kỳ {period}",
            "Chọn kỳ khác, hoặc xem ngày hiệu lực của biểu mẫu trong Cài đặt.",
        )

    def _choose_form(self, key: str) -> None:
        if key != self._form_key:
            self._form_key = key
            self._leave_period()

    def _shown_rows(self) -> list[UnitRow]:
        return self.bar.narrow(list(self._sheet.rows())) if self._sheet else []

    def _show_rows(self) -> None:
        """Show the units under the filter in the columns there is room for."""
        sheet = self._sheet
        if sheet is None:
            return
        wide = self.content_width >= WIDE
        columns = build_columns(self.theme, sheet.form, self.bar.everything.isChecked(), wide)
        rows = self._shown_rows()
        self.model.show_sheet(sheet, columns, self._history, [row.unit.id for row in rows])
        if rows:
            self.card.show_grid(sheet.locked)
            if self.model.is_group(min(self.grid.current.row, self.model.row_total() - 1)):
                self.grid.select_at(Cell(1, self.grid.current.column))
            self._tell(self.grid.current)
        elif any(sheet.rows()):
            self.card.show_nothing("Không có đơn vị nào khớp", "Kiểm tra chính tả hoặc bỏ bớt điều kiện lọc.")
        else:
            self.card.show_nothing("Chưa có đơn vị nào", "Thêm cơ quan, đơn vị trong Cài đặt.")

    def _tell(self, cell: Cell) -> None:
        if self._history is not None and cell.row < self.model.row_total():
            self.card.message.tell(tell(self.model, cell, self._history))

    def _show_findings(self, shown: bool) -> None:
        self.card.findings.setVisible(shown)
        if shown:
            self.card.findings.list.setFocus()
        else:
            self.grid.take_focus()

    def go_to(self, unit_id: int, field: str) -> None:
        """Put the cursor on a unit's field, showing unit and column if they are hidden."""
        if self.model.find(unit_id, field) is None and self._sheet is not None:
            if all(column.key != field for column in self.model.sheet_columns):
                self.bar.everything.setChecked(True)
            if self.model.find(unit_id, field) is None:
                self.bar.clear_filter()
        cell = self.model.find(unit_id, field)
        if cell is not None:
            self.grid.take_focus()
            self.grid.select_at(cell)

    def _open_menu(self, at: QPoint) -> None:
        open_cell_menu(self._desk, self.grid, self.model, self.editing, at)

    def _export(self) -> None:
        if self._sheet is not None and self.grid.commit():
            export_sheet(self, self._desk, self._sheet, frozenset(row.unit.id for row in self._shown_rows()))

    def _to_report(self) -> None:
        """Open the report; with errors go to the first of them instead."""
        if not self.grid.commit() or self._sheet is None:
            return
        errors = [problem for problem in problems_of(self._sheet) if problem.kind == ERROR]
        if errors:
            self.go_to(errors[0].unit_id, errors[0].field)
            left = f" Còn {len(errors) - 1} lỗi nữa." if len(errors) > 1 else ""
            self.card.message.refuse(f"Sửa lỗi này trước khi lập báo cáo. {errors[0].words}{left}")
            return
        self._desk.open_page("bao-cao")


def _subtitle(form: Form, sheet: Sheet) -> str:
    return f"{form.title}, đến {format_date(sheet.period.last_day)}"

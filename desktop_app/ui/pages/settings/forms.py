"""The section "Biểu mẫu": which returns are asked for, from when, by which document; loading one from a file."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.catalogues import read_form_file
from desktop_app.commands.catalogue import LoadForm
from desktop_app.domain.checks import ERROR
from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import RecordError
from desktop_app.domain.forms import Form, FormField
from desktop_app.domain.numbers import format_number
from desktop_app.ui.desk import Desk
from desktop_app.ui.file_choice import ask_open_paths
from desktop_app.ui.pages.settings.list_section import ListSection
from desktop_app.ui.pages.settings.rows import Cell, ListRow
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.labels import text_label


def validity_words(form: Form) -> str:
    """From when to when a form is asked for."""
    since = f"từ {format_date(form.valid_from)}" if form.valid_from else ""
    until = f"đến {format_date(form.valid_to)}" if form.valid_to else ""
    return " ".join(part for part in (since, until) if part) or "không giới hạn"


class FormsSection(ListSection):
    """The list of forms; the pane says where a form comes from, what it asks for and how it is checked."""

    HINT = "Tìm biểu mẫu"
    NOUN = "biểu mẫu"
    EMPTY = ("Chưa có biểu mẫu nào", "Nạp biểu mẫu từ tệp .toml.")

    def __init__(self, desk: Desk) -> None:
        """Build the list."""
        super().__init__(desk, "Danh sách biểu mẫu", ("Biểu mẫu", "Hiệu lực"))
        self.load = secondary(desk.theme, "Nạp biểu mẫu…", "document_add")
        self.load.setToolTip("Nạp biểu mẫu mới, hoặc bản mới của biểu mẫu, từ tệp danh mục .toml")
        self.load.setVisible(desk.can_edit)
        self.load.clicked.connect(self._load)
        line = self.title_line(
            "Biểu mẫu", "dữ liệu có ngày hiệu lực, thêm biểu không cần sửa chương trình", self.load
        )
        self.lay_out(line, {1: 210}, at_least=220)

    def form_of(self, key: Hashable) -> Form:
        """The form of a row."""
        return next(item for item in self.desk.read.forms() if item.key == key)

    def rows(self) -> list[ListRow]:
        """A row a form."""
        return [
            ListRow(
                form.key,
                (Cell(form.title, CellLook(second=form.key), position), Cell(validity_words(form))),
                f"{form.short_title} {form.code} {form.source}",
            )
            for position, form in enumerate(self.desk.read.forms(), start=1)
        ]

    def fill(self, key: Hashable) -> None:
        """Everything the form's catalogue file says."""
        form = self.form_of(key)
        self.detail.set_head(form.code or form.key, None, form.title)
        self.detail.body.addWidget(FormPane(form))

    def refresh_detail(self) -> None:
        """A new version of the form shown."""
        if self.shown_key is not None:
            self.open_row(self.shown_key)

    def _load(self) -> None:
        for path in ask_open_paths(self, "Nạp biểu mẫu", "Danh mục biểu mẫu (*.toml)"):
            try:
                definition = read_form_file(path)
                command = LoadForm(definition)
            except RecordError as error:
                self.desk.failed.emit(str(error))
                return
            if self.desk.do(command, f"Đã nạp biểu mẫu “{definition['title']}”."):
                self.open_row(definition["key"])


class FormPane(QWidget):
    """What a form asks for, in words."""

    def __init__(self, form: Form) -> None:
        """Text only: a form is changed by loading its file again."""
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._part("Hiệu lực", [validity_words(form)])
        self._part("Nguồn", [form.source])
        self._part("Đơn vị tính", [form.unit_of_measure])
        self._part(f"Cột nhập ({len(form.fields)})", [_field_words(field) for field in form.fields])
        ratios = [
            f"{item.label}: {item.numerator_label} chia {item.denominator_label}" for item in form.ratios
        ]
        self._part("Tỷ lệ", ratios)
        rules = [f"{'Lỗi' if rule.severity == ERROR else 'Cảnh báo'}: {rule.message}" for rule in form.rules]
        self._part(f"Quy tắc kiểm tra ({len(form.rules)})", rules)

    def _part(self, title: str, lines: list[str]) -> None:
        shown = [line for line in lines if line]
        if shown:
            self._column.addWidget(text_label(title, "strong"))
            for line in shown:
                self._column.addWidget(text_label(line, "secondary", "text2", wraps=True))


def _field_words(field: FormField) -> str:
    facts = ["bắt buộc"] if field.required else []
    facts.append("tồn tại một thời điểm" if field.stock else "phát sinh trong kỳ")
    if field.minimum:
        facts.append(f"từ {format_number(field.minimum)}")
    return f"{field.header}: {', '.join(facts)}"

"""The pane of one information system: its name, level and validity, editable in place."""

from __future__ import annotations

from desktop_app.commands.layers import DeleteSystem, EditSystem
from desktop_app.domain.dates import format_date
from desktop_app.domain.units import InformationSystem
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.layers.fields import FieldSheet
from desktop_app.ui.pages.layers.model import MatrixRow
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.detail_panel import DetailPanel, Facts
from desktop_app.ui.widgets.labels import text_label

LEVELS: list[tuple[str, object]] = [
    ("Chưa xác định", None),
    *((f"Cấp độ {number}", number) for number in range(1, 6)),
]
_TEXTS = (("operator", "Vận hành"), ("approval", "Phê duyệt"), ("note", "Ghi chú"))


class SystemDetail(DetailPanel):
    """Details of a system; every field commits by itself, deleting can be undone."""

    def __init__(self, desk: Desk) -> None:
        """Empty until a system is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self._system: InformationSystem | None = None
        self.sheet: FieldSheet | None = None
        self.delete = secondary(desk.theme, "Xóa hệ thống", "delete")
        self.delete.setToolTip("Xóa hệ thống cùng các trạng thái đã ghi; hoàn tác được")
        self.delete.clicked.connect(self._delete)
        self.delete.setVisible(desk.can_edit)
        self.action_row.addWidget(self.delete)
        self.action_row.addStretch(1)

    def show_system(self, row: MatrixRow) -> None:
        """Show the system of a row; fields in use stay when it is the one shown already."""
        assert row.system is not None
        same = self._system is not None and self._system.id == row.system.id
        self._system = row.system
        self.set_head("Hệ thống", None, row.system.name, row.unit.unit.name)
        if not same or self.sheet is None:
            self._fill()
        if self.sheet is not None:
            keys = ("name", "level", "valid_from", "valid_to", *(key for key, _ in _TEXTS))
            self.sheet.show_values({key: getattr(row.system, key) for key in keys})

    def _fill(self) -> None:
        self.clear_body()
        if self._desk.can_edit:
            self._add_editors()
        else:
            self._add_texts()
        self.body.addStretch(1)

    def _add_editors(self) -> None:
        sheet = self.sheet = FieldSheet(self._desk.theme, self._commit)
        sheet.add_text("name", "Tên hệ thống")
        sheet.add_choice("level", "Cấp độ an toàn", LEVELS)
        sheet.add_day("valid_from", "Dùng từ ngày")
        sheet.add_day("valid_to", "Ngừng dùng từ", "Từ ngày này hệ thống không còn được tính")
        for key, label in _TEXTS:
            sheet.add_text(key, label)
        self.body.addWidget(sheet)
        hint = "Hệ thống ngừng dùng vẫn được tính cho những ngày trước đó."
        self.body.addWidget(text_label(hint, "caption", "text3", wraps=True))

    def _add_texts(self) -> None:
        assert self._system is not None
        facts, system = Facts(self._desk.theme), self._system
        facts.add("Cấp độ an toàn", next(words for words, level in LEVELS if level == system.level))
        facts.add("Dùng từ ngày", format_date(system.valid_from) or "–")
        facts.add("Ngừng dùng từ", format_date(system.valid_to) or "–")
        for key, label in _TEXTS:
            if getattr(system, key):
                facts.add(label, getattr(system, key))
        self.body.addWidget(facts)

    def _commit(self, key: str, value: object) -> bool:
        assert self._system is not None
        if getattr(self._system, key) == value:
            return True
        return self._desk.do(EditSystem(self._system.id, {key: value}), f"Đã lưu {self._system.name}.")

    def _delete(self) -> None:
        assert self._system is not None
        self._desk.do(DeleteSystem(self._system.id), f"Đã xóa hệ thống {self._system.name}.")

"""The pane of a unit: its fields, what came before and after it, closing and removing it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.units import DeleteUnit, EditUnit, UnlinkSuccessor
from desktop_app.domain.numbers import format_percent
from desktop_app.domain.units import Succession, Unit
from desktop_app.ui.deleting import ask_to_delete_one
from desktop_app.ui.desk import Desk
from desktop_app.ui.field_history import offer_histories
from desktop_app.ui.record_fields import Fields
from desktop_app.ui.unit_box import by_name
from desktop_app.ui.widgets.buttons import ghost, icon_button, secondary
from desktop_app.ui.widgets.detail_panel import clear_layout
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label


class UnitPane(QWidget):
    """Fields commit by themselves. `succession_asked(id)` opens the form, `unit_asked(id)` shows another unit."""

    succession_asked = Signal(int)
    unit_asked = Signal(int)

    def __init__(self, desk: Desk, unit_id: int) -> None:
        """For one unit."""
        super().__init__()
        self.desk, self.unit_id = desk, unit_id
        theme = desk.theme
        self.form = Fields(desk, "Đã lưu đơn vị.")
        self.fields: dict[str, FormField] = {}
        self._add_fields()
        self._links = QVBoxLayout()
        self._links.setSpacing(theme.s(8))
        self.succeed = secondary(theme, "Sáp nhập, chia tách…", "arrow_swap")
        self.succeed.clicked.connect(lambda: self.succession_asked.emit(self.unit_id))
        self.remove = ghost(theme, "Xóa đơn vị", "delete")
        self.remove.clicked.connect(self._remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addWidget(self.form)
        column.addLayout(self._links)
        buttons = QHBoxLayout()
        buttons.addWidget(self.succeed)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        column.addLayout(buttons)
        for button in (self.succeed, self.remove):
            button.setVisible(desk.can_edit)
        self.refresh()

    @property
    def unit(self) -> Unit:
        """The unit as the record has it now."""
        return self.desk.read.unit(self.unit_id)

    def _edit(self, key: str, value: object) -> EditUnit:
        return EditUnit(self.unit_id, {key: value})

    def _add_fields(self) -> None:
        form, fields, edit = self.form, self.fields, self._edit
        read = self.desk.read
        fields["name"] = form.line("Tên đơn vị", lambda: self.unit.name, partial(edit, "name"), required=True)
        form.beside()
        fields["short_name"] = form.line(
            "Tên ngắn", lambda: self.unit.short_name, partial(edit, "short_name")
        )
        fields["code"] = form.line("Mã định danh", lambda: self.unit.code or "", partial(edit, "code"))
        kinds = [(kind.name, kind.key) for kind in read.unit_kinds()]
        fields["kind"] = form.choice("Loại", kinds, lambda: self.unit.kind, partial(edit, "kind"))
        parents = [(unit.name, unit.id) for unit in by_name(read.units()) if unit.id != self.unit_id]
        fields["parent_id"] = form.choice(
            "Trực thuộc", [("Không", None), *parents], lambda: self.unit.parent_id, partial(edit, "parent_id")
        )
        form.beside()
        fields["valid_from"] = form.day(
            "Hiệu lực từ ngày", lambda: self.unit.valid_from, partial(edit, "valid_from")
        )
        fields["valid_to"] = form.day(
            "Hết hiệu lực từ ngày", lambda: self.unit.valid_to, partial(edit, "valid_to")
        )
        form.column.addWidget(
            text_label(
                "Đóng đơn vị bằng ngày đầu tiên không còn hoạt động; số liệu cũ giữ nguyên.",
                "caption",
                wraps=True,
            )
        )
        fields["aliases"] = form.text(
            "Tên khác",
            lambda: "\n".join(self.unit.aliases),
            lambda text: EditUnit(self.unit_id, aliases=tuple(text.split("\n"))),
            "Mỗi dòng một tên, dùng để nhận ra đơn vị khi tìm và khi nhập từ Excel",
        )
        fields["note"] = form.text("Ghi chú", lambda: self.unit.note, partial(edit, "note"))
        columns = {key: field for key, field in fields.items() if key != "aliases"}
        offer_histories(self.desk, columns, "unit", (self.unit_id,), self.unit.short_name)

    def refresh(self) -> None:
        """Show the unit as it is now."""
        self.form.refresh()
        clear_layout(self._links)
        found = self.desk.read.successions()
        after = [item for item in found if item.predecessor_id == self.unit_id]
        before = [item for item in found if item.successor_id == self.unit_id]
        self._show_links("Được kế thừa bởi", [(item, item.successor_id) for item in after])
        self._show_links("Kế thừa từ", [(item, item.predecessor_id) for item in before])

    def _show_links(self, title: str, links: list[tuple[Succession, int]]) -> None:
        if links:
            self._links.addWidget(text_label(title, "field-label"))
        for link, other in links:
            self._links.addWidget(self._link(link, other))

    def _link(self, link: Succession, other: int) -> QFrame:
        theme = self.desk.theme
        box = QFrame()
        box.setProperty("frame", "box")
        name = ghost(theme, self.desk.read.unit(other).short_name)
        name.setToolTip(f"Mở {self.desk.read.unit(other).name}")
        name.clicked.connect(lambda: self.unit_asked.emit(other))
        words = [format_percent(link.share * 100) if link.share else "", link.document]
        row = QHBoxLayout(box)
        row.setContentsMargins(theme.s(6), theme.s(4), theme.s(4), theme.s(4))
        row.addWidget(name)
        row.addWidget(text_label(" · ".join(part for part in words if part), "caption", wraps=True), 1)
        if self.desk.can_edit:
            drop = icon_button(theme, "dismiss", f"Bỏ kế thừa {self.desk.read.unit(other).short_name}")
            drop.clicked.connect(lambda: self._unlink(link))
            row.addWidget(drop)
        return box

    def _unlink(self, link: Succession) -> None:
        self.desk.do(UnlinkSuccessor(link.predecessor_id, link.successor_id), "Đã bỏ kế thừa.")

    def _remove(self) -> None:
        self.deleting = ask_to_delete_one(
            self.desk, self, self.unit.short_name, lambda reason: DeleteUnit(self.unit_id, reason)
        )

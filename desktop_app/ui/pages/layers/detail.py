"""The pane of one cell: what is recorded of a layer for a unit or a system, editable in place, and its history."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop_app.commands.layers import EditLayerStatus, SetLayer
from desktop_app.domain.dates import days_between, format_date
from desktop_app.domain.layers import Layer, LayerReading, LayerResult, LayerStatus
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.layers.model import EXPIRING_DAYS, MatrixRow
from desktop_app.ui.pages.layers.renewal import RenewalForm
from desktop_app.ui.widgets.buttons import Button, primary, secondary
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.status import StatusLook

_TONES = {
    LayerResult.YES: ("checkmark_circle-filled", "success"),
    LayerResult.PARTIAL: ("circle_half_fill", "progress"),
    LayerResult.NO: ("dismiss_circle", "neutral"),
    LayerResult.UNKNOWN: ("question_circle", "neutral"),
    LayerResult.NOT_APPLICABLE: ("subtract_circle", "neutral"),
}
_TEXTS = (
    ("provider", "Đơn vị thực hiện", "Đơn vị giám sát, đánh giá hoặc kết nối"),
    ("document", "Văn bản, hợp đồng", ""),
    ("reason", "Lý do", "Bắt buộc khi chọn “Không áp dụng”"),
    ("note", "Ghi chú", ""),
)


def pill(reading: LayerReading, day: date) -> StatusLook:
    """The reading as a pill: "Hết hạn 31 ngày", "Có, còn 20 ngày"."""
    if reading.lapsed_on and reading.result is LayerResult.YES:
        return StatusLook(f"Hết hạn {days_between(reading.lapsed_on, day)} ngày", "warning-filled", "danger")
    icon, tone = _TONES[reading.result]
    end = reading.status.valid_to if reading.status else None
    if reading.expires_within(day, EXPIRING_DAYS) and end:
        return StatusLook(f"Có, còn {days_between(day, end)} ngày", "calendar_clock", "warning")
    return StatusLook(reading.result.label, icon, tone)


class LayerDetail(DetailPanel):
    """Details of the matrix's cell; every field commits by itself."""

    def __init__(self, desk: Desk) -> None:
        """Empty until a cell is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self._row: MatrixRow | None = None
        self._layer: Layer | None = None
        self._renew: Button = primary(desk.theme, "Gia hạn…", "calendar_clock")
        self._remind: Button = secondary(desk.theme, "Đôn đốc", "mail")
        self._remind.setToolTip("Chép lời đôn đốc vào bộ nhớ tạm")
        for button in (self._renew, self._remind):
            self.action_row.addWidget(button)
        self.action_row.addStretch(1)
        self._renew.clicked.connect(self._open_renewal)
        self._remind.clicked.connect(self._copy_reminder)
        self._renew.setVisible(desk.can_edit)
        self.editors: dict[str, QWidget] = {}

    def show_cell(self, row: MatrixRow, layer: Layer) -> None:
        """Show a layer of a unit or system."""
        self._row, self._layer = row, layer
        reading = row.reading(layer.key)
        name = f"{row.unit.unit.name} · {row.system.name}" if row.system else row.unit.unit.name
        self.set_head(f"Lớp {layer.number}", pill(reading, self._desk.as_of), layer.name, name)
        self.clear_body()
        self._fill(reading)

    def _fill(self, reading: LayerReading) -> None:
        self.editors = {}
        status = reading.status if self._own(reading.status) else None
        if self._inherited(reading):
            self.body.addWidget(self._inheritance(reading))
        if self._desk.can_edit:
            self._add_editors(status)
        else:
            self._add_texts(status)
        if self._layer and self._layer.criterion:
            self.body.addWidget(text_label("Khi nào tính là đạt", "strong"))
            self.body.addWidget(text_label(self._layer.criterion, "secondary", "text2", wraps=True))
        self._add_history()
        self.body.addStretch(1)

    def _own(self, status: LayerStatus | None) -> bool:
        assert self._row is not None
        system = self._row.system.id if self._row.system else None
        return status is not None and status.system_id == system

    def _inherited(self, reading: LayerReading) -> bool:
        return reading.status is not None and not self._own(reading.status)

    def _inheritance(self, reading: LayerReading) -> QWidget:
        assert self._row is not None
        if self._row.system is not None:
            words = "Lấy theo trạng thái chung của đơn vị. Ghi ở đây để hệ thống này có trạng thái riêng."
        else:
            words = "Tính từ các hệ thống của đơn vị. Bấm + ở tên đơn vị để xem từng hệ thống."
        return text_label(words, "caption", wraps=True)

    def _add_editors(self, status: LayerStatus | None) -> None:
        theme = self._desk.theme
        result = ComboBox(theme, "Trạng thái")
        result.add_choices([(item.label, item) for item in LayerResult])
        result.choose(status.result if status else LayerResult.UNKNOWN)
        result.activated.connect(lambda _: self._commit("result", result.currentData()))
        start = DateField(theme, "Hiệu lực từ ngày", status.valid_from if status else self._desk.as_of)
        end = DateField(theme, "Hết hiệu lực từ ngày", status.valid_to if status else None)
        start.changed.connect(lambda day: self._commit("valid_from", day))
        end.changed.connect(lambda day: self._commit("valid_to", day))
        self._add_field("result", "Trạng thái", result)
        self._add_field("valid_from", "Hiệu lực từ ngày", start)
        self._add_field("valid_to", "Hết hiệu lực từ ngày", end, "Từ ngày này lớp không còn được tính là đạt")
        for key, label, help_text in _TEXTS:
            editor = QLineEdit(getattr(status, key) if status else "")
            editor.editingFinished.connect(lambda key=key, editor=editor: self._commit(key, editor.text()))
            self._add_field(key, label, editor, help_text)

    def _add_field(self, key: str, label: str, editor: QWidget, help_text: str = "") -> None:
        self.editors[key] = editor
        self.body.addWidget(FormField(self._desk.theme, label, editor, help_text))

    def _add_texts(self, status: LayerStatus | None) -> None:
        if status is None:
            self.body.addWidget(text_label("Chưa ghi nhận.", "secondary", "text3"))
            return
        shown = [(label, getattr(status, key)) for key, label, _ in _TEXTS]
        shown.insert(0, ("Hết hiệu lực từ", format_date(status.valid_to)))
        shown.insert(0, ("Hiệu lực từ", format_date(status.valid_from)))
        for label, value in shown:
            if value:
                self.body.addWidget(text_label(f"{label}: {value}", "secondary", wraps=True))

    def _commit(self, key: str, value: Any) -> None:
        assert self._row is not None and self._layer is not None
        reading = self._row.reading(self._layer.key)
        status = reading.status if self._own(reading.status) else None
        if status is None:
            if value in (None, "", LayerResult.UNKNOWN):
                return
            self._record_first(key, value)
            return
        if getattr(status, key) == value:
            return
        if key == "result" and value is LayerResult.NOT_APPLICABLE and not status.reason:
            self._ask_reason()
            return
        self._desk.do(EditLayerStatus(status.id, {key: value.value if key == "result" else value}), "Đã lưu.")

    def _record_first(self, key: str, value: Any) -> None:
        assert self._row is not None and self._layer is not None
        values: dict[str, Any] = {"result": LayerResult.UNKNOWN, "valid_from": self._desk.as_of, key: value}
        if values["result"] is LayerResult.NOT_APPLICABLE:
            self._ask_reason()
            return
        system = self._row.system.id if self._row.system else None
        command = SetLayer(self._row.unit.unit.id, self._layer.key, system_id=system, **values)
        self._desk.do(command, f"Đã ghi lớp {self._layer.number}.")

    def _ask_reason(self) -> None:
        self._open_form(LayerResult.NOT_APPLICABLE)

    def _open_renewal(self) -> None:
        self._open_form(LayerResult.YES)

    def _open_form(self, result: LayerResult) -> None:
        assert self._row is not None and self._layer is not None
        self.clear_body()
        form = RenewalForm(self._desk, self._row, self._layer, result)
        form.finished.connect(self._reshow)
        self.body.addWidget(form)
        self.body.addStretch(1)
        form.focus_first()

    def _reshow(self) -> None:
        if self._row and self._layer:
            self.show_cell(self._row, self._layer)

    def _add_history(self) -> None:
        assert self._row is not None and self._layer is not None
        system = self._row.system.id if self._row.system else None
        rows = [
            item
            for item in self._desk.read.layer_statuses()
            if item.unit_id == self._row.unit.unit.id
            and item.layer == self._layer.key
            and item.system_id == system
        ]
        self.body.addWidget(text_label(f"Lịch sử  {len(rows)}", "strong"))
        for item in sorted(rows, key=lambda item: (item.valid_from or date.min, item.id), reverse=True):
            block = QWidget()
            column = QVBoxLayout(block)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            until = f" – {format_date(item.valid_to)}" if item.valid_to else ""
            column.addWidget(
                text_label(f"{format_date(item.valid_from)}{until} · {item.result.label}", "caption", "text2")
            )
            words = "; ".join(part for part in (item.provider, item.document, item.reason, item.note) if part)
            if words:
                column.addWidget(text_label(words, "secondary", wraps=True))
            self.body.addWidget(block)

    def _copy_reminder(self) -> None:
        from PySide6.QtGui import QGuiApplication

        assert self._row is not None and self._layer is not None
        reading = self._row.reading(self._layer.key)
        state = (
            f"đã hết hiệu lực từ {format_date(reading.lapsed_on)}"
            if reading.lapsed_on
            else reading.label.lower()
        )
        whose = f" của {self._row.system.name}" if self._row.system else ""
        QGuiApplication.clipboard().setText(
            f"Kính gửi {self._row.unit.unit.name}: đến {format_date(self._desk.as_of)}, lớp {self._layer.number} "
            f"({self._layer.name.lower()}){whose} {state}. Đề nghị đơn vị rà soát, triển khai và gửi minh chứng."
        )
        self._desk.said.emit("Đã chép lời đôn đốc, dán vào thư hoặc công văn.", False)

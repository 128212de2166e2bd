"""The pane of one cell: what is recorded of a layer for a unit or a system, editable in place, and its history."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.commands.layers import EditLayerStatus, SetLayer
from desktop_app.domain.dates import days_between, format_date
from desktop_app.domain.layers import Layer, LayerReading, LayerResult, LayerStatus
from desktop_app.field_history import Subject
from desktop_app.ui.desk import Desk
from desktop_app.ui.evidence_list import EvidenceList
from desktop_app.ui.field_history import offer_history
from desktop_app.ui.kept_file import open_received
from desktop_app.ui.pages.layers.fields import FieldSheet
from desktop_app.ui.pages.layers.model import EXPIRING_DAYS, MatrixRow
from desktop_app.ui.pages.layers.renewal import RenewalForm
from desktop_app.ui.pages.layers.subject import by_system, own_status, recorded_systems, subject_system
from desktop_app.ui.widgets.buttons import ghost, primary, secondary
from desktop_app.ui.widgets.detail_panel import DetailPanel, Facts, clear_layout
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
    ("provider", "Thực hiện", "Đơn vị giám sát, đánh giá hoặc kết nối"),
    ("document", "Văn bản", "Hợp đồng, quyết định, biên bản"),
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
    """Details of the matrix's cell; every field commits by itself.

    `system_asked(id)` for the cell of one of the unit's systems.
    """

    system_asked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty until a cell is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self._row: MatrixRow | None = None
        self._layer: Layer | None = None
        self._shown: tuple[object, ...] = ()
        self.form: RenewalForm | None = None
        self.sheet: FieldSheet | None = None
        self.evidence: EvidenceList | None = None
        self._history = QVBoxLayout()
        self.renew = primary(desk.theme, "Gia hạn…", "calendar_clock")
        self.remind = secondary(desk.theme, "Đôn đốc", "mail")
        self.remind.setToolTip("Chép lời đôn đốc vào bộ nhớ tạm")
        for button in (self.renew, self.remind):
            self.action_row.addWidget(button)
        self.action_row.addStretch(1)
        self.renew.clicked.connect(lambda: self._open_form(LayerResult.YES))
        self.remind.clicked.connect(self._copy_reminder)

    def show_cell(self, row: MatrixRow, layer: Layer) -> None:
        """Show a layer of a unit or system; fields in use stay when it is the one shown already."""
        place = (row.unit.unit.id, row.system.id if row.system else None, layer.key)
        same_place = place == self._shown[:3]
        if same_place and self.form is not None and self.form.dirty:
            return
        self._row, self._layer = row, layer
        reading = row.reading(layer.key)
        name = f"{row.unit.unit.name} · {row.system.name}" if row.system else row.unit.unit.name
        self.set_head(f"Lớp {layer.number}", pill(reading, self._desk.as_of), layer.name, name)
        self.renew.setVisible(self._desk.can_edit and not by_system(row, layer.key))
        self.renew.setText("Gia hạn…" if reading.result is LayerResult.YES else "Ghi hiệu lực…")
        status = own_status(row, layer.key)
        shown = (*place, status.id if status else None, by_system(row, layer.key))
        if shown == self._shown and self.form is None and self.sheet is not None:
            self._show_values()
            return
        key = self.sheet.focused_key if self.sheet is not None and same_place else ""
        self._shown = shown
        self._fill()
        if self.sheet is not None and key:
            self.sheet.focus(key)

    def _fill(self) -> None:
        assert self._row is not None and self._layer is not None
        self.clear_body()
        self.form = self.sheet = self.evidence = None
        if by_system(self._row, self._layer.key):
            self._add_systems()
        else:
            self._add_own()
        if self._layer.criterion:
            self.body.addWidget(text_label("Khi nào tính là đạt", "strong"))
            self.body.addWidget(text_label(self._layer.criterion, "secondary", "text2", wraps=True))
        self._history = QVBoxLayout()
        self._history.setSpacing(self._desk.theme.s(6))
        self.body.addLayout(self._history)
        self.body.addStretch(1)
        self._show_values()

    def _add_systems(self) -> None:
        """The systems the unit's cell comes from, each leading to its own cell."""
        assert self._row is not None and self._layer is not None
        words = "Tính từ các hệ thống của đơn vị. Chọn hệ thống để xem và sửa."
        self.body.addWidget(text_label(words, "caption", wraps=True))
        for system, reading in recorded_systems(self._row, self._layer.key):
            button = ghost(self._desk.theme, f"{system.name}: {pill(reading, self._desk.as_of).word}")
            button.clicked.connect(lambda _on=False, key=system.id: self.system_asked.emit(key))
            line = QHBoxLayout()
            line.addWidget(button)
            line.addStretch(1)
            self.body.addLayout(line)

    def _add_own(self) -> None:
        assert self._row is not None and self._layer is not None
        status = own_status(self._row, self._layer.key)
        if self._row.reading(self._layer.key).status is not None and status is None:
            words = "Lấy theo trạng thái chung của đơn vị. Ghi ở đây để hệ thống này có trạng thái riêng."
            self.body.addWidget(text_label(words, "caption", wraps=True))
        if self._desk.can_edit:
            self.sheet = self._make_sheet()
            self.body.addWidget(self.sheet)
        else:
            self._add_texts(status)
        if status is not None:
            self.evidence = EvidenceList(self._desk, "layer_status")
            self.body.addWidget(self.evidence)
        elif self._desk.can_edit:
            hint = "Ghi trạng thái trước, rồi đính kèm minh chứng ở đây."
            self.body.addWidget(text_label(hint, "caption", "text3", wraps=True))

    def _make_sheet(self) -> FieldSheet:
        sheet = FieldSheet(self._desk.theme, self._commit)
        sheet.add_choice("result", "Trạng thái", [(item.label, item) for item in LayerResult])
        sheet.add_day("valid_from", "Hiệu lực từ")
        sheet.add_day("valid_to", "Hết hiệu lực", "Từ ngày này lớp không còn được tính là đạt")
        for key, label, hint in _TEXTS:
            sheet.add_text(key, label, hint)
        for key, editor in sheet.editors.items():
            offer_history(self._desk, editor, partial(self._subject, key, editor))
        return sheet

    def _subject(self, key: str, editor: QWidget) -> Subject:
        """The field of the status shown; of none yet, one without history."""
        assert self._row is not None and self._layer is not None
        status = own_status(self._row, self._layer.key)
        title = (
            f"{self._row.unit.unit.short_name} › lớp {self._layer.number} › {editor.accessibleName().lower()}"
        )
        return Subject("layer_status", (status.id if status else 0,), key, title)

    def _add_texts(self, status: LayerStatus | None) -> None:
        if status is None:
            self.body.addWidget(text_label("Chưa ghi nhận.", "secondary", "text3"))
            return
        facts = Facts(self._desk.theme)
        facts.add("Trạng thái", status.result.label)
        facts.add("Hiệu lực từ", format_date(status.valid_from) or "–")
        facts.add("Hết hiệu lực", format_date(status.valid_to) or "–")
        for key, label, _ in _TEXTS:
            if getattr(status, key):
                facts.add(label, getattr(status, key))
        self.body.addWidget(facts)

    def _show_values(self) -> None:
        assert self._row is not None and self._layer is not None
        status = own_status(self._row, self._layer.key)
        if self.sheet is not None:
            values: dict[str, Any] = {"result": LayerResult.UNKNOWN, "valid_from": self._desk.as_of}
            if status is not None:
                keys = ("result", "valid_from", "valid_to", *(key for key, _, _ in _TEXTS))
                values = {key: getattr(status, key) for key in keys}
            self.sheet.show_values(values)
            lapsed = self._row.reading(self._layer.key).lapsed_on is not None
            self._mark_lapsed(self.sheet, lapsed)
        if self.evidence is not None and status is not None:
            self.evidence.show_files(status.id)
        self._show_history()

    @staticmethod
    def _mark_lapsed(sheet: FieldSheet, lapsed: bool) -> None:
        """Call "có" what it has become once its validity is over."""
        box = sheet.editors["result"]
        words = "Có, đã hết hạn" if lapsed else LayerResult.YES.label
        box.setItemText(box.findData(LayerResult.YES), words)  # type: ignore[union-attr]

    def _commit(self, key: str, value: Any) -> bool:
        assert self._row is not None and self._layer is not None
        status = own_status(self._row, self._layer.key)
        if key == "result" and value is LayerResult.NOT_APPLICABLE and not (status and status.reason):
            self._open_form(LayerResult.NOT_APPLICABLE)
            return True
        if status is None:
            return value in (None, "", LayerResult.UNKNOWN) or self._record_first(key, value)
        if getattr(status, key) == value:
            return True
        said = f"Đã lưu lớp {self._layer.number} của {self._row.unit.unit.short_name}."
        return self._desk.do(EditLayerStatus(status.id, {key: value}), said)

    def _record_first(self, key: str, value: Any) -> bool:
        assert self._row is not None and self._layer is not None
        values: dict[str, Any] = {"result": LayerResult.UNKNOWN, "valid_from": self._desk.as_of, key: value}
        unit, system = self._row.unit.unit, subject_system(self._row, self._layer.key)
        said = f"Đã ghi lớp {self._layer.number} của {unit.short_name}."
        return self._desk.do(SetLayer(unit.id, self._layer.key, system_id=system, **values), said)

    def _open_form(self, result: LayerResult) -> None:
        assert self._row is not None and self._layer is not None
        self.clear_body()
        self.sheet = self.evidence = None
        self.form = RenewalForm(self._desk, self._row, self._layer, result)
        self.form.finished.connect(self._close_form)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.form.begin()

    def _close_form(self) -> None:
        self.form = None
        self._fill()
        self.renew.setFocus()

    def _show_history(self) -> None:
        assert self._row is not None and self._layer is not None
        clear_layout(self._history)
        system = subject_system(self._row, self._layer.key)
        rows = [
            item
            for item in self._desk.read.layer_statuses()
            if (item.unit_id, item.layer, item.system_id) == (self._row.unit.unit.id, self._layer.key, system)
        ]
        self._history.addWidget(text_label(f"Lịch sử  {len(rows)}", "strong"))
        for item in sorted(rows, key=lambda item: (item.valid_from or date.min, item.id), reverse=True):
            until = f" – {format_date(item.valid_to)}" if item.valid_to else ""
            words = f"{format_date(item.valid_from)}{until} · {item.result.label}"
            self._history.addWidget(text_label(words, "caption", "text2", wraps=True))
            more = "; ".join(part for part in (item.provider, item.document, item.reason, item.note) if part)
            if more:
                self._history.addWidget(text_label(more, "secondary", wraps=True))
            if item.received_id is not None:
                original = ghost(self._desk.theme, "Mở tệp gốc", "open")
                original.clicked.connect(lambda _on=False, at=item.received_id: open_received(self._desk, at))
                self._history.addWidget(original, 0, Qt.AlignmentFlag.AlignLeft)

    def _copy_reminder(self) -> None:
        assert self._row is not None and self._layer is not None
        QGuiApplication.clipboard().setText(reminder(self._row, self._layer, self._desk.as_of))
        self._desk.said.emit("Đã chép lời đôn đốc, dán vào thư hoặc công văn.", False)


def reminder(row: MatrixRow, layer: Layer, day: date) -> str:
    """Words to paste into a letter to the unit."""
    reading = row.reading(layer.key)
    state = f"đang ở trạng thái “{reading.result.label.lower()}”"
    if reading.lapsed_on:
        state = f"đã hết hiệu lực từ {format_date(reading.lapsed_on)}"
    whose = f" của {row.system.name}" if row.system else ""
    return (
        f"Kính gửi {row.unit.unit.name}: đến {format_date(day)}, lớp {layer.number} "
        f"({layer.name.lower()}){whose} {state}. Đề nghị đơn vị rà soát, triển khai và gửi minh chứng."
    )

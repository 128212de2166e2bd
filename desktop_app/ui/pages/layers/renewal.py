"""The form that records a new validity of a layer (renewed contract, new assessment) or why it does not apply."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop_app.commands.layers import SetLayer
from desktop_app.domain.errors import RecordError
from desktop_app.domain.layers import Layer, LayerResult
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.layers.model import MatrixRow
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.date_field import DateField
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label


class RenewalForm(QWidget):
    """Commits one new status; `finished` when it was written or given up. Nothing typed is lost on a refusal."""

    finished = Signal()

    def __init__(self, desk: Desk, row: MatrixRow, layer: Layer, result: LayerResult) -> None:
        """`result` is what is being recorded: có, or không áp dụng."""
        super().__init__()
        self._desk, self._row, self._layer, self._result = desk, row, layer, result
        theme = desk.theme
        before = row.reading(layer.key).status
        self.start = DateField(theme, "Hiệu lực từ ngày", desk.as_of)
        self.end = DateField(theme, "Hết hiệu lực từ ngày", None)
        self.provider = QLineEdit(before.provider if before else "")
        self.document = QLineEdit()
        self.reason = QLineEdit()
        renewing = result is LayerResult.YES
        fields = [FormField(theme, "Hiệu lực từ ngày", self.start, required=True)]
        if renewing:
            fields += [
                FormField(theme, "Hết hiệu lực từ ngày", self.end, "Để trống khi không có thời hạn"),
                FormField(theme, "Đơn vị thực hiện", self.provider),
                FormField(theme, "Văn bản, hợp đồng", self.document),
            ]
        self._error = (
            FormField(theme, "Lý do không áp dụng", self.reason, required=True) if not renewing else None
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(8))
        column.addWidget(text_label("Ghi hiệu lực mới" if renewing else "Không áp dụng", "card-title"))
        for item in (*fields, *([self._error] if self._error else [])):
            column.addWidget(item)
        self.refusal = text_label("", "secondary", "danger", wraps=True)
        self.refusal.hide()
        column.addWidget(self.refusal)
        self.save = primary(theme, "Ghi")
        leave = secondary(theme, "Bỏ qua")
        line = QHBoxLayout()
        line.addWidget(self.save)
        line.addWidget(leave)
        line.addStretch(1)
        column.addLayout(line)
        self.save.clicked.connect(self._write)
        leave.clicked.connect(self.finished)

    def focus_first(self) -> None:
        """Put the cursor where typing starts."""
        (self.start if self._result is LayerResult.YES else self.reason).setFocus()

    def _write(self) -> None:
        try:
            command = SetLayer(
                unit_id=self._row.unit.unit.id,
                layer=self._layer.key,
                result=self._result,
                valid_from=self.start.value,
                valid_to=self.end.value,
                system_id=self._row.system.id if self._row.system else None,
                provider=self.provider.text(),
                document=self.document.text(),
                reason=self.reason.text(),
            )
        except RecordError as error:
            self.refusal.setText(str(error))
            self.refusal.show()
            return
        if self._desk.do(command, f"Đã ghi lớp {self._layer.number} của {self._row.unit.unit.short_name}."):
            self.finished.emit()

"""The form that records a new validity of a layer (renewed contract, new assessment) or why it does not apply."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from desktop_app.commands.layers import SetLayer
from desktop_app.domain.layers import Layer, LayerResult
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.layers.model import MatrixRow
from desktop_app.ui.pages.layers.subject import subject_system
from desktop_app.ui.pane_form import FieldRefused, PaneForm
from desktop_app.ui.widgets.date_field import DateField


class RenewalForm(PaneForm):
    """Commits one new status. Nothing typed is lost on a refusal."""

    def __init__(self, desk: Desk, row: MatrixRow, layer: Layer, result: LayerResult) -> None:
        """`result` is what is being recorded: có, or không áp dụng."""
        renewing = result is LayerResult.YES
        super().__init__(desk, "Ghi hiệu lực mới" if renewing else "Không áp dụng")
        self._row, self._layer, self._result = row, layer, result
        theme = desk.theme
        before = row.reading(layer.key).status
        self.start = DateField(theme, "Hiệu lực từ ngày", desk.as_of)
        self.end = DateField(theme, "Hết hiệu lực từ ngày")
        self.provider = QLineEdit(before.provider if before else "")
        self.document = QLineEdit()
        self.reason = QLineEdit()
        if not renewing:
            self.add("Lý do không áp dụng", self.reason, required=True)
        self.add("Hiệu lực từ ngày", self.start, required=True)
        self.add("Hết hiệu lực từ ngày", self.end, "Để trống khi không có thời hạn")
        if renewing:
            self.add("Đơn vị thực hiện", self.provider)
            self.add("Văn bản, hợp đồng", self.document)
        self.close_form()

    def run(self) -> str:
        """Write the status; raises RecordError for what it cannot be."""
        if self.start.value is None:
            raise FieldRefused(self.start, "Cần có ngày bắt đầu hiệu lực. Nhập theo mẫu 31/12/2026.")
        if self._result is LayerResult.NOT_APPLICABLE and not self.reason.text().strip():
            raise FieldRefused(self.reason, "“Không áp dụng” cần có lý do. Nhập lý do rồi ghi lại.")
        unit = self._row.unit.unit
        self.desk.session.do(
            SetLayer(
                unit_id=unit.id,
                layer=self._layer.key,
                result=self._result,
                valid_from=self.start.value,
                valid_to=self.end.value,
                system_id=subject_system(self._row, self._layer.key),
                provider=self.provider.text(),
                document=self.document.text(),
                reason=self.reason.text(),
            )
        )
        return f"Đã ghi lớp {self._layer.number} của {unit.short_name}."

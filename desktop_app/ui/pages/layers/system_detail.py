"""The pane of one information system beside the matrix, or of a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.layers.model import MatrixRow
from desktop_app.ui.system_pane import NewSystemForm, SystemPane
from desktop_app.ui.widgets.detail_panel import DetailPanel


class SystemDetail(DetailPanel):
    """A system's fields commit by themselves; `added(id)` when a new one was written."""

    added = Signal(int)

    def __init__(self, desk: Desk) -> None:
        """Empty until a system is chosen."""
        super().__init__(desk.theme)
        self._desk = desk
        self.pane: SystemPane | None = None
        self.form: NewSystemForm | None = None

    def show_system(self, row: MatrixRow) -> None:
        """Show the system of a row; fields in use stay when it is the one shown already."""
        assert row.system is not None
        self.set_head("Hệ thống", None, row.system.name, row.unit.unit.name)
        if self.pane is not None and self.pane.system_id == row.system.id:
            self.pane.form.refresh()
            return
        self.clear_body()
        self.form = None
        self.pane = SystemPane(self._desk, row.system.id)
        self.body.addWidget(self.pane)
        self.body.addStretch(1)

    def ask_new(self) -> None:
        """Show the form of a new system."""
        self.set_head("Hệ thống", None, "")
        self.clear_body()
        self.pane = None
        self.form = NewSystemForm(self._desk)
        self.form.added.connect(self.added)
        self.form.finished.connect(self._end_form)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.form.begin()

    def _end_form(self) -> None:
        self.form = None
        self.closed.emit()

"""The file written last, with the ways to open it; stays after the toast has gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.ui.pages.reports.output import ReportOutput
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import small
from desktop_app.ui.widgets.labels import ElidedLabel, hairline, text_label


class WrittenFile(QWidget):
    """Hidden until a file was written."""

    def __init__(self, theme: Theme, output: ReportOutput) -> None:
        super().__init__()
        self._target: Path | None = None
        self._output = output
        self.name = ElidedLabel("", "secondary", "text")
        self.folder = ElidedLabel("", "caption", "text3")
        self.open_file = small(theme, "Mở tệp", "open")
        self.open_folder = small(theme, "Mở thư mục", "folder_open")
        self.open_file.clicked.connect(lambda: self._open(output.open_file))
        self.open_folder.clicked.connect(lambda: self._open(output.open_folder))
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.s(8))
        buttons.addWidget(self.open_file)
        buttons.addWidget(self.open_folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(4))
        column.addWidget(hairline(theme))
        column.addWidget(text_label("Tệp vừa xuất", "strong"))
        column.addWidget(self.name)
        column.addWidget(self.folder)
        column.addLayout(buttons)
        self.hide()

    def show_file(self, target: Path) -> None:
        """Show a file just written."""
        self._target = target
        self.name.set_full_text(target.name)
        self.folder.set_full_text(str(target.parent))
        self.show()

    def _open(self, opener: Callable[[Path], None]) -> None:
        if self._target is not None:
            opener(self._target)

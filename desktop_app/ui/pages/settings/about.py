"""The section "Giới thiệu": version and licence of the program, and where record and data lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel

from desktop_app import __version__
from desktop_app.domain.numbers import format_number, format_size
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.section import CardSection
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.labels import hairline, text_label

if TYPE_CHECKING:
    from desktop_app.app import Program

_LICENCE = (
    "Tiến Độ là phần mềm mã nguồn mở theo giấy phép Apache-2.0. Giao diện dùng Qt (PySide6) theo giấy phép LGPL-3.0: "
    "thư viện Qt nằm riêng trong thư mục chương trình và được phép thay bằng bản khác."
)


class AboutSection(CardSection):
    """Facts a support call asks for; the folder opens with one click."""

    def __init__(self, desk: Desk, program: Program | None) -> None:
        """The facts of the record come with `refresh`."""
        super().__init__(desk, "Giới thiệu", "Tiến Độ, sổ theo dõi của Ban Chỉ đạo")
        self._program = program
        self.facts: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.s(16))
        grid.setVerticalSpacing(self.theme.s(8))
        grid.setColumnStretch(1, 1)
        for row, title in enumerate(("Phiên bản", "Sổ đang mở", "Dung lượng", "Nhật ký", "Thư mục dữ liệu")):
            fact = self.facts[title] = text_label("", "body", wraps=True)
            grid.addWidget(text_label(title, "secondary", "text2"), row, 0)
            grid.addWidget(fact, row, 1)
        self.body.addLayout(grid)
        self.folder = secondary(self.theme, "Mở thư mục của sổ", "folder_open")
        self.folder.clicked.connect(self._open_folder)
        line = QHBoxLayout()
        line.addWidget(self.folder)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(hairline(self.theme))
        self.body.addWidget(text_label(_LICENCE, "secondary", "text2", wraps=True))
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Show the facts as they are now."""
        record = self.desk.session.record
        entry, chain = self.desk.read.last_entry()
        self.facts["Phiên bản"].setText(__version__)
        self.facts["Sổ đang mở"].setText(str(record.path))
        self.facts["Dung lượng"].setText(format_size(record.path.stat().st_size))
        self.facts["Nhật ký"].setText(f"{format_number(entry)} mục, mã băm {chain[:12]}")
        folder = str(self._program.folder) if self._program else "chưa mở bằng cửa sổ"
        self.facts["Thư mục dữ liệu"].setText(folder)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.desk.session.record.path.parent)))

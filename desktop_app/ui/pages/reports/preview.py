"""Step 2: the pages as they print, sheet by sheet and page by page, fitted or at 150 %."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.domain.printed_pages import PrintedDocument, PrintedPage, PrintedSheet
from desktop_app.ui.pages.reports.page_view import PageView
from desktop_app.ui.pages.reports.step import step_title
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.labels import hairline, text_label


class Preview(Card):
    """Shows a document; the sheet and page looked at stay when a new one of the same sheets arrives."""

    def __init__(self, theme: Theme) -> None:
        """Empty until a document is shown."""
        super().__init__(theme)
        self._document: PrintedDocument | None = None
        self._sheet = 0
        self._page = 0
        self.sheets = ComboBox(theme, "Biểu đang xem")
        self.previous = icon_button(theme, "chevron_left", "Trang trước (Page Up)")
        self.next = icon_button(theme, "chevron_right", "Trang sau (Page Down)")
        self.place = text_label("", "secondary", "text")
        self.paper = text_label("", "secondary", "text3")
        self.smaller = icon_button(theme, "zoom_out", "Vừa khung (phím −)")
        self.larger = icon_button(theme, "zoom_in", "Phóng to 150% (phím +)")
        self.zoom = text_label("Vừa khung", "secondary", "text2")
        self.view = PageView(theme)
        self.problem = EmptyState(theme, "document", "Đang lập báo cáo…")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.problem)
        self._stack.addWidget(self.view)
        self.column.setContentsMargins(1, theme.s(6), 1, 1)
        self.body.setSpacing(0)
        self.body.addLayout(self._title_row(theme))
        self.body.addWidget(hairline(theme))
        self.body.addWidget(self._bed(theme), 1)
        self._connect()

    def _title_row(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.s(15), 0, theme.s(7), theme.s(6))
        row.setSpacing(theme.s(4))
        row.addLayout(step_title(theme, 2, "Xem trước"))
        row.addSpacing(theme.s(10))
        self.sheets.setMinimumWidth(theme.s(178))
        row.addWidget(self.sheets)
        row.addSpacing(theme.s(6))
        row.addWidget(self.paper)
        row.addStretch(1)
        self.place.setMinimumWidth(self.place.fontMetrics().horizontalAdvance("Trang 00/00"))
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance("Vừa khung"))
        for widget in (self.previous, self.place, self.next):
            row.addWidget(widget)
        row.addSpacing(theme.s(8))
        for widget in (self.smaller, self.zoom, self.larger):
            row.addWidget(widget)
        return row

    def _bed(self, theme: Theme) -> QWidget:
        bed = QWidget()
        bed.setProperty("frame", "page")
        inner = QVBoxLayout(bed)
        inner.setContentsMargins(theme.s(2), theme.s(2), theme.s(2), theme.s(2))
        inner.addWidget(self._stack)
        return bed

    def _connect(self) -> None:
        self.sheets.activated.connect(lambda index: self.go_to(index, 0))
        self.previous.clicked.connect(lambda: self.turn(-1))
        self.next.clicked.connect(lambda: self.turn(1))
        self.smaller.clicked.connect(lambda: self.magnify(False))
        self.larger.clicked.connect(lambda: self.magnify(True))
        self.view.turned.connect(self.turn)
        self.view.sheet_turned.connect(lambda step: self.go_to(self._sheet + step, 0))
        self.view.zoom_wanted.connect(self.magnify)
        self.magnify(False)

    @property
    def sheet(self) -> PrintedSheet | None:
        """The sheet looked at."""
        return self._document.sheets[self._sheet] if self._document else None

    @property
    def page(self) -> PrintedPage | None:
        """The page looked at."""
        return self.sheet.pages[self._page] if self.sheet else None

    def show_document(self, document: PrintedDocument) -> None:
        """Show a document, at the sheet and page looked at before."""
        self._document = document
        self.sheets.clear()
        self.sheets.add_choices(
            [(f"{sheet.name} · {len(sheet.pages)} trang", sheet.name) for sheet in document.sheets]
        )
        self._stack.setCurrentWidget(self.view)
        self.go_to(min(self._sheet, len(document.sheets) - 1), self._page)

    def show_problem(self, title: str, hint: str) -> None:
        """Say why there is nothing to show."""
        self._document = None
        self.sheets.clear()
        self.problem.set_text(title, hint)
        self._stack.setCurrentWidget(self.problem)
        self._tell()

    def go_to(self, sheet: int, page: int) -> None:
        """Show a page of a sheet, both from 0; past the ends nothing changes."""
        if self._document is None or not 0 <= sheet < len(self._document.sheets):
            return
        self._sheet = sheet
        self._page = min(page, len(self._document.sheets[sheet].pages) - 1)
        self.sheets.setCurrentIndex(sheet)
        self._tell()

    def turn(self, step: int) -> None:
        """One page on or back, over the ends of sheets."""
        if self.sheet is None or self._document is None:
            return
        page = self._page + step
        if 0 <= page < len(self.sheet.pages):
            self.go_to(self._sheet, page)
        elif step > 0:
            self.go_to(self._sheet + 1, 0)
        elif self._sheet > 0:
            self.go_to(self._sheet - 1, len(self._document.sheets[self._sheet - 1].pages) - 1)

    def magnify(self, magnified: bool) -> None:
        """150 %, or the whole page in the frame."""
        self.view.set_magnified(magnified)
        self.zoom.setText("150%" if magnified else "Vừa khung")
        self.smaller.setEnabled(magnified)
        self.larger.setEnabled(not magnified)

    def _tell(self) -> None:
        """Show the page with its place, and which ways lead on."""
        sheet, page = self.sheet, self.page
        for widget in (self.sheets, self.previous, self.next):
            widget.setEnabled(page is not None)
        if sheet is None or page is None or self._document is None:
            self.view.show_page(None)
            self.place.setText("")
            self.paper.setText("")
            return
        self.place.setText(f"Trang {page.number}/{len(sheet.pages)}")
        self.paper.setText("A4 ngang" if page.landscape else "A4 dọc")
        self.paper.setToolTip("Đúng như bản Excel, PDF và bản in")
        pages = self._document.pages
        self.previous.setEnabled(page is not pages[0])
        self.next.setEnabled(page is not pages[-1])
        words = ". ".join(text.text for text in page.texts)
        self.view.show_page(page, f"{sheet.name}, {self.place.text()}, {self.paper.text()}. {words}")

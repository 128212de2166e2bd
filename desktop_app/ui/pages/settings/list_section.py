"""A section with a list at the left and the chosen row's details at the right, or over the list when narrow."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.settings.rows import ListRow, RowTable
from desktop_app.ui.pages.settings.section import Section
from desktop_app.ui.pane_form import PaneForm
from desktop_app.ui.widgets.data_table import TWO_LINES, DataTable
from desktop_app.ui.widgets.detail_panel import DetailPanel
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.search_box import SearchBox
from desktop_app.ui.widgets.table_card import TableCard

OVER = 760
DETAIL = 376


class ListSection(Section):
    """List and detail. A section gives the rows (`rows`) and fills the pane (`fill`)."""

    HINT = "Tìm trong danh sách"
    NOUN = "mục"
    EMPTY = ("Chưa có mục nào", "")

    def __init__(self, desk: Desk, name: str, headers: Sequence[str], right: Sequence[int] = ()) -> None:
        """`name` names the list for a screen reader."""
        super().__init__(desk)
        theme = self.theme
        self.model = RowTable(headers, right)
        self.table = DataTable(theme, name, TWO_LINES)
        self.table.setSelectionMode(DataTable.SelectionMode.SingleSelection)
        self.table.setModel(self.model)
        self.search = SearchBox(theme, self.HINT, self.HINT, 220)
        self.detail = DetailPanel(theme)
        self.listed = TableCard(theme, self.table)
        self._empty = EmptyState(theme, "search", "")
        self.filters = QHBoxLayout()
        self.filters.setSpacing(theme.s(8))
        self.filters.addWidget(self.search, 1, Qt.AlignmentFlag.AlignLeft)
        self._split = QHBoxLayout()
        self._split.setSpacing(theme.s(12))
        self._split.addWidget(self.listed, 1)
        self._split.addWidget(self.detail)
        self.form: PaneForm | None = None
        self._shown: Hashable = None
        self._over = False
        self._filling = False
        self._connect()

    def lay_out(self, title_line: QHBoxLayout, widths: dict[int, int], at_least: int = 170) -> None:
        """Put the parts under each other; column 0 takes the room the others leave."""
        self.column.addLayout(title_line)
        self.column.addLayout(self.filters)
        self.column.addLayout(self._split, 1)
        self.table.set_columns(widths, 0, at_least)
        self.table.show_sort(-1)
        self.detail.hide()

    def _connect(self) -> None:
        self.search.searched.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _: self._follow(now.row()))
        self.model.modelReset.connect(self._after_reset)
        self.table.opened.connect(lambda index: self.open_row(self.model.key(index.row())))
        self.table.clicked.connect(lambda index: self.open_row(self.model.key(index.row())))
        self.detail.closed.connect(self.close_detail)
        self.detail.previous_asked.connect(lambda: self._step(-1))
        self.detail.next_asked.connect(lambda: self._step(1))

    def rows(self) -> list[ListRow]:
        """The rows of the record as filtered, in the list's own order."""
        raise NotImplementedError

    def fill(self, key: Hashable) -> None:
        """Fill the pane for a row."""
        raise NotImplementedError

    def refresh_detail(self) -> None:
        """Show changed values in the pane without taking the focus."""

    @property
    def shown_key(self) -> Hashable:
        """The key of what the pane shows, None when it shows none."""
        return self._shown

    def refresh(self) -> None:
        """Read the rows again; the chosen one stays chosen."""
        self._filling = True
        self.model.show_rows(self.rows())
        self._filling = False
        self._tell_count()
        self._restore()

    def _restore(self) -> None:
        if self.form is not None:
            return
        at = self.model.find(self._shown) if self._shown is not None else -1
        if at >= 0:
            self._choose(at)
            self.refresh_detail()
        elif self.model.rowCount() and not self._over:
            self._choose(0)
            self.open_row(self.model.key(0))
        else:
            self._shown = None
            self.detail.hide()
            self.listed.show()

    def _choose(self, row: int) -> None:
        self._filling = True
        self.table.choose_row(row)
        self._filling = False

    def _after_reset(self) -> None:
        if not self._filling:
            self._restore()

    def _narrow(self, query: str) -> None:
        self.table.set_query(query)
        self.model.narrow(query)
        self._tell_count()

    def _tell_count(self) -> None:
        shown, every = self.model.rowCount(), len(self.rows())
        self.listed.set_foot(
            f"{shown} {self.NOUN}" if shown == every else f"{shown} trong {every} {self.NOUN}"
        )
        if shown:
            self.listed.show_table()
            return
        if self.search.text():
            self._empty.set_text(
                f"Không tìm thấy {self.NOUN} nào khớp “{self.search.text()}”",
                "Kiểm tra chính tả hoặc bỏ bớt điều kiện lọc.",
            )
        else:
            self._empty.set_text(*self.EMPTY)
        self.listed.show_empty(self._empty)

    def _follow(self, row: int) -> None:
        if self._filling or row < 0 or self._over or self.form is not None:
            return
        self.open_row(self.model.key(row))

    def open_row(self, key: Hashable) -> None:
        """Show a row's details."""
        if self._filling:
            return
        at = self.model.find(key)
        if at >= 0:
            self._choose(at)
        self.form = None
        self._shown = key
        self.detail.clear_body()
        self.fill(key)
        self.detail.body.addStretch(1)
        self._show_detail()

    def open_form(self, form: PaneForm, about: str) -> None:
        """Put a form into the pane until it is written or given up; `about` stands above it."""
        self.form = form
        self.detail.clear_body()
        self.detail.set_head(about, None, "")
        self.detail.body.addWidget(form)
        self.detail.body.addStretch(1)
        form.finished.connect(self._form_done)
        self._show_detail()

    def _form_done(self) -> None:
        self.form = None
        shown = self._shown
        if shown is not None and self.model.find(shown) >= 0:
            self.open_row(shown)
        else:
            self._restore()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_detail(self) -> None:
        self.detail.show()
        self.listed.setVisible(not self._over)

    def close_detail(self) -> None:
        """Give the room back to the list; the keyboard goes there too."""
        self.form = None
        self._shown = None
        self.detail.hide()
        self.listed.show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, step: int) -> None:
        at = self.model.find(self._shown) + step
        if 0 <= at < self.model.rowCount():
            self._choose(at)
            self.open_row(self.model.key(at))

    def set_room(self, width: int) -> None:
        """Below OVER design pixels the detail opens over the list."""
        self._over = width < OVER
        if self._over:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(16777215)
        else:
            self.detail.setFixedWidth(self.theme.s(DETAIL))
        if self.detail.isVisibleTo(self):
            self._show_detail()

    def focus_parts(self) -> list[QWidget]:
        """List, then detail."""
        return [part for part in (self.table, self.detail) if part.isVisible()]

"""The card around a plot: title, source line, the same numbers as a table, and pictures to save."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QStackedWidget

from desktop_app.domain.errors import RecordError
from desktop_app.domain.text import fold
from desktop_app.ui.charts import pictures
from desktop_app.ui.charts.chart import Chart
from desktop_app.ui.charts.figure_view import FigureView
from desktop_app.ui.charts.provenance import Provenance
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import icon_button
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.labels import ElidedLabel, text_label

AS_TABLE = "Xem dạng bảng"
AS_CHART = "Xem biểu đồ"


class ChartCard(Card):
    """A plot in a card. Call `show_source` after each `set_data` of the plot.

    `activated` passes on the plot's; `failed(text)` and `said(text)` are for the page's message band and toast.
    """

    activated = Signal(object)
    failed = Signal(str)
    said = Signal(str)

    def __init__(
        self, theme: Theme, title: str, subtitle: str, chart: Chart, clickable: bool = False
    ) -> None:
        super().__init__(theme, clickable=clickable)
        self.chart = chart
        self._words = (title, subtitle)
        self._provenance: Provenance | None = None
        self._title_text = ElidedLabel(title, "card-title")
        self._subtitle_text = ElidedLabel(subtitle, "secondary", "text3")
        self._table_button = icon_button(theme, "table", AS_TABLE)
        self._more_button = icon_button(theme, "more_horizontal", "Lưu ảnh biểu đồ")
        self._view = FigureView(theme, f"{title}, dạng bảng")
        self._pages = QStackedWidget()
        self._source = text_label("", "caption", wraps=True)
        self._build()
        self.set_words(title, subtitle)

    def _build(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(theme.s(9))
        head.addWidget(self._title_text, 100)
        head.addWidget(self._subtitle_text, 1)
        head.addWidget(self._table_button)
        head.addWidget(self._more_button)
        self._pages.addWidget(self.chart)
        self._pages.addWidget(self._view)
        self.body.setSpacing(theme.s(4))
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self._source)
        self.menu = self._saving_menu()
        self._more_button.clicked.connect(self._open_menu)
        self._table_button.clicked.connect(self._swap)
        self.chart.activated.connect(self.activated)

    def hasHeightForWidth(self) -> bool:
        """No: a grid takes the height a card prefers for its width as the least it needs, and would scroll."""
        return False

    def offer_why(self, ask: Callable[[], object]) -> None:
        """Let the card's menu ask what stands behind its figure."""
        first = self.menu.actions()[0]
        action = QAction("Vì sao có số này?", self.menu)
        action.triggered.connect(lambda: ask())
        self.menu.insertAction(first, action)
        self.menu.insertSeparator(first)
        self._more_button.setToolTip("Vì sao có số này, lưu ảnh biểu đồ")
        self._more_button.setAccessibleName("Vì sao có số này, lưu ảnh biểu đồ")

    def _open_menu(self) -> None:
        self.menu.popup(self._more_button.mapToGlobal(QPoint(0, self._more_button.height())))

    def _saving_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Lưu ảnh PNG…", lambda: self._ask_and_save("png"))
        menu.addAction("Lưu ảnh SVG…", lambda: self._ask_and_save("svg"))
        return menu

    # What the page sets.

    def set_words(self, title: str, subtitle: str = "") -> None:
        """Change the title line."""
        self._words = (title, subtitle)
        width = QFontMetrics(self._theme.font(15, 600)).horizontalAdvance(title) + self._theme.s(2)
        self._title_text.setMaximumWidth(width)
        self._title_text.set_full_text(title)
        self._subtitle_text.set_full_text(subtitle)
        self._view.setAccessibleName(f"{title}, dạng bảng")
        self.setAccessibleName(title)
        self.chart.setAccessibleName(title)

    def set_title(self, title: str, subtitle: str = "") -> None:
        """A card's own way to say the same."""
        self.set_words(title, subtitle)

    def show_source(self, provenance: Provenance) -> None:
        """Print cut-off and source on the card, and bring a table that is shown up to date with the plot."""
        self._provenance = provenance
        self._source.setText(provenance.line)
        if self.table_shown:
            self._view.show_figures(self.chart.table())

    @property
    def source_line(self) -> str:
        """The source line in full."""
        return self._source.text()

    # The table.

    @property
    def table_shown(self) -> bool:
        """Whether the table stands in for the plot."""
        return self._pages.currentWidget() is self._view

    @property
    def figure_view(self) -> FigureView:
        """The table of the plotted numbers."""
        return self._view

    def show_table(self, shown: bool) -> None:
        """Swap the table in or out; the focus follows."""
        self._view.show_figures(self.chart.table())
        self._pages.setCurrentWidget(self._view if shown else self.chart)
        words = AS_CHART if shown else AS_TABLE
        self._table_button.set_icon("arrow_trending" if shown else "table")
        self._table_button.setToolTip(words)
        self._table_button.setAccessibleName(words)

    def _swap(self) -> None:
        self.show_table(not self.table_shown)

    # Pictures.

    def save_picture(self, path: Path) -> None:
        """Write the plot as PNG or SVG, by the ending of `path`; raises RecordError."""
        if self._provenance is None:
            raise RecordError("Biểu đồ chưa có số liệu nên chưa lưu được ảnh.")
        save = pictures.save_svg if path.suffix.lower() == ".svg" else pictures.save_png
        save(path, self.chart, *self._words, self._provenance)

    def file_name(self, ending: str) -> str:
        """A name to offer: the title without accents and the cut-off day."""
        stem = re.sub(r"[^a-z0-9]+", "-", fold(self._words[0])).strip("-")
        day = f"_{self._provenance.as_of:%Y%m%d}" if self._provenance else ""
        return f"{stem}{day}.{ending}"

    def _ask_and_save(self, ending: str) -> None:
        kind = f"Ảnh {ending.upper()} (*.{ending})"
        chosen, _ = QFileDialog.getSaveFileName(self, "Lưu ảnh biểu đồ", self.file_name(ending), kind)
        if chosen:
            self.save_to(Path(chosen).with_suffix(f".{ending}"))

    def save_to(self, path: Path) -> None:
        """Save and say so, or say why not."""
        try:
            self.save_picture(path)
        except RecordError as problem:
            self.failed.emit(str(problem))
        else:
            self.said.emit(f"Đã lưu ảnh {path.name}.")

"""The sheet "Vì sao 62?": the sums first, then rule, cut-off and source, then every record counted or not."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.explanations import COUNTED, Explanation, Line
from desktop_app.domain.text import sort_key
from desktop_app.ui.desk import Desk
from desktop_app.ui.why.export import save_explanation
from desktop_app.ui.why.sums import SumsWell
from desktop_app.ui.why.table import LOOKS, WhyTable
from desktop_app.ui.widgets.buttons import icon_button, secondary
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import ONE_LINE, TWO_LINES, DataTable
from desktop_app.ui.widgets.labels import hairline, text_label
from desktop_app.ui.widgets.side_sheet import SideSheet
from desktop_app.ui.widgets.table_card import TableCard

_MEASURED_LINES = 300  # enough to know how wide a column must be


class WhySheet(SideSheet):
    """Shows one explanation over the window. `compared(figure)` asks to compare the figure with another time."""

    compared = Signal(str)

    def __init__(self, desk: Desk, host: QWidget) -> None:
        """Build it hidden."""
        super().__init__(desk.theme, host, "Vì sao")
        self._desk = desk
        self.explanation: Explanation | None = None
        self._content: QWidget | None = None
        self.chips: ChipBar
        self.units: ComboBox
        self.documents: ComboBox
        self.model: WhyTable
        self.table: DataTable
        self.card: TableCard

    def show_explanation(self, explanation: Explanation, lit: QWidget | None, place: str = "") -> None:
        """Open it; `place` says at which log entry the record is looked at, "" for the present."""
        self.explanation = explanation
        self.panel.setAccessibleName(f"{explanation.question} {explanation.sentence}")
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.deleteLater()
        self._content = self._built(explanation, place)
        self.body.addWidget(self._content)
        self.open_over(lit)
        self._narrow()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.model.rowCount():
            self.table.choose_row(0)

    def _built(self, explanation: Explanation, place: str) -> QWidget:
        theme = self._desk.theme
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head(explanation, place))
        column.addWidget(hairline(theme))
        inner = QVBoxLayout()
        inner.setContentsMargins(theme.s(20), theme.s(12), theme.s(20), theme.s(16))
        inner.setSpacing(theme.s(12))
        inner.addWidget(SumsWell(theme, explanation))
        inner.addLayout(self._filters(explanation))
        inner.addWidget(self._list(explanation), 1)
        column.addLayout(inner, 1)
        return content

    def _head(self, explanation: Explanation, place: str) -> QHBoxLayout:
        theme = self._desk.theme
        code = f"mã\N{NO-BREAK SPACE}{explanation.code}" if explanation.code else ""
        said = [explanation.sentence, place, code]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(explanation.question, "title"))
        words.addWidget(text_label(" · ".join(part for part in said if part), "secondary", wraps=True))
        compare = secondary(theme, "So sánh…", "arrow_swap")
        compare.clicked.connect(lambda: self.compared.emit(explanation.measure))
        if not explanation.code:  # only key figures are compared with another time
            compare.hide()
        export = secondary(theme, "Xuất Excel", "document_table")
        export.clicked.connect(lambda: save_explanation(self, self._desk, explanation, place))
        leave = icon_button(theme, "dismiss", "Đóng (Esc)")
        leave.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.setContentsMargins(theme.s(20), theme.s(10), theme.s(12), theme.s(10))
        row.setSpacing(theme.s(8))
        row.addLayout(words, 1)
        for button in (compare, export, leave):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _filters(self, explanation: Explanation) -> QHBoxLayout:
        theme = self._desk.theme
        choices = [ChipChoice(key, label, *LOOKS.get(key, ())) for key, label, _ in explanation.chips()]
        self.chips = ChipBar(theme, choices, "Lọc các dòng", explanation.noun)
        self.chips.set_counts({key: count for key, _, count in explanation.chips()})
        self.chips.choose(COUNTED)
        self.chips.chosen.connect(lambda _: self._narrow())
        self.units = self._choice("Mọi cơ quan", {line.unit for line in explanation.lines})
        self.documents = self._choice("Mọi văn bản", {line.document for line in explanation.lines})
        row = QHBoxLayout()
        row.setSpacing(theme.s(8))
        row.addWidget(self.chips, 1)
        row.addWidget(self.units)
        row.addWidget(self.documents)
        return row

    def _choice(self, everything: str, names: set[str]) -> ComboBox:
        box = ComboBox(self._desk.theme, everything, filter_chip=True)
        known = sorted(filter(None, names), key=sort_key)
        box.add_choices([(everything, ""), *((name, name) for name in known)])
        box.setMaximumWidth(self._desk.theme.s(180))
        if len(known) < 2:
            box.hide()
        box.currentIndexChanged.connect(lambda _: self._narrow())
        return box

    def _list(self, explanation: Explanation) -> TableCard:
        self.model = WhyTable()
        height = TWO_LINES if explanation.long else ONE_LINE
        self.table = DataTable(self._desk.theme, "Các dòng đứng sau số liệu", height)
        self.table.setModel(self.model)
        self.table.opened.connect(self._open)
        self.card = TableCard(self._desk.theme, self.table)
        return self.card

    def _narrow(self) -> None:
        """Show the lines all filters leave."""
        explanation = self.explanation
        if explanation is None:
            return
        lines = [line for line in explanation.chosen(self.chips.current) if self._wanted(line)]
        self.model.show_lines(explanation, lines)
        self._fit_columns(explanation)
        order = explanation.order if len(lines) > 1 else ""
        self.card.set_foot(explanation.summed_up(lines), order)

    def _wanted(self, line: Line) -> bool:
        unit, document = self.units.currentData(), self.documents.currentData()
        return (not unit or line.unit == unit) and (not document or line.document == document)

    def _fit_columns(self, explanation: Explanation) -> None:
        """Every column but the title's as wide as its texts need."""
        theme, title = self._desk.theme, 0
        widths = {}
        for at, column in enumerate(explanation.columns):
            if column.kind == "title":
                title = at
                continue
            icon = 22 if column.kind == "reason" else 0
            texts = [line.cells[at] for line in explanation.lines[:_MEASURED_LINES]]
            first = _widest(QFontMetrics(theme.font(13)), [cell.text for cell in texts])
            second = _widest(QFontMetrics(theme.font(12, 600)), [cell.second for cell in texts])
            least = self.table.minimum_header_width(at)
            room = max(first, second) + theme.s(icon + 26)
            widths[at] = round(max(least, min(room, theme.s(220))) / theme.text_scale)
        self.table.set_columns(widths, title, 200)

    def _open(self, index: QModelIndex) -> None:
        """Open the record behind a line on its own screen."""
        explanation = self.explanation
        kind, target = self.model.lines[index.row()].target
        if explanation is None or not kind:
            return
        self.close_sheet()
        if kind == "task":
            self._desk.open_page("nhiem-vu", task=target)
        elif kind == "unit" and explanation.measure.startswith("layers."):
            self._desk.open_page("an-toan-4-lop", unit=target)
        elif kind == "unit":
            self._desk.open_page("dich-vu-cong", unit=target, form=explanation.measure.split(":")[1])
        else:
            self._desk.open_page("cai-dat", section="indicators")


def _widest(metrics: QFontMetrics, texts: list[str]) -> int:
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)

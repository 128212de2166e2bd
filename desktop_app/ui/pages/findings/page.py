"""The screen "Soát lỗi": kinds at the left, findings at the right; Enter goes where a finding is put right."""

from __future__ import annotations

from contextlib import closing

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.checking import FILE_KINDS, KINDS, Finding, chain_finding, damage, doubts
from desktop_app.domain.checks import ERROR
from desktop_app.domain.dates import format_date
from desktop_app.domain.numbers import format_number
from desktop_app.domain.text import sort_key
from desktop_app.list_export import ListColumn, ListTable
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.list_saving import save_list
from desktop_app.ui.page import NARROW
from desktop_app.ui.pages.findings.kinds import KindView
from desktop_app.ui.pages.findings.model import ALL, KIND_ROLE, FindingFilter, FindingTable, KindList
from desktop_app.ui.record_page import RecordPage
from desktop_app.ui.widgets.buttons import secondary
from desktop_app.ui.widgets.card import Card
from desktop_app.ui.widgets.chips import ChipBar, ChipChoice
from desktop_app.ui.widgets.combo import ComboBox
from desktop_app.ui.widgets.data_table import THREE_LINES, TWO_LINES, DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.search_box import SearchBox
from desktop_app.ui.widgets.table_card import TableCard

_OPEN, _ACCEPTED = "open", "accepted"
_COLUMNS = (
    ListColumn("Loại", "text", 220),
    ListColumn("Mức", "centred", 70),
    ListColumn("Nơi", "text", 240),
    ListColumn("Vấn đề", "text", 340),
    ListColumn("Cơ quan", "text", 120),
    ListColumn("Giải trình", "text", 200),
)


class FindingsPage(RecordPage):
    """The record is looked through off the main thread, again after every change; its whole file the first time, and
    when asked."""

    def __init__(self, desk: Desk) -> None:
        """Build the screen; the record is looked through when it is first shown."""
        super().__init__(desk, "Soát lỗi")
        self._asked = 0
        self._in_file: list[Finding] | None = None  # what the last reading of the whole file found
        theme = desk.theme
        self.search = SearchBox(theme, "Tìm lỗi")
        self.export = secondary(theme, "Xuất Excel", "document_table")
        self.whole = secondary(theme, "Kiểm tra cả tệp", "shield_task")
        self.whole.setToolTip("Đọc hết tệp: từng trang, từng dòng so với nhật ký, từng minh chứng")
        self.chips = ChipBar(
            theme, [ChipChoice(_OPEN, "Cần xem"), ChipChoice(_ACCEPTED, "Đã giải trình")], "Lọc", "chỗ"
        )
        self.unit = ComboBox(theme, "Lọc theo cơ quan", filter_chip=True)
        self.unit.add_choices([("Mọi cơ quan", "")])
        past = desk.session.record.past is not None  # a copy made in memory has no file to read
        self.whole.setVisible(not past)
        looked_for = [key for key in KINDS if not (past and key in FILE_KINDS)]
        self.kinds, self.kind_view = KindList(looked_for), KindView(theme)
        self.kind_view.setModel(self.kinds)
        self.model, self.table = FindingTable(), DataTable(theme, "Các chỗ cần xem")
        self.table.setModel(self.model)
        self.table.set_columns({0: 300}, 1, 260)
        self.card = TableCard(theme, self.table)
        self.empty = EmptyState(theme, "checkmark_circle", "Không thấy lỗi nào")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        theme = self.theme
        self._kinds_card = Card(theme)
        self._kinds_card.column.setContentsMargins(1, theme.s(6), 1, theme.s(6))
        self._kinds_card.body.addWidget(self.kind_view, 1)
        filters = QHBoxLayout()
        filters.setSpacing(theme.s(8))
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.unit)
        row = QHBoxLayout()
        row.setSpacing(theme.s(12))
        row.addWidget(self._kinds_card)
        row.addWidget(self.card, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.s(12))
        column.addLayout(filters)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._narrow)
        self.chips.chosen.connect(self._narrow)
        self.unit.activated.connect(self._narrow)
        self.kind_view.selectionModel().currentChanged.connect(self._choose_kind)
        self.table.opened.connect(lambda index: self.open(index.row()))
        self.export.clicked.connect(self._export)
        self.whole.clicked.connect(self.read_whole)
        self.add_key(self, "F8", lambda: self._step(1))
        self.add_key(self, "Shift+F8", lambda: self._step(-1))

    def header_actions(self) -> list[QWidget]:
        """Search, the whole file, export."""
        return [self.search, self.whole, self.export]

    def focus_parts(self) -> list[QWidget]:
        """Kinds, then findings."""
        return [self.kind_view, self.table]

    def set_content_width(self, width: int) -> None:
        """Where there is little room the kinds and the search are narrower, and the rows taller."""
        super().set_content_width(width)
        narrow = width < NARROW
        self._kinds_card.setFixedWidth(self.theme.s(230 if narrow else 300))
        self.search.setMaximumWidth(self.theme.s(150 if narrow else 280))
        self.table.set_columns({0: 190 if narrow else 300}, 1, 200)
        self.table.set_row_height(THREE_LINES if narrow else TWO_LINES)

    def open_query(self, query: dict[str, object]) -> None:
        """Show one kind: {"kind": "layer_lapsed"}."""
        kind = query.get("kind")
        if isinstance(kind, str):
            self.model.filter = FindingFilter(kind)

    def read_whole(self) -> None:
        """Read the whole file again for damage, then look everything through."""
        self._in_file = None
        self.refresh()

    def refresh(self) -> None:
        """Look the whole record through for the day looked at."""
        in_file = self._in_file
        self._asked += 1
        asked, record, day = self._asked, self._desk.session.record, self._desk.as_of
        self.set_header("Soát lỗi", f"Toàn bộ sổ, tính đến {format_date(day)}; đang soát…")

        def work(job: Job) -> tuple[list[Finding], list[Finding]]:
            with closing(record.another_reader()) as reader:
                if in_file is None and record.past is None:
                    broken = list(damage(reader))
                else:
                    broken = [*(in_file or ()), *chain_finding(reader)]
                unreadable = any(item.kind == "file" for item in broken)
                return broken, [] if unreadable else [*doubts(reader, day)]

        self._desk.jobs.run("Đang soát lỗi…", work, lambda found: self._show(asked, *found))

    def _show(self, asked: int, broken: list[Finding], doubtful: list[Finding]) -> None:
        if asked != self._asked:
            return
        found = [*broken, *doubtful]
        read_whole = self._in_file is None and self._desk.session.record.past is None
        if read_whole and not broken and self._desk.keeper is not None:
            self._desk.keeper.note_check()
        self._in_file = [item for item in broken if item.kind in FILE_KINDS]
        self.model.show_findings(found)
        chosen = self.unit.currentData()
        self.unit.clear()
        names = sorted(self.model.units(), key=sort_key)
        self.unit.add_choices([("Mọi cơ quan", ""), *((name, name) for name in names)])
        self.unit.choose(chosen or "")
        errors = sum(item.severity == ERROR and not item.accepted for item in found)
        warnings = sum(item.severity != ERROR and not item.accepted for item in found)
        self.set_header(
            "Soát lỗi",
            f"Toàn bộ sổ, tính đến {format_date(self._desk.as_of)}: {format_number(errors)} lỗi, "
            f"{format_number(warnings)} chỗ cần xem",
        )
        self._narrow()

    def _narrow(self, *_: object) -> None:
        row = self.table.currentIndex().row()
        accepted = self.chips.current == _ACCEPTED
        wanted = FindingFilter(
            self.model.filter.kind, self.unit.currentData() or "", self.search.text(), accepted
        )
        self.model.narrow(wanted)
        self.kinds.show_counts(self.model.passing(), self.model.kinds())
        if wanted.kind and not self.model.shown:
            self.model.narrow(FindingFilter(ALL, wanted.unit, wanted.query, accepted))
        at = self.kinds.index(self.kinds.find(self.model.filter.kind))
        self.kind_view.setCurrentIndex(at)
        counts = self.model.counts()
        self.chips.set_counts({_OPEN: counts.get(False, 0), _ACCEPTED: counts.get(True, 0)})
        self.table.set_query(self.search.text())
        self._tell(row)

    def _tell(self, row: int) -> None:
        """Say how many there are; the cursor stays where it was."""
        count = self.model.rowCount()
        passed = self.kinds.passed
        self.card.set_foot(f"{format_number(count)} chỗ", f"{len(passed)} kiểm tra đạt")
        self.card.setToolTip("Đạt: " + "; ".join(passed) if passed else "")
        if count:
            self.card.show_table()
            self.table.choose_row(min(max(row, 0), count - 1))
            return
        narrowed = bool(self.search.text() or self.unit.currentData() or self.chips.current == _ACCEPTED)
        hint = "Bớt điều kiện lọc để xem chỗ khác." if narrowed else f"{len(passed)} kiểm tra đạt."
        self.empty.set_text("Không có chỗ nào khớp" if narrowed else "Không thấy lỗi nào", hint)
        self.card.show_empty(self.empty)

    def _choose_kind(self, index: QModelIndex) -> None:
        kind = index.data(KIND_ROLE)
        if isinstance(kind, str) and kind != self.model.filter.kind:
            was = self.model.filter
            self.model.narrow(FindingFilter(kind, was.unit, was.query, was.accepted))
            self._tell(0)

    def _step(self, step: int) -> None:
        """F8: the next finding, or the one before."""
        row = self.table.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.table.choose_row(row)
            self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open(self, row: int) -> None:
        """Go where a finding is put right."""
        item, desk = self.model.shown[row], self._desk
        if item.task_id is not None:
            desk.open_page("nhiem-vu", task=item.task_id)
        elif item.form and item.period is not None:
            desk.look_at(period=item.period)
            desk.open_page("dich-vu-cong", form=item.form, unit=item.unit_id, field=item.field)
        elif item.layer:
            desk.open_page("an-toan-4-lop", unit=item.unit_id, cell=item.layer)
        elif item.indicator:
            desk.open_page("cai-dat", section="indicators")
        else:
            desk.open_page("nhat-ky")

    def _export(self) -> None:
        rows = [
            (
                KINDS[item.kind].title, "Lỗi" if item.severity == ERROR else "Cần xem", item.where, item.message,
                item.unit, item.accepted,
            )
            for item in self.model.shown
        ]  # fmt: skip
        lines = (f"Tính đến {format_date(self._desk.as_of)}; {len(rows)} chỗ",)
        save_list(
            self, self._desk, ListTable("Soát lỗi", _COLUMNS, rows, lines, self._desk.is_sample), "soat-loi"
        )

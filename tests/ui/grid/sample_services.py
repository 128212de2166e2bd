"""A small province's service counts as a GridModel, for the tests of the grid. Not part of the program."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.domain.number_entry import Ambiguous, Entered, Reading, Refused, read_number
from desktop_app.domain.numbers import format_number, format_percent
from desktop_app.domain.ratio import Ratio
from desktop_app.ui.grid.model import (
    Accepted,
    ApplyOutcome,
    CellEdit,
    CellState,
    Choice,
    ColumnKind,
    GridCell,
    GridColumn,
    GridModel,
    GridRow,
    RowTag,
)

COLUMNS = (
    GridColumn("A", "Đơn vị", ColumnKind.FROZEN, 274, stretch=1, min_width=264),
    GridColumn("B", "Tổng số TTHC", ColumnKind.INPUT, 112),
    GridColumn("C", "Mức độ 1", ColumnKind.INPUT, 104),
    GridColumn("D", "Mức độ 2", ColumnKind.INPUT, 104),
    GridColumn("E", "Mức độ 3", ColumnKind.INPUT, 104),
    GridColumn("F", "Mức độ 4", ColumnKind.INPUT, 104),
    GridColumn("G", "Tổng DVCTT", ColumnKind.COMPUTED, 112, "tự tính"),
    GridColumn("H", "Tỷ lệ mức độ 4", ColumnKind.COMPUTED, 122, "tự tính", key_figure=True),
)
NOT_APPLICABLE = "không áp dụng"

SO = (
    ("Văn phòng UBND tỉnh", 21, 0, 3, 9, 8),
    ("Sở Nội vụ", 142, 4, 31, 52, 47),
    ("Sở Tư pháp", 168, 6, 38, 61, 58),
    ("Sở Kế hoạch và Đầu tư", 128, 3, 24, 64, 51),
    ("Sở Tài chính", 34, NOT_APPLICABLE, 7, 13, 12),
    ("Sở Công Thương", 121, 2, 22, 44, 49),
    ("Sở Xây dựng", 63, 1, 9, 22, 19),
    ("Sở Giao thông vận tải", 117, 4, 28, 41, 42),
    ("Sở Nông nghiệp và PTNT", 109, 5, 31, 37, 33),
    ("Sở Tài nguyên và Môi trường", 112, 2, 27, 39, 36),
    ("Sở Thông tin và Truyền thông", 41, 0, 3, 15, 22),
    ("Sở Lao động, TB và XH", 134, 7, 36, 44, 41),
    ("Sở Văn hóa, TT và DL", 131, 3, 29, 48, 47),
    ("Sở Khoa học và Công nghệ", 54, None, None, None, None),
    ("Sở Giáo dục và Đào tạo", 96, 4, 21, 34, None),
    ("Sở Y tế", 147, 5, 33, 52, 50),
    ("Thanh tra tỉnh", 20, 1, 4, 6, 5),
    ("Ban Dân tộc", 18, 0, 3, 5, 6),
    ("Ban Quản lý KCN", 52, 2, 9, 14, 15),
)
HUYEN = tuple((f"UBND huyện {name}", 260, 8, 60, 70, 80 + n) for n, name in enumerate("ABCDEFGHIKL"))


class ServiceCounts(GridModel):
    """Units by level. `batches` keeps every batch that was applied, `refuse_with` refuses the next ones."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[tuple[object, ...]]]]) -> None:
        super().__init__(COLUMNS)
        self.rows: list[tuple[str, bool]] = []
        self.values: list[list[object]] = []
        for title, units in groups:
            self.rows.append((title, True))
            self.values.append([None] * 5)
            for unit in units:
                self.rows.append((str(unit[0]), False))
                self.values.append(list(unit[1:]))
        self.numbers = [""] * len(self.rows)
        counted = 0
        for row, (_, group) in enumerate(self.rows):
            counted += not group
            self.numbers[row] = "" if group else str(counted)
        self.marks: dict[tuple[int, int], tuple[CellState, str]] = {}
        self.estimated: set[tuple[int, int]] = set()
        self.tags: dict[int, RowTag] = {}
        self.batches: list[tuple[str, list[CellEdit]]] = []
        self.cells_asked = 0
        self.refuse_with = ""

    def row_total(self) -> int:
        return len(self.rows)

    def row(self, row: int) -> GridRow:
        title, group = self.rows[row]
        caption = "16/19 đơn vị đủ số" if group else ""
        return GridRow(self.numbers[row], title, caption, self.tags.get(row), group)

    def cell(self, row: int, column: int) -> GridCell:
        self.cells_asked += 1
        if self.rows[row][1]:
            return self._sum(self._group_rows(row), column)
        if column >= 6:
            return self._computed(row, column)
        value = self.values[row][column - 1]
        state, note = self.marks.get((row, column), (CellState.NONE, ""))
        if value is None:
            return GridCell("–", "", None, CellState.MISSING)
        if value == NOT_APPLICABLE:
            return GridCell(NOT_APPLICABLE, NOT_APPLICABLE, None, CellState.NOT_APPLICABLE)
        assert isinstance(value, (int, float))
        if (row, column) in self.estimated:
            state = CellState.ESTIMATED
        return GridCell(format_number(value), str(value).replace(".", ","), value, state, note)

    def _group_rows(self, row: int) -> list[int]:
        end = next((r for r in range(row + 1, len(self.rows)) if self.rows[r][1]), len(self.rows))
        return list(range(row + 1, end))

    def _figures(self, row: int) -> list[int] | None:
        levels = self.values[row][1:]
        if any(value is None for value in levels):
            return None
        return [value if isinstance(value, int) else 0 for value in levels]

    def _computed(self, row: int, column: int) -> GridCell:
        levels = self._figures(row)
        if levels is None:
            return GridCell("–", "", None, CellState.MISSING)
        return self._derived(levels, column, self.marks.get((row, column), (CellState.NONE, ""))[0])

    def _derived(self, levels: list[int], column: int, state: CellState) -> GridCell:
        total = sum(levels)
        if column == 6:
            return GridCell(format_number(total), str(total), total, state)
        percent = format_percent(Ratio(levels[3], total))
        return GridCell(percent, percent, None, state)

    def _sum(self, rows: list[int], column: int) -> GridCell:
        complete = [levels for row in rows if (levels := self._figures(row)) is not None]
        levels = [sum(part) for part in zip(*complete, strict=True)] or [0, 0, 0, 0]
        if column >= 6:
            return self._derived(levels, column, CellState.NONE)
        if column == 1:
            counts = [value for row in rows if isinstance(value := self.values[row][0], int)]
            return GridCell(format_number(sum(counts)), str(sum(counts)), sum(counts))
        number = levels[column - 2]
        return GridCell(format_number(number), str(number), number)

    def total_row(self) -> GridRow | None:
        return GridRow("", "Tổng 27/30 đơn vị", tag=RowTag("warning-filled", "thiếu 3 đơn vị", "warning"))

    def total_cell(self, column: int) -> GridCell:
        return self._sum([row for row, (_, group) in enumerate(self.rows) if not group], column)

    def parse(
        self, row: int, column: int, text: str, reading: Reading | None
    ) -> Accepted | Ambiguous | Refused:
        if text.strip() == NOT_APPLICABLE:
            return Accepted(NOT_APPLICABLE)
        entry = read_number(text, integer=True, reading=reading)
        return Accepted(entry.number) if isinstance(entry, Entered) else entry

    def apply(self, edits: Sequence[CellEdit], action: str) -> ApplyOutcome:
        if self.refuse_with:
            return ApplyOutcome(self.refuse_with)
        self.batches.append((action, list(edits)))
        for edit in edits:
            self.values[edit.cell.row][edit.cell.column - 1] = edit.value
        last = self.index(self.rowCount() - 1, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        return ApplyOutcome()

    def choices(self, row: int, column: int) -> Sequence[Choice]:
        return (
            Choice("missing", "Chưa báo cáo", ""),
            Choice("not-applicable", "Không áp dụng…", icon="subtract_circle"),
            Choice("estimated", "Ước thực hiện"),
        )


def province() -> ServiceCounts:
    """The rows of the design's picture, with its marks."""
    model = ServiceCounts([("Sở, ban, ngành", SO), ("UBND cấp huyện", HUYEN)])
    model.marks[4, 4] = (CellState.ERROR, "Tổng 142 lớn hơn 128 thủ tục.")
    model.marks[4, 6] = (CellState.ERROR, "")
    model.marks[7, 4] = (CellState.WARNING, "Kỳ trước 14 (tăng 57%).")
    model.marks[13, 5] = (CellState.WARNING, "Kỳ trước 30 (tăng 57%).")
    model.tags[4] = RowTag("error_circle-filled", "1 ô lỗi", "danger")
    model.tags[14] = RowTag("clock", "chưa nộp", "warning")
    model.tags[15] = RowTag("clock", "thiếu 1 ô", "warning")
    return model

"""The card of the task list: the table, its foot, and what stands in its place when there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop_app.domain.numbers import format_number
from desktop_app.ui.pages.tasks.model import TaskTable
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.buttons import primary, secondary
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.empty_state import EmptyState
from desktop_app.ui.widgets.table_card import TableCard

_HINT = "Kiểm tra chính tả hoặc bỏ bớt điều kiện lọc."
_FIRST = "Thêm từng nhiệm vụ, nhập danh sách Excel của cơ quan, hoặc nạp danh mục nhiệm vụ theo Nghị quyết số 17/NQ-CP."


class TaskListCard(TableCard):
    """Signals: `add_asked()`, `load_asked()`, `import_asked()`, `clear_asked()` from the buttons of the empty list."""

    add_asked = Signal()
    load_asked = Signal()
    import_asked = Signal()
    clear_asked = Signal()

    def __init__(self, theme: Theme, table: DataTable, model: TaskTable, can_edit: bool) -> None:
        """Without `can_edit` an empty record offers nothing to add."""
        super().__init__(theme, table)
        self._model = model
        self.clear = secondary(theme, "Xóa tìm kiếm và bộ lọc")
        self.clear.clicked.connect(self.clear_asked)
        self.first_add = primary(theme, "Thêm nhiệm vụ", "add")
        self.first_load = secondary(theme, "Nạp danh mục NQ 17…", "arrow_import")
        self.first_add.clicked.connect(self.add_asked)
        self.first_load.clicked.connect(self.load_asked)
        self.first_import = secondary(theme, "Nhập từ Excel…", "document_table")
        self.first_import.clicked.connect(self.import_asked)
        actions = (self.first_load, self.first_import, self.first_add) if can_edit else ()
        self._no_match = EmptyState(theme, "search", "", _HINT, (self.clear,))
        self._none = EmptyState(theme, "clipboard_task_list_ltr", "Chưa có nhiệm vụ nào", _FIRST, actions)

    def tell(self, query: str, narrowed: bool) -> bool:
        """Show the list with its count and order, or why it is empty; False when no task is shown for the filter."""
        shown, of_all = self._model.rowCount(), len(self._model.all_lines())
        count = f"{format_number(shown)} / {format_number(of_all)}" if narrowed else format_number(shown)
        order = "cần xử lý trước" if self._model.sorted_by_urgency else self._model.sorted_column.lower()
        self.set_foot(f"{count} nhiệm vụ", f"Sắp xếp: {order}")
        if shown:
            self.show_table()
        elif not of_all and not narrowed:
            self.show_empty(self._none)
        else:
            found = f"Không tìm thấy nhiệm vụ nào khớp “{query}”"
            self._no_match.set_text(found if query else "Không có nhiệm vụ nào khớp bộ lọc", _HINT)
            self.show_empty(self._no_match)
            return False
        return True

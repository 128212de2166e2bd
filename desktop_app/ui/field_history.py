"""History of a field from its context menu (right click, or the menu key): every value it ever had, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QWidget

from desktop_app.domain.dates import format_moment
from desktop_app.field_history import FieldChange, Subject, field_history
from desktop_app.ui.desk import Desk
from desktop_app.ui.widgets.cell_look import CellLook
from desktop_app.ui.widgets.data_table import DataTable
from desktop_app.ui.widgets.dialogs import FormDialog
from desktop_app.ui.widgets.form_field import FormField
from desktop_app.ui.widgets.labels import text_label
from desktop_app.ui.widgets.list_model import ListModel

HISTORY = "Lịch sử trường này…"
_HEADERS = ("Mục", "Giá trị", "Trước đó", "Lúc", "Vì sao")


class HistoryTable(ListModel[FieldChange]):
    """The values of one field, newest first."""

    def __init__(self, desk: Desk, changes: list[FieldChange]) -> None:
        """Shows these changes."""
        super().__init__(_HEADERS)
        self._today = desk.session.today
        self.show_rows(changes)

    def cell(self, row: int, column: int) -> tuple[str, CellLook]:
        """Entry, value, value before, when and who, why."""
        change = self.shown[row]
        entry = change.change_set
        undone = " · đã hoàn tác" if entry.undone_by else ""
        return (
            (str(entry.entry), CellLook(token="text3")),
            (change.new, CellLook(strong=True, wraps=True)),
            (change.old, CellLook(token="text2", wraps=True)),
            (format_moment(entry.at, self._today), CellLook(second=f"{entry.actor}{undone}")),
            (
                change.why or entry.label,
                CellLook(token="text2", wraps=not change.source, second=change.source),
            ),
        )[column]

    def tip(self, row: int, column: int) -> str:
        """The whole words."""
        return self.cell(row, column)[0]


class HistoryDialog(FormDialog):
    """Shows the values; the button opens the log at the chosen one."""

    def __init__(self, desk: Desk, parent: QWidget, subject: Subject) -> None:
        """Reads the field's history."""
        super().__init__(desk.theme, parent, f"Lịch sử: {subject.title}", "Mở nhật ký ở mục này", "Đóng")
        self._desk = desk
        self.model = HistoryTable(desk, field_history(desk.read, subject))
        self.table = DataTable(desk.theme, "Các giá trị đã có")
        self.table.setModel(self.model)
        self.table.set_columns({0: 56, 2: 180, 3: 170, 4: 230}, 1, 160)
        self.table.setMinimumHeight(desk.theme.s(320))
        self.setMinimumWidth(desk.theme.s(900))
        self.table.opened.connect(lambda _: self.accept())
        empty = not self.model.shown
        words = "Trường này chưa đổi lần nào từ khi có sổ." if empty else _counted(self.model.shown)
        self.body.addWidget(text_label(words, "secondary"))
        if not empty:
            self.body.addWidget(self.table, 1)
            self.table.choose_row(0)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.verb_button.setEnabled(not empty)
        self.verb_button.setDefault(False)
        self.leave_button.setDefault(True)

    def accept(self) -> None:
        """Open the log at the chosen entry."""
        row = self.table.currentIndex().row()
        super().accept()
        if 0 <= row < len(self.model.shown):
            self._desk.open_page("nhat-ky", entry=self.model.shown[row].change_set.entry)


def _counted(changes: list[FieldChange]) -> str:
    first = changes[-1].change_set.at
    return f"{len(changes)} giá trị, từ {first:%d/%m/%Y}; mới nhất trước"


class _Offer(QObject):
    """Adds the line to an editor's own context menu."""

    def __init__(self, desk: Desk, editor: QWidget, subject: Callable[[], Subject]) -> None:
        super().__init__(editor)
        self._desk, self._editor, self._subject = desk, editor, subject
        self.dialog: HistoryDialog | None = None
        editor.installEventFilter(self)
        if isinstance(editor, QPlainTextEdit):
            editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu with the line added."""
        if isinstance(event, QContextMenuEvent):
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def menu(self) -> QMenu:
        """The editor's menu with the history below."""
        editor = self._editor
        if isinstance(editor, (QLineEdit, QPlainTextEdit)):
            menu = editor.createStandardContextMenu()
            menu.addSeparator()
        else:
            menu = QMenu(editor)
        menu.addAction(HISTORY, self.open)
        return menu

    def open(self) -> None:
        """Open the history."""
        self.dialog = show_history(self._desk, self._editor, self._subject())


def show_history(desk: Desk, parent: QWidget, subject: Subject) -> HistoryDialog:
    """Open the history of a field; answers the dialog."""
    dialog = HistoryDialog(desk, parent.window(), subject)
    dialog.open()
    return dialog


def offer_history(desk: Desk, editor: QWidget, subject: Callable[[], Subject]) -> _Offer:
    """Let an editor's context menu open the history of its field; answers what does."""
    return _Offer(desk, editor, subject)


def offer_histories(
    desk: Desk, fields: Mapping[str, FormField], table: str, key: tuple[object, ...], owner: str
) -> None:
    """The same for form fields named by their columns, all of one row; `owner` names the row in titles."""
    for column, field in fields.items():
        title = f"{owner} › {field.editor.accessibleName().lower()}"
        offer_history(desk, field.editor, partial(Subject, table, key, column, title))

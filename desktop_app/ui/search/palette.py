"""The search over everything (Ctrl+K): a field, what it finds, and the codes printed in reports."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_app.domain.dates import format_date
from desktop_app.domain.errors import InvalidInput
from desktop_app.domain.figure_codes import FigureCode, looks_like_code
from desktop_app.domain.periods import PeriodCode
from desktop_app.searching import Found, everything, prepared, search
from desktop_app.ui.desk import Desk
from desktop_app.ui.jobs import Job
from desktop_app.ui.search.results import Results
from desktop_app.ui.widgets.labels import hairline, text_label
from desktop_app.ui.widgets.search_box import SearchBox

PAGES, DEEDS = "Màn hình", "Việc"
_WIDTH, _HEIGHT = 680, 480
_HINT = "Gõ tên, số hiệu, văn bản, hoặc mã in cạnh số liệu trên báo cáo. Không cần dấu."


class SearchPalette(QDialog):
    """Asks the desk to open what was chosen; `code_wanted(FigureCode)` for a code typed from a report."""

    code_wanted = Signal(object)

    def __init__(self, desk: Desk, pages: list[tuple[str, str]], actions: list[QAction]) -> None:
        """`pages` are (key, title) of the screens; `actions` what the menus can do."""
        super().__init__()
        self._desk = desk
        self._pages = [prepared(PAGES, title, "", page=key) for key, title in pages]
        self._actions = actions
        self._known: list[Found] = []
        self._state: object = None
        self.setWindowTitle("Tìm trong sổ")
        self.setAccessibleName("Tìm trong sổ")
        theme = desk.theme
        self.resize(theme.s(_WIDTH), theme.s(_HEIGHT))
        self.field = SearchBox(theme, "Tìm nhiệm vụ, cơ quan, số liệu, mã…", "Tìm trong sổ", _WIDTH)
        self.results = Results(theme)
        self.words = text_label(_HINT, "caption", "text3", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.s(12), 0, theme.s(8))
        column.setSpacing(theme.s(8))
        column.addLayout(_inset(theme.s(12), self.field))
        column.addWidget(hairline(theme))
        column.addWidget(self.results, 1)
        column.addWidget(hairline(theme))
        column.addLayout(_inset(theme.s(16), self.words))
        self.field.searched.connect(self._show)
        self.field.installEventFilter(self)
        self.results.itemClicked.connect(lambda _: self.open_chosen())

    def call(self, over: QWidget) -> None:
        """Open it over the window, ready to type; what can be found is prepared meanwhile."""
        self.setParent(over, self.windowFlags())
        state = (self._desk.read.last_entry(), self._desk.period_code, self._desk.as_of)
        if state != self._state:
            self._state = state
            self._prepare()
        self.field.clear_now()
        corner = over.mapToGlobal(over.rect().topLeft())
        self.move(corner.x() + (over.width() - self.width()) // 2, corner.y() + self._desk.theme.s(56))
        self.open()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _prepare(self) -> None:
        code, day, record = self._desk.period_code, self._desk.as_of, self._desk.session.record

        def work(job: Job) -> list[Found]:
            read = record.another_reader()
            try:
                return everything(read, code, day)
            finally:
                read.close()

        self._desk.jobs.run("Đang chuẩn bị tìm kiếm…", work, self._take)

    def _take(self, known: list[Found]) -> None:
        self._known = known
        self._show(self.field.text())

    def _show(self, query: str) -> None:
        """Show what a query finds; a code shows the figure it names."""
        if not query.strip():
            self.results.show_found([], "")
            self.words.setText(_HINT)
            return
        if looks_like_code(query):
            self._show_code(query)
            return
        found = search([*self._pages, *self._deeds(), *self._known], query)
        self.results.show_found(found, query)
        self.words.setText(
            _HINT if found else f"Không tìm thấy gì khớp “{query.strip()}”. Bớt từ hoặc bỏ dấu."
        )

    def _deeds(self) -> list[Found]:
        """What the menus can do now; undo and redo name their step."""
        return [
            prepared(DEEDS, action.text(), action.shortcut().toString(), action=action)
            for action in self._actions
            if action.isEnabled()
        ]

    def _show_code(self, text: str) -> None:
        try:
            code = FigureCode.parse(text)
        except InvalidInput as error:
            self.results.show_found([], "")
            self.words.setText(str(error))
            return
        point = code.point
        detail = (
            f"kỳ {point.period.short_title} · chốt {format_date(point.as_of)} · biết đến mục {point.entry}"
        )
        title = f"Mã {code}: vì sao ra số này"
        self.results.show_found([Found("Số liệu", title, detail, query={"code": code})], "")
        self.words.setText("Enter để xem các dòng đứng sau con số, đúng như khi báo cáo được lập.")

    def open_chosen(self) -> None:
        """Leave, and open what is chosen."""
        found = self.results.chosen
        if found is None:
            return
        self.accept()
        code, period = found.query.get("code"), found.query.get("period")
        if isinstance(period, PeriodCode):
            self._desk.look_at(period=period)
        if isinstance(code, FigureCode):
            self.code_wanted.emit(code)
        elif isinstance(action := found.query.get("action"), QAction):
            action.trigger()
        elif found.figure:
            self._desk.ask_why(found.figure)
        else:
            self._desk.open_page(found.page, **found.query)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys and Enter of the field work in the list; Esc leaves."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.field:
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self.results.step(steps[Qt.Key(event.key())])
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._show(self.field.text())  # the field may not have rested yet
                self.open_chosen()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.reject()
                return True
        return super().eventFilter(watched, event)


def _inset(side: int, widget: QWidget) -> QVBoxLayout:
    row = QVBoxLayout()
    row.setContentsMargins(side, 0, side, 0)
    row.addWidget(widget)
    return row

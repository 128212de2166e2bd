"""Work on the screens: filtering and sorting tasks, refreshing the overview, looking at the record's past."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.domain.text import sort_key
from desktop_app.session import Session
from desktop_app.store.opening import open_record
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.overview.page import OverviewPage
from desktop_app.ui.pages.tasks.model import TITLE
from desktop_app.ui.pages.tasks.page import TasksPage
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window

from .large_record import make_large_record
from .measuring import Measure, alternate

_TYPED = ("d", "dị", "dịch", "dịch vụ", "", "an toan", "")


def run() -> list[Measure]:
    """Measure on records of 2,000 and 10,000 tasks, without a screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: list[Measure] = []
    for count in (2000, 10_000):
        with tempfile.TemporaryDirectory() as folder, _window(Path(folder), count) as window:
            found += _lists(window, count)
            if count == 2000:
                found += _overview(window)
            found.append(_past(window))
    return found


@contextmanager
def _window(folder: Path, count: int) -> Iterator[Window]:
    from desktop_app.app import make_application

    path = make_large_record(folder / "do.tiendo", tasks=count)
    theme = Theme()
    theme.apply(make_application())
    record = open_record(path, person="bench", machine="bench")
    window = Window(Desk(Session(record, "bench"), theme), None)
    window.shell.resize(QSize(1366, 768))
    window.shell.show()
    yield window
    window.close()


def _lists(window: Window, count: int) -> list[Measure]:
    window.shell.show_page("nhiem-vu")
    page = window.shell.page("nhiem-vu")
    assert isinstance(page, TasksPage)
    QApplication.processEvents()
    typed = cycle(_TYPED)

    def filter_once() -> None:
        text = next(typed)
        page.search.setText(text)
        page.search.searched.emit(text)  # what the box says 150 ms after the last key
        page.table.viewport().repaint()

    titles = [line.task.title for line in page.model.all_lines()]
    keys = [sort_key(title) for title in titles]
    order = cycle((Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder))
    painted = alternate(
        f"keystroke to filtered list painted, {count:,} tasks",
        filter_once,
        page.table.viewport().repaint,
        runs=42,
        target=1.5,
    )
    ordered = alternate(
        f"sort by title, {count:,} tasks",
        lambda: page.model.sort(TITLE, next(order)),
        lambda: sorted(range(len(keys)), key=keys.__getitem__),
        target=1.5,
    )
    return [painted, ordered]


def _overview(window: Window) -> list[Measure]:
    window.shell.show_page("tong-quan")
    window.desk.jobs.wait()
    page = window.shell.page("tong-quan")
    assert isinstance(page, OverviewPage) and page.plots is not None
    plots = page.plots

    def refresh() -> None:
        window.desk.read.forget()
        page.refresh()

    return [alternate("overview worked out afresh and drawn", refresh, plots.refresh, note="target 60 ms")]


def _past(window: Window) -> Measure:
    record = window.desk.session.record
    entry = record.last_entry[0] - 50
    times = []
    for _ in range(5):
        start = time.perf_counter()
        record.reader_as_known(entry).close()
        times.append((time.perf_counter() - start) * 1000)
    note = "target 2000 ms over 100,000 change sets"
    return Measure(
        f"as known 50 entries ago, {len(window.desk.read.tasks()):,} tasks", sorted(times)[2], 0, None, note
    )

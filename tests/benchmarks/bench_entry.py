"""The window while 150 returned forms are read in it: how long its clock stands still at most.

The floor is a clock of the same kind with nothing else to do. The target is 100 ms, whatever the floor.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer

from desktop_app.app import make_application, open_session
from desktop_app.commands.units import AddUnit
from desktop_app.domain.periods import PeriodCode
from desktop_app.issuing import issue_forms
from desktop_app.sample.building import build_sample
from desktop_app.ui.desk import Desk
from desktop_app.ui.pages.entry.page import EntryPage
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window
from tests.exchange.faults import make

from .measuring import Measure

_UNITS, _TICK_MS = 120, 5
PERIOD = PeriodCode.parse("2021-04")


def run() -> list[Measure]:
    """Measure in the temporary folder."""
    app = make_application()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build_sample(folder / "mau.tiendo")
        session = open_session(folder / "mau.tiendo", "Đo")
        session.do_all(
            "Thêm đơn vị", [AddUnit(f"Sở Thêm {number}", "department") for number in range(_UNITS)]
        )
        for path in issue_forms(session, "dvctt-2011", PERIOD, folder / "phieu"):
            make(path, None, random.Random(path.name), {})
        theme = Theme()
        theme.apply(app)
        desk = Desk(session, theme, date(2021, 4, 20), PERIOD)
        window = Window(desk, None)
        try:
            return _measured(window, folder / "phieu")
        finally:
            window.close()
            QCoreApplication.processEvents()


def _measured(window: Window, forms: Path) -> list[Measure]:
    window.shell.show_page("nhap-so-lieu")
    window.shell.show()
    page = window.shell.current_page
    assert isinstance(page, EntryPage)
    idle = _longest_stop(lambda: None, lambda: False, 1.0)
    reading = _longest_stop(lambda: page.take([forms]), lambda: len(page.batch.files) >= 150, 60.0)
    deciding = _longest_stop(page.batch.check_again, lambda: False, 1.5)
    writing = _longest_stop(page.merge, lambda: not page.batch.files, 30.0)
    return [
        Measure("150 forms dropped: longest stop of the clock", reading, idle),
        Measure("150 forms checked anew: longest stop", deciding, idle),
        Measure("Ghi of 150 forms: longest stop", writing, idle),
    ]


def _longest_stop(act: object, done: object, most: float) -> float:
    """The longest time between two ticks of a 5 ms clock, in ms, from `act()` until `done()` or `most` seconds."""
    ticks = [time.perf_counter()]
    clock = QTimer(interval=_TICK_MS)
    clock.timeout.connect(lambda: ticks.append(time.perf_counter()))
    clock.start()
    act()  # type: ignore[operator]
    end = time.perf_counter() + most
    while time.perf_counter() < end and not done():  # type: ignore[operator]
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    for _ in range(20):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    clock.stop()
    ticks.append(time.perf_counter())
    return max((after - before) * 1000 for before, after in zip(ticks, ticks[1:], strict=False))

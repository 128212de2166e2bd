"""`tiendo self-test`: the installed program tries itself out on a new sample record, and says how it went.

It runs where it was installed, so that a missing file, a broken library or a wrong build shows at once.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize

from desktop_app.checking import check
from desktop_app.commands.tasks import EditTask
from desktop_app.domain.periods import PeriodCode
from desktop_app.domain.task_figures import count_tasks
from desktop_app.exporting import save_report
from desktop_app.sample.building import build_sample
from desktop_app.session import Session
from desktop_app.store.opening import open_record

DAY, PERIOD = date(2020, 8, 26), PeriodCode.month(2020, 8)
COMPLETED, DATED = 62, 76


def run_self_test(log: Path | None) -> int:
    """Run every step; print a line each (and into `log`, since a window has no console). Answers 0 or 1."""
    lines: list[str] = []
    with tempfile.TemporaryDirectory(prefix="tiendo-tu-kiem-tra-", ignore_cleanup_errors=True) as folder:
        failed = sum(not _passes(title, step, lines) for title, step in _steps(Path(folder)))
    lines.append("Đạt." if not failed else f"Không đạt: {failed} bước.")
    text = "\n".join(lines) + "\n"
    sys.stdout.write(text)
    if log:
        log.write_text(text, encoding="utf-8")
    return 1 if failed else 0


def _passes(title: str, step: Callable[[], None], lines: list[str]) -> bool:
    try:
        step()
    except Exception:
        lines.append(f"HỎNG  {title}\n{traceback.format_exc()}")
        return False
    lines.append(f"đạt   {title}")
    return True


def _steps(folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    path = folder / "tu-kiem-tra.tiendo"
    yield "Lập sổ mẫu", lambda: build_sample(path)
    yield "Số liệu 26/8/2020: 62/76 nhiệm vụ hoàn thành", lambda: _figures(path)
    yield "Sửa, hoàn tác, làm lại", lambda: _edit_and_undo(path)
    yield "Sổ nguyên vẹn, chuỗi nhật ký liền", lambda: _whole(path)
    yield "Xuất báo cáo Excel và đọc lại", lambda: _report(path, folder / "bao-cao.xlsx")
    yield "Vẽ mọi màn hình", lambda: _screens(path, folder)


@contextmanager
def _opened(path: Path) -> Iterator[Session]:
    session = Session(open_record(path, person="Tự kiểm tra", machine="máy này"), "Tự kiểm tra")
    try:
        yield session
    finally:
        session.close()


def _expect(what: str, found: object, wanted: object) -> None:
    if found != wanted:
        raise RuntimeError(f"{what}: {found!r}, đúng ra {wanted!r}")


def _figures(path: Path) -> None:
    with _opened(path) as session:
        figures = count_tasks(session.read.tasks(), DAY)
        _expect("hoàn thành", (figures.completed, figures.dated), (COMPLETED, DATED))


def _edit_and_undo(path: Path) -> None:
    with _opened(path) as session:
        task = session.read.tasks()[0]
        session.do(EditTask(task.id, {"result": "Tự kiểm tra"}))
        _expect("sau khi sửa", session.read.tasks()[0].result, "Tự kiểm tra")
        session.undo()
        _expect("sau khi hoàn tác", session.read.tasks()[0].result, task.result)
        session.redo()
        _expect("sau khi làm lại", session.read.tasks()[0].result, "Tự kiểm tra")


def _whole(path: Path) -> None:
    with _opened(path) as session:
        _expect("chỗ hỏng", [item.message for item in check(session.record) if item.breaks], [])


def _report(path: Path, target: Path) -> None:
    from python_calamine import CalamineWorkbook

    with _opened(path) as session:
        save_report(session.read, PERIOD, DAY, target)
    book = CalamineWorkbook.from_path(target)
    _expect("trang tính đầu", book.sheet_names[0], "Tổng hợp")


def _screens(path: Path, folder: Path) -> None:
    from desktop_app.app import make_application, open_session
    from desktop_app.cli.parser import PAGES
    from desktop_app.ui.desk import Desk
    from desktop_app.ui.theme import Theme
    from desktop_app.ui.window import Window

    app, theme = make_application(), Theme()
    theme.apply(app)
    window = Window(Desk(open_session(path, "Tự kiểm tra"), theme), None)
    try:
        for page in PAGES:
            picture = folder / f"{page}.png"
            window.draw(page, QSize(1366, 768), picture)
            _expect("màn hình đang hiện", window.shell.current_key, page)
            _expect(f"ảnh {page}", picture.stat().st_size > 10_000, True)
    finally:
        window.close()

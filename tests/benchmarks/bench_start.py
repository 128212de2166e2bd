"""Starting the program, as whole processes: the shell and 2,000 task rows painted, against an empty window."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from .large_record import make_large_record
from .measuring import Measure, alternate

_EMPTY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1366, 768); window.show()
app.processEvents(); window.grab()
"""
_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QSize
from desktop_app.app import make_application, open_session
from desktop_app.ui.desk import Desk
from desktop_app.ui.theme import Theme
from desktop_app.ui.window import Window
app = make_application(); theme = Theme(); theme.apply(app)
window = Window(Desk(open_session(Path(sys.argv[1]), "bench"), theme), None)
window.shell.resize(1366, 768); window.shell.show_page(sys.argv[2]); window.shell.show()
app.processEvents(); window.shell.grab()
"""
_MODULES = (
    _PROGRAM
    + """
import json
late = ("numpy", "pyqtgraph", "openpyxl", "xlsxwriter", "sqlite_utils", "lxml", "pandas")
print(json.dumps([name for name in late if name in sys.modules]))
"""
)
_MEMORY = (
    _PROGRAM
    + """
import json, resource
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""
)
_EMPTY_MEMORY = (
    _EMPTY
    + """
import json, resource
print(json.dumps(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
"""
)


def _run(code: str, *arguments: str) -> str:
    command = [sys.executable, "-X", "utf8", "-c", code, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def run() -> list[Measure]:
    """Measure with the sample's tables grown to 2,000 tasks."""
    with tempfile.TemporaryDirectory() as folder:
        record = str(make_large_record(Path(folder) / "do.tiendo", tasks=2000))
        shell = alternate(
            "start: shell painted",
            lambda: _run(_PROGRAM, record, "nhat-ky"),
            lambda: _run(_EMPTY),
            target=1.35,
        )
        tasks = alternate(
            "start: 2,000 task rows painted",
            lambda: _run(_PROGRAM, record, "nhiem-vu"),
            lambda: _run(_EMPTY),
            target=1.6,
        )
        early = json.loads(_run(_MODULES, record, "nhiem-vu").splitlines()[-1])
        loaded = Measure("start: late libraries loaded at first paint", len(early), 0, None, f"{early}", "")
        used = json.loads(_run(_MEMORY, record, "nhiem-vu").splitlines()[-1])
        empty = json.loads(_run(_EMPTY_MEMORY).splitlines()[-1])
        memory = Measure("memory: window with 2,000 tasks", used, empty, None, "target 85 MB", "MB")
        return [shell, tasks, loaded, memory]

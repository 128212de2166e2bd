"""Opening a file kept in the record (a read-only copy) or a folder, with the program this PC has for it."""

from __future__ import annotations

import stat
import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from desktop_app.ui.desk import Desk


def open_kept(name: str, content: bytes) -> tuple[Path | None, str]:
    """Open a copy of the content under its own name; answers the copy, and in Vietnamese what went wrong ("")."""
    try:
        copy = Path(tempfile.mkdtemp(prefix="tiendo-xem-")) / Path(name).name
        copy.write_bytes(content)
        copy.chmod(stat.S_IREAD)
    except OSError as error:
        return None, f"Không ghi được bản xem của {name} ({error.strerror}). Kiểm tra chỗ trống trên ổ đĩa."
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
        return copy, ""
    return copy, f"Máy này chưa có chương trình mở {name}. Lưu bản sao rồi mở bằng chương trình khác."


def show_folder(desk: Desk, folder: Path) -> None:
    """Show a folder; says so in the window when this PC has no program for it."""
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        desk.failed.emit(f"Máy này không mở được thư mục. Mở từ {folder}.")


def open_received(desk: Desk, file_id: int) -> None:
    """Open the original of a merged file, as it is kept in the record; what goes wrong is said in the window."""
    file = desk.read.received_file(file_id)
    content = desk.read.evidence_content(file.sha256) if file else None
    if file is None or content is None:
        desk.failed.emit("Sổ không còn nội dung của tệp gốc này. Kiểm tra sổ, mở bản sao lưu.")
        return
    _, problem = open_kept(file.file_name, content)
    if problem:
        desk.failed.emit(problem)

"""Where a record must not be edited: network shares and folders that another program synchronises.

SQLite's locks do not hold there, so such a record opens for viewing only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

_SYNCHRONISED = {
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "drive của tôi": "Google Drive",
    "dropbox": "Dropbox",
    "zalo received files": "Zalo",
    "zalodata": "Zalo",
    "zalopc": "Zalo",
    "iclouddrive": "iCloud",
}
_NETWORK_FILE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "fuse.sshfs",
    "9p",
    "afs",
    "davfs",
    "fuse.rclone",
}
_DRIVE_REMOTE = 4  # GetDriveTypeW


def why_not_editable(path: Path, environment: Mapping[str, str] | None = None) -> str | None:
    """Why a record at `path` must not be edited there, in Vietnamese, or None for an ordinary place."""
    advice = "Chép sổ vào một thư mục trên ổ cứng của máy này (ví dụ Tài liệu), rồi mở bản đó để sửa."
    if is_network(path):
        return f"{path.name} nằm trên ổ mạng nên chỉ mở để xem, vì ghi qua mạng có thể làm hỏng sổ. {advice}"
    service = synchronised_by(path, os.environ if environment is None else environment)
    if service:
        return f"{path.name} nằm trong thư mục {service} tự đồng bộ nên chỉ mở để xem. {advice}"
    return None


def synchronised_by(path: Path, environment: Mapping[str, str]) -> str | None:
    """The service that synchronises the folder of `path` (OneDrive, Google Drive, Zalo…), or None."""
    parents = [part.lower() for part in Path(os.path.abspath(path)).parent.parts]
    for part in parents:
        for mark, service in _SYNCHRONISED.items():
            if part == mark or part.startswith((mark + " - ", mark + "_")):
                return service
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(name)
        if root and Path(os.path.abspath(path)).is_relative_to(os.path.abspath(root)):
            return "OneDrive"
    return None


def is_network(path: Path) -> bool:
    """Whether `path` is on a network share: a UNC path, a mapped drive, or a network file system."""
    text = str(path)
    if text.startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes

        drive = os.path.splitdrive(os.path.abspath(path))[0]
        return int(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\")) == _DRIVE_REMOTE
    return _file_system(path, Path("/proc/mounts")) in _NETWORK_FILE_SYSTEMS


def _file_system(path: Path, mounts: Path) -> str:
    """Type of the file system that holds `path`, by the kernel's table of mounts ("" if there is none)."""
    if not mounts.exists():
        return ""
    where = os.path.realpath(path)
    best, kind = "", ""
    for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ")
        inside = where == point or where.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, fields[2]
    return kind

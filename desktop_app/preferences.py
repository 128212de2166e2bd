"""What this PC remembers of its user between starts: look, last record, name. Never part of a record."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from platformdirs import user_data_path

APP_FOLDER = "TienDo"


@dataclass
class Preferences:
    """Look and habits: `theme` is "light", "dark" or "system"; `text_scale` 1.0 to 2.0.

    `backup_folder` is empty for the user's own folder, `second_backup_folder` for none.
    """

    theme: str = "light"
    text_scale: float = 1.0
    high_contrast: bool = False
    last_record: str = ""
    person: str = "Cán bộ tổng hợp"
    backup_folder: str = ""
    second_backup_folder: str = ""


def data_folder() -> Path:
    """The user's own folder for records and preferences (made when missing)."""
    chosen = os.environ.get("TIENDO_DATA")
    folder = Path(chosen) if chosen else user_data_path(APP_FOLDER, appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def backup_root(folder: Path, preferences: Preferences) -> Path:
    """Where this PC keeps the backups of its records; `folder` is the user's own."""
    return Path(preferences.backup_folder) if preferences.backup_folder else folder / "sao-luu"


def second_place(preferences: Preferences) -> Path | None:
    """The folder on a stick or share that gets every backup too, or None."""
    return Path(preferences.second_backup_folder) if preferences.second_backup_folder else None


def load_preferences(folder: Path) -> Preferences:
    """The stored preferences; anything unreadable is passed over, since none of it is anybody's work."""
    try:
        stored = json.loads((folder / "tuy-chon.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    preferences = Preferences()
    for key, default in asdict(preferences).items():
        value = stored.get(key) if isinstance(stored, dict) else None
        if type(value) is type(default):
            setattr(preferences, key, value)
    return preferences


def save_preferences(folder: Path, preferences: Preferences) -> None:
    """Store the preferences; written beside and put in place, so that a crash leaves the old ones."""
    target = folder / "tuy-chon.json"
    draft = target.with_suffix(".moi")
    try:
        draft.write_text(json.dumps(asdict(preferences), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)

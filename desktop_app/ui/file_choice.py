"""Asking for a file to write or to read; one place, so that tests can answer for the person."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_save_path(parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
    """Where to write; None when the person gives up. `kinds` is Qt's filter text ("Excel (*.xlsx)")."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), kinds)
    return Path(chosen) if chosen else None


def ask_open_paths(parent: QWidget, title: str, kinds: str = "Mọi tệp (*)") -> list[Path]:
    """Files to read; empty when the person gives up."""
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
    return [Path(item) for item in chosen]


def ask_folder(parent: QWidget, title: str, suggested: Path | None = None) -> Path | None:
    """A folder to read from or to write into; None when the person gives up."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(suggested or ""))
    return Path(chosen) if chosen else None

"""Files on their way to a final name: what a killed program left of them is removed a day later."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

ABANDONED_AFTER = timedelta(days=1)


def remove_abandoned(folder: Path, pattern: str, now: datetime) -> None:
    """Remove the drafts in `folder` a day old or more; a younger one may still be being written.

    What cannot be removed, or a folder that cannot be read, is left for the next time.
    """
    with suppress(OSError):
        for draft in folder.glob(pattern):
            with suppress(OSError):
                if now - datetime.fromtimestamp(draft.stat().st_mtime) > ABANDONED_AFTER:
                    draft.unlink()

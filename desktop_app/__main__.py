"""`tiendo`: the command line, or the window when no command is named."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.cli.parser import COMMANDS, USAGE, build_parser
from desktop_app.domain.errors import RecordError

WITH_WINDOW = ("screenshot", "self-test")


def main(arguments: list[str] | None = None) -> int:
    """Run `tiendo` with these arguments; answers the exit code (0 good, 1 problems found, 2 failed)."""
    given = sys.argv[1:] if arguments is None else arguments
    _use_utf8()
    if given and given[0] in ("-h", "--help"):
        sys.stdout.write(USAGE + "\n")
        return 0
    try:
        if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
            return _open_window(given)
        options = build_parser().parse_args(given)
    except RecordError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if options.command in WITH_WINDOW:
        from desktop_app import app  # Qt is imported only where a window is drawn

        return app.run_command(options)
    from desktop_app.cli.commands import run

    return run(options)


def _open_window(given: list[str]) -> int:
    from desktop_app import app

    if len(given) > 1:
        raise RecordError(f"Lệnh chưa đúng (không hiểu: {' '.join(given[1:])}).\n{USAGE}")
    return app.open_window(Path(given[0]) if given else None)


def _use_utf8() -> None:
    """Print Vietnamese on every console, whatever its code page."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())

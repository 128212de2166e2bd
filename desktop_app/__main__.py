"""`tiendo`: the command line, or the window when no command is named."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

from desktop_app import __version__
from desktop_app.cli.parser import COMMANDS, USAGE, build_parser
from desktop_app.domain.errors import RecordError, system_reason
from desktop_app.preferences import data_folder

READ_VALUES = "read-values"  # what the program asks of itself, see workbooks.reading.isolated
WITH_WINDOW = ("screenshot", "self-test")
FAILED = 2


def main(arguments: list[str] | None = None) -> int:
    """Run `tiendo` with these arguments; answers the exit code (0 good, 1 problems found, 2 failed)."""
    given = sys.argv[1:] if arguments is None else arguments
    _use_utf8()
    try:
        code = _run(given)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader of our output (`| head`) has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _fail("Đã dừng theo yêu cầu.")
    except RecordError as error:
        return _fail(str(error))
    except OSError as error:
        where = error.filename or "tệp"
        return _fail(f"Không đọc, ghi được {where} ({system_reason(error)}). Kiểm tra rồi chạy lại.")
    except Exception as error:
        return _fail(_explain_bug(error))


def _fail(message: str) -> int:
    sys.stderr.write(f"{message}\n")
    return FAILED


def _explain_bug(error: Exception) -> str:
    """Write a bug of ours down beside the window's own, and say where; the record is whole, as ever."""
    told = f"Chương trình gặp lỗi ngoài dự kiến ({type(error).__name__}: {error}); sổ không bị ghi dở dang."
    try:
        log = data_folder() / "nhat-ky-loi.log"
        with log.open("a", encoding="utf-8") as file:
            file.writelines(traceback.format_exception(error))
    except OSError:
        return told
    return f"{told} Chi tiết ở {log}; gửi tệp này cho người hỗ trợ."


def _run(given: list[str]) -> int:
    if given and given[0] in ("-h", "--help", "--version"):
        sys.stdout.write((f"Tiến Độ {__version__}" if given[0] == "--version" else USAGE) + "\n")
        return 0
    if given == [READ_VALUES]:
        from desktop_app.workbooks.reading.isolated import answer_with_values

        return answer_with_values()
    if not given or (given[0] not in COMMANDS and not given[0].startswith("-")):
        return _open_window(given)
    options = build_parser().parse_args(given)
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
    """Print Vietnamese on every console, whatever its code page; a program without a console prints nowhere."""
    if sys.stdout is None or sys.stderr is None:
        nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - lasts as long as the program
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())

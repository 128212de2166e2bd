#!/usr/bin/env python3
"""Everything a developer runs: one file, standard library only, quick the second time.

    python3 dev.py run      open the program on the sample record (without a display: do its work into out/)
    python3 dev.py test     run all tests (further arguments go to pytest)
    python3 dev.py check    ruff, mypy --strict, the layer contracts
    python3 dev.py bench    benchmarks beside their floors
    python3 dev.py setup    prepare only
    python3 dev.py lock     write the lock files anew (needs uv)
    python3 dev.py docs     write the list of modules in docs/architecture.md anew

Each of the first five makes the virtual environment .venv, installs the hash-pinned dependencies and, on
Debian and Ubuntu, the missing system libraries. Old Pythons must be able to read this file far enough to
say that they are too old.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "packaging" / "locks"
OUT = ROOT / "out"
OLDEST, NEWEST = (3, 11), (3, 14)
PAGES = (
    "tong-quan",
    "nhiem-vu",
    "dich-vu-cong",
    "an-toan-4-lop",
    "bao-cao",
    "nhap-so-lieu",
    "soat-loi",
    "nhat-ky",
    "cai-dat",
    "so-sanh",
    "lich-bao-cao",
)
MODULES_MARK = "## Module by module"
SAMPLE_DAY, SAMPLE_PERIOD = "2020-08-26", "2020-08"

OFFSCREEN_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
OFFICE_PROGRAMS = {"soffice": "libreoffice-calc", "pdftoppm": "poppler-utils", "git": "git"}
OFFICE_FONTS = "fonts-liberation2"
OFFICE_PYTHON = "python3-uno"


class Stop(Exception):
    """Nothing more can be done; the text says what to do."""


def too_old(version: tuple) -> str:
    """What to say to a Python of this version, or "" when it will do."""
    if tuple(version[:2]) >= OLDEST:
        return ""
    return (
        "Tiến Độ cần Python 3.11 trở lên; đang chạy Python {}.{}. Cài Python 3.11 đến 3.14 rồi chạy lại.\n"
        "Tien Do needs Python 3.11 or newer (3.11 to 3.14 are supported); this is Python {}.{}."
    ).format(version[0], version[1], version[0], version[1])


def newer_python() -> str:
    """A Python on this machine that will do, or ""."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.{}".format(minor))
        if found and subprocess.call([found, "-c", "import sys"], stderr=subprocess.DEVNULL) == 0:
            return found
    return ""


def say(text: str) -> None:
    """Print at once, so that the lines stand before those of the programs started."""
    print(text, flush=True)


def is_root() -> bool:
    """Whether packages can be installed on this machine."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_packages(packages: list, required: bool) -> bool:
    """Install Debian packages as root; else stop with the exact line to type, or answer False if not required."""
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if not shutil.which("apt-get") or not is_root():
        if not required:
            return False
        raise Stop(
            "Thiếu thư viện hệ thống. Chạy dòng sau rồi chạy lại (missing system packages):\n  sudo " + line
        )
    say("Cài gói hệ thống: " + " ".join(packages))
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for command in (["apt-get", "update", "-qq"], line.split()):
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
        )
        if done.returncode and command[1] == "install":
            if not required:
                return False
            raise Stop(
                done.stdout.decode(errors="replace") + "\nKhông cài được gói. Chạy tay:\n  sudo " + line
            )
    return True


def missing_libraries(wanted: dict) -> list:
    """The packages whose shared libraries this machine cannot load."""
    missing = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def venv_python() -> Path:
    """The environment's interpreter."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def make_venv() -> None:
    """Make .venv, with pip, unless it is there and of this Python."""
    if venv_python().exists() and stamp("python").exists():
        return
    try:
        import ensurepip  # noqa: F401  (Debian ships it apart)
        import venv  # noqa: F401
    except ImportError:
        install_packages(["python3-venv", "python3.{}-venv".format(sys.version_info[1])], required=True)
    say("Tạo môi trường .venv (Python {}.{})".format(*sys.version_info[:2]))
    shutil.rmtree(str(VENV), ignore_errors=True)
    run([sys.executable, "-m", "venv", str(VENV)])
    stamp("python").write_text(sys.version)


def stamp(name: str) -> Path:
    """The file that says what was installed last for a purpose."""
    return VENV / ".tiendo-{}".format(name)


def fingerprint(purpose: str) -> str:
    """What an installation of a purpose depends on: the lock and the Python."""
    lock = (LOCKS / (purpose + ".txt")).read_bytes()
    return hashlib.sha256(lock + sys.version.encode()).hexdigest()


def run(command: list, **options) -> None:  # type: ignore[no-untyped-def]
    """Run a program; stop with its exit code when it fails."""
    done = subprocess.run(command, cwd=str(ROOT), check=False, **options)
    if done.returncode:
        raise SystemExit(done.returncode)


def install(purpose: str) -> None:
    """Install a lock into .venv, hashes checked, and the `tiendo` command; nothing when nothing changed."""
    if stamp("python").exists() and stamp("python").read_text() != sys.version:
        shutil.rmtree(str(VENV), ignore_errors=True)
    make_venv()
    wanted = fingerprint(purpose)
    if stamp(purpose).exists() and stamp(purpose).read_text() == wanted:
        return
    say("Cài thư viện Python ({})".format(purpose))
    lock = str(LOCKS / (purpose + ".txt"))
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", lock])
    link_project()
    stamp(purpose).write_text(wanted)


def link_project() -> None:
    """Let the environment import this checkout, and put the command `tiendo` into it."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    libraries = subprocess.check_output([str(venv_python()), "-c", code]).decode().strip()
    (Path(libraries) / "tien_do.pth").write_text(str(ROOT) + "\n", encoding="utf-8")
    if os.name == "nt":
        launcher = VENV / "Scripts" / "tiendo.cmd"
        launcher.write_text('@"%~dp0python.exe" -X utf8 -m desktop_app %*\r\n')
    else:
        launcher = VENV / "bin" / "tiendo"
        launcher.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -X utf8 -m desktop_app "$@"\n')
        launcher.chmod(0o755)


def prepare(purpose: str) -> None:
    """Environment, dependencies and the system libraries Qt needs."""
    install(purpose)
    if sys.platform.startswith("linux"):
        wanted = dict(OFFSCREEN_LIBRARIES)
        if has_display():
            wanted.update(WINDOW_LIBRARIES)
        missing = missing_libraries(wanted)
        if missing:
            install_packages(missing, required=True)


def prepare_office() -> None:
    """LibreOffice and what looks at its pages, for the tests of the workbooks."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for program, package in OFFICE_PROGRAMS.items() if not shutil.which(program)]
    if not has_liberation():
        missing.append(OFFICE_FONTS)
    if not Path("/usr/lib/python3/dist-packages/uno.py").exists():
        missing.append(OFFICE_PYTHON)
    if missing and not install_packages(missing, required=os.environ.get("CI") == "true"):
        say("LibreOffice chưa cài được: các kiểm thử cần nó sẽ được bỏ qua, có nêu lý do.")


def has_liberation() -> bool:
    """Whether Liberation 2.x, which has the Vietnamese letters, is installed."""
    return any(Path("/usr/share/fonts/truetype").glob("liberation*/LiberationSerif-Regular.ttf"))


def quiet_qt() -> dict:
    """The environment for programs that draw without a screen."""
    environment = dict(os.environ, PYTHONUTF8="1")
    if not has_display():
        environment["QT_QPA_PLATFORM"] = "offscreen"
    return environment


def command_setup(arguments: list) -> None:
    """Prepare only."""
    prepare("dev")
    say("Xong. Chạy: python3 dev.py run")


def command_run(arguments: list) -> None:
    """Open the window on the sample record, or without a display do the same job into out/."""
    prepare("run" if not stamp("dev").exists() else "dev")
    tiendo = [str(venv_python()), "-X", "utf8", "-m", "desktop_app"]
    if has_display():
        code = "from desktop_app.preferences import data_folder; print(data_folder())"
        folder = subprocess.check_output([str(venv_python()), "-X", "utf8", "-c", code], cwd=str(ROOT))
        sample = Path(folder.decode("utf-8").strip()) / "Sổ mẫu An Bình.tiendo"
        if not sample.exists():
            run([*tiendo, "sample", str(sample)])
        run([*tiendo, str(sample)], env=quiet_qt())
        return
    OUT.mkdir(exist_ok=True)
    sample = OUT / "mau.tiendo"
    for leftover in OUT.glob("mau.tiendo*"):
        leftover.unlink()
    run([*tiendo, "sample", str(sample)])
    report = OUT / "bao-cao-{}.xlsx".format(SAMPLE_PERIOD)
    run(
        [
            *tiendo,
            "report",
            str(sample),
            "--as-of",
            SAMPLE_DAY,
            "--period",
            SAMPLE_PERIOD,
            "--out",
            str(report),
        ]
    )
    for page in PAGES:
        picture = str(OUT / (page + ".png"))
        run(
            [*tiendo, "screenshot", str(sample), "--page", page, "--size", "1366x768", "--out", picture],
            env=quiet_qt(),
        )
    say("Không có màn hình: đã làm việc đó không mở cửa sổ. Kết quả ở {}".format(OUT))


def command_test(arguments: list) -> None:
    """Run the tests."""
    prepare("dev")
    prepare_office()
    run([str(venv_python()), "-X", "utf8", "-m", "pytest", *arguments], env=quiet_qt())


def command_check(arguments: list) -> None:
    """Lint, types and layers; each is run, and the exit code says whether all were clean."""
    prepare("dev")
    python = str(venv_python())
    importlinter = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    failed = []
    for title, command in (
        ("ruff", [python, "-m", "ruff", "check"]),
        ("ruff format", [python, "-m", "ruff", "format", "--check"]),
        ("mypy --strict", [python, "-m", "mypy"]),
        ("import contracts", [python, "-c", importlinter]),
    ):
        say("== " + title)
        if subprocess.run(command, cwd=str(ROOT), env=quiet_qt(), check=False).returncode:
            failed.append(title)
    if failed:
        raise Stop("Chưa đạt: " + ", ".join(failed))
    say("Tất cả đều đạt.")


def command_bench(arguments: list) -> None:
    """Run the benchmarks."""
    prepare("dev")
    run([str(venv_python()), "-X", "utf8", "-m", "tests.benchmarks", *arguments], env=quiet_qt())


def command_lock(arguments: list) -> None:
    """Write the lock files anew: hashes for every platform, no URL."""
    uv = shutil.which("uv")
    if not uv:
        raise Stop("Cần công cụ uv để khóa phiên bản: pip install uv")
    LOCKS.mkdir(parents=True, exist_ok=True)
    for purpose, group in (("run", []), ("dev", ["--group", "dev"])):
        run(
            [uv, "pip", "compile", "pyproject.toml", *group, "--universal", "--python-version", "3.11"]
            + ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--quiet"]
            + ["-o", str(LOCKS / (purpose + ".txt"))]
        )


def module_lines() -> list:
    """A line for each module of the program: its path and the first sentence of its docstring."""
    import ast

    lines = []
    for path in sorted((ROOT / "desktop_app").rglob("*.py")):
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        first = " ".join(said.split("\n\n")[0].split())
        name = path.relative_to(ROOT / "desktop_app").as_posix()
        lines.append("* `{}`: {}".format(name, first))
    return lines


def command_docs(arguments: list) -> None:
    """Write the list of modules anew."""
    page = ROOT / "docs" / "architecture.md"
    head = page.read_text(encoding="utf-8").split(MODULES_MARK)[0]
    page.write_text(head + MODULES_MARK + "\n\n" + "\n".join(module_lines()) + "\n", encoding="utf-8")


COMMANDS = {
    "setup": command_setup,
    "run": command_run,
    "test": command_test,
    "check": command_check,
    "bench": command_bench,
    "lock": command_lock,
    "docs": command_docs,
}


def main() -> int:
    """Run one command; answers the exit code."""
    problem = too_old(tuple(sys.version_info))
    if problem:
        better = newer_python()
        if better:
            return subprocess.call([better, str(Path(__file__).resolve()), *sys.argv[1:]])
        sys.stderr.write(problem + "\n")
        return 1
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        print(__doc__)
        return 0 if name in ("-h", "--help") else 2
    try:
        COMMANDS[name](sys.argv[2:])
    except Stop as reason:
        sys.stderr.write("{}\n".format(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

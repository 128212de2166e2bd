"""The documentation is true: the list of modules is the code's own, and what the README names exists."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_list_of_modules_is_the_codes_own() -> None:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec and spec.loader
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = page.split(dev.MODULES_MARK)[1].strip().splitlines()
    assert listed == dev.module_lines(), "run: python3 dev.py docs"


def test_every_file_the_readme_links_to_exists() -> None:
    for name in ("README.md", "README.vi.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (ROOT / target).exists(), f"{name} links to {target}"


def test_every_test_a_promise_about_data_names_exists() -> None:
    text = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    promises = [line for line in text.splitlines() if line.startswith("| ")][1:]
    for promise in promises:
        proofs = re.findall(r"`(tests/[^`]+\.py)`", promise)
        assert proofs, f"nothing proves: {promise}"
        assert not [name for name in proofs if not (ROOT / name).is_file()], promise


def test_no_file_names_a_machine_or_a_registry() -> None:
    forbidden = ("/work/", "/root/", "pypi" + ".org", "pythonhosted", "registry.npmjs")
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("packaging/**/*"), ROOT / "dev.py"]:
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not [word for word in forbidden if word in text], path

"""Run all benchmarks (or those whose module name holds a given word) and print a line for each figure."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path


def main() -> None:
    """Print every measure beside its floor."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if wanted in path.stem:
            for measure in importlib.import_module(f"tests.benchmarks.{path.stem}").run():
                print(measure.line())


main()

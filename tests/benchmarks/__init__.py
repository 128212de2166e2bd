"""Benchmarks: each figure beside a floor measured in the same run. Run by `python3 dev.py bench`; never tests."""

"""Tiến Độ: a province's record of e-government tasks, online services and security layers."""

__version__ = "0.1.0"

"""Ctrl+K: one search over everything, and the codes printed in reports."""

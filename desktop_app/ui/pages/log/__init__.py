"""Nhật ký: every change set, newest first, with undo from the list."""

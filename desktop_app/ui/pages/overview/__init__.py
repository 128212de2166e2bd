"""Tổng quan: what needs doing now, and where the province stands."""

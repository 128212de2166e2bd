"""Nhập số liệu: issuing the collection forms, reading what comes back, and who has sent in what."""

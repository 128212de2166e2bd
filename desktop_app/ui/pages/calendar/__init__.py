"""Lịch báo cáo: what is due to whom and by when, and which units have sent theirs, each line leading to its screen."""

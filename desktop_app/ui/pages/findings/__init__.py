"""Soát lỗi: everything wrong or doubtful in the whole record, by kind, each line leading to where it is put right."""

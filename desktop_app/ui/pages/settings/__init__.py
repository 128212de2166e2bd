"""The screen "Cài đặt": one module a section, the fields and lists they share."""

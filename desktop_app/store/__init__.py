"""The record on disk: one SQLite file. The only SQL of the program; knows no Qt, Excel or commands."""

"""The rules of the field as dataclasses and pure functions; knows no Qt, SQL, Excel or files."""

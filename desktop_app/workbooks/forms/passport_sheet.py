"""The hidden sheet with a form's passport, and what every issued workbook says of itself."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.domain.issuing import PASSPORT_SHEET
from desktop_app.domain.passports import Passport
from desktop_app.workbooks.book import Book


def write_passport(book: Book, passport: Passport, more: Mapping[str, str] | None = None) -> None:
    """The hidden sheet: a key and its value in each row, all of them text."""
    sheet = book.worksheet(PASSPORT_SHEET)
    for row, (key, value) in enumerate((passport.entries() | dict(more or {})).items()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect()
    sheet.very_hidden()


def describe(book: Book, title: str, author: str, code: str, period: str) -> None:
    """The file's properties: no person, the body as author, and the printed code."""
    book.describe(
        {"title": title, "subject": period, "author": author, "company": author, "keywords": code},
        {"Ma_phieu": code, "Ky_bao_cao": period},
    )

"""Which comes first in a column of dates typed as text, day or month: told by proof, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_PAIR = re.compile(r"(?<!\d)(\d{1,2})[/\-.](\d{1,2})[/\-.](?:\d{4}|\d{2})(?!\d)")


class DateOrder(StrEnum):
    """Day first, as every Vietnamese document has it, or month first, as some PCs are set."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


@dataclass(frozen=True, slots=True)
class OrderFound:
    """What a column proves: the order with the text that proves it; without order, why there is none.

    `open_text` is a text that reads both ways, "" when no text of the column does.
    """

    order: DateOrder | None = None
    proof: str = ""
    open_text: str = ""
    against: str = ""

    @property
    def must_ask(self) -> bool:
        """Whether texts would be read two ways: nothing proves one, or the column contradicts itself."""
        return self.order is None and bool(self.open_text)


def date_order(texts: Iterable[str]) -> OrderFound:
    """The order a column's texts prove: 16/02/2021 can only be day first, 02/16/2021 only month first."""
    day_first, month_first, open_text = "", "", ""
    for text in texts:
        for match in _PAIR.finditer(text):
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                day_first = day_first or match[0]
            elif second > 12 >= first:
                month_first = month_first or match[0]
            elif first <= 12 and first != second:
                open_text = open_text or match[0]
    if day_first and month_first:
        return OrderFound(None, day_first, open_text or day_first, month_first)
    if day_first or month_first:
        order = DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
        return OrderFound(order, day_first or month_first, open_text)
    return OrderFound(None, "", open_text)


def day_first(text: str, order: DateOrder) -> str:
    """The text with its dates turned to day first."""
    if order is DateOrder.DAY_FIRST:
        return text
    return _PAIR.sub(
        lambda match: (
            match[0].replace(match[1], "\0", 1).replace(match[2], match[1], 1).replace("\0", match[2])
        ),
        text,
    )

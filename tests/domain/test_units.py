"""Units and systems hold on the days of their validity, the end not included."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.domain.units import InformationSystem, Unit, in_force, units_in_force

DAY = date(2025, 7, 1)


@pytest.mark.parametrize(
    ("start", "end", "holds"),
    [
        (None, None, True),
        (DAY, None, True),
        (date(2025, 7, 2), None, False),
        (None, DAY, False),
        (None, date(2025, 7, 2), True),
        (DAY, date(2025, 7, 2), True),
    ],
)
def test_validity(start: date | None, end: date | None, holds: bool) -> None:
    assert in_force(start, end, DAY) is holds
    assert Unit(1, "A", "A", "department", valid_from=start, valid_to=end).in_force(DAY) is holds
    assert InformationSystem(1, "S", 1, valid_from=start, valid_to=end).in_force(DAY) is holds


def test_units_of_a_day_in_list_order() -> None:
    old = Unit(1, "Huyện Đông", "H. Đông", "district", valid_to=DAY, order=1)
    new = Unit(2, "Xã Đông", "Xã Đông", "commune", valid_from=DAY, order=3)
    both = Unit(3, "Sở Y tế", "Sở Y tế", "department", order=2)
    assert units_in_force([new, both, old], date(2025, 6, 30)) == [old, both]
    assert units_in_force([new, both, old], DAY) == [both, new]

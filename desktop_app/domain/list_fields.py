"""The kinds of lists an office keeps, and the fields their columns may mean."""

from __future__ import annotations

from . import task_lists, unit_lists

TASKS, UNITS = "tasks", "units"
FIELD_TITLES = {TASKS: task_lists.FIELDS, UNITS: unit_lists.FIELDS}
SYNONYMS = {TASKS: task_lists.SYNONYMS, UNITS: unit_lists.SYNONYMS}
NEEDED = {TASKS: ("title", "lead", "due"), UNITS: ("name",)}

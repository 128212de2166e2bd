"""The lines of the collection forms: sections, codes, and nothing lost."""

from __future__ import annotations

import pytest

from desktop_app.catalogues import starting_catalogue
from desktop_app.domain.form_lines import codes_of, form_lines, form_sections
from desktop_app.domain.forms import Form, form_from_definition

FORMS = [form_from_definition(raw) for raw in starting_catalogue().forms]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_each_column_stands_once_under_a_code_of_its_own(form: Form) -> None:
    lines = form_lines(form)
    assert len(lines) == len(form.fields) + len(form.derived) + len(form.ratios)
    assert len({line.code for line in lines}) == len(lines)
    assert [line.key for line in lines if line.is_input] == [field.key for field in form.fields]
    assert set(codes_of(form)) == {item.key for item in (*form.fields, *form.derived)}


def test_stocks_and_flows_are_kept_apart_where_the_form_does() -> None:
    kinds = {form.key: [section.kind for section in form_sections(form)] for form in FORMS}
    assert kinds["dvctt-2011"] == ["stocks", "flows", "ratios"]
    assert kinds["ho-so-ii-06a"] == ["mixed", "ratios"]

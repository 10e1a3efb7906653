"""The definitions that ship are kept, and one that changes is kept beside the earlier one."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

import pytest

from tashan.base.errors import UserError
from tashan.indicators import catalogue
from tashan.indicators.models import Definition
from tashan.mechanisms.library import Library, library
from tashan.serve import migrate

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2026, 1, 1), date(2026, 11, 2)


def changed(code: str, unit: str) -> Library:
    """The shipped library with another unit of one indicator."""
    known = dict(library().indicators)
    known[code] = known[code].model_copy(update={"unit": unit})
    return Library(indicators=MappingProxyType(known))


def test_every_definition_of_the_library_is_kept_once() -> None:
    count = len(library().indicators)
    assert catalogue.sync(on=FIRST) == (count, 0)
    assert catalogue.sync(on=LATER) == (0, 0)


def test_a_changed_definition_is_a_new_number_from_its_day_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalogue.sync(on=FIRST)
    other = changed("grp", "万元")
    monkeypatch.setattr(catalogue, "library", lambda: other)
    assert catalogue.sync(on=LATER) == (0, 1)
    told = Definition.objects.filter(indicator__code="grp").order_by("number")
    assert [(row.number, row.since, row.content["unit"]) for row in told] == [
        (1, FIRST, "亿元"),
        (2, LATER, "万元"),
    ]


def test_migrating_loads_definitions_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert migrate._load() == 0
    assert "Definitions of indicators: " in capsys.readouterr().out
    assert Definition.objects.filter(indicator__code="grp").count() == 1


def test_a_code_that_is_none_is_told_with_the_nearest() -> None:
    with pytest.raises(UserError, match="tax_share"):
        catalogue.definition("tax_shar")

"""The places of GB/T 2260: one entity a code, its names and parents by date, what followed it."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests import cast

from tashan.base.divisions import Division, Level, divisions
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.dated import held_on
from tashan.registry.divisions import Loaded, enter_divisions, load_divisions
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, EntityName, PlaceFacts, Succession

pytestmark = pytest.mark.django_db
ZONE = Division("330000", "舟山群岛新区", "2011-06", "", (), Level.ZONE)


def zhejiang() -> list[Division]:
    return [row for row in divisions() if row.code.startswith("3302") or row.code == "330000"]


def place(code: str) -> Entity:
    return Entity.objects.get(kind=Kind.PLACE, code=code)


def names(code: str) -> list[str]:
    rows = EntityName.objects.filter(entity__code=code, sort="official", replaced=None)
    return list(rows.order_by("since").values_list("name", flat=True))


def parent(code: str, day: date) -> str:
    facts = PlaceFacts.objects.filter(held_on(day), entity__code=code).get()
    return facts.parent.code if facts.parent else ""


@pytest.fixture
def ningbo(db: None) -> Loaded:
    return enter_divisions(zhejiang(), [ZONE], at=cast.AT)


def test_a_code_is_one_place_under_all_its_names(ningbo: Loaded) -> None:
    assert names("330203") == ["海曙区"]
    assert Entity.objects.filter(code="330203").count() == 1


def test_a_county_lies_in_its_prefecture(ningbo: Loaded) -> None:
    assert parent("330203", date(2020, 1, 1)) == "330200"
    assert parent("330200", date(2020, 1, 1)) == "330000"


def test_a_province_lies_in_nothing(ningbo: Loaded) -> None:
    assert parent("330000", date(2020, 1, 1)) == ""


def test_what_passed_to_another_code_is_a_succession(ningbo: Loaded) -> None:
    row = Succession.objects.get(entity__code="330283")
    assert (row.successor.code, row.on.year) == ("330213", 2016)


def test_a_zone_has_no_code_and_lies_in_its_province(ningbo: Loaded) -> None:
    facts = PlaceFacts.objects.get(level="zone")
    assert (facts.entity.code, facts.parent) == ("", place("330000"))


def test_the_short_name_is_known_too(ningbo: Loaded) -> None:
    assert EntityName.objects.get(name="奉化", entity__code="330213").sort == "short"


def test_entering_twice_changes_nothing(ningbo: Loaded) -> None:
    again = enter_divisions(zhejiang(), [ZONE], at=cast.AT)
    assert again == Loaded(0, 0, 0, 0)
    assert Source.objects.count() == 1


def test_a_newer_table_ends_a_name_and_keeps_what_was_known(ningbo: Loaded) -> None:
    table = zhejiang()
    at = next(i for i, row in enumerate(table) if row.code == "330203")
    old = table[at]
    table[at] = Division(old.code, old.name, old.since, "2026-01", (old.code,), old.level)
    table.insert(at + 1, Division(old.code, "新海曙区", "2026-01", "", (), old.level))
    enter_divisions(table, [ZONE], at=cast.AT)
    assert names("330203") == ["海曙区", "新海曙区"]
    assert EntityName.objects.filter(name="海曙区", replaced__isnull=False).count() == 1


def test_what_an_officer_stated_stays(ningbo: Loaded) -> None:
    source = sources.entry("国务院批复", actor=cast.officer(), at=cast.AT)
    keeping.rename(place("330203"), "甬江区", since=date(2026, 5, 1), source=source)
    enter_divisions(zhejiang(), [ZONE], at=cast.AT)
    assert names("330203") == ["海曙区", "甬江区"]


def test_the_whole_table_is_entered(db: None) -> None:
    loaded = load_divisions(at=cast.AT)
    assert loaded.places == len({row.code for row in divisions()}) + 27
    assert names("441900") == ["东莞市"]
    assert parent("441900", date(2020, 1, 1)) == "440000"


def test_a_code_is_held_once_a_kind(ningbo: Loaded) -> None:
    source = Source.objects.get()
    with pytest.raises(IntegrityError, match="entity_code_once_a_kind"), transaction.atomic():
        Entity.objects.create(kind=Kind.PLACE, code="330203", entered=source)


@pytest.mark.parametrize(
    ("constraint", "until"),
    [
        ("place_facts_never_twice", None),
        ("place_facts_end_after_they_begin", date(2020, 1, 1)),
    ],
)
def test_the_database_refuses_what_cannot_be(
    constraint: str, until: date | None, ningbo: Loaded
) -> None:
    source = Source.objects.get()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlaceFacts.objects.create(
            entity=place("330203"), level="county", since=date(2020, 1, 1), until=until,
            source=source, entered=source,
        )  # fmt: skip

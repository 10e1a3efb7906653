"""Who answers for what in the demo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tashan.adoption.current import in_force
from tashan.demo.answering import answer
from tashan.demo.county import Sizes, read_county
from tashan.demo.load import load_people, load_world
from tashan.duties.acting import actors
from tashan.duties.evaluating import due
from tashan.duties.holding import holders
from tashan.duties.models import Delegation, Duty
from tashan.duties.named import holes, named
from tashan.mechanisms.settling import settle
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity
from tashan.registry.naming import name_on

pytestmark = pytest.mark.django_db
SMALL = Sizes(enterprises=60, officers=40, projects=20, households=5, peers=0, months=9)
ON = date(2026, 11, 2)


@pytest.fixture
def loaded() -> None:
    county = replace(read_county(), sizes=SMALL)
    people = load_people(county)
    load_world(county, people)
    answer(county.code, people["steward"])


def town(code: str) -> Entity:
    return Entity.objects.get(kind=Kind.PLACE, code=code)


@pytest.mark.usefixtures("loaded")
def test_every_duty_of_parallel_approval_is_held() -> None:
    held = holders(ON)
    [approval] = [one for one in in_force(ON) if one.adoption.mechanism == "parallel_approval"]
    parts = [code for code, part in approval.mechanism.parts.items() if part.kind == "procedure"]
    named: set[str] = set()
    for part in parts:
        settled = settle(approval.mechanism, part, ON)
        named |= {step.duty for step in settled.steps.values()}
        named |= {duty for step in settled.steps.values() for duty in step.terms.get("asks", ())}
    assert len(named) > 20
    assert [duty for duty in sorted(named) if held.of(duty) is None] == []


@pytest.mark.usefixtures("loaded")
def test_what_was_transferred_bears_the_town_s_seal_and_what_was_entrusted_does_not() -> None:
    acting = actors(ON)
    drainage = acting.of("urban", "drainage", town("999901101"))
    soil = acting.of("water", "soil", town("999901101"))
    assert drainage is not None
    assert soil is not None
    assert [name_on(one, ON) for one in (drainage.office, drainage.seal)] == [
        "他山县石桥镇人民政府"
    ] * 2
    assert [name_on(one, ON) for one in (soil.office, soil.seal)] == [
        "他山县石桥镇人民政府",
        "他山县水利局",
    ]


@pytest.mark.usefixtures("loaded")
def test_some_evaluations_are_due_and_one_asks_for_a_recall() -> None:
    told = due(ON)
    assert any(one.is_due for _row, one in told)
    assert [row.item for row, one in told if one.asks_recall] == ["greening"]


@pytest.mark.usefixtures("loaded")
def test_the_first_strong_town_has_the_powers_of_the_list_in_three_forms() -> None:
    rows = as_of(Delegation.objects.filter(place=town("999901101")), ON)
    assert rows.count() == 44 + 3
    assert set(rows.values_list("form", flat=True)) == {"transferred", "entrusted", "window"}


@pytest.mark.usefixtures("loaded")
def test_two_duties_of_the_hall_are_held_by_nobody() -> None:
    assert {one.code for one in holes(named(ON), holders(ON))} == {"disabled", "ethnic"}


@pytest.mark.usefixtures("loaded")
def test_answering_twice_changes_nothing() -> None:
    before = (Duty.objects.count(), Delegation.objects.count())
    county = read_county()
    answer(county.code, load_people(county)["steward"])
    assert (Duty.objects.count(), Delegation.objects.count()) == before

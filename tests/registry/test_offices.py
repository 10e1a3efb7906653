"""Offices in their tree, with their posts and officers, as of any day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.registry.people_and_places import LONG_AGO, REFORM, TODAY, county, office, source

from tashan.base.errors import UserError
from tashan.registry import changes, offices
from tashan.registry.following import now
from tashan.registry.models import Entity, OfficeFacts, Succession, Tenure

pytestmark = pytest.mark.django_db


@pytest.fixture
def bureau(db: None) -> Entity:
    return office("他山县发展和改革局", at=county())


@pytest.fixture
def lin(bureau: Entity) -> Entity:
    officer = offices.enter_officer("林清和", since=LONG_AGO, source=source())
    offices.appoint(officer, bureau, "局长", since=REFORM, is_lead=True, source=source())
    return officer


def told(nodes: list[offices.Node]) -> list[tuple[int, str]]:
    return [(node.depth, node.name) for top in nodes for node in top.walk()]


def test_an_office_stands_below_the_one_above_it(bureau: Entity) -> None:
    office("投资科", parent=bureau)
    assert told(offices.tree(TODAY)) == [(0, "他山县发展和改革局"), (1, "投资科")]


def test_the_tree_is_as_it_was_on_the_day(bureau: Entity) -> None:
    office("营商环境科", parent=bureau, since=REFORM)
    assert told(offices.tree(date(2017, 1, 1))) == [(0, "他山县发展和改革局")]


def test_the_tree_of_one_place_leaves_out_the_others(bureau: Entity) -> None:
    office("青石市发展和改革委员会", at=Entity.objects.get(code="999900"))
    ours = offices.tree(TODAY, place=Entity.objects.get(code="999901"))
    assert told(ours) == [(0, "他山县发展和改革局")]


def test_the_lead_comes_first_among_the_staff(bureau: Entity, lin: Entity) -> None:
    chen = offices.enter_officer("陈立", since=LONG_AGO, source=source())
    offices.appoint(chen, bureau, "副局长", since=LONG_AGO, order=1, source=source())
    assert [row.name for row in offices.staff(bureau, TODAY)] == ["林清和", "陈立"]
    assert offices.tree(TODAY)[0].staff == 2


def test_who_holds_a_post_is_told_by_the_day(bureau: Entity, lin: Entity) -> None:
    assert offices.holder(bureau, "局长", TODAY) == lin
    assert offices.holder(bureau, "局长", date(2017, 1, 1)) is None


def test_who_left_is_staff_no_more_and_is_remembered(bureau: Entity, lin: Entity) -> None:
    offices.leave(Tenure.objects.get(officer=lin), on=date(2025, 1, 1), source=source())
    assert offices.staff(bureau, TODAY) == []
    assert [row.name for row in offices.served_before(bureau, TODAY)] == ["林清和"]
    assert offices.staff(bureau, date(2024, 1, 1))[0].tenure.officer == lin


def test_a_post_is_not_held_twice_by_one_officer(bureau: Entity, lin: Entity) -> None:
    with pytest.raises(UserError, match="holds this post"):
        offices.appoint(lin, bureau, "局长", since=TODAY, source=source())


def test_an_office_became_its_successor_at_the_reform(bureau: Entity) -> None:
    old, new = office("国土资源局"), office("自然资源和规划局", since=REFORM)
    changes.succeed(old, new, on=REFORM, source=source())
    assert now(old, TODAY) == [new]
    assert now(old, date(2017, 1, 1)) == [old]


def test_an_office_that_was_followed_stands_in_no_later_tree(bureau: Entity) -> None:
    old, new = office("国土资源局"), office("自然资源和规划局", since=REFORM)
    changes.succeed(old, new, on=REFORM, source=source())
    assert (0, "国土资源局") in told(offices.tree(date(2017, 1, 1)))
    assert (0, "国土资源局") not in told(offices.tree(TODAY))


def test_an_office_that_was_split_became_all_that_followed(db: None) -> None:
    old, one, other = office("国土资源局"), office("规划局"), office("林业局")
    changes.succeed(old, one, on=REFORM, source=source())
    changes.succeed(old, other, on=date(2019, 3, 1), source=source())
    assert now(old, TODAY) == [other, one]


def test_an_office_cannot_lie_below_itself(bureau: Entity) -> None:
    below = office("投资科", parent=bureau)
    with pytest.raises(UserError, match="below itself"):
        offices.refuse_circle(bureau, below, TODAY)


def test_only_another_of_its_kind_can_follow(bureau: Entity) -> None:
    with pytest.raises(UserError, match="same kind"):
        changes.succeed(bureau, bureau, on=TODAY, source=source())


@pytest.mark.parametrize(
    ("constraint", "break_it"),
    [
        ("succession_is_to_another", lambda one, other: _succession(one, one)),
        ("succession_once_a_pair", lambda one, other: [_succession(one, other) for _ in "ab"]),
        ("office_facts_never_twice", lambda one, other: _facts(one, None)),
        ("office_facts_end_after_they_begin", lambda one, other: _facts(other, LONG_AGO)),
        ("tenure_ends_after_it_begins", lambda one, other: _tenure(one, other)),
    ],
)
def test_the_database_refuses_what_cannot_be(
    constraint: str, break_it: object, bureau: Entity
) -> None:
    officer = offices.enter_officer("陈立", since=LONG_AGO, source=source())
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        break_it(bureau, officer)  # type: ignore[operator]


def _succession(one: Entity, other: Entity) -> Succession:
    return Succession.objects.create(entity=one, successor=other, on=TODAY, source=source())


def _facts(entity: Entity, until: date | None) -> OfficeFacts:
    own = source()
    return OfficeFacts.objects.create(
        entity=entity, since=LONG_AGO, until=until, source=own, entered=own
    )


def _tenure(office: Entity, officer: Entity) -> Tenure:
    own = source()
    return Tenure.objects.create(
        office=office, officer=officer, post="局长", since=TODAY, until=TODAY, source=own,
        entered=own,
    )  # fmt: skip

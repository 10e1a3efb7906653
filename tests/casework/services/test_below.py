"""Orders seen from above: of offices below, of those a leader leads, of those under a line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.casework import making
from tests.casework.services.service_cast import LATER, MONDAY, by
from tests.casework.services.tree_cast import Tree
from tests.casework.supervision.supervised import adopt
from tests.registry import people_and_places as places

from tashan.casework.services.acting import acts_for
from tashan.casework.services.answering import answer, sign
from tashan.casework.services.below import offices_below, under
from tashan.casework.services.rating import rate
from tashan.casework.services.seeing import may_read_rating, visible_orders
from tashan.duties.keeping import give_duty
from tashan.duties.line_models import Line, LinePost, LineThing
from tashan.registry.belonging import entity_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree() -> Tree:
    return Tree()


def test_an_office_sees_the_orders_of_those_below_at_any_depth(tree: Tree) -> None:
    assert under([tree.hr_office.pk], MONDAY) == {tree.station.pk, tree.point.pk}
    assert offices_below(tree.hr_chief, MONDAY) == {tree.station.pk, tree.point.pk}
    for user in (tree.worker, tree.town, tree.hr, tree.hr_chief):
        assert tree.sees(user)
    for user in (tree.land, tree.industry):
        assert not tree.sees(user)


def test_nobody_sees_the_orders_of_offices_above(tree: Tree) -> None:
    above = tree.sent("recruiting").order
    assert not visible_orders(tree.worker, LATER).filter(pk=above.pk).exists()
    assert offices_below(tree.worker, MONDAY) == frozenset()


def test_who_looks_on_from_above_moves_nothing_and_reads_no_rating(tree: Tree) -> None:
    assert acts_for(tree.hr_chief, tree.order, MONDAY) == []
    assert "sign" in acts_for(tree.worker, tree.order, MONDAY)
    sign(tree.order, by=by(tree.worker))
    answer(tree.order, "solved", "已安排展位", by=by(tree.worker))
    rate(tree.order, 2, "慢", is_solved=False, by=by(tree.agent))
    assert not may_read_rating(tree.hr_chief, tree.order, LATER)


def test_an_office_that_left_the_tree_is_seen_no_more(tree: Tree) -> None:
    assert under([tree.hr_office.pk], date(1980, 1, 1)) == set()


def test_who_is_in_charge_of_an_office_sees_its_orders_and_those_below(tree: Tree) -> None:
    adopt(making.person("qiao", "steward"))
    chief = making.officer("ju", "chief", at=making.office("政府办公室"))
    assert not tree.sees(chief)
    person = entity_of(chief, MONDAY)
    give_duty("leader_in_charge", {"zh": "分管领导"}, making.office("政府办公室"),
              place=tree.station, officer=person, since=places.LONG_AGO,
              source=places.source())  # fmt: skip
    assert offices_below(chief, MONDAY) == {tree.station.pk, tree.point.pk}
    assert tree.sees(chief)


def test_who_holds_the_post_of_a_line_sees_the_orders_of_the_offices_under_it(tree: Tree) -> None:
    at = making.office("招商和服务专班")
    chief = making.officer("xian", "chief", at=at, post="线长")
    assert not tree.sees(chief)
    line = Line.objects.create(code="service", position=1, title={"zh": "服务线"})
    dated = {"since": places.LONG_AGO, "source": places.source(), "entered": places.source()}
    LinePost.objects.create(line=line, office=at, post="线长", **dated)
    LineThing.objects.create(line=line, about=f"office:{tree.station.pk}", **dated)
    LineThing.objects.create(line=line, about="duty:land", **dated)
    assert offices_below(chief, MONDAY) == {tree.station.pk, tree.point.pk}
    assert tree.sees(chief)
    other = making.officer("fuxian", "chief", at=at, post="副线长")
    assert not tree.sees(other)


def test_agents_and_strangers_look_down_on_nobody(tree: Tree) -> None:
    assert offices_below(tree.agent, MONDAY) == frozenset()
    assert offices_below(making.person("wu"), MONDAY) == frozenset()

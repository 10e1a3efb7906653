"""The stacking plan is drawn to scale, and no group is told by its colour alone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.registry import park_cast
from tests.registry.park_cast import ON, Park

from tashan.registry import parks
from tashan.registry.keeping import New
from tashan.registry.models import EnterpriseFacts
from tashan.registry.occupancy import Let, Stock
from tashan.web.plan_colours import ByEnd, ByIndustry, ByTax, division
from tashan.web.stacking import Box, Ink, Plan, Tower, fitted, plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def park() -> Park:
    return park_cast.park()


def places(park: Park) -> list[Let]:
    return list(Stock([park.park]).on(ON))


def towers(park: Park) -> list[Tower]:
    every = places(park)
    return [
        Tower(b.pk, f"{n}#", tuple(p for p in every if p.building.entity_id == b.pk), ())
        for n, b in park.buildings.items()
    ]


def industries(park: Park) -> dict[int, str]:
    rows = EnterpriseFacts.objects.filter(entity__in=[t.pk for t in park.tenants.values()])
    return dict(rows.values_list("entity", "industry"))


def drawn(park: Park, some: list[Tower] | None = None) -> Plan:
    painter = ByIndustry(places(park), industries(park))
    ink = Ink(painter, lambda place: "租户", lambda place: "一个单元", lambda place: "")
    return plan(some or towers(park), ink)


def boxes(drawing: Plan) -> list[Box]:
    return [box for building in drawing.buildings for box in building.boxes]


def test_width_is_by_area_at_one_scale_for_all_buildings(park: Park) -> None:
    scales = {round(b.width / float(b.place.unit.area), 3) for b in boxes(drawn(park))}
    assert len(scales) == 1


def test_height_is_by_the_height_of_the_floor(park: Park) -> None:
    heights = {
        round(box.height / float(box.place.unit.floor.height or 0), 3) for box in boxes(drawn(park))
    }
    assert len(heights) == 1


def test_the_drawing_fills_its_width_and_does_not_leave_it(park: Park) -> None:
    drawing = drawn(park)
    assert max(box.x + box.width for box in boxes(drawing)) == pytest.approx(drawing.width, abs=1)


def test_all_buildings_stand_on_one_ground(park: Park) -> None:
    assert len({building.ground for building in drawn(park).buildings}) == 1


def test_more_buildings_than_a_row_holds_stand_in_even_rows(park: Park) -> None:
    seven = [*towers(park), *towers(park)[:2]]
    grounds = [building.ground for building in drawn(park, seven).buildings]
    assert [grounds.count(ground) for ground in sorted(set(grounds))] == [4, 3]


def test_a_floor_of_unknown_height_is_drawn_and_says_so(park: Park) -> None:
    facts = {"park": park.park, "state": "completed", "completed_on": ON}
    floor = parks.FloorPlan(1, None, None, (parks.Part("整层", Decimal(900)),))
    building = parks.enter_building(New("6#", ON, facts=facts), [floor], source=park.source)
    (place,) = [p for p in places(park) if p.building.entity_id == building.pk]
    (only,) = drawn(park, [Tower(building.pk, "6#", (place,), ())]).buildings
    assert only.storeys[0].height == "height ?"
    assert only.boxes[0].height > 0


def test_a_park_without_floors_is_an_empty_drawing() -> None:
    ink = Ink(ByEnd(ON), lambda place: "", lambda place: "", lambda place: "")
    assert plan([Tower(1, "1#", (), ())], ink).buildings == ()


def test_words_that_do_not_fit_are_cut() -> None:
    assert [fitted("恒川精密电子", width) for width in (90, 50, 20)] == [
        "恒川精密电子",
        "恒川精…",
        "",
    ]


def test_every_group_has_a_code_beside_its_colour(park: Park) -> None:
    painter = ByIndustry(places(park), industries(park))
    colours = [painter(place) for place in places(park) if place.tenancy]
    assert all(colour.code for colour in colours)
    tints = {colour.tint for colour in painter.legend}
    assert len(tints) == len({colour.code for colour in painter.legend}) == 7


def test_the_largest_industries_have_tints_of_their_own(park: Park) -> None:
    painter = ByIndustry(places(park), industries(park))
    for place in places(park):
        painter(place)
    assert painter.legend[0].words == "计算机、通信和其他电子设备制造业"
    assert painter.legend[-1].words == "other industries"


def test_an_industry_that_nobody_entered_is_said_to_be_unknown(park: Park) -> None:
    painter = ByIndustry(places(park), {})
    (colour,) = {painter(place) for place in places(park) if place.tenancy}
    assert colour.words == "industry not known"


def test_by_end_of_contract(park: Park) -> None:
    painter = ByEnd(ON)
    found = [painter(place).words for place in places(park) if place.tenancy]
    assert found.count("within 90 days") == 4
    assert set(found) == {"within 90 days", "later than a year"}


def test_by_tax_per_mu_in_thirds_of_those_known(park: Park) -> None:
    figures = {
        park.tenants["川流食品"].pk: Decimal(1),
        park.tenants["安驰机械"].pk: Decimal(2),
        park.tenants["恒川精密电子"].pk: Decimal(3),
    }
    painter = ByTax(figures)
    told = {
        place.tenancy.tenant_id: painter(place).words for place in places(park) if place.tenancy
    }
    thirds = [told[pk] for pk in figures]
    assert thirds == ["lower third", "middle third", "upper third"]
    assert told[park.tenants["启明光电"].pk] == "not known"


@pytest.mark.parametrize(("code", "two"), [("C3981", "39"), ("C", ""), ("Z99", ""), ("", "")])
def test_the_division_of_an_industry(code: str, two: str) -> None:
    assert division(code) == two

"""The pages of parks: the finding, the plan with its links, days, and forms for registrars."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.registry import park_cast
from tests.registry.park_cast import ON, Park
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.indicators.catalogue import indicators
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import PermittedUse
from tashan.registry.models import Entity, Tenancy
from tashan.registry.occupancy import occupancy

pytestmark = pytest.mark.django_db
DAY = {"on": ON.isoformat()}
SAID = {"since": "2026-11-21", "reason": "入园合同"}


@pytest.fixture
def park() -> Park:
    made = park_cast.park()
    park_cast.facilities(made)
    return made


@pytest.fixture
def reader(knock: Knock) -> OfficerClient:
    return speaking_english(knock("reader"))


@pytest.fixture
def registrar(knock: Knock) -> OfficerClient:
    return speaking_english(knock("registrar"))


def shown(client: OfficerClient, address: str, **query: str) -> str:
    answer = client.get(address, DAY | query)
    assert answer.status_code == 200
    return answer.content.decode()


def of(park: Park) -> str:
    return f"/parks/{park.park.pk}/"


def test_the_title_says_the_finding(park: Park, reader: OfficerClient) -> None:
    assert "<h1>东岭产业园: 91.1% let, 4,860 ㎡ vacant</h1>" in shown(reader, of(park))


def test_the_page_asks_at_most_twelve_queries(
    park: Park, reader: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for address in (of(park), "/parks/", f"/buildings/{park.buildings[3].pk}/"):
        with django_assert_max_num_queries(12):
            shown(reader, address)


def test_numerator_and_denominator_stand_beside_each_rate(
    park: Park, reader: OfficerClient
) -> None:
    page = shown(reader, of(park))
    assert "let 49,740 of 54,600 ㎡ available" in page
    assert "producing 46,620 of 54,600 ㎡ available" in page


def test_a_day_is_asked_in_the_address(park: Park, reader: OfficerClient) -> None:
    assert "no factory is available yet" in shown(reader, of(park), on="2012-02-01")


def test_a_day_that_is_none_is_today(park: Park, reader: OfficerClient) -> None:
    assert reader.get(of(park), {"on": "2026-02-31"}).status_code == 200


def test_every_unit_is_a_link_that_says_all(park: Park, reader: OfficerClient) -> None:
    units = re.findall(
        r'<a class="unit" href="([^"]+)" aria-label="([^"]+)"', shown(reader, of(park))
    )
    assert len(units) == 2 * 30  # the desk's drawing and the phone's
    tenant = park.tenants["嘉禾线缆"].pk
    words = dict(units)[f"/entities/{tenant}/"]
    assert words.startswith("3# 4F 东, 1,200 ㎡, 嘉禾线缆有限公司")
    assert words.endswith("to 12-31")


def test_a_vacant_unit_leads_to_its_row_of_the_table(park: Park, reader: OfficerClient) -> None:
    page = shown(reader, of(park))
    unit = park.unit(1, 2, "东").pk
    assert f'href="#unit-{unit}"' in page
    assert f'<tr id="unit-{unit}">' in page


def test_the_drawing_has_no_style_attribute(park: Park, reader: OfficerClient) -> None:
    assert not re.search(r"<[^>]+ style=", shown(reader, of(park)))


def test_the_plan_is_coloured_by_the_end_of_contracts_on_demand(
    park: Park, reader: OfficerClient
) -> None:
    assert "later than a year" in shown(reader, of(park), by="end")


def test_tax_per_mu_is_offered_only_where_figures_are_known(
    park: Park, reader: OfficerClient
) -> None:
    assert "by tax per mu" not in shown(reader, of(park), by="tax")
    tell_tax(park)
    assert "by tax per mu" in shown(reader, of(park), by="tax")


def test_a_single_firms_statistical_return_colours_no_plan(
    park: Park, reader: OfficerClient, knock: Knock
) -> None:
    statistician = speaking_english(knock("statistician"))
    tell_tax(park, by=statistician)
    assert "by tax per mu" not in shown(reader, of(park))
    assert "by tax per mu" in shown(statistician, of(park))


def tell_tax(park: Park, by: OfficerClient | None = None) -> None:
    actor = by.user if by else park.source.actor
    assert actor is not None
    use = PermittedUse.STATISTICS if by else PermittedUse.WORK
    source = sources.entry("企业报表", actor=actor, at=park.source.at, use=use)
    tax = indicators(["tax_per_mu"])["tax_per_mu"]
    year = (date(2025, 1, 1), date(2025, 12, 31))
    row = Figure(park.tenants["川流食品"], tax, *year, park_cast.Decimal("24.1"))
    record([row], source=source, actor=actor, at=park.source.at)


def test_a_shortfall_is_told_in_words(park: Park, reader: OfficerClient) -> None:
    page = shown(reader, of(park))
    assert "Not enough: Power supply, Sewage treatment, Dormitory beds" in page
    assert "short 0.16" in page


def test_where_a_capacity_is_missing_it_is_not_known(knock: Knock) -> None:
    made = park_cast.park()
    park_cast.facilities(made, without="refuse_capacity")
    page = shown(speaking_english(knock("reader")), of(made))
    assert '<span class="light idle">not known</span>' in page


def test_the_list_tells_both_rates(park: Park, reader: OfficerClient) -> None:
    page = shown(reader, "/parks/")
    assert "1 park, 91.1% let, 4,860 ㎡ vacant" in page
    assert "85.4%" in page


def test_an_empty_list_says_what_to_do(registrar: OfficerClient) -> None:
    assert "Enter the first park" in shown(registrar, "/parks/")


def test_readers_are_offered_no_forms(park: Park, reader: OfficerClient) -> None:
    for address in (of(park), f"/buildings/{park.buildings[3].pk}/"):
        assert "/new/" not in shown(reader, address)


def test_an_entity_leads_to_the_page_of_its_kind(park: Park, reader: OfficerClient) -> None:
    answer = reader.get(f"/entities/{park.park.pk}/")
    assert answer.headers["Location"] == of(park)


def test_a_registrar_enters_a_park_a_building_and_its_floors(registrar: OfficerClient) -> None:
    registrar.post("/parks/new/", SAID | {"name": "西坪产业园", "level": "county"})
    park = Entity.objects.get(kind="park")
    said = SAID | {"name": "1#", "state": "completed", "completed_on": "2026-11-01"}
    registrar.post(f"/parks/{park.pk}/buildings/new/", said)
    building = Entity.objects.get(kind="building")
    said = SAID | {"number": "1", "height": "6", "parts": "西 1200 315\n东，800"}
    registrar.post(f"/buildings/{building.pk}/floors/new/", said)
    assert occupancy(park, ON).available == 2000


def test_a_line_that_is_no_part_is_told_with_what_was_expected(
    park: Park, registrar: OfficerClient
) -> None:
    said = SAID | {"number": "9", "parts": "西 很大"}
    answer = registrar.post(f"/buildings/{park.buildings[1].pk}/floors/new/", said)
    assert "is no part. Expected a name, an area" in answer.content.decode()


def test_a_registrar_lets_a_vacant_unit(park: Park, registrar: OfficerClient) -> None:
    unit = park.unit(1, 2, "东")
    said = SAID | {"tenant": "云上服饰有限公司", "until": "2029-11-21", "rent": "12.5"}
    registrar.post(f"/units/{unit.pk}/let/", said)
    tenancy = Tenancy.objects.get(unit=unit, since=ON)
    assert (tenancy.rent, tenancy.source.title) == (1250, "入园合同")


def test_a_tenant_that_the_register_does_not_know_is_told(
    park: Park, registrar: OfficerClient
) -> None:
    address = f"/units/{park.unit(1, 2, '东').pk}/let/"
    answer = registrar.post(address, SAID | {"tenant": "无名"})
    assert "“无名” is not in the register" in answer.content.decode()


def test_a_unit_that_is_let_already_is_refused_above_the_form(
    park: Park, registrar: OfficerClient
) -> None:
    address = f"/units/{park.unit(3, 1).pk}/let/"
    said = SAID | {"tenant": "云上服饰有限公司"}
    answer = registrar.post(address, said)
    assert "The unit is let to 恒川精密电子有限公司" in answer.content.decode()


def test_a_registrar_records_what_becomes_of_a_contract(
    park: Park, registrar: OfficerClient
) -> None:
    unit = park.unit(4, 5, "西")
    for said in ({"what": "produce"}, {"what": "renewal", "words": "不续租"}, {"what": "out"}):
        tenancy = Tenancy.objects.get(unit=unit, replaced=None)
        day = {"since": "2026-11-22"} if said["what"] == "out" else {}
        registrar.post(f"/contracts/{tenancy.pk}/change/", SAID | said | day)
    tenancy = Tenancy.objects.get(unit=unit, replaced=None)
    assert (tenancy.producing_since, tenancy.renewal, tenancy.until) == (
        ON,
        "不续租",
        date(2026, 11, 22),
    )


def test_a_registrar_divides_an_empty_floor(park: Park, registrar: OfficerClient) -> None:
    unit = park.unit(1, 2, "东")
    tenancy = Tenancy.objects.get(unit=park.unit(1, 2, "西"), replaced=None)
    registrar.post(f"/contracts/{tenancy.pk}/change/", SAID | {"what": "out"})
    registrar.post(f"/floors/{unit.floor_id}/divide/", SAID | {"parts": "甲 1800\n乙 1800"})
    assert {u.name for u in park_cast.parks.units_on(park.buildings[1], ON)} >= {"甲", "乙"}


def test_a_changed_park_keeps_what_held_before(park: Park, registrar: OfficerClient) -> None:
    said = SAID | {"name": "东岭经济开发区", "level": "national", "place": "他山县"}
    registrar.post(f"{of(park)}change/", said)
    assert "东岭产业园" in shown(registrar, of(park), on="2026-11-20")
    assert "东岭经济开发区" in shown(registrar, of(park))


def test_a_form_without_a_reason_records_nothing(park: Park, registrar: OfficerClient) -> None:
    said = {"since": "2026-11-21", "name": "改名", "level": "county"}
    registrar.post(f"{of(park)}change/", said)
    assert "改名" not in shown(registrar, of(park))

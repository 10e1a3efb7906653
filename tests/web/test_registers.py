"""Pages of the registers: enterprises, places, offices, officers, and one's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests import cast
from tests.registry.people_and_places import (
    REFORM,
    TODAY,
    county,
    credit_code,
    enterprise,
    office,
    source,
)
from tests.web.people import Knock

from tashan.indicators.catalogue import indicators
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import PermittedUse
from tashan.registry import changes, credit, enterprises, keeping, offices
from tashan.registry.belonging import belong
from tashan.registry.kinds import BuildingState, Capacity, Kind, ParkLevel, Part, Tie
from tashan.registry.merging import merge
from tashan.registry.models import Entity, Floor, Participation, Tenancy, Unit

pytestmark = pytest.mark.django_db
QUERIES = 12


@pytest.fixture
def firm(db: None) -> Entity:
    """An enterprise of which everything is known."""
    place = county()
    made = enterprise(
        "他山县恒川精密电子有限公司",
        short="恒川精密电子",
        industry="C3981",
        scale="medium",
        is_above_scale=True,
        place=place,
        legal_representative="沈知行",
        registered_capital=2_000_000_000,
        established_on=date(2019, 6, 1),
    )
    changes.label(made, "高新技术企业", since=date(2022, 11, 30), source=source())
    changes.label(made, "绿卡", since=date(2025, 4, 1), until=date(2026, 4, 1), source=source())
    other = enterprise("恒川控股有限公司", 2)
    enterprises.affiliate(
        made, other, Tie.PARENT, since=date(2020, 1, 1), share=Decimal("0.6"), source=source()
    )
    new = credit.NewCredit("abnormal_operation", "他市监〔2024〕3号", "市监局", date(2024, 5, 1))
    credit.enter_credit(made, new, source=source())
    return made


def premises(firm: Entity) -> None:
    """A unit that the enterprise rents, and a project that it owns."""
    own = source()
    facts = {"level": ParkLevel.COUNTY}
    park = keeping.enter(
        Kind.PARK, keeping.New("东岭产业园", date(2015, 1, 1), facts=facts), source=own
    )
    hall = {"park": park, "state": BuildingState.COMPLETED, "completed_on": date(2017, 1, 1)}
    building = keeping.enter(
        Kind.BUILDING, keeping.New("3#", date(2017, 1, 1), facts=hall), source=own
    )
    floor = Floor.objects.create(building=building, number=1)
    dated = {"since": date(2023, 3, 1), "source": own, "entered": own}
    unit = Unit.objects.create(floor=floor, name="101", area=Decimal("2400.00"), **dated)
    Tenancy.objects.create(unit=unit, tenant=firm, rent=1250, **dated)
    works = {"type": "construction", "stage": "building"}
    project = keeping.enter(
        Kind.PROJECT, keeping.New("恒川二期", date(2025, 5, 1), facts=works), source=own
    )
    Participation.objects.create(project=project, entity=firm, part=Part.OWNER, **dated)


def figure(firm: Entity, year: int, value: str, *, use: PermittedUse = PermittedUse.WORK) -> None:
    code = "power_used"
    own = sources.entry("供电公司月报", actor=source().actor, at=cast.AT, use=use)  # type: ignore[arg-type]
    given = Figure(
        firm, indicators([code])[code], date(year, 1, 1), date(year, 10, 31), Decimal(value)
    )
    record([given], source=own, actor=None, at=cast.AT)


class TestEnterprise:
    def test_its_page_tells_what_is_known(self, firm: Entity, knock: Knock) -> None:
        premises(firm)
        page = knock("reader").get(f"/enterprises/{firm.pk}/").content.decode()
        told = ("他山县恒川精密电子有限公司", credit_code(1), "C3981", "沈知行", "高新技术企业")
        more = ("恒川控股有限公司", "3# 101", "恒川二期", "2,000 万元", "他市监〔2024〕3号")
        assert [words for words in (*told, *more) if words not in page] == []

    def test_it_takes_few_queries(
        self, firm: Entity, knock: Knock, django_assert_max_num_queries
    ) -> None:
        premises(firm)
        figure(firm, 2026, "941.2")
        client = knock("registrar", username="keeper")
        with django_assert_max_num_queries(QUERIES):
            client.get(f"/enterprises/{firm.pk}/")

    def test_a_figure_shows_its_move_and_opens_its_source(self, firm: Entity, knock: Knock) -> None:
        figure(firm, 2025, "1000")
        figure(firm, 2026, "1100")
        (card,) = knock("reader").get(f"/enterprises/{firm.pk}/").context["page"].figures
        assert (card.value, card.move, card.is_down) == ("1,100.00", "+10.0%", False)
        assert card.url.startswith("/figures/")

    def test_a_statistical_return_is_not_shown_to_others(self, firm: Entity, knock: Knock) -> None:
        figure(firm, 2026, "1100", use=PermittedUse.STATISTICS)
        address = f"/enterprises/{firm.pk}/"
        assert knock("reader").get(address).context["page"].figures == []
        assert len(knock("statistician").get(address).context["page"].figures) == 1

    def test_any_past_day_can_be_asked(self, firm: Entity, knock: Knock) -> None:
        changes.rename(firm, "远帆科技有限公司", since=date(2026, 1, 1), source=source())
        client = knock("reader")
        then = client.get(f"/enterprises/{firm.pk}/?on=2025-06-01").context["page"]
        assert (then.name, [row.code for row, _soon in then.carried]) == (
            "他山县恒川精密电子有限公司",
            ["高新技术企业", "绿卡"],
        )
        assert client.get(f"/enterprises/{firm.pk}/").context["page"].name == "远帆科技有限公司"

    def test_a_day_that_is_none_is_today(self, firm: Entity, knock: Knock) -> None:
        answer = knock("reader").get(f"/enterprises/{firm.pk}/?on=2025-13-45")
        assert answer.context["as_of"].is_today

    def test_before_it_was_known_the_page_says_so(self, firm: Entity, knock: Knock) -> None:
        page = knock("reader").get(f"/enterprises/{firm.pk}/?on=2001-01-01").content.decode()
        assert "那一天没有记录" in page

    def test_a_duplicate_leads_to_its_survivor(self, firm: Entity, knock: Knock) -> None:
        twin = enterprise("恒川精密", 3)
        merge(twin, firm, source=source(), on=TODAY, despite_codes=True)
        client = knock("reader")
        assert client.get(f"/enterprises/{twin.pk}/").headers["Location"].endswith(f"/{firm.pk}/")
        assert client.get(f"/entities/{twin.pk}/").headers["Location"].endswith(f"/{firm.pk}/")

    @pytest.mark.parametrize("address", ["enterprises", "places", "offices", "officers"])
    def test_what_is_not_there_is_told(self, address: str, knock: Knock) -> None:
        assert knock("reader").get(f"/{address}/999999/").status_code == 404

    def test_a_reader_is_offered_no_change(self, firm: Entity, knock: Knock) -> None:
        page = knock("reader").get(f"/enterprises/{firm.pk}/").content.decode()
        assert f"/entities/{firm.pk}/" not in page


class TestList:
    def test_it_is_filtered_by_its_address(self, firm: Entity, knock: Knock) -> None:
        client = knock("reader")
        for query in ("q=hcjm", "industry=39", "place=他山县", "place=青石市", "label=高新技术企业",
                      "above=yes", "scale=medium", "q=" + credit_code(1)):  # fmt: skip
            rows = client.get(f"/enterprises/?{query}").context["rows"]
            assert [row.entity for row in rows] == [firm], query

    def test_nonsense_in_the_address_finds_nothing_or_all(self, firm: Entity, knock: Knock) -> None:
        client = knock("reader")
        for query in (
            "park=x",
            "park=" + "9" * 30,
            "industry=%00",
            "scale=[]",
            "sort=drop",
            "page=x",
        ):
            assert client.get(f"/enterprises/?{query}").status_code == 200

    def test_counting_stops_at_the_cap(
        self, firm: Entity, knock: Knock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("tashan.web.listing.MOST_COUNTED", 1)
        shown = knock("reader").get("/enterprises/").context["shown"]
        assert (shown.paginator.count, shown.paginator.is_capped) == (1, True)

    def test_it_takes_few_queries(
        self, firm: Entity, knock: Knock, django_assert_max_num_queries
    ) -> None:
        client = knock("reader")
        with django_assert_max_num_queries(QUERIES):
            client.get("/enterprises/?q=恒川&sort=-capital&place=青石市&label=高新技术企业")

    def test_an_empty_list_says_what_to_do(self, knock: Knock) -> None:
        assert "新增企业" in knock("registrar").get("/enterprises/").content.decode()


class TestPlaces:
    def test_a_place_tells_what_it_lies_in_and_what_in_it(self, knock: Knock, db: None) -> None:
        place = county()
        page = knock("reader").get(f"/places/{place.pk}/")
        assert [page.context["page"].name_of(pk) for pk in page.context["page"].above] == [
            "青石市", "云岭省"
        ]  # fmt: skip
        city = Entity.objects.get(code="999900")
        inside = knock("reader", username="another").get(f"/places/{city.pk}/")
        assert [row.name for row in inside.context["shown"]] == ["他山县"]

    def test_the_list_begins_with_provinces_and_finds_any_place(self, knock: Knock) -> None:
        county()
        client = knock("reader")
        assert [row.name for row in client.get("/places/").context["shown"]] == ["云岭省"]
        hits = client.get("/places/?q=999901").context["hits"]
        assert [hit.name for hit in hits] == ["他山县"]

    @pytest.mark.parametrize("address", ["/places/", "/places/?q=他山", "/places/{pk}/"])
    def test_it_takes_few_queries(
        self, address: str, knock: Knock, django_assert_max_num_queries
    ) -> None:
        place, client = county(), knock("reader")
        with django_assert_max_num_queries(QUERIES):
            client.get(address.format(pk=place.pk))

    def test_what_followed_a_place_is_told(self, knock: Knock) -> None:
        place = county()
        new = keeping.enter(
            Kind.PLACE,
            keeping.New("他山区", REFORM, code="999911", facts={"level": "county"}),
            source=source(),
        )
        changes.succeed(place, new, on=REFORM, source=source())
        assert "他山区" in knock("reader").get(f"/places/{place.pk}/").content.decode()


class TestOffices:
    @pytest.fixture
    def bureau(self, db: None) -> Entity:
        made = office("他山县自然资源和规划局", at=county(), since=REFORM, duty="国土空间规划")
        old = office("他山县国土资源局")
        changes.succeed(old, made, on=REFORM, source=source())
        lin = offices.enter_officer("林清和", since=REFORM, source=source())
        offices.appoint(lin, made, "局长", since=REFORM, is_lead=True, source=source())
        office("耕地保护科", parent=made)
        return made

    def test_its_page_tells_staff_and_what_it_took_over(self, bureau: Entity, knock: Knock) -> None:
        page = knock("reader").get(f"/offices/{bureau.pk}/").content.decode()
        for words in ("林清和", "局长", "他山县国土资源局", "耕地保护科", "国土空间规划"):
            assert words in page

    def test_a_former_office_leads_to_what_it_became(self, bureau: Entity, knock: Knock) -> None:
        old = Entity.objects.get(names__name="他山县国土资源局")
        assert (
            f"/offices/{bureau.pk}/" in knock("reader").get(f"/offices/{old.pk}/").content.decode()
        )

    def test_an_officers_page_tells_every_post(self, bureau: Entity, knock: Knock) -> None:
        lin = Entity.objects.get(kind=Kind.OFFICER)
        page = knock("reader").get(f"/officers/{lin.pk}/").content.decode()
        assert "他山县自然资源和规划局" in page

    def test_the_tree_is_searched(self, bureau: Entity, knock: Knock) -> None:
        nodes = knock("reader").get("/offices/?q=耕地").context["nodes"]
        assert [node.name for node in nodes] == ["耕地保护科"]

    @pytest.mark.parametrize("address", ["/offices/", "/offices/{office}/", "/officers/{officer}/"])
    def test_it_takes_few_queries(
        self, address: str, bureau: Entity, knock: Knock, django_assert_max_num_queries
    ) -> None:
        client, lin = knock("reader"), Entity.objects.get(kind=Kind.OFFICER)
        with django_assert_max_num_queries(QUERIES):
            client.get(address.format(office=bureau.pk, officer=lin.pk))


class TestOwn:
    @pytest.fixture
    def agent(self, firm: Entity, knock: Knock):
        client = knock("agent")
        belong(client.user, firm, Capacity.AGENT, since=date(2026, 1, 1), source=source())
        return client

    def test_an_agent_sees_their_enterprise(self, agent, firm: Entity) -> None:
        page = agent.get("/own/").content.decode()
        assert "他山县恒川精密电子有限公司" in page

    def test_an_own_page_names_no_other_firm_and_no_officer(self, agent, firm: Entity) -> None:
        page = agent.get("/own/").content.decode()
        assert "恒川控股" not in page
        assert "周予" not in page

    def test_an_agent_opens_no_page_of_the_registers(self, agent, firm: Entity) -> None:
        for address in (f"/enterprises/{firm.pk}/", f"/entities/{firm.pk}/", "/enterprises/",
                        "/places/", "/offices/", "/search/?q=恒川", "/figures/1/"):  # fmt: skip
            assert agent.get(address).status_code == 403, address

    def test_an_account_of_nobody_is_told_whom_to_ask(self, knock: Knock) -> None:
        assert "登记员" in knock("agent").get("/own/").content.decode()

    def test_an_officer_has_no_own_page(self, knock: Knock) -> None:
        assert knock("registrar").get("/own/").status_code == 403

    def test_a_single_firms_return_is_not_shown_to_itself_here(self, agent, firm: Entity) -> None:
        figure(firm, 2026, "1100", use=PermittedUse.STATISTICS)
        assert agent.get("/own/").context["page"].figures == []

    def test_it_takes_few_queries(self, agent, firm: Entity, django_assert_max_num_queries) -> None:
        premises(firm)
        with django_assert_max_num_queries(QUERIES):
            agent.get("/own/")


class TestSearch:
    def test_what_the_registers_hold_comes_first(self, firm: Entity, knock: Knock) -> None:
        page = knock("reader").get("/search/?q=恒川精密")
        assert [hit.entity for hit in page.context["entities"]] == [firm]

    def test_a_registrar_finds_no_findings(self, firm: Entity, knock: Knock) -> None:
        page = knock("registrar", username="keeper").get("/search/?q=恒川")
        assert (page.context["shown"], bool(page.context["entities"])) == (None, True)

    def test_households_are_not_found_here(self, knock: Knock) -> None:
        village = keeping.enter(
            Kind.PLACE, keeping.New("石桥村", REFORM, facts={"level": "village"}), source=source()
        )
        facts = {"village": village}
        new = keeping.New("周某户", REFORM, facts=facts)
        keeping.enter(Kind.HOUSEHOLD, new, source=source())
        assert knock("reader").get("/search/?q=周某户").context["entities"] == []

"""The pages of industrial chains: who is in which link, what is missing, figures with sources."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests import cast
from tests.registry.people_and_places import enterprise, source
from tests.web import things
from tests.web.people import Knock, account

from tashan.adoption.adopting import NewAdoption, adopt
from tashan.adoption.models import Adoption
from tashan.indicators.catalogue import indicators
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import PermittedUse
from tashan.registry import changes
from tashan.registry.kinds import Standing
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
LAST_YEAR = (date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def county(settings: Settings, db: None) -> Entity:
    settings.PLACE = things.OUR_PLACE
    return things.place()


@pytest.fixture
def chain(county: Entity) -> Adoption:
    """The electronics chain with two makers of components and nobody further down."""
    enterprise("他山县恒川精密电子有限公司", 1, short="恒川精密", place=county, industry="C3981")
    enterprise("他山县青石电路有限公司", 2, place=county, industry="C3982")
    new = NewAdoption("four_ones", "电子信息产业链", things.OUR_PLACE, date(2026, 1, 1))
    return adopt(new, actor=account("adopter", "steward"), at=cast.AT)


def figure(firm: Entity, value: int, *, use: PermittedUse = PermittedUse.WORK) -> None:
    first, last = LAST_YEAR
    told = Figure(firm, indicators(["output_value"])["output_value"], first=first, last=last,
                  value=Decimal(value))  # fmt: skip
    origin = sources.of_document("企业签章报表", at=cast.AT, use=use)
    record([told], source=origin, actor=None, at=cast.AT)


def firm() -> Entity:
    return Entity.objects.get(names__name="他山县恒川精密电子有限公司")


def test_without_a_chain_the_page_leads_to_the_mechanisms(county: Entity, knock: Knock) -> None:
    page = knock("reader").get("/chains/").content.decode()
    assert "还没有借鉴产业链机制" in page
    assert 'href="/mechanisms/"' in page


def test_the_list_names_the_missing_links(chain: Adoption, knock: Knock) -> None:
    page = knock("reader").get("/chains/").content.decode()
    assert "1 条产业链，缺 3 个环节" in page
    assert "整机与系统" in page


def test_the_page_says_who_is_in_which_link(chain: Adoption, knock: Knock) -> None:
    page = knock("reader").get(f"/chains/{chain.pk}/").content.decode()
    assert "2 家企业，缺 元器件与部件、整机与系统、电机与成套设备" in page  # key links first
    assert "分管工业的副县长" in page
    assert page.count("恒川精密") >= 2  # in the drawing and in the table


def test_an_enterprise_out_of_operation_is_in_no_link(
    chain: Adoption, county: Entity, knock: Knock
) -> None:
    enterprise("他山县旧厂有限公司", 3, place=county, industry="C3971", standing=Standing.CLOSED)
    page = knock("reader").get(f"/chains/{chain.pk}/").content.decode()
    assert "他山县旧厂有限公司" not in page


def test_an_enterprise_elsewhere_is_in_no_link(chain: Adoption, knock: Knock) -> None:
    enterprise("外地器件有限公司", 4, industry="C3971")
    assert "外地器件" not in knock("reader").get(f"/chains/{chain.pk}/").content.decode()


def test_figures_add_up_and_each_part_opens_its_source(chain: Adoption, knock: Knock) -> None:
    figure(firm(), 18_460)
    page = knock("reader").get(f"/chains/{chain.pk}/").content.decode()
    assert "1.85 亿元" in page
    assert "2 家企业中 1 家有数" in page
    assert 'data-source-url="/figures/' in page


def test_a_single_firms_statistical_return_is_not_shown(chain: Adoption, knock: Knock) -> None:
    figure(firm(), 18_460, use=PermittedUse.STATISTICS)
    page = knock("reader").get(f"/chains/{chain.pk}/").content.decode()
    assert "1.85" not in page


def test_a_chain_master_is_marked(chain: Adoption, knock: Knock) -> None:
    changes.label(firm(), "链主企业", since=date(2026, 1, 1), source=source())
    page = knock("reader").get(f"/chains/{chain.pk}/").content.decode()
    assert '<span class="tag jade">链主</span>' in page


def test_another_chains_programmes_are_no_policy_of_it(chain: Adoption, knock: Knock) -> None:
    new = NewAdoption("four_ones", "电气装备产业链", things.OUR_PLACE, date(2026, 1, 1))
    other = adopt(new, actor=account("adopter_too", "steward"), at=cast.AT)
    page = knock("reader").get(reverse("chain", args=[chain.pk])).content.decode()
    assert reverse("programme", args=[chain.pk, "members"]) in page
    assert reverse("programme", args=[other.pk, "members"]) not in page


def test_another_adoption_is_no_chain(county: Entity, knock: Knock) -> None:
    assert knock("reader").get("/chains/999/").status_code == 404


def test_a_chain_is_read_in_few_queries(
    chain: Adoption, knock: Knock, django_assert_max_num_queries: object
) -> None:
    figure(firm(), 18_460)
    client = knock("reader")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        client.get(f"/chains/{chain.pk}/")

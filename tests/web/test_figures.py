"""Figures on pages: each opens its source, is corrected by a new number, and is never invented."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests import cast
from tests.web import things
from tests.web.people import Knock

from tashan.indicators import catalogue
from tashan.indicators.models import Holder, Measure, Observation
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.reading.models import Report
from tashan.record.models import Event, PermittedUse, Source
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
MORE = 12  # queries that a page may ask


@pytest.fixture(autouse=True)
def county(settings: Settings, db: None) -> Entity:
    settings.PLACE = things.OUR_PLACE
    return things.place()


def figure(subject: Entity, code: str, months: tuple[int, int], value: str, **more: object) -> None:
    year, month = months
    last = date(year + month // 12, month % 12 + 1, 1) - date.resolution
    indicator = catalogue.indicators([code])[code]
    said = Figure(subject, indicator, date(year, 1, 1), last, Decimal(value), **more)  # type: ignore[arg-type]
    record([said], source=things.source(), actor=None, at=cast.AT)


@pytest.fixture
def retail(county: Entity) -> Entity:
    """Retail sales: eight and nine months of this year and of the year before, and the growth."""
    figure(county, "retail_sales", (2025, 8), "60.0")
    figure(county, "retail_sales", (2025, 9), "68.0")
    figure(county, "retail_sales", (2026, 8), "63.0")
    figure(county, "retail_sales", (2026, 9), "71.4")
    figure(county, "retail_sales", (2026, 9), "5.6", measure=Measure.GROWTH)
    return county


def page_of_series(client: object, subject: Entity, code: str = "retail_sales") -> str:
    answer = client.get(reverse("series", args=[subject.pk, code]))  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_series_opens_with_its_newest_figure(retail: Entity, knock: Knock) -> None:
    page = page_of_series(knock("reader"), retail)
    assert "<h1>他山县，2026年1—9月：社会消费品零售总额 71.40 亿元" in page


def test_the_month_alone_is_the_difference_of_the_years_to_date(
    retail: Entity, knock: Knock
) -> None:
    assert "8.40" in page_of_series(knock("reader"), retail)


def test_a_published_growth_that_is_not_the_figures_own_is_flagged(
    retail: Entity, knock: Knock
) -> None:
    assert "有 1 期公布增速与按数据测算的不一致" in page_of_series(knock("reader"), retail)


def test_another_offices_figure_stands_beside_and_is_not_mixed(
    retail: Entity, knock: Knock
) -> None:
    figure(retail, "retail_sales", (2026, 9), "73.0", holder=Holder.OFFICE)
    page = page_of_series(knock("reader"), retail)
    assert "责任单位 73.00" in page
    assert ">71.40<" in page


def test_a_figure_that_nobody_gave_is_unknown_and_not_nought(county: Entity, knock: Knock) -> None:
    page = knock("reader").get(reverse("figures")).content.decode()
    assert "暂缺" in page
    assert ">0.00" not in page


def test_the_pop_over_tells_source_and_every_number(retail: Entity, knock: Knock) -> None:
    figure(retail, "retail_sales", (2026, 9), "71.9")
    newest = Observation.objects.get(value="71.9")
    answer = knock("reader").get(
        reverse("figure_source", args=[newest.pk]), headers={"HX-Request": "true"}
    )
    part = answer.content.decode()
    assert "<html" not in part
    assert "虚构的统计月报" in part
    assert "第 1 版 71.40" in part


def test_an_analyst_enters_a_figure_with_a_reason(county: Entity, knock: Knock) -> None:
    client = knock("analyst")
    given = {
        "subject": county.pk, "indicator": "retail_sales", "measure": "level",
        "period": "2026-01/2026-10", "value": "79500", "unit": "万元", "vintage": "flash",
        "holder": "statistics", "scope": "", "reason": "统计局快报",
    }  # fmt: skip
    answer = client.post(reverse("enter_figure", args=[county.pk]), given)
    assert answer.status_code == 302
    row = Observation.objects.get()
    assert (row.value, row.stated) == (Decimal("7.95"), "79500万元")
    assert row.source.actor == client.user
    assert Event.objects.filter(kind="figure.entered").count() == 1


def test_a_unit_of_another_kind_is_told_at_its_field(county: Entity, knock: Knock) -> None:
    given = {
        "subject": county.pk, "indicator": "retail_sales", "measure": "level",
        "period": "2026-01/2026-10", "value": "7", "unit": "亩", "vintage": "flash",
        "holder": "statistics", "reason": "统计局快报",
    }  # fmt: skip
    answer = knock("analyst").post(reverse("enter_figure", args=[county.pk]), given)
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"unit"}
    assert not Observation.objects.exists()


def test_a_correction_is_a_new_number(retail: Entity, knock: Knock) -> None:
    row = Observation.objects.get(value="71.4")
    given = {"act": "correct", "value": "71.6", "vintage": "verified", "reason": "年报核实"}
    answer = knock("analyst").post(reverse("correct_figure", args=[row.pk]), given)
    assert answer.status_code == 302
    newer = Observation.objects.get(value="71.6")
    assert (newer.number, newer.vintage) == (2, "verified")


def test_a_source_is_taken_back_with_all_its_figures(retail: Entity, knock: Knock) -> None:
    row = Observation.objects.get(value="71.4")
    given = {"act": "withdraw", "value": "71.4", "vintage": "flash", "reason": "口径有误"}
    client = knock("analyst")
    client.post(reverse("correct_figure", args=[row.pk]), given)
    assert "71.40" not in page_of_series(client, retail)
    assert Source.objects.get(pk=row.source_id).withdrawal.reason == "口径有误"


def test_a_single_firms_statistical_return_is_hidden(county: Entity, knock: Knock) -> None:
    firm = keeping.enter(
        Kind.ENTERPRISE, keeping.New("恒川", things.FOUNDED), source=things.source()
    )
    revenue = catalogue.indicators(["main_revenue"])["main_revenue"]
    said = Figure(firm, revenue, date(2025, 1, 1), date(2025, 12, 31), Decimal(3080))
    use = PermittedUse.STATISTICS
    returned = Source.objects.create(kind="document", title="报表", permitted_use=use, at=cast.AT)
    record([said], source=returned, actor=None, at=cast.AT)
    address = reverse("figure_source", args=[Observation.objects.get().pk])
    assert knock("reader").get(address).status_code == 404
    assert "3,080" not in page_of_series(knock("analyst"), firm, "main_revenue")
    assert knock("statistician").get(address).status_code == 200


@pytest.mark.parametrize("name", ["figures", "figure_source", "series"])
def test_a_page_asks_few_queries(
    name: str,
    retail: Entity,
    knock: Knock,
    django_assert_max_num_queries: Callable[..., DjangoAssertNumQueries],
) -> None:
    of = {
        "figures": [],
        "figure_source": [Observation.objects.first().pk],  # type: ignore[union-attr]
        "series": [retail.pk, "retail_sales"],
    }
    client = knock("analyst")
    with django_assert_max_num_queries(MORE):  # type: ignore[attr-defined]
        assert client.get(reverse(name, args=of[name])).status_code == 200


def test_one_click_in_the_reader_records_a_clear_finding(
    report: Report, county: Entity, knock: Knock
) -> None:
    keeping.enter(
        Kind.PLACE, keeping.New("青石县", things.FOUNDED, facts={"level": "county"}),
        source=things.source(),
    )  # fmt: skip
    client = knock("reviewer", "analyst")
    corrected = {"seen_version": "0", "period_iso": "2025", "period": "2025年"}
    before = {"name": "标准厂房建成面积", "value": "61.2", "unit": "万平方米", "type": "level"}
    client.post(
        reverse("correct", args=[report.pk, 1]),
        corrected | before | {"place": "青石县", "status": "ok"},
    )
    answer = client.post(reverse("record_finding", args=[report.pk, 1]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("reader", args=[report.pk]))
    row = Observation.objects.get()
    assert (row.indicator.code, row.value) == ("factory_area_built", Decimal("61.2"))
    card = client.get(reverse("finding", args=[report.pk, 1])).content.decode()
    assert reverse("figure_source", args=[row.pk]) in card


def test_what_a_finding_leaves_open_is_asked_for(
    report: Report, county: Entity, knock: Knock
) -> None:
    client = knock("reviewer", "analyst")
    client.post(reverse("accept", args=[report.pk, 1]), {"seen_version": "0"})
    answer = client.post(reverse("record_finding", args=[report.pk, 1]))
    form = client.get(answer.headers["Location"])
    assert set(form.context["proposal"].missing) >= {"subject", "period"}
    given = {"indicator": "factory_area_built", "place": "他山县", "period": "2025-12-31"}
    assert client.post(answer.headers["Location"], given).status_code == 302
    assert Observation.objects.get().subject == county

"""The page of the benchmark: its finding, every figure's evidence, and what is not compared."""

from __future__ import annotations

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.indicators import benchmark_cast
from tests.indicators.benchmark_cast import Cast, county, record, year
from tests.web.people import Knock

from tashan.indicators.models import Holder, Measure, Observation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made(settings: Settings, db: None) -> Cast:
    settings.PLACE = benchmark_cast.HOME
    return benchmark_cast.play()


def shown(knock: Knock, query: str = "", *, role: str = "reader") -> str:
    answer = knock(role).get(reverse("benchmark") + query)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_title_is_the_question_and_the_line_below_counts(knock: Knock) -> None:
    page = shown(knock)
    assert "<h1>与 12 个相似县比，差在哪里</h1>" in page
    assert "6 项指标，2021–2024年；77 个数都有出处，1 对不可比" in page


def test_the_charts_say_their_findings(knock: Knock) -> None:
    page = shown(knock)
    assert "标准厂房建成面积：列第 8，比中位数少 33.2 万平方米" in page
    assert "按现在的速度，约 2035 年追平" in page
    assert "要在 5 年内（2029 年）追平，年均须达到 +23.5%，现为 +14.2%。" in page
    assert "不是预测" in page


def test_the_table_says_when_we_are_level_or_why_never(knock: Knock) -> None:
    page = shown(knock)
    for words in ("10.3 年", "约 2035 年", "按现速难以追上", "差距在扩大", "已领先", "2.2 年"):
        assert words in page


def test_another_indicator_is_drawn_when_asked_for(knock: Knock) -> None:
    page = shown(knock, "?focus=general_budget_revenue")
    assert "一般公共预算收入：列第 6" in page
    assert "按现在的速度，差距还在扩大" in page


def test_what_may_not_be_compared_says_why(knock: Knock) -> None:
    page = shown(knock, "?focus=tax_per_mu")
    assert "口径不同：云岭县为“园区内用地”，他山县为“指标定义口径”" in page
    assert "与参照地不可比" in page


def test_an_unknown_figure_says_so_and_is_no_nought(made: Cast, knock: Knock) -> None:
    page = shown(knock, f"?i=tax_per_mu&ref={made['竹岭县'].pk}")
    assert '<span class="unknown">暂缺</span>' in page
    assert "缺数" in page


def test_a_stored_figure_opens_its_source(made: Cast, knock: Knock) -> None:
    mine = Observation.objects.get(
        subject=made.ours, indicator__code="factory_area_built", last="2024-12-31"
    )
    url = reverse("figure_source", args=[mine.pk])
    client = knock("reader")
    assert f'data-source-url="{url}"' in client.get(reverse("benchmark")).content.decode()
    assert "赴各县考察报告" in client.get(url).content.decode()


def test_a_worked_out_figure_opens_its_inputs_and_each_its_source(made: Cast, knock: Knock) -> None:
    rows = Observation.objects.filter(
        subject=made.ours, indicator__code__in=("assessed_tax", "land_used"), last="2024-12-31"
    )
    ids = ",".join(str(row.pk) for row in rows.order_by("pk"))
    url = f"{reverse('benchmark_inputs', args=[made.ours.pk, 'tax_per_mu'])}?of={ids}"
    client = knock("reader")
    part = client.get(url, headers={"X-Part": "1"}).content.decode()
    assert "<b>12.6</b> 万元/亩" in part
    for row in rows:
        assert reverse("figure_source", args=[row.pk]) in part
    assert "<h1>" in client.get(url).content.decode()


@pytest.mark.parametrize("query", ["", "?of=", "?of=999999999", "?of=x,%00,7"])
def test_inputs_that_are_not_the_figures_own_are_not_found(
    query: str, made: Cast, knock: Knock
) -> None:
    for code in ("tax_per_mu", "grp", "nonsense"):
        url = reverse("benchmark_inputs", args=[made.ours.pk, code])
        assert knock("reader", username=code).get(url + query).status_code == 404


def test_the_page_asks_few_queries(
    knock: Knock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = knock("reader")
    with django_assert_max_num_queries(12):
        client.get(reverse("benchmark"))


def test_provinces_are_compared_by_growth_stated_in_their_reports(
    made: Cast, knock: Knock, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    stated = {"measure": Measure.GROWTH, "holder": Holder.STATED}
    places = [county(f"{i}省", f"{90 + i}0000", made.sheet, level="province") for i in range(1, 6)]
    record(*(year(p, "grp", f"5.{i}", 2025, **stated) for i, p in enumerate(places)),
           source=made.report, actor=made.officer)  # fmt: skip
    client = knock("reader")
    assert f"?of={places[0].pk}" in client.get(reverse("benchmark")).content.decode()
    with django_assert_max_num_queries(12):
        page = client.get(reverse("benchmark") + f"?of={places[0].pk}").content.decode()
    assert "与 4 个省区市比，差在哪里" in page
    assert "地区生产总值增速：列第 5" in page
    assert "增速不外推" in page


def test_two_indicators_are_held_against_each_other(knock: Knock) -> None:
    page = shown(knock, "?focus=factory_area_built&against=occupancy_rate")
    assert "标准厂房建成面积与标准厂房入驻率" in page
    assert '"kind": "scatter"' in page


def test_an_added_indicator_stands_in_the_address(knock: Knock) -> None:
    answer = knock("reader").get(reverse("benchmark") + "?i=grp&add=assessed_tax")
    assert answer.headers["Location"] == ("/benchmark/?i=grp%2Cassessed_tax&focus=assessed_tax")


def test_a_place_is_searched_and_offered(made: Cast, knock: Knock) -> None:
    county("远山县", "999970", made.sheet)
    page = shown(knock, "?find=远山")
    assert "以远山县为本地对比" in page
    assert "没有别的地方叫“无此县”。" in knock("steward").get(
        reverse("benchmark") + "?find=无此县").content.decode()  # fmt: skip


def test_peers_chosen_by_hand_are_those_ticked(made: Cast, knock: Knock) -> None:
    page = shown(knock, f"?by=chosen&p={made['青禾县'].pk}&p={made['竹岭县'].pk}")
    assert "与 2 个县区比" in page


@pytest.mark.parametrize(
    "query",
    [
        "?of=99999999999999999999&p=0,x,٣&ref=-1&since=3000&period=2024-99&holder=me&by=x&n=0",
        "?i=,,nonsense:growth&focus=%00&against=grp&find=%00%27&population=101&n=41",
        "?population=0&grp_per_head=0&industry_mix=0&period=2024-12-31&since=0",
        "?period=2190&find=%F0%9F%91%BB",
    ],
)
def test_nonsense_in_the_address_is_passed_over(query: str, knock: Knock) -> None:
    assert knock("reader").get(reverse("benchmark") + query).status_code == 200


def test_a_place_that_there_is_not_is_told_kindly(knock: Knock) -> None:
    answer = knock("reader").get(reverse("benchmark") + "?of=123456789")
    assert answer.status_code == 404
    assert "没有这个地方" in answer.content.decode()


def test_where_no_place_is_set_the_page_says_who_sets_it(knock: Knock, settings: Settings) -> None:
    settings.PLACE = ""
    answer = knock("reader").get(reverse("benchmark"))
    assert answer.status_code == 404
    assert "TASHAN_PLACE" in answer.content.decode()


@pytest.mark.parametrize(
    "role", ["system_admin", "security_admin", "audit_admin", "agent", "clerk"]
)
def test_who_has_no_business_with_figures_is_refused(role: str, knock: Knock) -> None:
    client = knock(role)
    assert client.get(reverse("benchmark")).status_code == 403
    assert client.get(reverse("benchmark_export", args=["xlsx"])).status_code == 403


def test_only_who_may_take_figures_out_is_offered_files(knock: Knock) -> None:
    assert "export.xlsx" not in shown(knock)
    both = knock("reader", "exporter").get(reverse("benchmark")).content.decode()
    assert "export.xlsx" in both

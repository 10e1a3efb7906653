"""Pages of plans and targets: the title says the finding, and every act is recorded."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from tests import cast
from tests.indicators import target_cast
from tests.indicators.target_cast import OCTOBER, County
from tests.web.people import Knock, OfficerClient, sign_in

from tashan.indicators import targets
from tashan.indicators.models import Exemption, Plan, Target
from tashan.indicators.plan_states import plan_state
from tashan.indicators.target_json import plan_state_json
from tashan.indicators.target_parts import Part, split
from tashan.record.models import Event
from tashan.web.target_panel import targets_panel

pytestmark = pytest.mark.django_db
ON = {"on": "2026-10"}
LANGUAGE_COOKIE = "django_language"


@pytest.fixture
def county(settings: Any) -> County:
    settings.PLACE = "999901"
    return target_cast.county()


@pytest.fixture
def plan(county: County) -> Plan:
    return target_cast.year(county)


@pytest.fixture
def planner(county: County) -> OfficerClient:
    return sign_in(county.planner)


def text(client: OfficerClient, address: str, **query: str) -> str:
    return get(client, address, **query).content.decode()


def get(client: OfficerClient, address: str, *, tongue: str = "en", **query: str) -> Any:
    client.cookies[LANGUAGE_COOKIE] = tongue
    return client.get(address, query)


def titles(client: OfficerClient, **query: str) -> list[str]:
    answer = get(client, "/targets/", **ON | query)
    return [row.title for row in answer.context["rows"]]


def one(code: str) -> Target:
    return Target.objects.get(indicator__code=code, parent=None, measure="level",
                              replaced__isnull=True)  # fmt: skip


def test_the_title_says_the_finding(plan: Plan, planner: OfficerClient) -> None:
    page = text(planner, "/targets/", **ON)
    assert "<h1>September: 22 targets, 15 on track, 3 yellow, 3 red, 1 not known</h1>" in page


def test_the_title_in_chinese(plan: Plan, planner: OfficerClient) -> None:
    page = get(planner, "/targets/", tongue="zh-hans", **ON).content.decode()
    assert "<h1>9月：22 项目标，15 项达到序时，3 项黄，3 项红，1 项不明</h1>" in page


def test_bottom_lines_come_first_in_every_order(plan: Plan, planner: OfficerClient) -> None:
    for sort in ("light", "title", "-share", "difference", "answerable"):
        assert set(titles(planner, sort=sort)[:2]) == {
            "Share of days of good air", "Mean concentration of fine particles"
        }  # fmt: skip


def test_the_red_ones_come_next(plan: Plan, planner: OfficerClient) -> None:
    answer = planner.get("/targets/", ON)
    assert [row.light.code for row in answer.context["rows"]][:4] == ["red", "green", "red", "red"]


def test_the_table_is_filtered_by_light(plan: Plan, planner: OfficerClient) -> None:
    assert titles(planner, light="unknown") == ["Grain output"]


def test_the_table_is_filtered_by_who_answers(
    county: County, plan: Plan, planner: OfficerClient
) -> None:
    office = county.offices["财政局"].pk
    assert len(titles(planner, office=str(office))) == 3


def test_the_table_is_searched_by_words(plan: Plan, planner: OfficerClient) -> None:
    assert titles(planner, q="GRAIN") == ["Grain output"]


def test_words_that_match_nothing_offer_the_way_back(plan: Plan, planner: OfficerClient) -> None:
    assert "No target matches" in text(planner, "/targets/", q="xyz", **ON)


def test_a_broken_bottom_line_is_told_above_all(plan: Plan, planner: OfficerClient) -> None:
    assert "Bottom line broken" in text(planner, "/targets/", **ON)


def test_a_missing_figure_says_whose_it_is(plan: Plan, planner: OfficerClient) -> None:
    assert "Waits for the figure of Statistics office" in text(planner, "/targets/", **ON)


def test_the_month_looked_at_is_in_the_address(plan: Plan, planner: OfficerClient) -> None:
    assert "<h1>June: " in text(planner, "/targets/", on="2026-06")


def test_the_rules_are_told_in_words(plan: Plan, planner: OfficerClient) -> None:
    page = text(planner, "/targets/", **ON)
    assert "Far behind time elapsed · ahead of the plan, percentage points &lt; −30" in page


def test_offices_are_shown_with_their_load(plan: Plan, planner: OfficerClient) -> None:
    page = text(planner, "/targets/", view="office", **ON)
    assert page.index("商务局") < page.index("农业农村局")


def test_forty_targets_ask_few_queries(
    county: County, planner: OfficerClient, django_assert_max_num_queries: object
) -> None:
    target_cast.many(county)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        planner.get("/targets/", ON)


@pytest.mark.parametrize("address", ["/targets/{target}/", "/targets/plans/{plan}/"])
def test_the_other_pages_ask_few_queries(
    address: str, plan: Plan, planner: OfficerClient, django_assert_max_num_queries: object
) -> None:
    place = address.format(target=one("tax_revenue").pk, plan=plan.pk)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert planner.get(place, ON).status_code == 200


def test_a_target_says_how_far_it_is(plan: Plan, planner: OfficerClient) -> None:
    page = text(planner, f"/targets/{one('industrial_output').pk}/", **ON)
    assert "76.4%, 1.4 percentage points ahead of the plan" in page


def test_a_target_names_parts_without_a_figure(plan: Plan, planner: OfficerClient) -> None:
    page = text(planner, f"/targets/{one('tax_revenue').pk}/", **ON)
    assert "4 of 5 parts have a figure" in page
    assert "parts together ≠ whole, difference +1.00 亿元" in page


def test_an_older_row_leads_to_the_newest(
    county: County, plan: Plan, planner: OfficerClient
) -> None:
    target = one("industrial_output")
    now = targets.change(target, reason="调整", actor=county.planner, at=cast.AT, value=530)
    assert planner.get(f"/targets/{now.pk}/").headers["Location"] == f"/targets/{target.pk}/"


def test_the_years_of_a_plan_are_audited(county: County, planner: OfficerClient) -> None:
    five = target_cast.five_years(county)
    page = text(planner, f"/targets/plans/{five.pk}/", **ON)
    assert "4 indicators, of 2 the parts do not make up the whole" in page
    assert "years together ≠ whole, difference +3.00 亿元" in page


def test_the_holders_of_a_year_are_audited_too(county: County, planner: OfficerClient) -> None:
    five = target_cast.five_years(county)
    year = Target.objects.get(plan=five, indicator__code="signed_investment", value=172)
    parts = [Part(Decimal(172), answerable=county.offices["商务局"]),
             Part(Decimal(1), answerable=county.offices["财政局"])]  # fmt: skip
    split(year, parts, reason="分解", actor=county.planner, at=cast.AT)
    page = text(planner, f"/targets/plans/{five.pk}/", **ON)
    assert "4 indicators, of 3 the parts do not make up the whole" in page
    assert "parts together ≠ whole, difference −1.00 亿元" in page


def test_a_county_without_a_plan_is_told_what_to_do(county: County, planner: OfficerClient) -> None:
    assert "There is no plan yet" in text(planner, "/targets/")


def test_a_plan_is_made_by_a_form(county: County, planner: OfficerClient) -> None:
    sent = {"title": "2027年计划", "first": "2027", "last": "2027", "code": target_cast.RULES}
    assert planner.post("/targets/plans/new/", sent).status_code == 302
    assert Plan.objects.get().last.year == 2027


def test_a_target_is_set_by_a_form(county: County, planner: OfficerClient) -> None:
    of = target_cast.plan(county)
    sent = {
        "indicator": "tax_revenue", "measure": "level", "value": "13.2",
        "subject": county.place.pk, "answerable": county.offices["财政局"].pk,
        "first": "2026-01-01", "last": "2026-12-31", "curve": "stepped",
        "points": "6:45 12:100", "holder": "statistics", "reason": "他政发〔2026〕1号",
    }  # fmt: skip
    assert planner.post(f"/targets/plans/{of.pk}/new/", sent).status_code == 302
    assert Target.objects.get().points == [[6, "0.45"], [12, "1"]]


def test_a_refused_target_is_told_beside_the_form(county: County, planner: OfficerClient) -> None:
    of = target_cast.plan(county)
    sent = {
        "indicator": "tax_revenue", "measure": "level", "value": "0",
        "subject": county.place.pk, "answerable": "", "first": "2026-01-01",
        "last": "2026-12-31", "curve": "even", "holder": "statistics", "reason": "文件",
    }  # fmt: skip
    planner.cookies[LANGUAGE_COOKIE] = "en"
    answer = planner.post(f"/targets/plans/{of.pk}/new/", sent)
    assert answer.status_code == 422
    assert "not above nought" in answer.content.decode()


def test_a_target_is_changed_by_a_form(county: County, plan: Plan, planner: OfficerClient) -> None:
    target = one("tax_revenue")
    sent = {"value": "12.8", "answerable": target.answerable_id, "curve": "even",
            "holder": "statistics", "reason": "年中调整"}  # fmt: skip
    assert planner.post(f"/targets/{target.pk}/change/", sent).status_code == 302
    assert one("tax_revenue").value == Decimal("12.8")


def test_a_split_is_proposed_by_last_years_figures(
    county: County, plan: Plan, planner: OfficerClient
) -> None:
    whole, last_year = one("industrial_output"), OCTOBER.replace(year=2025, month=12, day=31)
    for name, value in (("石门镇", "3"), ("云溪镇", "1")):
        row = target_cast.figure(county, "industrial_output", last_year, value,
                                 subject=county.towns[name])  # fmt: skip
        target_cast.store(county, [row])
    answer = planner.get(f"/targets/{whole.pk}/split/", {"over": "towns", "propose": "1"})
    proposed = answer.context["form"].initial
    assert sorted(str(value) for value in proposed.values()) == ["135.00", "405.00"]


def test_a_split_is_set_by_a_form(county: County, plan: Plan, planner: OfficerClient) -> None:
    whole = one("industrial_output")
    sent = {str(town.pk): "108" for town in county.towns.values()} | {"reason": "分解方案"}
    assert planner.post(f"/targets/{whole.pk}/split/?over=towns", sent).status_code == 302
    assert Target.objects.filter(parent=whole).count() == 5


def test_an_exemption_is_approved_by_a_form(plan: Plan, planner: OfficerClient) -> None:
    target = one("fdi_utilised")
    sent = {"reason": "外方增资推迟", "since": "2026-10-01", "last": "2026-12-31"}
    assert planner.post(f"/targets/{target.pk}/exempt/", sent).status_code == 302
    made = Exemption.objects.get()
    assert made.until - made.since == timedelta(days=92)


def test_a_target_is_dropped_with_a_reason(plan: Plan, planner: OfficerClient) -> None:
    target = one("fdi_utilised")
    assert planner.post(f"/targets/{target.pk}/drop/", {"reason": "重复"}).status_code == 302
    assert planner.get(f"/targets/{target.pk}/").status_code == 404


def test_the_table_goes_out_as_a_sheet_and_that_is_recorded(plan: Plan, knock: Knock) -> None:
    client = knock("reader", "exporter")
    answer = client.get(f"/targets/plans/{plan.pk}/export.xlsx", ON | {"light": "red"})
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    assert sheet.max_row >= 4
    event = Event.objects.get(kind="targets.exported")
    assert event.payload == {"rows": 3, "on": "2026-10-31"}


def test_a_reader_is_offered_no_change(plan: Plan, knock: Knock) -> None:
    target = one("tax_revenue").pk
    assert f"/targets/{target}/change/" not in text(knock("reader"), f"/targets/{target}/", **ON)


def test_the_desk_has_a_handful_of_the_main_targets(county: County, plan: Plan) -> None:
    panel = targets_panel(county.planner, OCTOBER)
    assert panel is not None
    assert len(panel.rows) == 8
    assert panel.elapsed == "75.0%"
    assert [row.light.code for row in panel.rows].count("red") == 2


def test_the_desk_has_no_targets_without_the_right(plan: Plan, knock: Knock) -> None:
    assert targets_panel(knock("exporter").user, OCTOBER) is None


def test_the_desk_has_no_targets_without_a_plan(county: County) -> None:
    assert targets_panel(county.planner, OCTOBER) is None


def test_figures_are_exact_text_for_the_api(county: County, plan: Plan) -> None:
    told = plan_state_json(plan_state(plan, on=OCTOBER, user=county.planner))
    rows = told["targets"]
    assert isinstance(rows, list)
    row = next(row for row in rows if row["indicator"] == "industrial_output")
    assert (row["actual"], row["value"], row["light"]) == ("412.6", "540", "green")


def test_the_page_speaks_the_tongue_of_its_reader(plan: Plan, planner: OfficerClient) -> None:
    page = get(planner, "/targets/", tongue="zh-hans", **ON)
    assert "规模以上工业总产值" in page.content.decode()

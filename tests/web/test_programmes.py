"""Pages of programmes: the list, one of them, a run, an answer, what if, a list, an enterprise."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pytest_django.fixtures import Settings
from tests import cast
from tests.web import matched as own
from tests.web.matched import Matched
from tests.web.people import Knock, OfficerClient, sign_in

from tashan.programmes import awards, lists
from tashan.programmes.models import Award, AwardList, Run, RunState
from tashan.record import sources
from tashan.record.models import Event
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity

pytestmark = pytest.mark.django_db
QUERIES = 14


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def found(db: None) -> Matched:
    return own.matched()


@pytest.fixture
def officer(found: Matched) -> OfficerClient:
    return sign_in(found.county.actor)


def text(client: OfficerClient, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def words(page: str) -> str:
    """What a person reads, the marks taken away."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


class TestList:
    def test_without_a_programme_it_leads_to_the_mechanisms(self, knock: Knock) -> None:
        page = text(knock("reader"), "/programmes/")
        assert "还没有借鉴政策" in page
        assert 'href="/mechanisms/"' in page

    def test_it_says_what_the_last_match_of_each_gave(self, officer: OfficerClient) -> None:
        page = text(officer, "/programmes/")
        assert "3 项政策：4 个符合，2 个差一点" in page
        assert "设备投资补助" in page
        assert "尚未审查" in page

    def test_a_budget_stands_beside_what_all_would_get(self, officer: OfficerClient) -> None:
        assert "60 万元 / 预算 300 万元" in text(officer, "/programmes/")

    def test_it_is_sorted_by_who_qualifies(self, officer: OfficerClient) -> None:
        page = text(officer, "/programmes/?sort=-eligible")
        assert page.index("专精特新企业奖励") < page.index("设备投资补助")

    def test_few_queries(
        self, officer: OfficerClient, django_assert_max_num_queries: object
    ) -> None:
        with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]
            officer.get("/programmes/")

    def test_all_are_matched_at_once(self, officer: OfficerClient) -> None:
        answer = officer.post("/programmes/match/")
        run = Run.objects.latest("pk")
        assert answer.headers["Location"] == f"/matches/{run.pk}/"
        assert (run.state, run.programmes.count()) == (RunState.DONE, 3)

    def test_a_reader_sees_no_button(self, found: Matched, knock: Knock) -> None:
        assert "全部匹配" not in text(knock("reader"), "/programmes/")

    def test_nothing_to_match_says_what_to_do(self, knock: Knock) -> None:
        answer = knock("analyst").post("/programmes/match/")
        assert answer.status_code == 422
        assert "请先借鉴一项带奖补、服务或称号的机制" in answer.content.decode()


class TestOrder:
    def test_near_misses_are_sorted_by_how_near_they_are(self, db: None) -> None:
        made = own.county()
        own.told.tell(made.source, own.told.figure(made.plain, "investment_in_equipment", 290))
        found = own.matched(made)
        officer = sign_in(made.actor)
        page = text(officer, found.address(more="?tab=near&sort=short"))
        assert page.index("普通工厂") < page.index("长青机械")
        page = text(officer, found.address(more="?tab=near&sort=-short"))
        assert page.index("长青机械") < page.index("普通工厂")

    def test_results_are_sorted_by_name(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, found.address("srdi", more="?sort=name"))
        assert page.index("长青机械") < page.index("恒川电子")
        page = text(officer, found.address("srdi", more="?sort=-name"))
        assert page.index("恒川电子") < page.index("长青机械")


class TestProgramme:
    def test_the_rule_stands_in_words_beside_the_rule(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = text(officer, found.address())
        assert "上年企业设备投资额不低于 <b>300 万元</b>" in page
        assert "investment_in_equipment[last_year] &gt;= least_equipment" in page

    def test_parameters_stand_with_their_unit(self, found: Matched, officer: OfficerClient) -> None:
        page = words(text(officer, found.address()))
        assert "设备投资起点 300 万元" in page
        assert "表彰户数" not in page  # of another part of the mechanism

    def test_a_near_miss_says_which_condition_and_by_how_much(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = words(text(officer, found.address(more="?tab=near")))
        assert "长青机械" in page
        assert "现为 180 万元，要求 300 万元" in page
        assert "差 120 万元" in page

    def test_an_unknown_says_which_figure_and_who_holds_it(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = words(text(officer, found.address(more="?tab=unknown")))
        assert "明远科技" in page
        assert "2025年 企业设备投资" in page

    def test_who_misses_more_is_looked_up_by_name(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        assert "输入名称，查它差哪几条" in text(officer, found.address("srdi", "?tab=out"))

    def test_a_name_narrows_the_tab(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, found.address("srdi", "?q=恒川"))
        assert "恒川电子" in page
        assert "长青机械" not in page

    def test_those_of_another_name_are_not_there(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        assert "这里没有这个名称" in text(officer, found.address("srdi", "?q=没有"))

    def test_not_matched_yet_says_so(self, found: Matched, officer: OfficerClient) -> None:
        assert "尚未匹配" in text(officer, found.address("honour"))

    def test_another_part_is_not_found(self, found: Matched, officer: OfficerClient) -> None:
        text(officer, found.address("nothing"), status=404)

    def test_matching_it_leads_back_to_it(self, found: Matched, officer: OfficerClient) -> None:
        answer = officer.post(found.address("srdi", "match/"))
        assert answer.headers["Location"] == found.address("srdi")

    def test_few_queries(
        self, found: Matched, officer: OfficerClient, django_assert_max_num_queries: object
    ) -> None:
        with django_assert_max_num_queries(QUERIES):  # type: ignore[operator]
            officer.get(found.address("srdi"))

    def test_it_is_taken_out_as_a_sheet(self, found: Matched, knock: Knock) -> None:
        answer = knock("analyst", "exporter").get(found.address(more="export.xlsx?tab=near"))
        rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
        assert rows[1][0] == "长青机械"
        assert rows[1][6] == "差 120 万元"
        assert Event.objects.filter(kind="run.exported").exists()


class TestRun:
    def test_it_tells_its_day_and_its_hashes(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, f"/matches/{found.run.pk}/")
        assert "2026-11-02" in page
        assert found.run.snapshot
        assert found.run.snapshot.sha256 in page

    def test_one_of_its_programmes_opens(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, f"/matches/{found.run.pk}/?programme=1")
        assert "20 万元" in page

    def test_repeated_it_gives_the_same(self, found: Matched, officer: OfficerClient) -> None:
        answer = officer.post(f"/matches/{found.run.pk}/repeat/", follow=True)
        assert "结果分毫不差" in answer.content.decode()

    def test_a_run_under_way_asks_again_by_itself(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        Run.objects.filter(pk=found.run.pk).update(state=RunState.RUNNING, progress=40)
        page = text(officer, f"/matches/{found.run.pk}/")
        assert 'hx-trigger="load delay:1s"' in page
        assert 'value="40"' in page

    def test_a_failed_run_says_why(self, found: Matched, officer: OfficerClient) -> None:
        problem = {"problem": "读不到快照。", "hint": "请重新匹配。"}
        Run.objects.filter(pk=found.run.pk).update(state=RunState.FAILED, **problem)
        assert "读不到快照。 请重新匹配。" in text(officer, f"/matches/{found.run.pk}/")


class TestAnswer:
    def test_a_condition_missed_says_by_how_much(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = words(text(officer, found.answer("changqing")))
        assert "长青机械：设备投资补助差 120 万元" in page
        assert "不满足" in page

    def test_each_figure_opens_its_source(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, found.answer("hengchuan"))
        url = re.search(r'data-source-url="(/figures/[^"]*)"[^>]*>400 万元', page)
        assert url
        assert "企业签章报表" in text(officer, url[1])

    def test_an_unknown_figure_is_named(self, found: Matched, officer: OfficerClient) -> None:
        page = words(text(officer, found.answer("mingyuan")))
        assert "明远科技：设备投资补助缺数据" in page
        assert "缺： 2025年 企业设备投资" in page

    def test_a_return_for_statistics_alone_is_not_used_and_says_so(self, db: None) -> None:
        county = own.county()
        own.withheld(county)
        page = words(text(sign_in(county.actor), own.matched(county).answer("mingyuan")))
        assert "只报给统计部门用于统计，不得用于奖补和排名" in page
        assert "999 万元" not in page

    def test_other_programmes_of_the_run_are_one_click_away(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = text(officer, found.answer("changqing"))
        assert f"/matches/{found.run.pk}/{found.county.changqing.pk}/?programme=1" in page

    def test_whoever_is_not_in_the_register_is_not_found(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        text(officer, f"/matches/{found.run.pk}/999999/?programme=0", status=404)


class TestWhatIf:
    def test_the_form_holds_what_holds_today(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, found.address("srdi", "what-if/"))
        assert 'name="p-srdi_award" value="20"' in page
        assert "现行：20 万元" in page

    def test_a_smaller_budget_says_who_would_lose(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = words(text(officer, found.address("srdi", "what-if/?try=1&p-srdi_budget=40")))
        assert "0 家新增受益，1 家受损；支出由 60 万元 变为 40 万元" in page
        assert "−20 万元" in page

    def test_the_same_values_change_nothing(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, found.address("srdi", "what-if/?try=1"))
        assert "这组参数不改变结果" in page

    def test_nothing_is_stored(self, found: Matched, officer: OfficerClient) -> None:
        before = Event.objects.count()
        officer.get(found.address("srdi", "what-if/?try=1&p-srdi_budget=40"))
        assert (Run.objects.count(), Event.objects.count()) == (1, before)

    def test_what_is_no_number_is_refused_with_how_to_write_one(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = text(officer, found.address("srdi", "what-if/?try=1&p-srdi_award=二十"), status=422)
        assert "请填写数字" in page

    def test_tiers_are_written_one_a_line(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, found.address(more="what-if/"))
        assert re.search(r"\n\d+: 0\.06\n\d+: 0\.08\n: 0\.1</textarea>", page)


class TestAwardList:
    def test_it_is_drafted_from_the_newest_match(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        answer = officer.post(found.address("srdi", "draft/"))
        made = AwardList.objects.get()
        assert answer.headers["Location"] == f"/lists/{made.pk}/"
        page = text(officer, f"/lists/{made.pk}/")
        assert "第 1 号名单：3 家，60 万元，" in page
        assert made.sha256 in page

    def test_without_a_review_it_says_the_next_step(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        made = own.drafted(found)
        page = text(officer, f"/lists/{made.pk}/")
        assert f'href="/adoptions/{found.adoption.pk}/"' in page
        answer = officer.post(f"/lists/{made.pk}/confirm/", follow=True)
        assert '<p class="note red">' in answer.content.decode()
        made.refresh_from_db()
        assert made.state == "drafted"

    def test_confirmed_it_is_told_to_the_enterprises(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        own.reviewed(found)
        made = own.drafted(found)
        officer.post(f"/lists/{made.pk}/confirm/")
        assert "推送 3 家企业" in text(officer, f"/lists/{made.pk}/")
        officer.post(f"/lists/{made.pk}/push/")
        assert "推送企业" in text(officer, f"/lists/{made.pk}/")
        assert {award.state for award in Award.objects.all()} == {"pushed"}

    def test_it_is_dropped_with_a_reason(self, found: Matched, officer: OfficerClient) -> None:
        made = own.drafted(found)
        officer.post(f"/lists/{made.pk}/drop/", {"reason": "数据更正"})
        made.refresh_from_db()
        assert made.state == "dropped"

    def test_a_name_narrows_it(self, found: Matched, officer: OfficerClient) -> None:
        page = text(officer, f"/lists/{own.drafted(found).pk}/?q=长青")
        assert "长青机械" in page
        assert "恒川电子" not in page

    def test_other_numbers_are_its_versions(self, found: Matched, officer: OfficerClient) -> None:
        first, second = own.drafted(found), own.drafted(found)
        assert f'href="/lists/{first.pk}/"' in text(officer, f"/lists/{second.pk}/")

    def test_it_is_taken_out(self, found: Matched, knock: Knock) -> None:
        made = own.drafted(found)
        answer = knock("analyst", "exporter").get(f"/lists/{made.pk}/export.xlsx")
        assert answer.status_code == 200


class TestEnterprise:
    def test_it_says_what_it_qualifies_for_and_what_it_nearly_gets(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        page = words(text(officer, f"/enterprises/{found.county.changqing.pk}/programmes/"))
        assert "符合 1 项政策，另有 1 项差一点" in page
        assert "差 120 万元" in page

    def test_its_own_page_loads_the_card(self, found: Matched, officer: OfficerClient) -> None:
        pk = found.county.changqing.pk
        page = text(officer, f"/enterprises/{pk}/")
        assert f'hx-get="/enterprises/{pk}/programmes/?card=1"' in page

    def test_a_project_has_none(self, found: Matched, officer: OfficerClient) -> None:
        text(officer, f"/enterprises/{found.county.place.pk}/programmes/", status=404)

    @pytest.fixture
    def agent(self, found: Matched, knock: Knock) -> OfficerClient:
        client = knock("agent")
        source = sources.entry("授权书", actor=found.county.actor, at=cast.AT)
        belong(client.user, found.county.changqing, Capacity.AGENT,
               since=own.date(2026, 1, 1), source=source)  # fmt: skip
        return client

    def test_an_agent_sees_their_own_and_no_office_page(
        self, found: Matched, agent: OfficerClient
    ) -> None:
        page = text(agent, "/own/programmes/")
        assert "差 120 万元" in page
        assert "/matches/" not in page

    def test_an_agent_takes_what_was_offered(self, found: Matched, agent: OfficerClient) -> None:
        own.reviewed(found)
        made = lists.confirm(own.drafted(found), actor=found.county.actor, at=cast.AT)
        awards.push(made, actor=found.county.actor, at=cast.AT)
        award = made.awards.get(entity=found.county.changqing)
        assert f"/own/awards/{award.pk}/" in text(agent, "/own/programmes/")
        agent.post(f"/own/awards/{award.pk}/", {"answer": "take"})
        award.refresh_from_db()
        assert award.state == "confirmed"

    def test_an_agent_answers_for_nobody_else(self, found: Matched, agent: OfficerClient) -> None:
        own.reviewed(found)
        made = lists.confirm(own.drafted(found), actor=found.county.actor, at=cast.AT)
        awards.push(made, actor=found.county.actor, at=cast.AT)
        other = made.awards.get(entity=found.county.hengchuan)
        assert agent.post(f"/own/awards/{other.pk}/", {"answer": "take"}).status_code == 404

    def test_an_agent_of_nobody_sees_nothing(self, found: Matched, knock: Knock) -> None:
        text(knock("agent"), "/own/programmes/", status=404)


class TestOpportunities:
    def test_without_a_policy_it_leads_to_the_mechanisms(self, knock: Knock) -> None:
        assert 'href="/mechanisms/"' in text(knock("reader"), "/opportunities/")

    def test_a_superior_policy_says_who_qualifies(
        self, found: Matched, officer: OfficerClient
    ) -> None:
        found.county.adopted("opportunities", "抢抓政策机遇")
        officer.post("/programmes/match/", {"next": "opportunities"})
        page = text(officer, "/opportunities/?of=enterprise")
        assert "项上级政策" in page
        assert "设备投资补助" not in page  # our own

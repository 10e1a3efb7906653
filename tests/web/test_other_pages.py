"""Desk, search, accounts, audit and the pages for what went wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.web import things
from tests.web.people import Knock, OfficerClient, account

from tashan.reading.models import Report
from tashan.record.models import Event, User
from tashan.web.desk_page import happenings, newest_events

pytestmark = pytest.mark.django_db


def decide(client: OfficerClient, report: Report, number: int, move: str = "accept") -> None:
    address = f"/reports/{report.pk}/findings/{number}/{move}/"
    client.post(address, {"seen_version": "0"})


class TestDesk:
    def test_it_counts_what_waits_and_what_i_did_today(self, report: Report, knock: Knock) -> None:
        client = knock("reviewer")
        decide(client, report, 1)
        figures = client.get("/").context["figures"]
        assert (figures.to_review, figures.mine_today) == (2, 1)

    def test_a_report_with_nothing_open_is_not_listed(self, report: Report, knock: Knock) -> None:
        client = knock("reviewer")
        for number in (1, 2, 3):
            decide(client, report, number)
        assert list(client.get("/").context["waiting"]) == []

    def test_like_acts_of_one_officer_are_one_line(self, report: Report, knock: Knock) -> None:
        client = knock("reviewer")
        decide(client, report, 1)
        decide(client, report, 2)
        lines = client.get("/").context["lines"]
        assert [(line.kind, line.count) for line in lines] == [("finding.review", 2)]

    def test_what_happened_before_yesterday_is_left_out(self, report: Report, db: None) -> None:
        from datetime import UTC, datetime

        assert happenings(newest_events(), datetime(2030, 1, 1, tzinfo=UTC)) == []

    def test_the_last_accepted_findings_are_shown(self, report: Report, knock: Knock) -> None:
        client = knock("reviewer")
        decide(client, report, 2)
        ((row, line),) = client.get("/").context["decided"]
        assert (row.number, line.figure) == (2, "78.6%")

    def test_it_takes_few_queries(
        self, report: Report, knock: Knock, django_assert_max_num_queries
    ) -> None:
        client = knock("reviewer")
        decide(client, report, 1)
        with django_assert_max_num_queries(12):
            client.get("/")

    def test_an_empty_desk_says_what_to_do_next(self, knock: Knock) -> None:
        assert "上传下一份考察报告" in knock("reviewer").get("/").content.decode()


class TestSearch:
    @pytest.mark.parametrize("words", ["厂房", "廠房", "入驻率"])
    def test_findings_are_found_in_either_script(
        self, words: str, report: Report, knock: Knock
    ) -> None:
        page = knock("reader").get("/search/", {"q": words})
        assert page.context["hits"]

    def test_a_kind_narrows_the_answer(self, report: Report, knock: Knock) -> None:
        page = knock("reader").get("/search/", {"q": "厂房", "kind": "gap"})
        assert page.context["hits"] == []

    def test_an_empty_answer_says_what_to_try(self, report: Report, knock: Knock) -> None:
        assert "两个字即可" in knock("reader").get("/search/?q=不存在的词").content.decode()

    def test_it_takes_few_queries(
        self, report: Report, knock: Knock, django_assert_max_num_queries
    ) -> None:
        client = knock("reader")
        with django_assert_max_num_queries(12):
            client.get("/search/?q=厂房")


NEW = {
    "username": "zhao",
    "display_name": "赵某",
    "office": "他山县统计局",
    "kind": "business",
    "password": "stone-of-another-hill",
}


class TestAccounts:
    def test_a_new_account_has_no_role(self, knock: Knock) -> None:
        knock("system_admin").post("/people/new/", NEW)
        made = User.objects.get(username="zhao")
        assert (made.office, made.grants.count()) == ("他山县统计局", 0)

    def test_a_weak_password_is_told_beside_the_form(self, knock: Knock) -> None:
        page = knock("system_admin").post("/people/new/", NEW | {"password": "123"})
        assert page.status_code == 200
        assert not User.objects.filter(username="zhao").exists()
        assert "errorlist" in page.content.decode()

    def test_a_taken_name_is_told_beside_the_form(self, knock: Knock) -> None:
        account("zhao")
        page = knock("system_admin").post("/people/new/", NEW)
        assert "zhao 已有账号" in page.content.decode()

    def test_a_closed_account_can_be_opened_again(self, knock: Knock) -> None:
        somebody, client = account("zhao"), knock("system_admin")
        for is_active in (False, True):
            client.post(f"/people/{somebody.pk}/switch/")
            somebody.refresh_from_db()
            assert somebody.is_active is is_active

    def test_nobody_closes_their_own_account(self, knock: Knock) -> None:
        client = knock("system_admin")
        page = client.post(f"/people/{client.user.pk}/switch/")
        assert page.status_code == 422
        assert User.objects.get(pk=client.user.pk).is_active

    def test_a_password_can_be_set(self, knock: Knock) -> None:
        somebody = account("zhao")
        address = f"/people/{somebody.pk}/password/"
        knock("system_admin").post(address, {"password": "another-stone-of-the-hill"})
        somebody.refresh_from_db()
        assert somebody.check_password("another-stone-of-the-hill")

    def test_a_role_is_given_and_ended(self, knock: Knock) -> None:
        somebody, client = account("zhao"), knock("security_admin")
        address = f"/people/{somebody.pk}/roles/reader/"
        client.post(address, {"give": "1"})
        assert somebody.grants.filter(to_at__isnull=True).exists()
        client.post(address)
        assert not somebody.grants.filter(to_at__isnull=True).exists()

    def test_a_role_of_another_kind_of_account_is_refused(self, knock: Knock) -> None:
        somebody, client = account("zhao"), knock("security_admin")
        page = client.post(f"/people/{somebody.pk}/roles/audit_admin/", {"give": "1"})
        assert page.status_code == 422
        assert "业务账号与三类管理员账号须分开设立" in page.content.decode()

    def test_the_list_looks_in_names(self, knock: Knock) -> None:
        account("zhao")
        page = knock("system_admin").get("/people/?q=zhao")
        assert [person.username for person in page.context["shown"]] == ["zhao"]


class TestAudit:
    def test_sound_events_are_told_to_be_sound(self, knock: Knock) -> None:
        page = knock("audit_admin").post("/audit/")
        assert "全部事件与记录时一致" in page.content.decode()

    def test_a_changed_event_is_named(self, knock: Knock) -> None:
        from django.db import connection

        client = knock("audit_admin")
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("UPDATE record_event SET payload = '{}' WHERE kind = 'account.made'")
            cursor.execute("SET LOCAL session_replication_role = origin")
        page = client.post("/audit/").content.decode()
        assert "<b>事件被改动</b>" in page

    def test_one_stream_can_be_looked_at(self, report: Report, knock: Knock) -> None:
        page = knock("audit_admin").get("/audit/", {"stream": report.stream})
        shown = [event for event, _words, _is_business in page.context["events"]]
        assert {event.stream for event in shown} == {report.stream}

    def test_older_events_are_a_page_further(self, report: Report, knock: Knock) -> None:
        client = knock("audit_admin")
        newest = Event.objects.latest("pk").pk
        page = client.get("/audit/", {"before": newest})
        assert all(event.pk < newest for event, *_ in page.context["events"])


class TestWhatWentWrong:
    def test_a_refused_page_tells_whom_to_ask(self, knock: Knock) -> None:
        page = knock("reader").get("/audit/")
        assert page.status_code == 403
        assert "请向安全管理员申请角色" in page.content.decode()

    def test_a_stale_form_tells_to_load_the_page_again(self, db: None) -> None:
        page = Client(enforce_csrf_checks=True).post("/preferences/", {"theme": "dark"})
        assert page.status_code == 403
        assert "请返回并刷新页面" in page.content.decode()

    def test_a_fault_of_the_program_is_told_without_a_query(
        self, rf, django_assert_num_queries
    ) -> None:
        from tashan.web.pages.errors import broken

        with django_assert_num_queries(0):
            page = broken(rf.get("/"))
        assert page.status_code == 500

    def test_a_missing_report_tells_the_next_step(self, knock: Knock) -> None:
        page = knock("reader").get("/reports/999999/")
        assert page.status_code == 404
        assert "请回到工作台" in page.content.decode()


def test_the_desk_of_somebody_with_many_rights_asks_at_most_twelve_queries(
    report: Report,
    knock: Knock,
    settings: Settings,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.PLACE = things.OUR_PLACE
    things.ids()
    client = knock("steward", "registrar", "analyst", "exporter")
    with django_assert_max_num_queries(12):
        page = client.get("/")
    assert "90 天内到期合同" in page.content.decode()


def test_an_analysts_desk_shows_no_report(report: Report, knock: Knock) -> None:
    page = knock("analyst").get("/").content.decode()
    assert report.title not in page
    assert "待确认的导入" in page


def test_an_agent_is_shown_to_their_own_page(knock: Knock) -> None:
    assert knock("agent").get("/").headers["Location"] == "/own/"

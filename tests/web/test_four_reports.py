"""The pages of the four reports: an office reports, the managing office receives, a firm rates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests.casework.four_reports.report_cast import Reporting
from tests.web.people import browser, shown

from tashan.casework.four_report_models import ActReport, UnreportedAct

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Settings) -> Reporting:
    settings.PLACE = "999901"
    return Reporting()


def report(place: Reporting, **said: str) -> dict[str, str]:
    """What the form of a report is filled in with."""
    today = timezone.localdate()
    usual = {
        "office": str(place.market.pk), "firm": f"他山电子有限公司 #{place.firm.pk}",
        "kind": "inspection", "what": "特种设备专项检查", "legal_basis": "特种设备安全法",
        "officers": "简某", "planned_on": (today + timedelta(20)).isoformat(), "exempt": "",
        "ground": "", "on": today.isoformat(),
    }  # fmt: skip
    return usual | said


def test_a_report_goes_from_the_office_to_the_firm(place: Reporting) -> None:
    answer = browser(place.inspector).post("/four-reports/new/", report(place))
    made = ActReport.objects.get()
    address = f"/four-reports/{made.pk}/"
    assert answer.headers["Location"] == address
    assert "特种设备专项检查" in shown(place.agent, "/own/reports/")
    assert "Receipt open" in shown(place.keeper, "/four-reports/?stands=to_receive")
    today = timezone.localdate().isoformat()
    said = {"remark": "请合并检查", "on": today}
    assert browser(place.keeper).post(address + "receive/", said).status_code == 302
    said = {"outcome": "carried_out", "result": "合格", "on": today}
    assert browser(place.inspector).post(address + "record/", said).status_code == 302
    said = {"rating": "4", "comment": "不扰生产", "on": today}
    assert browser(place.agent).post(address + "rate/", said).status_code == 302
    assert "不扰生产" in shown(place.leader, address)
    assert "不扰生产" not in shown(place.inspector, address)


def test_an_act_of_the_past_stays_in_its_form(place: Reporting) -> None:
    answer = browser(place.inspector).post(
        "/four-reports/new/", report(place, planned_on="2026-01-05")
    )
    assert answer.status_code == 409
    assert "lies in the past" in answer.content.decode()
    assert not ActReport.objects.exists()


def test_an_agent_reports_layoffs_of_their_own_firm(place: Reporting) -> None:
    said = report(place, what="拟裁员三十人")
    for name in ("office", "firm", "kind"):
        said.pop(name)
    assert browser(place.agent).post("/four-reports/new/", said).status_code == 302
    made = ActReport.objects.get()
    assert (made.office, made.firm, made.kind) == (place.firm, place.firm, "closure")


def test_a_bank_s_clerk_reports_a_withdrawal_and_reads_the_office_s_answer(
    place: Reporting,
) -> None:
    assert "reported nothing" in shown(place.clerk, "/bank/reports/")
    form = shown(place.clerk, "/four-reports/new/")
    assert 'name="kind"' not in form
    assert 'name="office"' not in form
    said = report(place, what="贷款500万元不再续贷", legal_basis="借款合同第八条")
    answer = browser(place.clerk).post("/four-reports/new/", said)
    made = ActReport.objects.get()
    assert answer.headers["Location"] == f"/four-reports/{made.pk}/"
    assert (made.office, made.firm, made.kind) == (place.bank, place.firm, "loan")
    assert "1 report waits" in shown(place.clerk, "/bank/reports/")
    assert "贷款500万元" in shown(place.agent, "/own/reports/")
    today = timezone.localdate().isoformat()
    said = {"remark": "可申请转贷应急资金", "on": today}
    address = f"/four-reports/{made.pk}/"
    assert browser(place.keeper).post(address + "receive/", said).status_code == 302
    page = shown(place.clerk, "/bank/reports/")
    assert "可申请转贷应急资金" in page
    assert "Every report is answered" in page
    assert "How often" not in shown(place.clerk, address)
    assert "How often" in shown(place.keeper, address)
    said = {"outcome": "dropped", "result": "已办转贷", "on": today}
    assert browser(place.clerk).post(address + "record/", said).status_code == 302


def test_a_clerk_neither_sees_nor_moves_the_reports_of_another_bank(place: Reporting) -> None:
    other = place.withdrawal(beside=True)
    address = f"/four-reports/{other.pk}/"
    assert browser(place.clerk).get(address).status_code == 404
    assert browser(place.clerk).get(address + "record/").status_code == 404
    assert "流动资金" not in shown(place.clerk, "/bank/reports/")
    assert browser(place.clerk).get("/four-reports/").status_code == 403
    assert browser(place.inspector).get("/bank/reports/").status_code == 403


def test_a_bank_answers_why_it_reported_nothing(place: Reporting) -> None:
    said = {"office": f"他山农村商业银行 #{place.bank.pk}", "kind": "loan", "day": "2026-10-20",
            "what": "提前收贷"}  # fmt: skip
    assert browser(place.agent).post("/four-reports/unreported/new/", said).status_code == 302
    row = UnreportedAct.objects.get()
    assert row.office == place.bank
    address = f"/four-reports/unreported/{row.pk}/"
    assert address in shown(place.clerk, "/bank/reports/")
    assert browser(place.clerk_beside).get(address).status_code == 404
    said = {"answer": "支行不知此制度", "on": timezone.localdate().isoformat()}
    assert browser(place.clerk).post(address, said).headers["Location"] == "/bank/reports/"
    assert "支行不知此制度" in shown(place.agent, "/own/reports/")


def test_others_neither_receive_nor_see_it(place: Reporting) -> None:
    made = place.reported()
    address = f"/four-reports/{made.pk}/"
    assert browser(place.other).get(address).status_code == 404
    assert browser(place.inspector).get(address + "receive/").status_code == 404
    assert browser(place.keeper).get(address + "record/").status_code == 404
    assert "特种设备专项检查" not in shown(place.other, "/four-reports/")
    assert "特种设备专项检查" in shown(place.leader, "/four-reports/?firm=电子&kind=inspection")


def test_an_act_without_a_report_is_listed_and_answered(place: Reporting) -> None:
    said = {"office": f"应急管理局 #{place.safety.pk}", "kind": "penalty", "day": "2026-10-20",
            "what": "罚款两万元"}  # fmt: skip
    assert browser(place.agent).post("/four-reports/unreported/new/", said).status_code == 302
    row = UnreportedAct.objects.get()
    address = f"/four-reports/unreported/{row.pk}/"
    assert "罚款两万元" in shown(place.leader, "/four-reports/overview/")
    assert browser(place.inspector).get(address).status_code == 404
    said = {"answer": "经办人漏报", "on": timezone.localdate().isoformat()}
    assert browser(place.other).post(address, said).status_code == 302
    assert "经办人漏报" in shown(place.agent, "/own/reports/")


def test_the_registers_are_looked_through(place: Reporting) -> None:
    from tests.casework.four_reports.test_unreported import penalty

    penalty(place)
    answer = browser(place.steward).post("/four-reports/look/", follow=True)
    assert "Acts without a report found: 1." in answer.content.decode()


def test_a_firm_that_is_met_often_is_warned_of(place: Reporting) -> None:
    today = timezone.localdate()
    rows = [place.reported(planned_on=today + timedelta(n), what=f"检查{n}") for n in range(3)]
    assert "Met often" in shown(place.inspector, f"/four-reports/{rows[0].pk}/")
    assert "3 within 6 months; warned of from 3 on" in shown(
        place.leader, "/four-reports/overview/"
    )


def test_the_pages_ask_little_of_the_database(
    place: Reporting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(4):
        place.reported(planned_on=date(2027, 3, 1 + n))
    place.found()
    place.withdrawal()
    made = place.reported()
    for user, address in (
        (place.leader, "/four-reports/"), (place.leader, "/four-reports/overview/"),
        (place.keeper, "/four-reports/overview/"), (place.agent, "/own/reports/"),
        (place.leader, f"/four-reports/{made.pk}/"), (place.clerk, "/bank/reports/"),
    ):  # fmt: skip
        client = browser(user)
        client.get(address)
        with django_assert_max_num_queries(26):
            client.get(address)

"""Every page has a door: who may not pass is refused, and administrators hold no business data."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from pytest_django.fixtures import Settings
from tests.web import things
from tests.web.people import Knock

from tashan.reading.models import Report
from tashan.web import urls

pytestmark = pytest.mark.django_db

REPORTS = {"reader", "reviewer", "steward"}
CASEWORK = {"window", "handler", "chief", "leader", "steward"}
OFFICERS = REPORTS | CASEWORK | {"registrar", "analyst", "statistician"}
ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}
IMPORTERS = {"registrar", "analyst", "statistician", "steward"}
PLANNERS = {"analyst", "steward"}
TRAVELLERS = {"reviewer", "steward"}
CASEWORKERS = {"window", "handler", "chief", "leader"}
FUNDS = {"steward", "analyst", "leader", "handler", "chief", "cashier"}
SEE_WORK = {"steward", "analyst", "leader", "handler", "chief"}
SEE_FUNDS = {"steward", "analyst", "leader", "handler", "chief", "cashier"}
SEE_WORK = {"steward", "analyst", "leader", "handler", "chief"}
MOVE_WORK = {"handler", "chief", "steward"}
WORK = {"steward", "analyst", "leader", "handler", "chief"}
SHOW = {"steward", "handler", "chief"}
NOBODY: set[str] = set()
WORK = {"steward", "analyst", "leader", "handler", "chief"}
REPORTING = {"handler", "chief"}
# page → who may; everybody else is refused
MAY: dict[str, set[str]] = {
    "supervision": WORK,
    "derive_reminders": {"steward"},
    "supervision_bulletin": WORK,
    "due_matter": CASEWORK,
    "supervision_letters": WORK,
    "supervision_letter": WORK,
    "letter_file": WORK,
    "letter_act": REPORTING | {"steward"},
    "complaints": WORK,
    "new_complaint": REPORTING | {"steward"},
    "complaint": WORK,
    "complaint_act": REPORTING | {"steward"},
    "channels": {"steward"},
    "close_channel": {"steward"},
    "send_again": {"steward"},
    "own_complaints": {"agent"},
    "reminders": WORK | {"window"},
    "read_reminders": WORK | {"window"},
    "make_feed": WORK | {"window"},
    "key_work": SEE_WORK,
    "key_work_list": SEE_WORK,
    "key_board": SEE_WORK,
    "key_work_export": NOBODY,  # an exporter who may also see registers
    "key_task": SEE_WORK,
    "key_milestone": SEE_WORK,
    "key_file": SEE_WORK,
    "new_key_list": {"steward"},
    "new_key_task": {"steward"},
    "bring_key_tasks": {"steward"},
    "key_task_template": {"steward"},
    "key_task_act": MOVE_WORK,
    "lines": SEE_WORK,
    "line": SEE_WORK,
    "officer_line": SEE_WORK,
    "new_lines": {"steward"},
    "line_post": {"steward"},
    "hang_on_line": {"steward"},
    "hand_overs": SEE_WORK,
    "hand_over": SEE_WORK,
    "new_hand_over": {"steward"},
    "sign_hand_over": SEE_WORK,
    "reports": REPORTS,
    "reader": REPORTS,
    "report_row": REPORTS,
    "changes": REPORTS,
    "original": REPORTS,
    "finding": REPORTS,
    "search": OFFICERS,
    "upload": {"reviewer", "steward"},
    "accept": {"reviewer", "steward"},
    "reject": {"reviewer", "steward"},
    "correct": {"reviewer", "steward"},
    "undo": {"reviewer", "steward"},
    "read_again": {"steward"},
    "export": NOBODY,  # nobody by one role alone: see test_export_needs_two_roles
    "people": {"system_admin", "security_admin"},
    "person": {"system_admin", "security_admin"},
    "new_account": {"system_admin"},
    "switch_account": {"system_admin"},
    "set_password": {"system_admin"},
    "set_role": {"security_admin"},
    "audit": {"audit_admin"},
    "entity": OFFICERS,
    "enterprises": OFFICERS,
    "enterprise": OFFICERS,
    "places": OFFICERS,
    "place": OFFICERS,
    "offices": OFFICERS,
    "office": OFFICERS,
    "officer": OFFICERS,
    "new_entry": {"registrar"},
    "act": {"registrar"},
    "act_on": {"registrar"},
    "own": {"agent", "clerk"},
    "targets": OFFICERS,
    "target": OFFICERS,
    "plan": OFFICERS,
    "new_plan": PLANNERS,
    "new_target": PLANNERS,
    "change_target": PLANNERS,
    "split_target": PLANNERS,
    "exempt_target": PLANNERS,
    "drop_target": PLANNERS,
    "targets_export": NOBODY,  # an exporter who may also see figures
    "figures": OFFICERS,
    "figure_source": OFFICERS,
    "series": OFFICERS,
    "enter_figure": {"analyst", "statistician"},
    "correct_figure": {"analyst", "statistician"},
    "parks": OFFICERS,
    "park": OFFICERS,
    "building": OFFICERS,
    "new_park": {"registrar"},
    "change_park": {"registrar"},
    "new_building": {"registrar"},
    "change_building": {"registrar"},
    "new_floor": {"registrar"},
    "divide_floor": {"registrar"},
    "let_unit": {"registrar"},
    "change_tenancy": {"registrar"},
    "projects": OFFICERS,
    "project": OFFICERS,
    "new_project": {"registrar"},
    "change_project": {"registrar"},
    "move_project": {"registrar"},
    "new_work": {"registrar"},
    "new_part": {"registrar"},
    "end_part": {"registrar"},
    "households": {"reader", "registrar"},
    "household": {"reader", "registrar"},
    "new_household": {"registrar"},
    "change_household": {"registrar"},
    "record_finding": {"analyst", "statistician"},
    "settle_finding": {"analyst", "statistician"},
    "analysis": OFFICERS,
    "briefing": OFFICERS,
    "briefing_export": NOBODY,  # an exporter who may see figures: see tests/web/test_analysis.py
    "data": IMPORTERS,
    "new_import": IMPORTERS,
    "import_run": IMPORTERS,
    "change_import": IMPORTERS,
    "decide_import": IMPORTERS,
    "drop_import": IMPORTERS,
    "undo_import": IMPORTERS,
    "marked_sheet": IMPORTERS,
    "import_template": IMPORTERS,
    "new_export": NOBODY,  # an exporter who may see what the list shows: tests/web/test_data.py
    "export_run": NOBODY,
    "export_file": NOBODY,
    "mechanisms": OFFICERS,
    "mechanism": OFFICERS,
    "procedure_bpmn": OFFICERS,
    "benchmark": OFFICERS,
    "benchmark_inputs": OFFICERS,
    "rankings": OFFICERS,
    "appraisals": OFFICERS,
    "run_ranking": PLANNERS,
    "ranking_run": OFFICERS,
    "ranking_export": NOBODY,  # an exporter who may see figures: tests/web/test_rankings.py
    "ranking_trial": PLANNERS,
    "ranking_flips": OFFICERS,
    "ranking_objections": OFFICERS,
    "answer_objection": PLANNERS,
    "publish_ranking": {"steward"},
    "record_consents": PLANNERS,
    "score_sheet": OFFICERS,
    "mark_subject": PLANNERS,
    "take_back_mark": PLANNERS,
    "own_score": PLANNERS,
    "object_to_score": PLANNERS,
    "benchmark_export": NOBODY,  # an exporter who may see figures: tests/web/test_benchmark.py
    "holidays": CASEWORKERS | {"steward"},
    "holidays_import": {"steward"},
    "chains": OFFICERS,
    "chain": OFFICERS,
    "trips": OFFICERS,
    "trip": OFFICERS,
    "trip_photo": OFFICERS,
    "new_trip": TRAVELLERS,
    "change_trip": TRAVELLERS,
    "add_site": TRAVELLERS,
    "remove_site": TRAVELLERS,
    "add_photo": TRAVELLERS,
    "attach_report": TRAVELLERS,
    "detach_report": TRAVELLERS,
    "adopt": {"steward"},
    "draft_mechanism": {"steward"},
    "adoption": OFFICERS,
    "adoption_file": OFFICERS,
    "change_adoption": {"steward"},
    "follow_adoption": {"steward"},
    "change_file": {"steward"},
    "review_adoption": {"steward"},
    "end_adoption": {"steward"},
    "programmes": OFFICERS,
    "programme": OFFICERS,
    "match_all": PLANNERS,
    "match_programme": PLANNERS,
    "draft_list": PLANNERS,
    "programme_what_if": PLANNERS,
    "programme_export": NOBODY,  # an exporter who may see mechanisms: test_programmes.py
    "tendering": OFFICERS,
    "new_case": {"window"},
    "enter_facts": {"window"},
    "missing_file": {"window"},
    "case_rules": CASEWORK,
    "move_rules": {"steward"},
    "older_cases": {"steward"},
    "pilots": CASEWORK,
    "new_pilot": {"steward"},
    "end_pilot": {"steward"},
    "assessments": CASEWORK,
    "new_assessment": {"steward"},
    "end_assessment": {"steward"},
    "opportunities": OFFICERS,
    "match": OFFICERS,
    "match_answer": OFFICERS,
    "repeat_match": PLANNERS,
    "award_list": OFFICERS,
    "confirm_list": {"steward"},
    "push_list": {"steward"},
    "drop_list": PLANNERS,
    "list_export": NOBODY,  # an exporter who may see mechanisms: test_programmes.py
    "enterprise_programmes": OFFICERS,
    "own_programmes": {"agent", "clerk"},
    "answer_award": {"agent", "clerk"},
    "inbox": CASEWORK,
    "approvals": CASEWORK,
    "today": CASEWORK,
    "cases": CASEWORK,
    "case": CASEWORK,
    "case_gantt": CASEWORK,
    "case_what_if": CASEWORK,
    "matter": CASEWORK,
    "case_act": {"window", "handler", "chief", "agent"},
    "case_file": CASEWORK | {"agent"},
    "case_slip": CASEWORK | {"agent"},
    "own_cases": {"agent"},
    "own_case": {"agent"},
    "apply": {"agent"},
    "begin_notice": {"steward"},
    "cards": OFFICERS,
    "issue_cards": {"steward"},
    "card": OFFICERS,
    "renew_card": {"steward"},
    "withdraw_card": {"steward"},
    "reissue_token": {"steward", "agent"},
    "card_code": OFFICERS | {"agent"},
    "card_print": OFFICERS | {"agent"},
    "own_cards": {"agent"},
    "agree_card": {"agent"},
    "duties": OFFICERS,
    "give_duty": {"registrar", "steward"},
    "end_duty": {"registrar", "steward"},
    "join_office": {"registrar", "steward"},
    "part_office": {"registrar", "steward"},
    "delegations": OFFICERS,
    "delegation": OFFICERS,
    "delegate_item": {"registrar", "steward"},
    "evaluate_delegation": {"registrar", "steward"},
    "recall_delegation": {"registrar", "steward"},
    "same_day_matters": {"steward", "window", "leader"},
    "book": SEE_FUNDS,
    "book_account": SEE_FUNDS,
    "entry": SEE_FUNDS,
    "book_export": NOBODY,  # an exporter who may see funds: see tests/web/test_books.py
    "reverse_entry": {"cashier"},
    "statement": NOBODY,
    "budgets": FUNDS,
    "open_budget": {"steward"},
    "budget": FUNDS,
    "change_budget": {"steward"},
    "carry_budget": {"steward"},
    "close_budget": {"steward"},
    "draft_payments": {"steward", "analyst"},
    "make_payable": {"steward"},
    "payments": FUNDS,
    "payment_list": FUNDS,
    "payment_export": FUNDS,
    "approve_payments": {"steward"},
    "drop_payments": {"steward", "analyst"},
    "file_payments": {"cashier"},
    "pay_award": {"cashier"},
    "return_payment": {"cashier"},
    "claim_award": {"steward"},
    "refund_claim": {"cashier"},
    "nominations": FUNDS | {"agent"},
    "open_nominations": {"steward", "analyst"},
    "nomination_round": FUNDS | {"agent"},
    "nominate": {"handler", "chief", "steward", "agent"},
    "choose_nominations": {"steward"},
    "publish_nominations": {"steward"},
    "drop_nominations": {"steward"},
    "score_nomination": FUNDS,
    "certificate": FUNDS | {"agent"},
    "public_seats": OFFICERS,
    "record_seat": {"registrar"},
    "guidance": SEE_FUNDS,
    "guidance_fund": SEE_FUNDS,
    "guidance_act": {"handler", "chief", "cashier"},
    "promotion": SEE_WORK,
    "promotion_export": NOBODY,  # an exporter who may see leads: tests/web/test_promotion.py
    "promotion_funnel": SEE_WORK,
    "promotion_days": SEE_WORK,
    "lead_visits": SEE_WORK,
    "lead_promises": SEE_WORK,
    "lead_promise": SEE_WORK,
    "promotion_events": SEE_WORK,
    "new_promotion_event": {"steward", "handler", "chief"},
    "new_lead": {"steward", "handler", "chief"},
    "lead": SEE_WORK,
    "lead_evidence": SEE_WORK,
    "lead_act": {"steward", "handler", "chief"},
    "project_money": SEE_FUNDS,
    "money_source": SEE_FUNDS,
    "new_money_source": {"steward"},
    "apply_for_money": {"handler", "chief"},
    "money_of_project": SEE_FUNDS,
    "money_act": {"handler", "chief", "cashier"},
    "guarantees": SEE_FUNDS | {"agent", "clerk"},
    "guarantee": SEE_FUNDS | {"agent", "clerk"},
    "guarantee_act": {"agent", "clerk", "handler", "chief", "cashier", "steward"},
    "new_guarantee": {"agent"},
    "guarantee_exposure": SEE_FUNDS,
    "funds": SEE_FUNDS,
    "fund": SEE_FUNDS,
    "fund_claims": SEE_FUNDS,
    "new_fund": {"steward"},
    "pay_into_fund": {"steward"},
    "loans": SEE_FUNDS,
    "loan": SEE_FUNDS | {"agent", "clerk"},
    "loan_act": {"agent", "clerk", "handler", "chief", "cashier"},
    "own_loans": {"agent"},
    "new_loan": {"agent"},
    "bank_loans": {"clerk"},
    "bank_reports": {"clerk"},
    "services": SEE_WORK,
    "service_figures": SEE_WORK,
    "order_for_firm": {"handler", "chief", "steward"},
    "service_dispatch": SEE_WORK | {"agent"},
    "service_order": SEE_WORK | {"agent"},
    "service_act": {"handler", "chief", "steward", "leader", "agent"},
    "own_services": {"agent"},
    "own_order": {"agent"},
    "payment_complaints": SEE_WORK | {"agent"},
    "new_payment_complaint": {"agent", "steward"},
    "payment_complaint": SEE_WORK | {"agent"},
    "payment_complaint_act": {"handler", "chief", "steward"},
    "rounds": SEE_WORK | {"statistician"},
    "new_round": {"steward"},
    "round": SEE_WORK | {"statistician"},
    "type_statistics": {"statistician"},
    "round_report": SEE_WORK,
    "answer_round": {"handler", "chief"},
    "check_round": {"chief", "steward"},
    "add_round_photo": {"handler", "chief"},
    "round_photo": SEE_WORK,
    "problems": SEE_WORK,
    "new_problem": {"handler", "chief", "steward"},
    "problem": SEE_WORK,
    "problem_evidence": SEE_WORK,
    "problem_act": {"handler", "chief", "steward"},
    "alarms": SEE_WORK,
    "inspections": SEE_WORK,
    "new_inspection": {"steward"},
    "inspection": SEE_WORK,
    "new_finding": {"steward"},
    "evaluation": SEE_WORK,
    "use_evaluation": {"steward"},
    "excuse_light": {"steward"},
    "new_project_paper": {"steward"},
    "new_evaluation": {"steward"},
    "four_reports": SEE_WORK,
    "four_reports_overview": SEE_WORK,
    "four_report": SEE_WORK | {"agent", "clerk"},
    "four_report_act": {"handler", "chief", "agent", "clerk"},
    "new_four_report": {"handler", "chief", "agent", "clerk"},
    "note_unreported": {"handler", "chief", "steward", "agent"},
    "answer_unreported": {"handler", "chief", "steward", "clerk"},
    "look_unreported": {"steward"},
    "own_reports": {"agent"},
    "secondments": WORK,
    "new_secondment_round": {"steward"},
    "secondment_round": WORK,
    "work_out_round": {"steward"},
    "round_act": {"steward", "chief"},
    "secondment": WORK,
    "term_act": {"steward", "handler", "chief"},
    "keep_secondment": {"steward"},
    "pass_problem_on": {"handler", "chief"},
    "my_secondments": {"handler", "chief"},
    "own_secondments": {"agent", "handler", "chief"},
    "exchanges": SEE_WORK | {"registrar"},
    "exchange": SEE_WORK | {"registrar"},
    "exchange_agreement": SEE_WORK | {"registrar"},
    "exchange_act": {"handler", "chief", "steward"},
    "survey_household": {"handler", "chief"},
    "project_renewal": OFFICERS,
    "show_evidence": SHOW,
    "project_evidence": OFFICERS,
    "take_evidence_back": SHOW,
    "taken_back_file": SEE_WORK,
    "enter_plan_curve": {"steward"},
    "ask_departure": SHOW,
    "check_departure": {"chief", "steward"},
    "new_milestone": {"steward"},
    "milestone": SEE_WORK,
    "milestone_file": SEE_WORK,
    "milestone_act": {"steward", "handler", "chief"},
    "investment_plans": SEE_WORK,
    "investment_plan": SEE_WORK,
    "new_investment_plan": {"steward"},
    "admit_to_plan": {"steward"},
    "take_out_of_plan": {"steward"},
    "issue_plan": {"steward", "chief"},
    "adjust_plan": {"steward"},
}
OPEN_TO_ALL_ACCOUNTS = {"desk", "tokens", "revoke_token"}
OPEN_TO_ANYONE = {"items", "item_versions", "preferences", "boards", "board", "poster", "notices"}
OPEN_TO_ANYONE |= {"check", "due_feed"}
POSTED = {
    "derive_reminders", "close_channel", "send_again", "read_reminders", "make_feed",
    "sign_hand_over",
    "open_budget", "change_budget", "carry_budget", "close_budget", "draft_payments",
    "make_payable", "approve_payments", "drop_payments", "file_payments", "pay_award",
    "return_payment",
    "claim_award", "refund_claim", "open_nominations", "nominate", "choose_nominations",
    "publish_nominations",    "drop_nominations", "score_nomination", "record_seat",
    "enter_facts", "missing_file", "move_rules",
    "reverse_entry", "begin_notice", "renew_card", "withdraw_card", "reissue_token", "agree_card",
    "upload", "record_finding", "accept", "reject", "undo", "read_again", "switch_account",
    "set_password", "set_role", "drop_target", "new_import", "change_import", "decide_import",
    "drop_import", "undo_import", "new_export", "revoke_token",
    "add_site", "remove_site", "add_photo", "attach_report", "detach_report",
    "review_adoption", "end_adoption",
    "run_ranking",
    "answer_objection", "record_consents", "take_back_mark",
    "match_all", "match_programme",
    "look_unreported",
    "keep_secondment", "pass_problem_on",
    "draft_list", "repeat_match", "confirm_list", "push_list", "drop_list", "answer_award",
}  # fmt: skip
ROLES = sorted(OFFICERS | ADMINISTRATORS | {"exporter", "agent", "clerk"})


def address(name: str, report: Report) -> str:
    arguments = {
        "report_id": report.pk,
        "number": 1,
        "form": "jsonl",
        "user_id": report.uploaded_by_id,
        "role": "reader",
        "kind": "enterprise",
        "act": "rename",
        "row_id": 1,
        "floor_id": 0,
        "unit_id": 0,
        "token_id": 0,
        "tenancy_id": 0,
        "part_id": 0,
        "run_id": 0,
        "mark_id": 0,
        "objection_id": 0,
        "list_id": 0,
        "part": "total",
    } | things.ids()
    (pattern,) = (p for p in urls.urlpatterns if isinstance(p, URLPattern) and p.name == name)
    wanted = pattern.pattern.converters
    return reverse(name, kwargs={key: arguments[key] for key in wanted})


def status(client: Client, name: str, report: Report) -> int:
    send = client.post if name in POSTED else client.get
    return send(address(name, report)).status_code


def test_every_page_is_in_one_of_the_lists() -> None:
    names = {p.name for p in urls.urlpatterns if isinstance(p, URLPattern)}
    assert names == set(MAY) | OPEN_TO_ALL_ACCOUNTS | OPEN_TO_ANYONE


@pytest.mark.parametrize("name", sorted(MAY | dict.fromkeys(OPEN_TO_ALL_ACCOUNTS, NOBODY)))
def test_a_visitor_is_sent_to_the_sign_in_page(name: str, report: Report, client: Client) -> None:
    answer = (client.post if name in POSTED else client.get)(address(name, report))
    assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.fixture(autouse=True)
def _our_place(db: None, settings: Settings) -> None:
    settings.PLACE = things.OUR_PLACE
    things.place()


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_own_pages_and_no_other(role: str, report: Report, knock: Knock) -> None:
    client = knock(role)
    refused = {name for name in MAY if status(client, name, report) == 403}
    assert refused == {name for name, roles in MAY.items() if role not in roles}


@pytest.mark.parametrize("name", ["desk", "reader", "original", "finding", "search"])
def test_the_browser_keeps_no_page_after_sign_out(name: str, report: Report, knock: Knock) -> None:
    answer = knock("reader").get(address(name, report))
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_account_without_a_role_sees_its_desk_alone(report: Report, knock: Knock) -> None:
    client = knock()
    assert {name for name in MAY if status(client, name, report) != 403} == set()
    assert client.get("/").status_code == 200


def test_a_closed_account_is_a_visitor(report: Report, knock: Knock) -> None:
    client = knock("reviewer")
    type(client.user).objects.filter(pk=client.user.pk).update(is_active=False)
    assert client.get(address("reader", report)).status_code == 302


def test_export_needs_two_roles(report: Report, knock: Knock) -> None:
    client = knock("reader", "exporter")
    assert client.get(address("export", report)).status_code == 200


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_an_administrators_desk_names_no_report(role: str, report: Report, knock: Knock) -> None:
    assert report.title not in knock(role).get("/").content.decode()


def test_the_audit_page_shows_no_business_data(report: Report, knock: Knock) -> None:
    reviewer, auditor = knock("reviewer"), knock("audit_admin")
    reviewer.post(address("correct", report), {"name": "厂房甲", "seen_version": "0"})
    page = auditor.get(address("audit", report)).content.decode()
    assert f"report:{report.pk}" in page
    assert "厂房甲" not in page
    assert report.title not in page


def test_the_side_bar_offers_only_pages_that_open(report: Report, knock: Knock) -> None:
    for role in ROLES:
        client = knock(role)
        offered = client.get("/", follow=True).context["shell"].navigation
        addresses = [item.url for section in offered for item in section.items]
        assert [client.get(url, follow=True).status_code for url in addresses] == [200] * len(
            addresses
        )


def test_there_is_no_admin_site_beside_the_pages() -> None:
    assert not [p for p in get_resolver().url_patterns if str(p.pattern).startswith("admin")]

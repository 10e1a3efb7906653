"""Every operation has a door: who may not pass is refused, whatever the token was made for."""

from __future__ import annotations

import re

import pytest
from pytest_django.fixtures import Settings
from tests.api.programs import Program, program, token_for
from tests.web.people import account

from tashan.api.doors import DOORS
from tashan.api.openapi import METHODS, described
from tashan.record.tokens import Scope

pytestmark = pytest.mark.django_db

REPORTS = {"reader", "reviewer", "steward"}
CASEWORKERS = {"window", "handler", "chief", "leader"}
OFFICERS = REPORTS | {"registrar", "analyst", "statistician"} | CASEWORKERS
SEE_CASES = CASEWORKERS | {"steward", "agent"}
MOVE_CASES = {"window", "handler", "chief", "agent"}
SEE = OFFICERS | {"agent", "clerk"}
KEEP = {"registrar"}
KEEP_DUTIES = {"registrar", "steward"}
RECORD = {"analyst", "statistician"}
IMPORT = KEEP | RECORD | {"steward"}
REVIEW = {"reviewer", "steward"}
PLAN = {"analyst", "steward"}
MATCH = {"analyst", "steward"}
SEE_WORK = {"steward", "analyst", "leader", "handler", "chief"}
SEE_FUNDS = {"steward", "analyst", "leader", "handler", "chief", "cashier"}
SEE_WORK = {"steward", "analyst", "leader", "handler", "chief"}
WORK = {"steward", "analyst", "leader", "handler", "chief"}
SHOW = {"steward", "handler", "chief"}
NOBODY: set[str] = set()
WORK = {"steward", "analyst", "leader", "handler", "chief"}
REPORTING = {"handler", "chief"}
ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}
ROLES = sorted(OFFICERS | ADMINISTRATORS | {"exporter", "agent", "clerk"})
# operation → its scopes, and the roles that may; everybody else is refused
MAY: dict[str, tuple[str, set[str]]] = {
    "read_lights": ("work:read", WORK),
    "list_dues": ("work:read", WORK),
    "derive_day": ("work:write", {"steward"}),
    "read_bulletin": ("work:read", WORK),
    "list_own_notices": ("work:read", WORK | {"window"}),
    "read_own_notices": ("work:write", WORK | {"window"}),
    "make_own_feed": ("work:write", WORK | {"window"}),
    "list_letters": ("work:read", WORK),
    "read_letter": ("work:read", WORK),
    "read_letter_paper": ("work:read", WORK),
    "move_letter": ("work:write", REPORTING | {"steward"}),
    "list_complaints": ("work:read", WORK | {"agent"}),
    "read_complaint": ("work:read", WORK | {"agent"}),
    "enter_complaint": ("work:write", REPORTING | {"steward", "agent"}),
    "assign_complaint": ("work:write", {"steward"}),
    "answer_complaint": ("work:write", REPORTING),
    "list_webhooks": ("work:read", {"steward"}),
    "add_webhook": ("work:write", {"steward"}),
    "end_webhook": ("work:write", {"steward"}),
    "list_messages": ("work:read", {"steward"}),
    "send_message_again": ("work:write", {"steward"}),
    "list_key_work": ("work:read", SEE_WORK),
    "set_up_key_work": ("work:write", {"steward"}),
    "read_key_work": ("work:read", SEE_WORK),
    "add_key_task": ("work:write", {"steward"}),
    "bring_in_key_tasks": ("work:write", {"steward"}),
    "download_key_work_template": ("work:write", {"steward"}),
    "export_key_work": ("export", NOBODY),  # an exporter who may see work
    "read_key_file": ("work:read", SEE_WORK),
    "read_key_task": ("work:read", SEE_WORK),
    "move_key_task": ("work:write", {"handler", "chief", "steward"}),
    "list_work_lines": ("work:read", SEE_WORK),
    "set_up_work_lines": ("work:write", {"steward"}),
    "read_work_line": ("work:read", SEE_WORK),
    "give_work_line": ("work:write", {"steward"}),
    "hang_on_work_line": ("work:write", {"steward"}),
    "read_officer_load": ("work:read", SEE_WORK),
    "list_hand_overs": ("work:read", SEE_WORK),
    "begin_hand_over": ("work:write", {"steward"}),
    "read_hand_over": ("work:read", SEE_WORK),
    "sign_hand_over": ("work:write", SEE_WORK),
    "read_me": ("", set(ROLES)),
    "search_entities": ("registers:read", OFFICERS),
    "resolve_name": ("registers:read", OFFICERS),
    "read_entity": ("registers:read", SEE),
    "list_names": ("registers:read", SEE),
    "list_labels": ("registers:read", SEE),
    "list_facts": ("registers:read", SEE),
    "list_events": ("registers:read", OFFICERS),
    "list_enterprises": ("registers:read", OFFICERS),
    "list_affiliates": ("registers:read", SEE),
    "list_credit": ("registers:read", SEE),
    "list_places": ("registers:read", OFFICERS),
    "list_offices": ("registers:read", OFFICERS),
    "list_staff": ("registers:read", OFFICERS),
    "list_posts": ("registers:read", OFFICERS),
    "list_officers": ("registers:read", OFFICERS),
    "list_parks": ("registers:read", OFFICERS),
    "list_buildings": ("registers:read", OFFICERS),
    "list_projects": ("registers:read", OFFICERS),
    "list_households": ("registers:read", {"reader", "registrar"}),
    "list_units": ("registers:read", OFFICERS),
    "read_occupancy": ("registers:read", OFFICERS),
    "read_project_parts": ("registers:read", OFFICERS),
    "enter_enterprise": ("registers:write", KEEP),
    "change_enterprise": ("registers:write", KEEP),
    "affiliate": ("registers:write", KEEP),
    "enter_place": ("registers:write", KEEP),
    "change_place": ("registers:write", KEEP),
    "enter_office": ("registers:write", KEEP),
    "change_office": ("registers:write", KEEP),
    "enter_officer": ("registers:write", KEEP),
    "appoint_officer": ("registers:write", KEEP),
    "leave_post": ("registers:write", KEEP),
    "enter_park": ("registers:write", KEEP),
    "change_park": ("registers:write", KEEP),
    "enter_building": ("registers:write", KEEP),
    "change_building": ("registers:write", KEEP),
    "add_floor": ("registers:write", KEEP),
    "divide_floor": ("registers:write", KEEP),
    "move_in": ("registers:write", KEEP),
    "move_out": ("registers:write", KEEP),
    "start_production": ("registers:write", KEEP),
    "settle_renewal": ("registers:write", KEEP),
    "enter_project": ("registers:write", KEEP),
    "change_project": ("registers:write", KEEP),
    "move_project": ("registers:write", KEEP),
    "add_work": ("registers:write", KEEP),
    "join_project": ("registers:write", KEEP),
    "leave_project": ("registers:write", KEEP),
    "enter_household": ("registers:write", KEEP),
    "change_household": ("registers:write", KEEP),
    "name_entity": ("registers:write", KEEP),
    "label_entity": ("registers:write", KEEP),
    "end_label": ("registers:write", KEEP),
    "succeed_entity": ("registers:write", KEEP),
    "merge_entity": ("registers:write", KEEP),
    "part_entity": ("registers:write", KEEP),
    "enter_credit": ("registers:write", KEEP),
    "repair_credit": ("registers:write", KEEP),
    "give_account": ("registers:write", KEEP),
    "release_account": ("registers:write", KEEP),
    "list_rankings": ("rankings:read", OFFICERS),
    "run_ranking": ("rankings:write", PLAN),
    "list_ranking_runs": ("rankings:read", OFFICERS),
    "read_ranking_run": ("rankings:read", OFFICERS),
    "list_ranked": ("rankings:read", OFFICERS),
    "read_score_sheet": ("rankings:read", OFFICERS),
    "list_flips": ("rankings:read", OFFICERS),
    "try_ranking": ("rankings:read", PLAN),
    "list_boards": ("rankings:read", OFFICERS),
    "read_board": ("rankings:read", OFFICERS),
    "record_mark": ("rankings:write", PLAN),
    "take_back_mark": ("rankings:write", PLAN),
    "record_own_points": ("rankings:write", PLAN),
    "list_objections": ("rankings:read", OFFICERS),
    "object_to_ranking": ("rankings:write", PLAN),
    "answer_objection": ("rankings:write", PLAN),
    "record_consents": ("rankings:write", PLAN),
    "publish_ranking": ("rankings:write", {"steward"}),
    "list_indicators": ("figures:read", OFFICERS),
    "read_indicator": ("figures:read", OFFICERS),
    "list_observations": ("figures:read", OFFICERS),
    "read_observation": ("figures:read", OFFICERS),
    "read_series": ("figures:read", OFFICERS),
    "read_source": ("figures:read registers:read", OFFICERS),
    "read_analysis": ("figures:read", OFFICERS),
    "record_observations": ("figures:write", RECORD),
    "correct_observation": ("figures:write", RECORD),
    "withdraw_source": ("figures:write", RECORD),
    "record_finding": ("figures:write", RECORD),
    "read_benchmark": ("benchmark:read", OFFICERS),
    "list_plans": ("plans:read", OFFICERS),
    "read_plan": ("plans:read", OFFICERS),
    "read_target": ("plans:read", OFFICERS),
    "make_plan": ("plans:write", PLAN),
    "set_targets": ("plans:write", PLAN),
    "change_target": ("plans:write", PLAN),
    "split_target": ("plans:write", PLAN),
    "exempt_target": ("plans:write", PLAN),
    "drop_target": ("plans:write", PLAN),
    "list_reports": ("reports:read", REPORTS),
    "read_report": ("reports:read", REPORTS),
    "download_original": ("reports:read", REPORTS),
    "list_findings": ("reports:read", REPORTS),
    "find_findings": ("reports:read", REPORTS),
    "read_finding": ("reports:read", REPORTS),
    "bring_in_report": ("reports:write", REVIEW),
    "read_report_again": ("reports:write", {"steward"}),
    "accept_finding": ("reports:write", REVIEW),
    "reject_finding": ("reports:write", REVIEW),
    "reopen_finding": ("reports:write", REVIEW),
    "correct_finding": ("reports:write", REVIEW),
    "list_import_targets": ("exchange", IMPORT),
    "download_template": ("exchange", IMPORT),
    "list_imports": ("exchange", IMPORT),
    "begin_import": ("exchange", IMPORT),
    "read_import": ("exchange", IMPORT),
    "list_import_problems": ("exchange", IMPORT),
    "download_marked_sheet": ("exchange", IMPORT),
    "choose_in_import": ("exchange", IMPORT),
    "decide_import": ("exchange", IMPORT),
    "drop_import": ("exchange", IMPORT),
    "undo_import": ("exchange", IMPORT),
    "list_export_kinds": ("export", NOBODY),  # an exporter who may see what goes out
    "list_exports": ("export", NOBODY),
    "ask_for_export": ("export", NOBODY),
    "read_export": ("export", NOBODY),
    "download_export": ("export", NOBODY),
    "export_findings": ("export", NOBODY),  # an exporter who may also read them
    "download_briefing": ("export", NOBODY),  # an exporter who may also see them
    "export_benchmark": ("export", NOBODY),
    "export_targets": ("export", NOBODY),
    "list_mechanisms": ("programmes:read", OFFICERS),
    "read_mechanism": ("programmes:read", OFFICERS),
    "list_programmes": ("programmes:read", OFFICERS),
    "read_programme": ("programmes:read", OFFICERS),
    "list_prospects": ("programmes:read", SEE),
    "list_chains": ("programmes:read", OFFICERS),
    "read_chain": ("programmes:read", OFFICERS),
    "list_matches": ("programmes:read", OFFICERS),
    "read_match": ("programmes:read", OFFICERS),
    "list_results": ("programmes:read", OFFICERS),
    "read_result": ("programmes:read", OFFICERS),
    "list_opportunities": ("programmes:read", OFFICERS),
    "list_award_lists": ("programmes:read", OFFICERS),
    "read_list": ("programmes:read", OFFICERS),
    "ask_what_if": ("programmes:read", MATCH),
    "ask_for_match": ("programmes:write", MATCH),
    "look_for_opportunities": ("programmes:write", MATCH),
    "draft_list": ("programmes:write", MATCH),
    "drop_list": ("programmes:write", MATCH),
    "confirm_list": ("programmes:write", {"steward"}),
    "push_list": ("programmes:write", {"steward"}),
    "export_list": ("export", NOBODY),
    "list_adoptions": ("mechanisms:read", OFFICERS),
    "read_adoption": ("mechanisms:read", OFFICERS),
    "list_trips": ("mechanisms:read", OFFICERS),
    "read_trip": ("mechanisms:read", OFFICERS),
    "adopt_mechanism": ("mechanisms:write", {"steward"}),
    "change_parameters": ("mechanisms:write", {"steward"}),
    "change_file": ("mechanisms:write", {"steward"}),
    "review_adoption": ("mechanisms:write", {"steward"}),
    "end_adoption": ("mechanisms:write", {"steward"}),
    "enter_trip": ("mechanisms:write", REVIEW),
    "add_trip_site": ("mechanisms:write", REVIEW),
    "attach_trip_report": ("mechanisms:write", REVIEW),
    "list_cases": ("cases:read", SEE_CASES),
    "read_case": ("cases:read", SEE_CASES),
    "list_case_events": ("cases:read", SEE_CASES),
    "read_matter": ("cases:read", SEE_CASES),
    "move_matter": ("cases:write", MOVE_CASES),
    "hand_in_material": ("cases:write", MOVE_CASES),
    "propose_cases": ("cases:read", {"window"}),
    "open_new_case": ("cases:write", {"window"}),
    "read_case_plan": ("cases:read", SEE_CASES),
    "try_case_plan": ("cases:read", SEE_CASES),
    "read_inbox": ("cases:read", CASEWORKERS | {"steward"}),
    "list_pilots": ("cases:read", CASEWORKERS | {"steward"}),
    "begin_pilot": ("cases:write", {"steward"}),
    "end_pilot": ("cases:write", {"steward"}),
    "list_assessments": ("cases:read", CASEWORKERS | {"steward"}),
    "enter_assessment": ("cases:write", {"steward"}),
    "end_assessment": ("cases:write", {"steward"}),
    "enter_holidays": ("cases:write", {"steward"}),
    "move_cases_to_newest": ("cases:write", {"steward"}),
    "list_notices": ("cases:read", OFFICERS),
    "begin_notice": ("cases:write", {"steward"}),
    "list_duties": ("duties:read", OFFICERS),
    "list_missing_duties": ("duties:read", OFFICERS),
    "ask_who_acts": ("duties:read", OFFICERS),
    "give_duty": ("duties:write", KEEP_DUTIES),
    "end_duty": ("duties:write", KEEP_DUTIES),
    "join_office": ("duties:write", KEEP_DUTIES),
    "part_office": ("duties:write", KEEP_DUTIES),
    "list_delegations": ("duties:read", OFFICERS),
    "read_delegation": ("duties:read", OFFICERS),
    "delegate_item": ("duties:write", KEEP_DUTIES),
    "evaluate_delegation": ("duties:write", KEEP_DUTIES),
    "recall_delegation": ("duties:write", KEEP_DUTIES),
    "list_budgets": ("funds:read", SEE_FUNDS),
    "read_budget": ("funds:read", SEE_FUNDS),
    "open_budget": ("funds:write", {"steward"}),
    "move_budget": ("funds:write", {"steward"}),
    "make_list_payable": ("funds:write", {"steward"}),
    "list_payments": ("funds:read", SEE_FUNDS),
    "read_payments": ("funds:read", SEE_FUNDS),
    "draft_payments": ("funds:write", {"steward", "analyst"}),
    "move_payments": ("funds:write", {"steward", "analyst", "cashier"}),
    "move_payment": ("funds:write", {"steward", "analyst", "cashier"}),
    "list_nominations": ("funds:read", SEE_FUNDS | {"agent"}),
    "read_nominations": ("funds:read", SEE_FUNDS | {"agent"}),
    "open_nominations": ("funds:write", {"steward", "analyst"}),
    "nominate": ("funds:write", {"handler", "chief", "steward", "agent"}),
    "score_nomination": ("funds:write", SEE_FUNDS),
    "move_nominations": ("funds:write", {"steward"}),
    "list_public_seats": ("funds:read", OFFICERS),
    "record_public_seat": ("funds:write", {"registrar"}),
    "list_cards": ("funds:read", OFFICERS | {"agent"}),
    "read_card": ("funds:read", OFFICERS | {"agent"}),
    "check_card": ("funds:read", OFFICERS | {"agent"}),
    "plan_cards": ("funds:read", {"steward"}),
    "issue_cards": ("funds:write", {"steward"}),
    "renew_card": ("funds:write", {"steward"}),
    "withdraw_card": ("funds:write", {"steward"}),
    "show_card": ("funds:write", {"agent"}),
    "reissue_card": ("funds:write", {"steward", "agent"}),
    "list_items": ("duties:read", OFFICERS),
    "compare_item_versions": ("duties:read", OFFICERS),
    "list_books": ("funds:read", SEE_FUNDS),
    "read_book": ("funds:read", SEE_FUNDS),
    "list_entries": ("funds:read", SEE_FUNDS),
    "read_entry": ("funds:read", SEE_FUNDS),
    "reverse_entry": ("funds:write", {"cashier"}),
    "read_statement": ("funds:read", SEE_FUNDS),
    "read_guidance": ("funds:read", SEE_FUNDS),
    "move_guidance": ("funds:write", {"handler", "chief", "cashier"}),
    "list_leads": ("work:read", SEE_WORK),
    "export_leads": ("export", NOBODY),  # an exporter who may see leads
    "report_lead": ("work:write", {"steward", "handler", "chief"}),
    "read_lead": ("work:read", SEE_WORK),
    "read_lead_evidence": ("work:read", SEE_WORK),
    "move_lead": ("work:write", {"steward", "handler", "chief"}),
    "read_funnel": ("work:read", SEE_WORK),
    "read_promotion_days": ("work:read", SEE_WORK),
    "list_lead_visits": ("work:read", SEE_WORK),
    "list_lead_promises": ("work:read", SEE_WORK),
    "list_promotion_events": ("work:read", SEE_WORK),
    "enter_promotion_event": ("work:write", {"steward", "handler", "chief"}),
    "list_four_reports": ("work:read", SEE_WORK | {"agent", "clerk"}),
    "file_four_report": ("work:write", {"handler", "chief", "agent", "clerk"}),
    "read_four_reports_overview": ("work:read", SEE_WORK),
    "read_four_report": ("work:read", SEE_WORK | {"agent", "clerk"}),
    "move_four_report": ("work:write", {"handler", "chief", "agent", "clerk"}),
    "list_unreported_acts": ("work:read", SEE_WORK | {"agent", "clerk"}),
    "note_unreported_act": ("work:write", {"handler", "chief", "steward", "agent"}),
    "look_for_unreported_acts": ("work:write", {"steward"}),
    "answer_unreported_act": ("work:write", {"handler", "chief", "steward", "clerk"}),
    "list_secondment_rounds": ("work:read", WORK),
    "open_secondment_round": ("work:write", {"steward"}),
    "read_secondment_round": ("work:read", WORK),
    "list_secondments": ("work:read", WORK),
    "add_round_places": ("work:write", {"steward"}),
    "add_pool_members": ("work:write", {"steward"}),
    "enter_trait": ("work:write", {"steward"}),
    "enter_tie": ("work:write", {"steward"}),
    "work_out_secondments": ("work:read", {"steward"}),
    "propose_secondments": ("work:write", {"steward"}),
    "read_second_best": ("work:read", WORK),
    "publish_secondments": ("work:write", {"steward", "chief"}),
    "end_secondment_round": ("work:write", {"steward"}),
    "read_secondment": ("work:read", WORK),
    "list_my_secondments": ("work:read", {"handler", "chief"}),
    "list_own_secondments": ("work:read", {"agent", "handler", "chief"}),
    "rate_own_secondment": ("work:write", {"agent", "handler", "chief"}),
    "keep_secondment": ("work:write", {"steward"}),
    "choose_secondment": ("work:write", {"steward"}),
    "log_secondment_visit": ("work:write", {"handler", "chief"}),
    "report_secondment_period": ("work:write", {"handler", "chief"}),
    "rate_secondment": ("work:write", {"steward", "chief"}),
    "hand_back_secondment": ("work:write", {"steward", "chief"}),
    "replace_secondment": ("work:write", {"steward", "chief"}),
    "order_for_problem": ("work:write", {"handler", "chief"}),
    "list_exchanges": ("work:read", SEE_WORK | {"registrar"}),
    "survey_household": ("work:write", {"handler", "chief"}),
    "read_exchange": ("work:read", SEE_WORK | {"registrar"}),
    "download_exchange_agreement": ("work:read", SEE_WORK | {"registrar"}),
    "move_exchange": ("work:write", {"handler", "chief", "steward"}),
    "list_money_sources": ("funds:read", SEE_FUNDS),
    "open_money_source": ("funds:write", {"steward"}),
    "read_money_source": ("funds:read", SEE_FUNDS),
    "apply_for_project_money": ("funds:write", {"handler", "chief"}),
    "read_project_money": ("funds:read", SEE_FUNDS),
    "list_services": ("work:read", SEE_WORK | {"agent"}),
    "list_service_orders": ("work:read", SEE_WORK | {"agent"}),
    "make_service_order": ("work:write", {"agent", "handler", "chief", "steward"}),
    "read_service_order": ("work:read", SEE_WORK | {"agent"}),
    "move_service_order": ("work:write", {"handler", "chief", "steward", "leader", "agent"}),
    "read_service_figures": ("work:read", SEE_WORK),
    "list_payment_complaints": ("work:read", SEE_WORK | {"agent"}),
    "file_payment_complaint": ("work:write", {"agent", "steward"}),
    "count_payment_complaints": ("work:read", SEE_WORK),
    "read_payment_complaint": ("work:read", SEE_WORK | {"agent"}),
    "send_payment_complaint": ("work:write", {"steward"}),
    "give_payment_result": ("work:write", {"handler", "chief"}),
    "move_project_money": ("funds:write", {"handler", "chief", "cashier"}),
    "list_library": ("work:read", SEE_WORK),
    "read_renewal": ("work:read", SEE_WORK),
    "read_project_in_library": ("work:read", SEE_WORK),
    "show_project_evidence": ("work:write", SHOW),
    "take_evidence_back": ("work:write", SHOW),
    "ask_project_departure": ("work:write", SHOW),
    "check_project_departure": ("work:write", {"chief", "steward"}),
    "list_milestones": ("work:read", SEE_WORK),
    "set_project_milestone": ("work:write", {"steward"}),
    "read_milestone": ("work:read", SEE_WORK),
    "move_milestone": ("work:write", {"steward", "handler", "chief"}),
    "list_investment_plans": ("work:read", SEE_WORK),
    "draft_investment_plan": ("work:write", {"steward"}),
    "read_investment_plan": ("work:read", SEE_WORK),
    "admit_project_to_plan": ("work:write", {"steward"}),
    "take_project_out_of_plan": ("work:write", {"steward"}),
    "issue_investment_plan": ("work:write", {"chief", "steward"}),
    "adjust_investment_plan": ("work:write", {"steward"}),
    "list_guarantees": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "read_guarantee": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "apply_for_guarantee": ("funds:write", {"agent"}),
    "move_guarantee": ("funds:write", {"agent", "clerk", "handler", "chief", "cashier", "steward"}),
    "read_guarantee_exposure": ("funds:read", SEE_FUNDS),
    "list_funds": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "read_fund": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "read_fund_queue": ("funds:read", SEE_FUNDS),
    "read_fund_claims": ("funds:read", SEE_FUNDS),
    "list_loans": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "read_loan": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "read_loan_fee": ("funds:read", SEE_FUNDS | {"agent", "clerk"}),
    "apply_for_loan": ("funds:write", {"agent", "handler", "chief"}),
    "move_loan": ("funds:write", {"agent", "clerk", "handler", "chief", "cashier"}),
    "list_rounds": ("work:read", SEE_WORK | {"statistician"}),
    "issue_round": ("work:write", {"steward"}),
    "read_round": ("work:read", SEE_WORK | {"statistician"}),
    "read_round_report": ("work:read", SEE_WORK),
    "answer_round_report": ("work:write", {"handler", "chief"}),
    "add_report_photo": ("work:write", {"handler", "chief"}),
    "read_report_photo": ("work:read", SEE_WORK),
    "check_round_report": ("work:write", {"chief", "steward"}),
    "enter_statistical_figure": ("figures:write", {"statistician"}),
    "enter_project_paper": ("work:write", {"steward"}),
    "read_plan_course": ("work:read", SEE_WORK),
    "enter_plan_curve": ("work:write", {"steward"}),
    "excuse_project_light": ("work:write", {"steward"}),
    "list_alarms": ("work:read", SEE_WORK),
    "list_problems": ("work:read", SEE_WORK),
    "raise_problem": ("work:write", {"handler", "chief", "steward"}),
    "read_problem": ("work:read", SEE_WORK),
    "move_problem": ("work:write", {"handler", "chief", "steward"}),
    "read_problem_evidence": ("work:read", SEE_WORK),
    "list_inspections": ("work:read", SEE_WORK),
    "enter_inspection": ("work:write", {"steward"}),
    "read_inspection": ("work:read", SEE_WORK),
    "enter_inspection_finding": ("work:write", {"steward"}),
    "list_evaluations": ("work:read", SEE_WORK),
    "enter_evaluation": ("work:write", {"steward"}),
    "read_evaluation": ("work:read", SEE_WORK),
    "enter_evaluation_use": ("work:write", {"steward"}),
}
ADDRESSES = {
    item[method]["operationId"]: (method.upper(), path)
    for path, item in described()["paths"].items()
    for method in METHODS
    if method in item
}


def refusal(caller: Program, name: str) -> str:
    """The code of the problem where the operation is refused with 403, else nothing."""
    method, path = ADDRESSES[name]
    address = re.sub(r"{form}", "xlsx", path)
    address = re.sub(r"{\w+}", "1", address)
    answer = caller.send(method, address, None if method == "GET" else {})
    assert answer.status_code != 405, (name, method, path)
    assert answer.status_code < 500, answer.content
    return answer.json()["type"].removeprefix("/problems/") if answer.status_code == 403 else ""


@pytest.fixture(autouse=True)
def _unhurried(settings: Settings) -> None:
    settings.API_RATE = 100_000


def test_every_operation_is_in_the_list_with_its_scopes() -> None:
    said = {name: " ".join(scope.value for scope in door.scopes) for name, door in DOORS.items()}
    assert said == {name: scopes for name, (scopes, _roles) in MAY.items()}


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_own_operations_and_no_other(role: str) -> None:
    caller = program(role)
    refused = {name for name in MAY if refusal(caller, name) == "right-missing"}
    assert refused == {name for name, (_scopes, roles) in MAY.items() if role not in roles}


def test_an_account_without_a_role_may_only_ask_who_it_is() -> None:
    caller = program()
    assert {name for name in MAY if not refusal(caller, name)} == {"read_me"}


@pytest.mark.parametrize("scope", Scope.values)
def test_a_scope_opens_its_own_operations_and_no_other(scope: str) -> None:
    user = account("lin", *sorted(OFFICERS | {"exporter"}))
    caller = Program(token_for(user, scope), user)
    opened = {name for name in MAY if refusal(caller, name) != "scope-missing"}
    assert opened == {n for n, (scopes, _r) in MAY.items() if scope in scopes.split()} | {"read_me"}


@pytest.mark.parametrize("name", sorted(MAY))
def test_nothing_is_open_without_a_token(name: str) -> None:
    method, path = ADDRESSES[name]
    answer = Program("").client.generic(method, re.sub(r"{\w+}", "1", path))
    assert answer.status_code == 401


def test_an_exporter_needs_to_see_what_goes_out() -> None:
    caller = program("reader", "exporter")
    assert not refusal(caller, "export_findings")
    assert not refusal(caller, "download_briefing")
    assert not refusal(caller, "export_benchmark")
    assert not refusal(caller, "export_targets")
    assert not refusal(caller, "export_list")

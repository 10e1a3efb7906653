"""Addresses of the library of projects: evidence, leaving, renewal, milestones, plans."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import investment_plans, milestones, project_library

PROJECT = "projects/<int:entity_id>/"
MILESTONE = "milestones/<int:milestone_id>/"
PLANS = "investment-plans/"
PLAN = PLANS + "<int:investment_plan_id>/"

urlpatterns: list[URLPattern] = [
    path("projects/renewal/", project_library.project_renewal, name="project_renewal"),
    path(PROJECT + "evidence/new/", project_library.show_evidence, name="show_evidence"),
    path(
        PROJECT + "evidence/<int:evidence_id>/",
        project_library.project_evidence,
        name="project_evidence",
    ),
    path(
        PROJECT + "evidence/<int:evidence_id>/take-back/",
        project_library.take_evidence_back,
        name="take_evidence_back",
    ),
    path(PROJECT + "leave/", project_library.ask_departure, name="ask_departure"),
    path(
        "departures/<int:departure_id>/check/",
        project_library.check_departure,
        name="check_departure",
    ),
    path(PROJECT + "milestones/new/", milestones.new_milestone, name="new_milestone"),
    path(MILESTONE, milestones.milestone, name="milestone"),
    path(MILESTONE + "file/", milestones.milestone_file, name="milestone_file"),
    path(
        "milestone-reports/<int:taken_back_id>/file/",
        milestones.taken_back_file,
        name="taken_back_file",
    ),
    path(MILESTONE + "<slug:act>/", milestones.milestone_act, name="milestone_act"),
    path(PLANS, investment_plans.investment_plans, name="investment_plans"),
    path(PLANS + "new/", investment_plans.new_investment_plan, name="new_investment_plan"),
    path(PLAN, investment_plans.investment_plan, name="investment_plan"),
    path(PLAN + "admit/", investment_plans.admit_to_plan, name="admit_to_plan"),
    path(PLAN + "issue/", investment_plans.issue_plan, name="issue_plan"),
    path(PLAN + "adjust/", investment_plans.adjust_plan, name="adjust_plan"),
    path(
        "plan-entries/<int:plan_entry_id>/take-out/",
        investment_plans.take_out_of_plan,
        name="take_out_of_plan",
    ),
]

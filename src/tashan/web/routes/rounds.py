"""Addresses of the pages of rounds, problems, alarms, inspections and evaluations."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import problems, rounds

ROUND = "rounds/<int:dispatch_id>/"
REPORT = "rounds/reports/<int:answer_id>/"
PROBLEM = "problems/<int:problem_id>/"
INSPECTION = "inspections/<int:inspection_id>/"
EVALUATION = "evaluations/<int:evaluation_id>/"
PROJECT = "projects/<int:entity_id>/"

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.new_round, name="new_round"),
    path(ROUND, rounds.round_table, name="round"),
    path(ROUND + "statistics/", rounds.type_statistics, name="type_statistics"),
    path(REPORT, rounds.round_report, name="round_report"),
    path(REPORT + "answer/", rounds.answer_round, name="answer_round"),
    path(REPORT + "check/", rounds.check_round, name="check_round"),
    path(REPORT + "photos/", rounds.add_round_photo, name="add_round_photo"),
    path("rounds/photos/<int:photo_id>/", rounds.round_photo, name="round_photo"),
    path("problems/", problems.problems, name="problems"),
    path("problems/new/", problems.new_problem, name="new_problem"),
    path(PROBLEM, problems.problem, name="problem"),
    path("problems/files/<int:step_id>/", problems.problem_evidence, name="problem_evidence"),
    path(PROBLEM + "<str:act>/", problems.problem_act, name="problem_act"),
    path("alarms/", problems.alarms, name="alarms"),
    path("inspections/", problems.inspections, name="inspections"),
    path("inspections/new/", problems.new_inspection, name="new_inspection"),
    path(INSPECTION, problems.inspection, name="inspection"),
    path(INSPECTION + "findings/", problems.new_finding, name="new_finding"),
    path(EVALUATION, problems.evaluation, name="evaluation"),
    path(EVALUATION + "uses/", problems.use_evaluation, name="use_evaluation"),
    path(PROJECT + "excuse/", rounds.excuse_light, name="excuse_light"),
    path(PROJECT + "plan-by-month/", rounds.enter_plan_curve, name="enter_plan_curve"),
    path(PROJECT + "papers/", rounds.new_project_paper, name="new_project_paper"),
    path(PROJECT + "evaluations/", problems.new_evaluation, name="new_evaluation"),
]

"""Addresses of the pages where cases begin and keep their rules."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import case_rules, intake, piloting

urlpatterns: list[URLPattern] = [
    path("cases/new/", intake.new_case, name="new_case"),
    path("cases/new/missing.docx", intake.missing_file, name="missing_file"),
    path("cases/new/facts/<int:entity_id>/", intake.enter_facts, name="enter_facts"),
    path("cases/older/", case_rules.older_cases, name="older_cases"),
    path("cases/<int:case_id>/rules/", case_rules.case_rules, name="case_rules"),
    path("cases/<int:case_id>/rules/move/", case_rules.move_rules, name="move_rules"),
    path("pilots/", piloting.pilots, name="pilots"),
    path("pilots/new/", piloting.new_pilot, name="new_pilot"),
    path("pilots/<int:pilot_id>/end/", piloting.end_pilot, name="end_pilot"),
    path("assessments/", piloting.assessments, name="assessments"),
    path("assessments/new/", piloting.new_assessment, name="new_assessment"),
    path("assessments/<int:assessment_id>/end/", piloting.end_assessment, name="end_assessment"),
]

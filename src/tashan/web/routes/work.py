"""Addresses of the pages where officers and applicants do their work on cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import approvals, case_acts, inbox, own_apply, own_cases

CASE = "cases/<int:case_id>/"

urlpatterns: list[URLPattern] = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("approvals/", approvals.approvals, name="approvals"),
    path(CASE + "matters/<str:code>/<str:act>/", case_acts.case_act, name="case_act"),
    path(CASE + "files/<int:file_id>/", own_cases.case_file, name="case_file"),
    path(CASE + "slips/<int:sequence>.docx", own_cases.case_slip, name="case_slip"),
    path("own/cases/", own_cases.own, name="own_cases"),
    path("own/cases/new/", own_apply.apply, name="apply"),
    path("own/cases/<int:case_id>/", own_cases.own_case, name="own_case"),
]

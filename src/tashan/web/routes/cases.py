"""Addresses of the pages of cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import cases, today

CASE = "cases/<int:case_id>/"

urlpatterns: list[URLPattern] = [
    path("today/", today.today, name="today"),
    path("cases/", cases.cases, name="cases"),
    path(CASE, cases.case, name="case"),
    path(CASE + "gantt.<str:form>", cases.case_gantt, name="case_gantt"),
    path(CASE + "what-if/", cases.case_what_if, name="case_what_if"),
    path(CASE + "matters/<str:code>/", cases.matter, name="matter"),
]

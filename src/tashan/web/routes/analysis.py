"""Addresses of the pages of the economic analysis."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import analysis

urlpatterns: list[URLPattern] = [
    path("analysis/", analysis.analysis, name="analysis"),
    path("analysis/briefing/", analysis.briefing, name="briefing"),
    path("analysis/briefing.<str:form>", analysis.briefing_export, name="briefing_export"),
]

"""Addresses of the pages of mechanisms."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import mechanisms

urlpatterns: list[URLPattern] = [
    path("mechanisms/", mechanisms.mechanisms, name="mechanisms"),
    path("mechanisms/<slug:mechanism>/", mechanisms.mechanism, name="mechanism"),
    path(
        "mechanisms/<slug:mechanism>/<slug:procedure>.bpmn",
        mechanisms.procedure_bpmn,
        name="procedure_bpmn",
    ),
]

"""Addresses of the pages of figures and where they come from."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import figures, recording

FINDING = "reports/<int:report_id>/findings/<int:number>/"

urlpatterns: list[URLPattern] = [
    path(FINDING + "record/", recording.record_finding, name="record_finding"),
    path(FINDING + "settle/", recording.settle_finding, name="settle_finding"),
    path("figures/", figures.figures, name="figures"),
    path("figures/<int:observation_id>/", figures.figure_source, name="figure_source"),
    path("figures/<int:observation_id>/correct/", figures.correct_figure, name="correct_figure"),
    path("figures/of/<int:entity_id>/enter/", figures.enter_figure, name="enter_figure"),
    path("figures/of/<int:entity_id>/<slug:code>/", figures.series, name="series"),
]

"""Addresses of the pages of investment promotion."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import promotion, promotion_figures

ROOT = "promotion/"
LEAD = ROOT + "leads/<int:lead_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, promotion.promotion, name="promotion"),
    path(ROOT + "leads.xlsx", promotion.promotion_export, name="promotion_export"),
    path(ROOT + "funnel/", promotion_figures.promotion_funnel, name="promotion_funnel"),
    path(ROOT + "days/", promotion_figures.promotion_days, name="promotion_days"),
    path(ROOT + "visits/", promotion_figures.lead_visits, name="lead_visits"),
    path(ROOT + "promises/", promotion_figures.lead_promises, name="lead_promises"),
    path(ROOT + "promises/<int:promise_id>/", promotion.lead_promise, name="lead_promise"),
    path(ROOT + "events/", promotion_figures.promotion_events, name="promotion_events"),
    path(ROOT + "events/new/", promotion.new_promotion_event, name="new_promotion_event"),
    path(ROOT + "leads/new/", promotion.new_lead, name="new_lead"),
    path(LEAD, promotion.lead, name="lead"),
    path(LEAD + "evidence/<int:file_id>/", promotion.lead_evidence, name="lead_evidence"),
    path(LEAD + "<str:act>/", promotion.lead_act, name="lead_act"),
]

"""Addresses of the pages of guidance and incubation funds."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import investments

FUND = "guidance/<int:fund_id>/"

urlpatterns: list[URLPattern] = [
    path("guidance/", investments.guidance, name="guidance"),
    path(FUND, investments.guidance_fund, name="guidance_fund"),
    path(FUND + "<str:act>/", investments.guidance_act, name="guidance_act"),
]

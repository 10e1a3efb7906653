"""Addresses of the pages of guarantees."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import guarantees

urlpatterns: list[URLPattern] = [
    path("guarantees/", guarantees.guarantees, name="guarantees"),
    path("guarantees/exposure/", guarantees.guarantee_exposure, name="guarantee_exposure"),
    path("guarantees/new/", guarantees.new_guarantee, name="new_guarantee"),
    path("guarantees/<int:guarantee_id>/", guarantees.guarantee, name="guarantee"),
    path(
        "guarantees/<int:guarantee_id>/<str:act>/", guarantees.guarantee_act, name="guarantee_act"
    ),
]

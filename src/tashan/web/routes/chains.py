"""Addresses of the pages of industrial chains."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import chains

urlpatterns: list[URLPattern] = [
    path("chains/", chains.chains, name="chains"),
    path("chains/<int:adoption_id>/", chains.chain, name="chain"),
]

"""Addresses of the pages of holidays."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import holidays

urlpatterns: list[URLPattern] = [
    path("holidays/", holidays.holidays, name="holidays"),
    path("holidays/import/", holidays.holidays_import, name="holidays_import"),
]

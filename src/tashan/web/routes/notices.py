"""Addresses of public notices."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import notices

urlpatterns: list[URLPattern] = [
    path("notices/", notices.public_notices, name="notices"),
    path("notices/new/", notices.begin_notice, name="begin_notice"),
]

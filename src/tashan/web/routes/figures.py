"""Addresses of the pages of figures and where they come from."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

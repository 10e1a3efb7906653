"""Addresses of the pages of the economic analysis."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

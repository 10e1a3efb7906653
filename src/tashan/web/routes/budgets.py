"""Addresses of the pages of budgets, awards and their payments."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

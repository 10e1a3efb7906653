"""Addresses of the pages of what comes in from Excel and what goes out."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

"""Addresses of the pages of plans and targets."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

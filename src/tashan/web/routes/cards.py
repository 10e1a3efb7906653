"""Addresses of the pages of cards."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

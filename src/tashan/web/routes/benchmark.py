"""Addresses of the pages of the benchmark."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

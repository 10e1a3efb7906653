"""Addresses of the pages of funds and their loans."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

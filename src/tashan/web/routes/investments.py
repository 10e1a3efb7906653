"""Addresses of the pages of guidance funds and of the money of projects."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

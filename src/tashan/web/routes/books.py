"""Addresses of the pages of books and their entries."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []

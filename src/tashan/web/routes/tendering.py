"""The address of the page of tendering."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import tendering

urlpatterns: list[URLPattern] = [path("tendering/", tendering.tendering, name="tendering")]

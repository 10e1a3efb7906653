"""Addresses of the API."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tashan.api.openapi import openapi
from tashan.api.service import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/openapi.json", openapi, name="openapi"),
    path("v1/", api.urls),
]

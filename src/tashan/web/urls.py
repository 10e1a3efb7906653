"""Addresses of the pages."""

from django.urls import URLPattern, URLResolver, path

from tashan.web.pages.desk import desk
from tashan.web.pages.preferences import preferences

urlpatterns: list[URLPattern | URLResolver] = [
    path("", desk, name="desk"),
    path("preferences/", preferences, name="preferences"),
]

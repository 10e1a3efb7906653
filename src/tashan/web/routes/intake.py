"""Addresses of the pages where cases begin and keep their rules."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import intake

urlpatterns: list[URLPattern] = [
    path("cases/new/", intake.new_case, name="new_case"),
    path("cases/new/missing.docx", intake.missing_file, name="missing_file"),
    path("cases/new/facts/<int:entity_id>/", intake.enter_facts, name="enter_facts"),
]

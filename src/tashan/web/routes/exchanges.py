"""Addresses of the pages of exchanges."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import exchanges

ROOT = "exchanges/"
EXCHANGE = ROOT + "<int:exchange_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, exchanges.exchanges, name="exchanges"),
    path(
        ROOT + "survey/<int:adoption_id>/<str:part>/", exchanges.survey_household,
        name="survey_household",
    ),
    path(EXCHANGE, exchanges.exchange, name="exchange"),
    path(EXCHANGE + "agreement.docx", exchanges.exchange_agreement, name="exchange_agreement"),
    path(EXCHANGE + "<str:act>/", exchanges.exchange_act, name="exchange_act"),
]  # fmt: skip

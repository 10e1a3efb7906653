"""Addresses of the pages of duties, delegated items and the open catalogue."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import delegations, duties, duty_forms, items

DELEGATION = "delegations/<int:delegation_id>/"

urlpatterns: list[URLPattern] = [
    path("duties/", duties.duties, name="duties"),
    path("duties/give/", duty_forms.give_duty, name="give_duty"),
    path("duties/<int:holding_id>/end/", duty_forms.end_duty, name="end_duty"),
    path("duties/join/", duty_forms.join_office, name="join_office"),
    path("duties/members/<int:member_id>/part/", duty_forms.part_office, name="part_office"),
    path("delegations/", delegations.delegations, name="delegations"),
    path("delegations/new/", delegations.delegate_item, name="delegate_item"),
    path(DELEGATION, delegations.delegation, name="delegation"),
    path(DELEGATION + "evaluate/", delegations.evaluate_delegation, name="evaluate_delegation"),
    path(DELEGATION + "recall/", delegations.recall_delegation, name="recall_delegation"),
    path("items/", items.items, name="items"),
    path("items/versions/<int:adoption_id>/", items.item_versions, name="item_versions"),
    path("items/same-day/", items.same_day_matters, name="same_day_matters"),
]

"""Addresses of the pages of money won for projects."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import project_money

ROOT = "project-money/"
SOURCE = ROOT + "<int:source_id>/"
MONEY = ROOT + "of/<int:money_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, project_money.project_money, name="project_money"),
    path(ROOT + "new/", project_money.new_money_source, name="new_money_source"),
    path(SOURCE, project_money.money_source, name="money_source"),
    path(SOURCE + "apply/", project_money.apply_for_money, name="apply_for_money"),
    path(MONEY, project_money.money_of_project, name="money_of_project"),
    path(MONEY + "<str:act>/", project_money.money_act, name="money_act"),
]

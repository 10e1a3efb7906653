"""Addresses of the pages of plans and targets."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import target_changes, target_exports, targets

TARGET = "targets/<int:target_id>/"
PLAN = "targets/plans/<int:plan_id>/"

urlpatterns: list[URLPattern] = [
    path("targets/", targets.targets, name="targets"),
    path("targets/plans/new/", target_changes.new_plan, name="new_plan"),
    path(PLAN, targets.plan, name="plan"),
    path(PLAN + "new/", target_changes.new_target, name="new_target"),
    path(PLAN + "export.xlsx", target_exports.export, name="targets_export"),
    path(TARGET, targets.target, name="target"),
    path(TARGET + "change/", target_changes.change_target, name="change_target"),
    path(TARGET + "split/", target_changes.split_target, name="split_target"),
    path(TARGET + "exempt/", target_changes.exempt_target, name="exempt_target"),
    path(TARGET + "drop/", target_changes.drop_target, name="drop_target"),
]

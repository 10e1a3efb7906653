"""Addresses of the pages of what comes in from Excel and what goes out."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import data, data_exports, imports

RUN = "data/imports/<int:import_id>/"

urlpatterns: list[URLPattern] = [
    path("data/", data.data, name="data"),
    path("data/imports/new/", imports.new_import, name="new_import"),
    path(RUN, imports.import_run, name="import_run"),
    path(RUN + "change/", imports.change_import, name="change_import"),
    path(RUN + "decide/", imports.decide_import, name="decide_import"),
    path(RUN + "drop/", imports.drop_import, name="drop_import"),
    path(RUN + "undo/", imports.undo_import, name="undo_import"),
    path(RUN + "marked.xlsx", imports.marked_sheet, name="marked_sheet"),
    path("data/templates/<slug:code>.xlsx", imports.import_template, name="import_template"),
    path("data/exports/new/", data_exports.new_export, name="new_export"),
    path("data/exports/<int:export_id>/", data_exports.export_run, name="export_run"),
    path("data/exports/<int:export_id>/file/", data_exports.export_file, name="export_file"),
]

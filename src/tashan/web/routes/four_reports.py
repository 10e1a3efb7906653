"""Addresses of the pages of the four reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import four_reports

ROOT = "four-reports/"
REPORT = ROOT + "<int:report_id>/"

urlpatterns: list[URLPattern] = [
    path(ROOT, four_reports.four_reports, name="four_reports"),
    path(ROOT + "new/", four_reports.new_four_report, name="new_four_report"),
    path(ROOT + "overview/", four_reports.four_reports_overview, name="four_reports_overview"),
    path(ROOT + "look/", four_reports.look_unreported, name="look_unreported"),
    path(ROOT + "unreported/new/", four_reports.note_unreported, name="note_unreported"),
    path(
        ROOT + "unreported/<int:unreported_id>/", four_reports.answer_unreported,
        name="answer_unreported",
    ),
    path(REPORT, four_reports.four_report, name="four_report"),
    path(REPORT + "<str:act>/", four_reports.four_report_act, name="four_report_act"),
    path("bank/reports/", four_reports.bank_reports, name="bank_reports"),
    path("own/reports/", four_reports.own_reports, name="own_reports"),
]  # fmt: skip

"""Addresses of the pages of people who were sent."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import secondment_terms, secondments

ROOT = "secondments/"
ROUND = ROOT + "<int:round_id>/"
TERM = ROOT + "of/<int:secondment_id>/"
PROBLEM = ROOT + "problems/<int:problem_id>/pass-on/"

urlpatterns: list[URLPattern] = [
    path(ROOT, secondments.secondments, name="secondments"),
    path(ROOT + "new/", secondments.new_secondment_round, name="new_secondment_round"),
    path(ROOT + "mine/", secondment_terms.my_secondments, name="my_secondments"),
    path(ROUND, secondments.secondment_round, name="secondment_round"),
    path(ROUND + "work-out/", secondments.work_out_round, name="work_out_round"),
    path(ROUND + "<str:act>/", secondments.round_act, name="round_act"),
    path(TERM, secondment_terms.secondment, name="secondment"),
    path(TERM + "keep/", secondment_terms.keep_secondment, name="keep_secondment"),
    path(TERM + "<str:act>/", secondment_terms.term_act, name="term_act"),
    path(PROBLEM, secondment_terms.pass_problem_on, name="pass_problem_on"),
    path("own/secondments/", secondment_terms.own_secondments, name="own_secondments"),
]

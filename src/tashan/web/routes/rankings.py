"""Addresses of rankings, appraisals and public boards."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import boards, ranking_acts, ranking_trials, rankings

RUN = "rankings/<int:run_id>/"
SHEET = RUN + "<int:entity_id>/"
BOARD = "boards/<int:list_id>/"

urlpatterns: list[URLPattern] = [
    path("rankings/", rankings.rankings, name="rankings"),
    path("appraisals/", rankings.appraisals, name="appraisals"),
    path("rankings/of/<int:adoption_id>/<slug:part>/", rankings.run_ranking, name="run_ranking"),
    path("rankings/marks/<int:mark_id>/", ranking_acts.take_back_mark, name="take_back_mark"),
    path(
        "rankings/objections/<int:objection_id>/",
        ranking_acts.answer_objection,
        name="answer_objection",
    ),
    path(RUN, rankings.ranking_run, name="ranking_run"),
    path(RUN + "export.xlsx", rankings.ranking_export, name="ranking_export"),
    path(RUN + "trial/", ranking_trials.ranking_trial, name="ranking_trial"),
    path(RUN + "flips/", ranking_trials.ranking_flips, name="ranking_flips"),
    path(RUN + "objections/", ranking_acts.ranking_objections, name="ranking_objections"),
    path(RUN + "publish/", ranking_acts.publish_ranking, name="publish_ranking"),
    path(RUN + "consents/", ranking_acts.record_consents, name="record_consents"),
    path(SHEET, rankings.score_sheet, name="score_sheet"),
    path(SHEET + "marks/", ranking_acts.mark_subject, name="mark_subject"),
    path(SHEET + "own/", ranking_acts.own_score, name="own_score"),
    path(SHEET + "objections/", ranking_acts.object_to_score, name="object_to_score"),
    path("boards/", boards.boards, name="boards"),
    path(BOARD, boards.board, name="board"),
    path(BOARD + "poster/", boards.poster, name="poster"),
]

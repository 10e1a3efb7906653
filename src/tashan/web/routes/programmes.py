"""Addresses of the pages of programmes, matches and lists."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import award_lists, chances, matches, opportunities, programmes, what_if

PROGRAMME = "programmes/<int:adoption_id>/<slug:part>/"
LIST = "lists/<int:list_id>/"
MATCH = "matches/<int:match_id>/"

urlpatterns: list[URLPattern] = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("opportunities/", opportunities.opportunities, name="opportunities"),
    path("programmes/match/", programmes.match_all, name="match_all"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(PROGRAMME + "match/", programmes.match_programme, name="match_programme"),
    path(PROGRAMME + "export.xlsx", programmes.programme_export, name="programme_export"),
    path(PROGRAMME + "draft/", programmes.draft_list, name="draft_list"),
    path(PROGRAMME + "what-if/", what_if.programme_what_if, name="programme_what_if"),
    path(
        "enterprises/<int:entity_id>/programmes/",
        chances.enterprise_programmes,
        name="enterprise_programmes",
    ),
    path("own/programmes/", chances.own_programmes, name="own_programmes"),
    path("own/awards/<int:award_id>/", chances.answer_award, name="answer_award"),
    path(LIST, award_lists.award_list, name="award_list"),
    path(LIST + "confirm/", award_lists.confirm_list, name="confirm_list"),
    path(LIST + "drop/", award_lists.drop_list, name="drop_list"),
    path(LIST + "push/", award_lists.push_list, name="push_list"),
    path(LIST + "export.xlsx", award_lists.list_export, name="list_export"),
    path(MATCH, matches.match, name="match"),
    path(MATCH + "repeat/", matches.repeat_match, name="repeat_match"),
    path(MATCH + "<int:entity_id>/", matches.match_answer, name="match_answer"),
]

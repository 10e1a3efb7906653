"""Addresses of the pages of programmes, matches and lists."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import matches, programmes

PROGRAMME = "programmes/<int:adoption_id>/<slug:part>/"
MATCH = "matches/<int:match_id>/"

urlpatterns: list[URLPattern] = [
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/match/", programmes.match_all, name="match_all"),
    path(PROGRAMME, programmes.programme, name="programme"),
    path(PROGRAMME + "match/", programmes.match_programme, name="match_programme"),
    path(PROGRAMME + "draft/", programmes.draft_list, name="draft_list"),
    path(MATCH, matches.match, name="match"),
    path(MATCH + "repeat/", matches.repeat_match, name="repeat_match"),
    path(MATCH + "<int:entity_id>/", matches.match_answer, name="match_answer"),
]

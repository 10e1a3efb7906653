"""Addresses of the pages of lines and hand-overs."""

from __future__ import annotations

from django.urls import URLPattern, path

from tashan.web.pages import lines

LINE = "lines/<int:line_id>/"
HAND_OVER = "hand-overs/<int:hand_over_id>/"

urlpatterns: list[URLPattern] = [
    path("lines/", lines.lines, name="lines"),
    path("lines/new/", lines.new_lines, name="new_lines"),
    path(LINE, lines.line, name="line"),
    path(LINE + "post/", lines.line_post, name="line_post"),
    path(LINE + "hang/", lines.hang_on_line, name="hang_on_line"),
    path("lines/officers/<int:entity_id>/", lines.officer_line, name="officer_line"),
    path("hand-overs/", lines.hand_overs, name="hand_overs"),
    path("hand-overs/new/", lines.new_hand_over, name="new_hand_over"),
    path(HAND_OVER, lines.hand_over, name="hand_over"),
    path(HAND_OVER + "sign/", lines.sign_hand_over, name="sign_hand_over"),
]

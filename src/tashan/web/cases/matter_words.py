"""What matters, their states and lights are called on the pages."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tashan.base.lights import Light
from tashan.casework.kinds import Sort
from tashan.casework.states import State
from tashan.casework.words import STATES
from tashan.web.figure_words import in_script, is_english


def said(title: Mapping[str, str]) -> str:
    """A title of a case in the tongue of the page."""
    if is_english() and title.get("en"):
        return title["en"]
    return in_script(title.get("zh") or next(iter(title.values()), ""))


def state_word(state: int, sort: str) -> str:
    """The state of a matter; a record filing is received, never approved."""
    if sort == Sort.FILING and state in (State.PASSED, State.PASSED_TOLERANTLY):
        return pgettext("state of a filing", "On record")
    return str(STATES[State(state)])


def light_word(light: Light | None, left: int | None, *, is_unlawful: bool = False) -> str:
    """Late by 2 days, due today, 3 days left, stopped: what the light says in a word."""
    if light is Light.STOPPED:
        return pgettext("clock", "Stopped")
    if is_unlawful:
        return pgettext("clock", "Beyond the statutory limit")
    if light is None or left is None:
        return pgettext("clock", "Not begun")
    if light is Light.RED:
        return ngettext("%d day late", "%d days late", max(-left, 1)) % max(-left, 1)
    if left <= 0:
        return _("Due today")
    return ngettext("%d day left", "%d days left", left) % left

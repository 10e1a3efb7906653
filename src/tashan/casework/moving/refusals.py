"""Why a move is not made: who moved the matter before, what it waits for, what is possible now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.kinds import Need
from tashan.casework.legal import KINDS, Act, possible
from tashan.casework.models import Matter, Prerequisite
from tashan.casework.moving.situation import Situation
from tashan.casework.states import PASSES, State
from tashan.casework.words import ACTS, STATES
from tashan.record.models import Event


def not_allowed(now: Situation, act: Act) -> UserError:
    words = {"act": ACTS[act], "title": said(now.matter.title)}
    return UserError(
        _("“%(act)s” is not yours to do for “%(title)s”.") % words,
        hint=_("Ask the office that has the matter."),
    )


def not_possible(now: Situation, act: Act) -> UserError:
    """What the matter is now, who made it so, and what can be done instead."""
    words = {"title": said(now.matter.title), "state": STATES[now.state], "act": ACTS[act]}
    message = _("“%(title)s” is “%(state)s”; “%(act)s” is not possible.") % words
    last = _last_move(now)
    if last is not None:
        message = f"{message} {last}"
    found = possible(now.state, is_accepted=now.matter.accepted_on is not None)
    can = [f"“{ACTS[one]}”" for one in found if one is not Act.ESCALATE]
    if not can:
        return UserError(message, hint=_("Nothing more can be done to it."))
    return UserError(message, hint=_("Possible now: %s.") % " ".join(can))


def _last_move(now: Situation) -> str | None:
    events = Event.objects.filter(
        stream=now.case.stream, payload__matter=now.matter.code, kind__in=KINDS.values()
    )
    event = events.select_related("actor").order_by("-sequence").first()
    if event is None:
        return None
    at = timezone.localtime(event.recorded_at)
    who = event.actor.display_name if event.actor else _("Tashan (automatic)")
    words = {"who": who, "at": f"{at:%Y-%m-%d %H:%M}"}
    return _("Already done by %(who)s, %(at)s.") % words


def still_waits(matter: Matter) -> UserError:
    """Which matters must pass first, each with its legal basis or none."""
    rows = Prerequisite.objects.filter(after=matter, need=Need.HARD).exclude(
        before__state__in=PASSES
    )
    waits = [
        _("“%(title)s” (%(state)s; basis: %(basis)s)")
        % {
            "title": said(row.before.title),
            "state": STATES[State(row.before.state)],
            "basis": listed(row.basis) or _("none"),
        }
        for row in rows.select_related("before").order_by("before__position")
    ]
    return UserError(
        _("“%(title)s” must wait for %(waits)s.")
        % {"title": said(matter.title), "waits": ", ".join(waits)},
        hint=_("It can be received once these have passed."),
    )


def listed(basis: Iterable[object]) -> str:
    """The documents and articles of a basis in one line."""
    told = [
        " ".join(str(value) for value in one.values() if value)
        if isinstance(one, Mapping)
        else str(one)
        for one in basis
    ]
    return "; ".join(told)


def said(title: Mapping[str, str]) -> str:
    """A title in the language of the reader, Chinese where it has no other."""
    language = (translation.get_language() or "zh").split("-")[0]
    return title.get(language) or title.get("zh") or next(iter(title.values()), "")


def needed(text: str, *, what: str) -> str:
    """The text without blanks around. Raises UserError where it is empty."""
    if not text.strip():
        raise UserError(_("It is not told: %s.") % what, hint=_("Fill it in and try again."))
    return text.strip()

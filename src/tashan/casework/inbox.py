"""What lies with an office now: open matters and opinions it owes, the most urgent first."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from tashan.base.lights import Light
from tashan.casework.clocks import SOON
from tashan.casework.models import OPEN, Matter, Opinion
from tashan.casework.perms import HANDLING, Actor, actor_of
from tashan.casework.states import STOPS
from tashan.record import perms
from tashan.record.perms import Visitor

PAGE = 50


def inbox(
    user: Visitor, on: date, *, light: str = "", page: int = 1, actor: Actor | None = None
) -> list[Matter]:
    """One page of the open matters of the user's offices, by their promised day; one query.

    The window sees all that waits for acceptance. ``light`` keeps those of one light.
    """
    first = (max(page, 1) - 1) * PAGE
    rows = in_tray(actor or actor_of(user, on), on, light=light)
    # one more than a page tells that there is another
    return list(rows.select_related("case")[first : first + PAGE + 1])


def in_tray(actor: Actor, on: date, *, light: str = "") -> QuerySet[Matter]:
    """The open matters of somebody's offices, the most urgent first."""
    rows = Matter.objects.filter(OPEN, _mine(actor))
    if light:
        rows = rows.filter(_shows(Light(light), on))
    return rows.order_by(F("promised_on").asc(nulls_last=True), "pk")


def _mine(actor: Actor) -> Q:
    rule = Q(pk__in=())
    if not actor.roles.isdisjoint(HANDLING):
        rule |= Q(office__in=actor.offices)
    if perms.WINDOW in actor.roles:
        rule |= Q(accepted_on=None)
    return rule


def _shows(light: Light, on: date) -> Q:
    """Which matters show a light: by the days that are cached with each move."""
    stopped = Q(state__in=sorted(STOPS))
    if light is Light.STOPPED:
        return stopped
    if light is Light.RED:
        return ~stopped & Q(promised_on__lt=on)
    near = Q(promised_on__gte=on, promised_on__lt=on + timedelta(days=SOON + 1))
    if light is Light.YELLOW:
        return ~stopped & near
    return ~stopped & ~near & (Q(promised_on=None) | Q(promised_on__gte=on))


def owed_opinions(user: Visitor, on: date, *, actor: Actor | None = None) -> list[Opinion]:
    """The opinions that the user's offices are asked for and have not given; one query."""
    who = actor or actor_of(user, on)
    if who.roles.isdisjoint(HANDLING):
        return []
    rows = Opinion.objects.filter(office__in=who.offices, given_on=None)
    return list(rows.select_related("matter__case").order_by("due_on", "pk")[: PAGE + 1])

"""Those served: who speaks for a destination, and so sees who comes and rates the work."""

from __future__ import annotations

from datetime import date

from tashan.duties.dispatch_models import Secondment, SecondmentRound
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.belonging import belonging_of
from tashan.registry.dated import as_of
from tashan.registry.following import survivor
from tashan.registry.kinds import Capacity
from tashan.registry.models import Belonging, OfficeFacts, ParkFacts, Tenure

LOOKING_ON = frozenset({perms.STEWARD, perms.ANALYST, perms.LEADER, perms.CHIEF})


def may_be_served(user: Visitor) -> bool:
    """An enterprise's agent, and handlers and chiefs for the destinations of their own office."""
    return perms.may_apply(user) or perms.may_report_work(user)


def served_by(user: User, on: date) -> frozenset[int]:
    """The entities that somebody speaks for on a day.

    An agent for the enterprise; an officer for the offices where they serve, the villages and
    towns of which these are the office, and the parks of which they are the committee.
    """
    row = belonging_of(user, on)
    if row is None:
        return frozenset()
    if row.capacity == Capacity.AGENT and perms.may_apply(user):
        return frozenset({survivor(row.entity).pk})
    if row.capacity != Capacity.OFFICER or not perms.may_report_work(user):
        return frozenset()
    offices = _offices(row, on)
    places = as_of(OfficeFacts.objects.filter(entity__in=offices), on).exclude(place=None)
    parks = as_of(ParkFacts.objects.filter(committee__in=offices), on)
    return frozenset(
        {*offices, *places.values_list("place", flat=True), *parks.values_list("entity", flat=True)}
    )


def _offices(row: Belonging, on: date) -> set[int]:
    posts = as_of(Tenure.objects.filter(officer=row.entity), on)
    return set(posts.values_list("office", flat=True))


def manages(user: User, row: SecondmentRound, on: date) -> bool:
    """A steward, or a chief of the office that manages the round."""
    if perms.may_keep_work(user):
        return True
    mine = belonging_of(user, on) if perms.may_check_work(user) else None
    return mine is not None and row.office_id in _offices(mine, on)


def looks_on(user: Visitor) -> bool:
    """Who may compare the scores of a round."""
    return not perms.roles_of(user).isdisjoint(LOOKING_ON)


def may_see_ratings(user: User, row: Secondment, on: date) -> bool:
    """Stewards, analysts, leaders and chiefs: never the officer, nor colleagues who could tell."""
    if not looks_on(user):
        return False
    mine = belonging_of(user, on)
    return mine is None or survivor(mine.entity).pk != row.officer_id

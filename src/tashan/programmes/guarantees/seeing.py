"""Who sees which guarantee: officers all of them, a firm and a bank their own."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from tashan.casework.perms import offices_of
from tashan.duties.models import Holding
from tashan.programmes.guarantee_models import Guarantee
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.belonging import belonging_of
from tashan.registry.dated import as_of
from tashan.registry.following import same, survivor
from tashan.registry.kinds import Capacity

DUTY = "guarantor"  # of the procedure; whoever holds it runs the fund


def may_see_guarantees(user: Visitor) -> bool:
    """Who sees funds sees all; agents and clerks those of their own firm or bank."""
    return perms.may_see_funds(user) or perms.may_see_own(user)


def visible_guarantees(user: User, on: date) -> QuerySet[Guarantee]:
    """The guarantees that the user may see on a day."""
    rows = Guarantee.objects.all()
    if perms.may_see_funds(user):
        return rows
    row = belonging_of(user, on) if perms.may_see_own(user) else None
    if row is None:
        return rows.none()
    mine = same(survivor(row.entity))
    if row.capacity == Capacity.CLERK and perms.may_promise(user):
        return rows.filter(bank__in=mine)
    if row.capacity == Capacity.AGENT and perms.may_apply(user):
        return rows.filter(firm__in=mine)
    return rows.none()


def serves_the_fund(user: User, on: date) -> bool:
    """Whether the user's office runs the fund; of a place that named none, any office does."""
    held = as_of(Holding.objects.filter(duty__code=DUTY), on).values_list("office", flat=True)
    offices = set(held)
    return not offices or not offices.isdisjoint(offices_of(user, on))

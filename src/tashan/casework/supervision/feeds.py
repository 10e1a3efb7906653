"""A calendar of what is due for one person, at an address that only they know."""

from __future__ import annotations

import secrets
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from tashan.casework.supervision.sources import values_on
from tashan.casework.supervision.standing import DueRow, Filter, dues
from tashan.casework.supervision_models import DueFeed
from tashan.record.events import append
from tashan.record.models import User
from tashan.record.tokens import digest
from tashan.registry.belonging import entity_of
from tashan.registry.dated import held_on
from tashan.registry.models import Tenure

MOST = 500  # entries of a calendar


@transaction.atomic
def make_feed(user: User, at: datetime) -> str:
    """The secret of a new feed, told this once; the one before it ends."""
    User.objects.select_for_update().get(pk=user.pk)
    DueFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
    secret = secrets.token_urlsafe(32)
    DueFeed.objects.create(user=user, sha256=digest(secret), made_at=at)
    append(user.stream, "feed.made", {}, actor=user, at=at)
    return secret


def owner_of(secret: str) -> User | None:
    """Whose feed it is; None for one that was revoked, or of an account that was closed."""
    rows = DueFeed.objects.filter(sha256=digest(secret), revoked_at=None, user__is_active=True)
    row = rows.select_related("user").first()
    return row.user if row else None


def mine(user: User, on: date) -> Filter:
    """What somebody is in charge of, and all of the offices that they head."""
    officer = entity_of(user, on)
    pk = officer.pk if officer else None
    headed = Tenure.objects.filter(held_on(on), officer=pk, is_lead=True)
    return Filter(mine=(pk, tuple(headed.order_by(F("office")).values_list("office", flat=True))))


def due_for(user: User, on: date) -> list[DueRow]:
    """Open things with a day whose clock runs, the first to come first."""
    rows = dues(values_on(on), mine(user, on), sort="due", most=MOST)
    return [row for row in rows[:MOST] if row.due_on is not None and row.light != "stopped"]

"""Which figures count: the newest number of each key whose source was not withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from tashan.indicators.models import Observation
from tashan.record import perms
from tashan.record.models import PermittedUse
from tashan.record.perms import Visitor
from tashan.registry.kinds import Kind

KEY = ("subject_id", "indicator_id", "last", "first", "measure", "holder", "scope")
OF_A_SINGLE_FIRM = Q(source__permitted_use=PermittedUse.STATISTICS, subject__kind=Kind.ENTERPRISE)


def counting(
    rows: QuerySet[Observation], *, known_at: datetime | None = None
) -> QuerySet[Observation]:
    """The counting figures among the rows, in the order of their keys.

    With ``known_at`` what counted at that moment: later rows and later withdrawals change nothing.
    """
    if known_at is None:
        standing = rows.filter(source__withdrawal__isnull=True)
    else:
        standing = rows.filter(
            Q(source__withdrawal__isnull=True) | Q(source__withdrawal__at__gt=known_at),
            at__lte=known_at,
        )
    return standing.order_by(*KEY, "-number").distinct(*KEY)


def visible_to(rows: QuerySet[Observation], user: Visitor) -> QuerySet[Observation]:
    """Without single firms' statistical returns, unless the user is a statistician."""
    return rows if perms.may_see_statistics(user) else rows.exclude(OF_A_SINGLE_FIRM)

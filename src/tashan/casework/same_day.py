"""How many matters were decided on the day of their acceptance, of those decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, F, Q, QuerySet

from tashan.casework.models import Matter
from tashan.casework.states import PASSES, State
from tashan.duties.evaluating import key_of
from tashan.duties.models import Delegation

SAME_DAY = Q(ended_on=F("accepted_on"))
DECIDED = Q(state__in=sorted(PASSES | {State.NOT_PASSED}), accepted_on__isnull=False)


@dataclass(frozen=True, slots=True)
class SameDay:
    """``same_day`` of ``decided`` matters, and of how many handled in all."""

    decided: int = 0
    same_day: int = 0
    handled: int = 0

    @property
    def share(self) -> Decimal | None:
        """In per cent; None where nothing was decided: then it is not known, never 0."""
        return Decimal(100) * self.same_day / self.decided if self.decided else None


def decided(items: Collection[str], first: date, last: date) -> QuerySet[Matter]:
    """The matters of these items that were decided from ``first`` to ``last``, both included.

    What was later revoked or recalled is not among them.
    """
    return Matter.objects.filter(DECIDED, item__in=items, ended_on__range=(first, last))


def same_day_of(items: Collection[str], first: date, last: date) -> SameDay:
    """The share of these items in a period; one query."""
    rows = decided(items, first, last)
    told = rows.aggregate(decided=Count("pk"), same_day=Count("pk", filter=SAME_DAY))
    return SameDay(told["decided"], told["same_day"], told["decided"])


def of_delegations(rows: Iterable[Delegation]) -> Mapping[int, SameDay]:
    """What was handled under each delegation, by its row: cases name any row that said it.

    Two queries for all; a delegation without cases has zeros.
    """
    wanted = {key_of(row): row.pk for row in rows}
    said = Delegation.objects.filter(item__in={key[0] for key in wanted})
    lineage = {row.pk: wanted[key_of(row)] for row in said if key_of(row) in wanted}
    found = dict.fromkeys(wanted.values(), SameDay())
    counted = (
        Matter.objects.filter(delegation__in=lineage)
        .values("delegation")
        .annotate(
            handled=Count("pk"),
            decided=Count("pk", filter=DECIDED),
            same_day=Count("pk", filter=DECIDED & SAME_DAY),
        )
    )
    for row in counted.order_by("delegation"):
        pk = lineage[row["delegation"]]
        old = found[pk]
        found[pk] = SameDay(
            old.decided + row["decided"], old.same_day + row["same_day"],
            old.handled + row["handled"],
        )  # fmt: skip
    return found

"""The label that a confirmed list gives: who carries it from its day on, and who no more."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from tashan.base.dates import add_months
from tashan.indicators.snapshots.keys import LABELS
from tashan.mechanisms.programme import Gives
from tashan.programmes.binding import settled
from tashan.programmes.models import AwardList, ListState
from tashan.programmes.offers import Offer
from tashan.record.models import Source
from tashan.registry import changes
from tashan.registry.models import Entity, Label


def end_of_others(award_list: AwardList, offer: Offer, source: Source, since: date) -> int:
    """How many carry it no more: they had it by an earlier list of the year, not by this one.

    A programme whose own rules ask for its label gives it to each but once: its next list is a
    further batch and ends nothing.
    """
    label, on = offer.programme.gives.label, award_list.programme.run.on
    if not label or f"{LABELS}:{label}" in settled(offer, on).columns:
        return 0
    earlier = AwardList.objects.filter(
        adoption=award_list.adoption, part=award_list.part, state=ListState.CONFIRMED,
        programme__run__on__year=on.year,
    )  # fmt: skip
    found = Label.objects.filter(
        Q(until__isnull=True) | Q(until__gt=since),
        code=label, replaced__isnull=True, source__in=earlier.values("source"),
    ).exclude(entity__awards__list=award_list)  # fmt: skip
    rows = list(found.select_related("entity"))
    for row in rows:
        if row.since < since:
            changes.end_label(row, on=since, source=source)
        else:
            changes.take_back_label(row, source=source)
    return len(rows)


def give(award_list: AwardList, gives: Gives, source: Source, since: date) -> int:
    """How many carry the label from this day on; who carries it already keeps it."""
    if not gives.label:
        return 0
    until = add_months(since, gives.term_months) if gives.term_months else None
    carried = _carried(award_list, gives.label)
    written = 0
    for entity in Entity.objects.filter(awards__list=award_list).order_by("pk"):
        begins = first_new_day(carried.get(entity.pk, []), since, until)
        if begins is None:
            continue
        changes.label(entity, gives.label, since=begins, until=until, source=source,
                      remark=award_list.title)  # fmt: skip
        written += 1
    return written


def _carried(award_list: AwardList, code: str) -> dict[int, list[Label]]:
    rows = Label.objects.filter(
        entity__awards__list=award_list, code=code, replaced__isnull=True
    ).order_by("since")
    found: dict[int, list[Label]] = {}
    for row in rows:
        found.setdefault(row.entity_id, []).append(row)
    return found


def first_new_day(labels: list[Label], since: date, until: date | None) -> date | None:
    """The day from which the label is new: after the one that is carried. None: nothing is new."""
    for label in labels:
        if label.until is None:
            return None
        since = max(since, label.until) if label.until > since else since
    return since if until is None or since < until else None

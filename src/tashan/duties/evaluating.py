"""When a delegated item is to be evaluated, and whether its recall is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.base.dates import add_months
from tashan.duties.models import Delegation, Evaluation
from tashan.registry.dated import as_of


@dataclass(frozen=True, slots=True)
class Evaluated:
    """``due_on`` None: no evaluation was agreed. ``last`` None: there was none yet."""

    due_on: date | None
    last: Evaluation | None
    is_due: bool
    asks_recall: bool


def key_of(row: Delegation) -> tuple[str, int, int, int | None, str, date]:
    """What stays the same when a delegation is ended or known better: it is one to people."""
    return (row.item, row.holder_id, row.to_id, row.place_id, row.form, row.since)


def same(row: Delegation) -> list[Delegation]:
    """All rows that ever said this delegation, the newest first; cases name any of them."""
    item, holder, to, place, form, since = key_of(row)
    rows = Delegation.objects.filter(
        item=item, holder=holder, to=to, place=place, form=form, since=since
    )
    return list(rows.order_by("-pk"))


def evaluated(row: Delegation, last: Evaluation | None, on: date) -> Evaluated:
    """Due some months after the last evaluation, at first after it began, while it runs."""
    runs = row.until is None or on < row.until
    begin = last.on if last else row.since
    due = add_months(begin, row.evaluated_every) if row.evaluated_every else None
    is_due = runs and due is not None and due <= on
    failed = last is not None and not last.passes
    return Evaluated(due, last, is_due, runs and failed)


def newest(rows: Iterable[Delegation], on: date) -> Mapping[int, Evaluation]:
    """The last evaluation of each delegation up to a day, by the delegation's row."""
    wanted = {key_of(row): row.pk for row in rows}
    found: dict[int, Evaluation] = {}
    known = Evaluation.objects.filter(
        on__lte=on, delegation__item__in={key[0] for key in wanted}
    ).select_related("delegation", "source")
    for evaluation in known.order_by("on", "pk"):
        pk = wanted.get(key_of(evaluation.delegation))
        if pk is not None:
            found[pk] = evaluation
    return found


def due(on: date) -> list[tuple[Delegation, Evaluated]]:
    """The delegations in force whose evaluation is due, or whose recall is asked for."""
    rows = list(as_of(Delegation.objects.select_related("holder", "to", "place"), on))
    last = newest(rows, on)
    told = [(row, evaluated(row, last.get(row.pk), on)) for row in rows]
    return [(row, one) for row, one in told if one.is_due or one.asks_recall]

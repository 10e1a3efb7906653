"""Least intervals: what may not be decided before so many days have gone, as with a tender."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import counting
from tashan.casework.clocks import Clock, Span, Unit, deadline
from tashan.casework.models import Matter
from tashan.casework.moving.by import By
from tashan.casework.moving.refusals import listed, said
from tashan.casework.moving.situation import Situation
from tashan.casework.terms import RECEIPT, STEP


def refuse_too_early(now: Situation, by: By) -> None:
    """Raises UserError before the first lawful day, and tells it with the law it rests on."""
    for least in now.terms.get("not_before", ()):
        begun = _begun(now, least["base"])
        if begun is None:
            continue  # where its base event has not happened other rules hold it
        clock = Clock(begun, Span(least["n"], Unit(least["unit"])))
        first = deadline(clock, counting(now.notice).calendar)
        if first is not None and by.on < first:
            words = {"title": said(now.matter.title), "day": first, "begun": begun}
            raise UserError(
                _("“%(title)s” may not be before %(day)s, counted from %(begun)s.") % words,
                hint=_("Its law: %s.") % listed(least.get("basis", ())),
            )


def _begun(now: Situation, base: str) -> date | None:
    if base == RECEIPT:
        return now.matter.received_on
    if not base.startswith(STEP):
        return now.matter.accepted_on
    rows = Matter.objects.filter(case=now.case, code=base.removeprefix(STEP))
    found: Mapping[str, Any] | None = rows.values("ended_on").first()
    return found["ended_on"] if found else None

"""Policies of higher governments over our projects and enterprises (S15): previews, never lists.

Who issues a policy and whom it is for are two things: those for another territory are left out,
those whose territory the file does not name stay in.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings

from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.library import library
from tashan.programmes.engines import DEFAULT
from tashan.programmes.models import Run, RunProgramme, RunState
from tashan.programmes.offers import Offer
from tashan.programmes.tasks import ask
from tashan.record.models import User


def superior(subject: Subject | None = None) -> list[Offer]:
    """The library's programmes that somebody else issues and that may be for us."""
    return [
        Offer(found, found.origin)
        for found in library().programmes.values()
        if found.issuer is not None
        and _may_be_for_us(found.beneficiaries)
        and subject in (None, found.subject)
    ]


def _may_be_for_us(tree: str | None) -> bool:
    """One territory lies in the other; where our own is not set, nothing is left out."""
    own = settings.PLACE
    return not tree or not own or own.startswith(tree) or tree.startswith(own)


def look(on: date, *, actor: User | None, at: datetime, by: str = DEFAULT) -> list[Run]:
    """Match them all: one run for each kind of subject that some policy is for."""
    kinds = {offer.programme.subject for offer in superior()}
    return [
        ask(superior(kind), on, actor=actor, at=at, by=by)
        for kind in sorted(kinds, key=lambda kind: kind.value)
    ]


def newest(offers: Sequence[Offer]) -> list[RunProgramme]:
    """Of each the newest finished preview, in the order of the offers; none where it has none."""
    rows = RunProgramme.objects.filter(
        adoption__isnull=True, code__in=[offer.code for offer in offers],
        run__state=RunState.DONE,
    )  # fmt: skip
    related = ("run__snapshot", "run__file", "adoption", "version__adoption")
    found = rows.select_related(*related).order_by("code", "-run").distinct("code")
    by_code = {row.code: row for row in found}
    return [by_code[offer.code] for offer in offers if offer.code in by_code]

"""Enterprises: entered with a checked credit code and industry, changed with dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.codes import CreditCode
from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.record.models import Source
from tashan.registry import changes, keeping
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind, Tie
from tashan.registry.models import Affiliation, EnterpriseFacts, Entity
from tashan.registry.naming import names_on

INVERSE = {Tie.PARENT: Tie.SUBSIDIARY, Tie.SUBSIDIARY: Tie.PARENT, Tie.BRANCH: Tie.PARENT}


@dataclass(frozen=True, slots=True)
class NewEnterprise:
    """``facts`` are fields of EnterpriseFacts; the industry with or without its letter."""

    name: str
    code: str
    since: date
    short: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def enter_enterprise(new: NewEnterprise, *, source: Source) -> Entity:
    """A new enterprise. A code that is mistyped or taken is refused, so is an unknown industry."""
    given = keeping.New(
        new.name, new.since, code=CreditCode.parse(new.code).value, facts=checked(new.facts)
    )
    return changes.enter(Kind.ENTERPRISE, given, source=source, short=new.short)


def checked(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with the industry as it is kept: its letter and the code, C3981."""
    code = facts.get("industry", "")
    return facts | {"industry": industry(code).full_code} if code else facts


def change_enterprise(
    entity: Entity, *, since: date, source: Source, until: date | None = None, **facts: Any
) -> None:
    """From a day on these facts hold."""
    changes.change(entity, since=since, until=until, source=source, **checked(facts))


def facts_on(entity: Entity, on: date) -> EnterpriseFacts | None:
    """What held on a day; None before it was entered for."""
    rows = as_of(EnterpriseFacts.objects.filter(entity=entity), on)
    return rows.select_related("place", "park", "source").first()


@transaction.atomic
def affiliate(
    entity: Entity,
    other: Entity,
    tie: Tie,
    *,
    since: date,
    source: Source,
    share: Decimal | None = None,
) -> Affiliation:
    """Another enterprise belongs to this one; ``share`` is of one."""
    if other.kind != Kind.ENTERPRISE or other == entity:
        raise UserError(
            _("Only another enterprise can be affiliated."), hint=_("Choose it by its name.")
        )
    if share is not None and not 0 <= share <= 1:
        raise UserError(_("A share lies between 0 and 100 %."), hint=_("Give it in per cent."))
    changes.lock(entity)
    row = Affiliation.objects.create(
        entity=entity,
        other=other,
        tie=tie,
        share=share,
        since=since,
        source=source,
        entered=source,
    )
    said = {"other": other, "tie": tie.value, "share": share}
    changes.note(entity, "enterprise.affiliated", said, source=source, on=since)
    return row


@dataclass(frozen=True, slots=True)
class Affiliate:
    """Another enterprise and how it is tied, seen from the one that is asked about."""

    entity: Entity
    name: str
    tie: Tie
    share: Decimal | None
    since: date
    source: Source


def affiliates(entity: Entity, on: date) -> list[Affiliate]:
    """All ties of a day, whichever side they were entered from."""
    mine = as_of(Affiliation.objects.filter(entity=entity), on).select_related("other", "source")
    theirs = as_of(Affiliation.objects.filter(other=entity), on).select_related("entity", "source")
    pairs = [(row, row.other, Tie(row.tie)) for row in mine]
    pairs += [(row, row.entity, INVERSE.get(Tie(row.tie), Tie(row.tie))) for row in theirs]
    names = names_on([other.pk for _row, other, _tie in pairs], on)
    found = [
        Affiliate(other, names.get(other.pk, ""), tie, row.share, row.since, row.source)
        for row, other, tie in pairs
    ]
    return sorted(found, key=lambda tied: (list(Tie).index(tied.tie), tied.name))

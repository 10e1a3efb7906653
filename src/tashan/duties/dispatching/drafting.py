"""A round is opened, and its destinations, its pools and what everybody brings are entered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.duties.dispatch_models import (
    PoolMember,
    RoundPlace,
    RoundState,
    SecondmentRound,
    Tie,
    TieSort,
    Trait,
)
from tashan.duties.dispatching.doing import Doer, held_round, note, person, said
from tashan.duties.dispatching.terms import terms_in, terms_of
from tashan.record.models import Source
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Label


@dataclass(frozen=True, slots=True)
class NewRound:
    """A round under an adopted part, from a day on, managed by an office."""

    adoption: Adoption
    part: str
    title: str
    office: Entity
    since: date
    previous: SecondmentRound | None = None


@transaction.atomic
def open_round(new: NewRound, *, by: Doer) -> SecondmentRound:
    """A draft for the term of the file. Raises UserError for a part that sends nobody."""
    terms = terms_in(current.of(new.adoption, new.since), new.part, new.since)
    if new.office.kind != Kind.OFFICE:
        raise UserError(_("An office manages it."), hint=_("Choose an office of the register."))
    terms.weights(), terms.marks()  # they have values on that day, or it is said here
    visits = terms.part.visits
    made = SecondmentRound.objects.create(
        version=terms.held.version, part=new.part, title=said(new.title, _("The title")),
        office=new.office, since=new.since, previous=new.previous, drafted_by=person(by),
        until=add_months(new.since, terms.part.term_months), log_days=terms.log_days(),
        period=visits.every.value if visits else "", visits=visits.at_least if visits else 0,
        has_reports=bool(visits and visits.report),
    )  # fmt: skip
    note(made, "secondments.opened", {"part": new.part, "since": new.since.isoformat()}, by)
    return made


@transaction.atomic
def add_places(
    row: SecondmentRound, group: str, entities: Iterable[Entity], *, by: Doer
) -> list[RoundPlace]:
    """Destinations of a group; those that are in already are passed over."""
    held = held_round(row, RoundState.DRAFT)
    goal = terms_of(held).part.destinations.get(group)
    if goal is None:
        raise UserError(_("There is no such group of destinations."), hint=_("Choose one."))
    known = set(held.places.values_list("entity", flat=True))
    new = [one for one in entities if one.pk not in known]
    if any(one.kind != goal.subject.value for one in new):
        raise UserError(
            _("Some are of another kind than this group takes."),
            hint=_("It takes entries of the kind: %s.") % Kind(goal.subject.value).label,
        )
    made = RoundPlace.objects.bulk_create(
        [RoundPlace(round=held, group=group, entity=one) for one in new]
    )
    if made:
        told = {"group": group, "entities": [one.pk for one in new]}
        note(held, "secondments.places", told, by)
    return made


def labelled(label: str, on: date) -> list[Entity]:
    """Who carries a label on a day, as a list or a card gave it."""
    rows = as_of(Label.objects.filter(code=label), on).select_related("entity")
    return sorted({one.entity for one in rows}, key=lambda one: one.pk)


@transaction.atomic
def add_members(
    row: SecondmentRound, pool: str, officers: Iterable[Entity], *, by: Doer
) -> list[PoolMember]:
    """Officers of a pool; those that are in one already are passed over."""
    held = held_round(row, RoundState.DRAFT)
    if pool not in terms_of(held).part.pools:
        raise UserError(_("There is no such pool."), hint=_("Choose one."))
    known = set(held.members.values_list("officer", flat=True))
    new = [one for one in officers if one.pk not in known]
    if any(one.kind != Kind.OFFICER for one in new):
        raise UserError(_("Only officers are sent."), hint=_("Choose officers of the register."))
    made = PoolMember.objects.bulk_create(
        [PoolMember(round=held, pool=pool, officer=one) for one in new]
    )
    if made:
        told = {"pool": pool, "officers": [one.pk for one in new]}
        note(held, "secondments.members", told, by)
    return made


@transaction.atomic
def bring(entity: Entity, code: str, *, since: date, source: Source) -> Trait:
    """An officer brings something along, or a destination needs it, from a day on."""
    found = as_of(Trait.objects.filter(entity=entity, code=code), since).first()
    return found or Trait.objects.create(
        entity=entity, code=code, since=since, source=source, entered=source
    )


@transaction.atomic
def tie(holder: Entity, entity: Entity, sort: TieSort, *, since: date, source: Source) -> Tie:
    """An officer's interest in a destination, or an office's supervision of it."""
    wanted = Kind.OFFICE if sort == TieSort.SUPERVISES else Kind.OFFICER
    if holder.kind != wanted or holder.pk == entity.pk:
        raise UserError(
            _("Shares and family are an officer's; it is an office that supervises."),
            hint=_("Choose the other kind of entry."),
        )
    found = as_of(Tie.objects.filter(holder=holder, entity=entity, sort=sort), since).first()
    return found or Tie.objects.create(
        holder=holder, entity=entity, sort=sort, since=since, source=source, entered=source
    )

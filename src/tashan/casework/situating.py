"""Where a subject lies, its pilot, what was assessed there once for all, its owner and its code."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.codes import ProjectCode
from tashan.base.errors import UserError
from tashan.casework.models import Pilot, RegionalAssessment
from tashan.casework.proposals import CodeCheck, CodeState, Where
from tashan.registry.dated import as_of
from tashan.registry.keeping import FACTS, facts_on
from tashan.registry.kinds import Kind, Part
from tashan.registry.models import Entity, ParkFacts, Participation
from tashan.registry.places import above


def where_is(subject: Entity, on: date) -> Where:
    """Where the subject lies; a place and a park lie in themselves."""
    if subject.kind == Kind.PLACE:
        return Where(subject, None)
    model: type[Model] | None = FACTS.get(subject.kind)
    names = {field.name for field in model._meta.fields} if model else set()
    joined = sorted(names & {"place", "park"})
    facts: Model | None = None
    if model is not None and joined:
        rows = as_of(model._default_manager.filter(entity=subject), on)
        facts = rows.select_related(*joined).first()
    place: Entity | None = getattr(facts, "place", None)
    park = subject if subject.kind == Kind.PARK else getattr(facts, "park", None)
    if place is None and park is not None:
        held = as_of(ParkFacts.objects.filter(entity=park).select_related("place"), on).first()
        place = held.place if held else None
    return Where(place, park)


def pilots_of(adoptions: Iterable[Adoption], on: date) -> dict[int, tuple[Pilot, ...]]:
    """The pilots of adoptions that are in force on a day, by adoption."""
    rows = as_of(Pilot.objects.filter(adoption__in=list(adoptions)), on)
    found: dict[int, tuple[Pilot, ...]] = {}
    for row in rows.select_related("park").order_by("pk"):
        found[row.adoption_id] = (*found.get(row.adoption_id, ()), row)
    return found


def assessments_for(where: Where, on: date) -> dict[str, RegionalAssessment]:
    """What was assessed for the park or the place and holds on the day, by kind.

    Of several of one kind the one for the park counts, of these the newest.
    """
    lies = Q(area=where.park) if where.park else Q(pk__in=())
    if where.place is not None:
        lies |= Q(area__in=above(where.place, on))
    rows = as_of(RegionalAssessment.objects.filter(lies), on)
    park = where.park.pk if where.park else None
    ordered = sorted(rows.select_related("area"), key=lambda r: (r.area_id == park, r.since, r.pk))
    return {row.kind: row for row in ordered}


def owner_of(subject: Entity, on: date) -> Entity | None:
    """Who applies unless somebody else is named: a project's owner, an enterprise itself."""
    if subject.kind == Kind.ENTERPRISE:
        return subject
    if subject.kind != Kind.PROJECT:
        return None
    rows = as_of(Participation.objects.filter(project=subject, part=Part.OWNER), on)
    row = rows.select_related("entity").order_by("since", "pk").first()
    return row.entity if row else None


def code_of(subject: Entity, on: date, *, is_needed: bool) -> CodeCheck:
    """The project's code: without a valid one a case may be prepared and nothing is accepted."""
    if subject.kind != Kind.PROJECT or not is_needed:
        return CodeCheck(CodeState.NOT_ASKED, subject.code if subject.kind == Kind.PROJECT else "")
    if not subject.code:
        return CodeCheck(CodeState.NONE, says=_("The project has no code yet."))
    try:
        code = ProjectCode.parse(subject.code)
    except UserError as error:
        return CodeCheck(CodeState.INVALID, subject.code, error.message)
    if not code.warning:
        return CodeCheck(CodeState.VALID, code.value)
    reason = getattr(facts_on(subject, on), "code_note", "")
    state = CodeState.NOTED if reason else CodeState.INVALID
    return CodeCheck(state, code.value, reason or code.warning)

"""The library's mechanisms, each in plain words made from its file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.http import Http404
from django.utils.translation import get_language
from ninja import Query

from tashan.adoption.models import Adoption
from tashan.adoption.pedigree import link
from tashan.api.asked import today
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT
from tashan.api.routers import matches as router
from tashan.api.schemas import mechanisms as told
from tashan.api.schemas.figures import InTongues
from tashan.api.schemas.shared import AsOf
from tashan.mechanisms.fields import Basis
from tashan.mechanisms.law import legality
from tashan.mechanisms.library import library
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.words.conditions import conditions
from tashan.mechanisms.words.overview import overview
from tashan.mechanisms.words.parameters import parameters
from tashan.mechanisms.words.spans import Tongue, said, text_of
from tashan.mechanisms.words.speaking import speaker
from tashan.record import perms
from tashan.record.tokens import Scope


@door(
    router, "GET", "/mechanisms",
    scope=Scope.PROGRAMMES_READ, right=perms.may_see_mechanisms, answer=told.MechanismsTold,
)  # fmt: skip
def list_mechanisms(
    request: ProgramRequest, asked: Query[told.MechanismsAsked]
) -> told.MechanismsTold:
    """Every mechanism of the library, and under which titles it is in force here on a day."""
    on = asked.on or today()
    adopted = _adopted(on)
    known = [
        found
        for found in library().mechanisms.values()
        if not asked.system or asked.system in found.systems
    ]
    items = [told.MechanismTold(**_said(found, adopted, on)) for found in known]
    return told.MechanismsTold(on=on, items=items)


@door(
    router, "GET", "/mechanisms/{code}",
    scope=Scope.PROGRAMMES_READ, right=perms.may_see_mechanisms, answer=told.MechanismInFull,
)  # fmt: skip
def read_mechanism(request: ProgramRequest, code: str, asked: Query[AsOf]) -> told.MechanismInFull:
    """One mechanism on a day: in words, with its conditions, parameters, legal points and file."""
    found, on = library().mechanisms.get(code), asked.on or today()
    if found is None:
        raise Http404
    tongue = _tongue()
    by = speaker(None, found.parameters, library(), on=on, tongue=tongue)
    points = legality(found, on=on)
    return told.MechanismInFull(
        **_said(found, _adopted(on), on),
        on=on,
        sentences=list(_sentences(found, on, tongue)),
        conditions=list(_conditions(found, on, tongue)),
        parameters=[
            told.ParameterInWords(
                code=one.code,
                title=one.title,
                value=one.value or None,
                since=one.since,
                next_value=one.next_value or None,
                next_since=one.next_since,
                basis=_basis(one.basis),
            )
            for one in parameters(found.parameters, by, basis=found.basis)
        ],
        law=[
            told.LegalPointTold(
                code=point.code,
                standing=point.standing.value,
                says=said(point.says, tongue),
                article=said(point.article, tongue),
            )
            for point in points
        ],
        file=Path(library().trees[code].file).read_text("utf-8"),
    )


def _tongue() -> Tongue:
    return Tongue.EN if (get_language() or "").startswith("en") else Tongue.ZH


def _adopted(on: date) -> dict[str, list[Adoption]]:
    found: dict[str, list[Adoption]] = {}
    for row in Adoption.objects.filter(since__lte=on).order_by("since", "pk"):
        if row.ended_on is None or row.ended_on > on:
            found.setdefault(row.mechanism, []).append(row)
    return found


def _said(found: Mechanism, adopted: dict[str, list[Adoption]], on: date) -> dict[str, Any]:
    links = [(one, link(one.place, on=on)) for one in found.learned_from]
    return {
        "code": found.mechanism,
        "title": InTongues(zh=found.title.zh, en=found.title.en),
        "systems": list(found.systems),
        "kinds": dict(Counter(part.kind for part in found.parts.values())),
        "learned_from": [
            told.LearnedFrom(
                place=one.place, name=place.name, report=one.report or "", note=one.note or ""
            )
            for one, place in links
        ],
        "basis": _basis(found.basis),
        "adoptions": [
            told.AdoptionRef(id=row.pk, title=row.title, since=row.since)
            for row in adopted.get(found.mechanism, ())
        ],
        "url": f"{ROOT}/mechanisms/{found.mechanism}",
    }


def _basis(given: Iterable[Basis]) -> list[told.BasisTold]:
    return [told.BasisTold(**one.model_dump()) for one in given]


def _sentences(found: Mechanism, on: date, tongue: Tongue) -> Iterator[told.SentenceTold]:
    for question, sentences in overview(found, library(), on=on, tongue=tongue).items():
        for one in sentences:
            spans = [told.SpanTold(text=s.text, is_strong=s.is_strong) for s in one.phrase]
            yield told.SentenceTold(
                question=question.value, part=one.part, text=text_of(one.phrase), spans=spans
            )


def _conditions(found: Mechanism, on: date, tongue: Tongue) -> Iterator[told.ConditionTold]:
    for name, part in found.parts.items():
        if not isinstance(part, Programme | Ranking):
            continue
        by = speaker(part, found.parameters, library(), on=on, tongue=tongue)
        for one in conditions(part, by):
            yield told.ConditionTold(
                part=name,
                code=one.code,
                is_exclusion=one.is_exclusion,
                says=one.says,
                words=text_of(one.words),
                rule=one.rule,
                basis=_basis(one.basis),
            )

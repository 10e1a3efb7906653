"""A round as the solver wants it: who brings what, who needs what, and who is not sent where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tashan.duties.dispatch_models import (
    PoolMember,
    RoundPlace,
    Secondment,
    SecondmentRound,
    SecondmentState,
    Tie,
    Trait,
)
from tashan.duties.dispatching.problem import Pair, Person, Place, Problem
from tashan.duties.dispatching.terms import SendingTerms, terms_of
from tashan.duties.models import Holding
from tashan.mechanisms.assignment import Conflict
from tashan.registry.dated import as_of
from tashan.registry.models import EnterpriseFacts, Tenure

S = SecondmentState
SERVED = (S.RUNNING, S.ENDED, S.HANDED_BACK, S.REPLACED)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The problem; people are officers, places are rows of the round. ``why`` a pair is barred."""

    problem: Problem
    terms: SendingTerms
    why: Mapping[Pair, Conflict]
    places: Mapping[int, RoundPlace]


def gather(row: SecondmentRound) -> Gathered:
    """Everything as of the first day of the round; nine queries whatever its size."""
    terms = terms_of(row)
    places = {one.pk: one for one in row.places.order_by("pk")}
    officers = list(row.members.order_by("officer").values_list("officer", flat=True))
    why = _barred(row, terms, officers, places)
    problem = Problem(
        people=_people(row, terms, officers),
        places=_places(row, terms, places),
        quotas=terms.quotas(),
        weights=terms.weights(),
        barred=frozenset(why),
        there=_there(row, places),
        fixed=frozenset(
            row.secondments.filter(is_fixed=True, state=S.PROPOSED)
            .values_list("officer", "place")
        ),
    )  # fmt: skip
    return Gathered(problem, terms, why, places)


def _people(
    row: SecondmentRound, terms: SendingTerms, officers: list[int]
) -> tuple[Person, ...]:  # fmt: skip
    brings = _traits(row, terms, officers)
    held = as_of(Holding.objects.filter(officer__in=officers), row.since)
    load = Counter(held.values_list("officer", flat=True))
    posts = as_of(Tenure.objects.filter(officer__in=officers), row.since)
    load.update(posts.filter(is_lead=True).values_list("officer", flat=True))
    takes = max(one.most for one in terms.part.destinations.values())
    return tuple(
        Person(pk, frozenset(brings.get(pk, ())), load[pk], takes) for pk in officers
    )  # fmt: skip


def _places(
    row: SecondmentRound, terms: SendingTerms, places: Mapping[int, RoundPlace]
) -> tuple[Place, ...]:
    entities = [one.entity_id for one in places.values()]
    needs = _traits(row, terms, entities)
    facts = as_of(EnterpriseFacts.objects.filter(entity__in=entities), row.since)
    for entity, industry in facts.values_list("entity", "industry"):
        for code, need in terms.part.needs.items():
            if industry.startswith(need.industries or (" ",)):
                needs.setdefault(entity, set()).add(code)
    goals = terms.part.destinations
    return tuple(
        Place(pk, one.group, frozenset(needs.get(one.entity_id, ())),
              goals[one.group].least, goals[one.group].each)
        for pk, one in places.items()
    )  # fmt: skip


def _traits(
    row: SecondmentRound, terms: SendingTerms, entities: Iterable[int]
) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = as_of(Trait.objects.filter(entity__in=list(entities)), row.since)
    for entity, code in rows.filter(code__in=list(terms.part.needs)).values_list("entity", "code"):
        found.setdefault(entity, set()).add(code)
    return found


def _barred(
    row: SecondmentRound, terms: SendingTerms, officers: list[int],
    places: Mapping[int, RoundPlace],
) -> dict[Pair, Conflict]:  # fmt: skip
    """Each pair that has a conflict which the file names, with the first."""
    by_entity = {one.entity_id: pk for pk, one in places.items()}
    serving: dict[int, list[int]] = {}  # the officers of an office
    posts = as_of(Tenure.objects.filter(officer__in=officers), row.since)
    for office, officer in posts.values_list("office", "officer"):
        serving.setdefault(office, []).append(officer)
    found: dict[Pair, Conflict] = {}
    named, known = set(terms.part.conflicts), set(officers)
    ties = as_of(Tie.objects.filter(entity__in=by_entity), row.since).order_by("pk")
    for holder, entity, sort in ties.values_list("holder", "entity", "sort"):
        conflict = Conflict(sort)
        for who in serving.get(holder, [holder]):
            if conflict in named and who in known:
                found.setdefault((who, by_entity[entity]), conflict)
    if Conflict.WAS_THERE_BEFORE in named:
        for pair in _too_long(row, terms, officers, by_entity):
            found.setdefault(pair, Conflict.WAS_THERE_BEFORE)
    return found


def _too_long(
    row: SecondmentRound, terms: SendingTerms, officers: list[int], by_entity: Mapping[int, int]
) -> list[Pair]:
    """Who was at a place for as many terms as the file lets them."""
    rows = Secondment.objects.filter(
        officer__in=officers, place__entity__in=by_entity, state__in=SERVED, since__lt=row.since
    ).exclude(round=row)
    counted = Counter(rows.values_list("officer", "place__entity"))
    most = terms.part.most_terms
    return [(who, by_entity[entity]) for (who, entity), n in counted.items() if n >= most]


def _there(row: SecondmentRound, places: Mapping[int, RoundPlace]) -> frozenset[Pair]:
    """Who was there to the end of the round before."""
    if row.previous_id is None:
        return frozenset()
    by_entity = {one.entity_id: pk for pk, one in places.items()}
    rows = Secondment.objects.filter(
        round=row.previous_id, state__in=(S.RUNNING, S.ENDED), place__entity__in=by_entity
    )
    return frozenset(
        (who, by_entity[entity]) for who, entity in rows.values_list("officer", "place__entity")
    )


def pool_of(row: SecondmentRound) -> dict[int, str]:
    """The pool of each officer of the round."""
    return dict(PoolMember.objects.filter(round=row).values_list("officer", "pool"))

"""A proposal is worked out, compared with the one before, and taken over into the draft."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.base.errors import UserError
from tashan.duties.dispatch_models import RoundState, Secondment, SecondmentRound, SecondmentState
from tashan.duties.dispatching.doing import Doer, held_round, held_secondment, note, person
from tashan.duties.dispatching.gathering import Gathered, gather
from tashan.duties.dispatching.problem import Pair, Plan, Problem, Short, points_of
from tashan.duties.dispatching.solving import second_best, solve, who_instead
from tashan.registry.naming import names_on

SECOND_BEST_FOR = 250  # pairs for which the second best is worked out together


@dataclass(frozen=True, slots=True)
class Proposal:
    """What came out, and how it differs from the draft as it stands: pairs of officer and place."""

    gathered: Gathered
    plan: Plan
    kept: tuple[Pair, ...]
    come: tuple[Pair, ...]
    gone: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Second:
    """The best that there is without a pair, solved anew: points lost in all, and who goes there
    instead. ``cost`` None: without this pair some quota cannot be met."""

    cost: int | None
    instead: tuple[int, ...]


def work_out(row: SecondmentRound) -> Proposal:
    """The best plan for the round as it stands; nothing is kept of it.

    Raises UserError naming each quota that cannot be met, and why.
    """
    gathered = gather(row)
    try:
        plan = solve(gathered.problem)
    except ValueError as error:
        raise UserError(
            _("Somebody is kept where a conflict has come up since, or beyond the quota."),
            hint=_("Let go of those who are kept, and work it out again."),
        ) from error
    if plan.short:
        raise UserError(
            " ".join(_told(one, gathered) for one in plan.short),
            hint=_("Add people to the pools or destinations to the group, or change the quota."),
        )
    before = set(_proposed(row))
    now = set(plan.pairs)
    kept, come, gone = before & now, now - before, before - now
    return Proposal(gathered, plan, *(tuple(sorted(each)) for each in (kept, come, gone)))


def _told(short: Short, gathered: Gathered) -> str:
    title = gathered.terms.part.destinations[short.group].title
    said = _("“%(group)s”: %(possible)d of %(wanted)d places can be filled; its destinations have "
             "room for %(room)d, and %(people)d people could go in all.") % {
        "group": title.zh or title.en, "possible": short.possible, "wanted": short.wanted,
        "room": short.room, "people": short.people,
    }  # fmt: skip
    if short.alone:
        names = names_on([gathered.places[one].entity_id for one in short.alone], gathered.terms.on)
        told = _(", ").join(sorted(names.values())[:5])
        said += " " + _("Everybody has a conflict with: %s.") % told
    if short.below:
        n = len(short.below)
        said += " " + ngettext(
            "%d destination gets fewer than its least.",
            "%d destinations get fewer than their least.", n,
        ) % n  # fmt: skip
    return said


def _proposed(row: SecondmentRound) -> list[Pair]:
    rows = row.secondments.filter(state=SecondmentState.PROPOSED)
    return list(rows.values_list("officer", "place"))


@transaction.atomic
def propose(row: SecondmentRound, *, by: Doer) -> Proposal:
    """Work it out and take it over: pairs that hold keep their row, the others go and come."""
    held = held_round(row, RoundState.DRAFT)
    found = work_out(held)
    old = held.secondments.filter(state=SecondmentState.PROPOSED)
    gone = set(found.gone)
    old.filter(
        pk__in=[pk for pk, *pair in old.values_list("pk", "officer", "place")
                if tuple(pair) in gone]
    ).delete()  # fmt: skip
    for pair in found.kept:
        old.filter(officer=pair[0], place=pair[1]).update(**reasons(found.gathered.problem, pair))
    Secondment.objects.bulk_create(
        [
            Secondment(round=held, officer_id=who, place_id=where, since=held.since,
                       until=held.until, chosen_by=person(by),
                       **reasons(found.gathered.problem, (who, where)))
            for who, where in found.come
        ]
    )  # fmt: skip
    told = {"points": found.plan.points, "kept": len(found.kept), "come": found.come,
            "gone": found.gone}  # fmt: skip
    note(held, "secondments.proposed", told, by)
    return found


def reasons(problem: Problem, pair: Pair) -> dict[str, object]:
    """Why a pair is worth its points, as its row keeps it."""
    person = next(one for one in problem.people if one.key == pair[0])
    place = next(one for one in problem.places if one.key == pair[1])
    return {"points": points_of(problem, person, place),
            "met": sorted(person.brings & place.needs), "stays": pair in problem.there,
            "load": person.load}  # fmt: skip


@transaction.atomic
def keep(secondment: Secondment, *, fixed: bool, by: Doer) -> Secondment:
    """A proposed pair holds whatever is worked out next, or no more."""
    held = held_secondment(secondment, SecondmentState.PROPOSED)
    held_round(held.round, RoundState.DRAFT)
    held.is_fixed = fixed
    held.save()
    note(held.round, "secondments.kept", {"officer": held.officer_id, "fixed": fixed}, by)
    return held


def second_bests(row: SecondmentRound, pairs: list[Pair] | None = None) -> dict[Pair, Second]:
    """For each proposed pair what the plan would be worth without it; solved anew for each.

    Of a large round only the pairs asked for; none where none are.
    """
    gathered, plan = gather(row), _as_stored(row)
    wanted = pairs if pairs is not None else list(plan.pairs)
    if pairs is None and len(wanted) > SECOND_BEST_FOR:
        return {}
    return {pair: _second(gathered.problem, plan, pair) for pair in wanted}


def _as_stored(row: SecondmentRound) -> Plan:
    rows = row.secondments.filter(state=SecondmentState.PROPOSED)
    found = list(rows.values_list("officer", "place", "points"))
    return Plan(tuple(sorted((a, b) for a, b, _p in found)), sum(p for _a, _b, p in found))


def _second(problem: Problem, plan: Plan, pair: Pair) -> Second:
    other = second_best(problem, plan, pair)
    if other.short:
        return Second(None, ())
    return Second(plan.points - other.points, tuple(who_instead(plan, other, pair[1])))

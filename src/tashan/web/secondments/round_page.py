"""One round: its figures, who is where and why, and what the second best would cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse

from tashan.duties.dispatch_models import (
    Choice,
    RoundState,
    Secondment,
    SecondmentRound,
    SecondmentState,
)
from tashan.duties.dispatching.appraising import scores
from tashan.duties.dispatching.gathering import pool_of
from tashan.duties.dispatching.proposing import Proposal, Second, second_bests
from tashan.duties.dispatching.serving import looks_on
from tashan.duties.dispatching.standing import Standing, standings
from tashan.duties.dispatching.terms import SendingTerms, terms_of
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.listing import in_order, order_of, page_of
from tashan.web.secondments.words import (
    choice_word,
    confirmed_word,
    log_word,
    score_word,
    second_word,
    titles,
    why,
)

COLUMNS = {"number": "pk", "points": "points", "group": "place__group", "since": "since",
           "state": "state"}  # fmt: skip
DRAFT_ACTS = ("places", "members", "bring", "tie")
RELATED = ("round__version__adoption", "place", "chosen_by")


@dataclass(frozen=True, slots=True)
class TermRow:
    """One officer at one destination, in a table or as a tile."""

    row: Secondment
    officer: str
    place: str
    group: str
    pool: str
    why: str
    stands: Standing
    second: str
    score: str

    @property
    def url(self) -> str:
        return reverse("secondment", args=[self.row.pk])

    @property
    def log(self) -> str:
        return log_word(self.stands)

    @property
    def by_hand(self) -> str:
        """Who chose otherwise and why; empty for the solver's match."""
        return choice_word(self.row) if self.row.choice == Choice.CHANGED else ""


class RoundPage:
    """A round as the address narrows it: ``?group=``, ``?view=grid``, ``?sort=``."""

    def __init__(self, row: SecondmentRound, request: HttpRequest, on: date) -> None:
        self.row, self.request, self.on = row, request, on
        self.order = order_of(request, COLUMNS, default="number")
        self.is_grid = request.GET.get("view") == "grid"

    @cached_property
    def terms(self) -> SendingTerms:
        return terms_of(self.row)

    @cached_property
    def group_titles(self) -> dict[str, str]:
        return titles(self.terms.part.destinations.items())

    @cached_property
    def pool_titles(self) -> dict[str, str]:
        return titles(self.terms.part.pools.items())

    @cached_property
    def group(self) -> str:
        asked = self.request.GET.get("group", "")
        return asked if asked in self.group_titles else ""

    @cached_property
    def groups(self) -> list[tuple[str, str, int, int, int]]:
        """Each group: code, title, who is there, the quota and the destinations."""
        now = self.row.secondments.filter(state__in=_NOW[self.row.state])
        there: dict[str, int] = {}
        for code in now.values_list("place__group", flat=True):
            there[code] = there.get(code, 0) + 1
        goals: dict[str, int] = {}
        for code in self.row.places.values_list("group", flat=True):
            goals[code] = goals.get(code, 0) + 1
        quotas = self.terms.quotas()
        return [
            (code, title, there.get(code, 0), quotas[code], goals.get(code, 0))
            for code, title in self.group_titles.items()
        ]

    @cached_property
    def pools(self) -> list[tuple[str, int]]:
        members = list(pool_of(self.row).values())
        return [(title, members.count(code)) for code, title in self.pool_titles.items()]

    @cached_property
    def shown(self) -> Page[Secondment]:
        rows = self.row.secondments.select_related(*RELATED)
        if self.group:
            rows = rows.filter(place__group=self.group)
        size = 200 if self.is_grid else 25
        return page_of(self.request, in_order(rows, self.order, COLUMNS, then="pk"), size=size)

    @cached_property
    def seconds(self) -> dict[tuple[int, int], Second]:
        """Of a draft, those on this page, each solved anew."""
        if self.row.state != RoundState.DRAFT or self.is_grid:
            return {}
        return second_bests(self.row, [(one.officer_id, one.place_id) for one in self.shown])

    @property
    def is_outdated(self) -> bool:
        """Another plan is worth more by what is known now than the one worked out then."""
        chosen = {(one.officer_id, one.place_id) for one in self.shown
                  if one.choice == Choice.CHANGED}  # fmt: skip
        return any(
            second.cost is not None and second.cost < 0
            for pair, second in self.seconds.items()
            if pair not in chosen
        )

    @cached_property
    def rows(self) -> list[TermRow]:
        known = list(self.shown)
        people = {one.officer_id for one in known}
        people |= {who for one in self.seconds.values() for who in one.instead}
        names = names_on(people | {one.place.entity_id for one in known}, self.on)
        stands, pools = standings(known, self.on), pool_of(self.row)
        told = scores(known, stands, self.terms, self.on) if self.sees_scores else {}
        return [
            TermRow(
                one, names.get(one.officer_id, ""), names.get(one.place.entity_id, ""),
                self.group_titles.get(one.place.group, ""),
                self.pool_titles.get(pools.get(one.officer_id, ""), ""), why(one, self.terms),
                stands[one.pk],
                second_word(self.seconds.get((one.officer_id, one.place_id)), names),
                score_word(told.get(one.pk)),
            )
            for one in known
        ]  # fmt: skip

    @cached_property
    def sees_scores(self) -> bool:
        """Who manages or looks on sees the scores side by side; a draft has none."""
        return not self.is_draft and looks_on(self.request.user)

    @property
    def is_draft(self) -> bool:
        return self.row.state == RoundState.DRAFT

    @property
    def confirmed(self) -> str:
        return confirmed_word(self.row)

    @cached_property
    def by_hand(self) -> int:
        """How many of those who are there were chosen otherwise than worked out."""
        states = _NOW[self.row.state]
        return self.row.secondments.filter(state__in=states, choice=Choice.CHANGED).count()

    @cached_property
    def points(self) -> int:
        states = _NOW[self.row.state]
        return sum(self.row.secondments.filter(state__in=states).values_list("points", flat=True))

    def acts(self, user: User) -> list[str]:
        """What the user may do with the round now."""
        found: list[str] = []
        if self.is_draft and perms.may_keep_work(user):
            found += DRAFT_ACTS
        if perms.may_check_work(user) and self.row.drafted_by_id != user.pk and self.is_draft:
            found.append("publish")
        if self.row.state == RoundState.RUNNING and perms.may_keep_work(user):
            found.append("end")
        return found


_NOW = {
    RoundState.DRAFT.value: [SecondmentState.PROPOSED],
    RoundState.RUNNING.value: [SecondmentState.RUNNING],
    RoundState.ENDED.value: [SecondmentState.ENDED],
}


def differences(found: Proposal, on: date) -> dict[str, list[tuple[str, str]]]:
    """Who stays, comes and goes, by names of officer and destination."""
    places = found.gathered.places
    parts = {"kept": found.kept, "come": found.come, "gone": found.gone}
    keys = {who for pairs in parts.values() for who, _where in pairs}
    names = names_on(keys | {one.entity_id for one in places.values()}, on)
    return {
        code: [(names.get(who, ""), names.get(places[where].entity_id, "")) for who, where in pairs]
        for code, pairs in parts.items()
    }

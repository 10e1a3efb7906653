"""What the page of one enterprise shows, as of a day: nine queries, whatever it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q

from tashan.record.models import Event
from tashan.record.perms import Visitor
from tashan.registry import credit
from tashan.registry.dated import Dated, held_on
from tashan.registry.enterprises import INVERSE
from tashan.registry.following import same
from tashan.registry.kinds import NameSort, Severity, Tie
from tashan.registry.models import (
    Affiliation,
    CreditEvent,
    EnterpriseFacts,
    Entity,
    EntityName,
    Label,
    Participation,
    Tenancy,
)
from tashan.web.cards import beside
from tashan.web.cards.words import CardLine
from tashan.web.figure_cards import FigureCard, figure_cards

D = TypeVar("D", bound=Dated)
MOST_EVENTS = 20
MOST_SHOWN = 50
SOON = 45  # days before a label's last on which the page says so


@dataclass(frozen=True, slots=True)
class Tied:
    """Another enterprise, seen from this one."""

    entity: Entity
    tie: Tie
    row: Affiliation


def held(rows: Iterable[D], day: date) -> list[D]:
    """Of rows at hand those that held on a day."""
    return [row for row in rows if row.since <= day and (row.until is None or day < row.until)]


class EnterprisePage:
    """``is_own`` is the page of an agent or a clerk: no notes of the offices, no other firms."""

    def __init__(
        self, facts: Sequence[EnterpriseFacts], *, day: date, viewer: Visitor, is_own: bool = False
    ) -> None:
        self.all_facts = facts
        self.entity = facts[0].entity
        self.day = day
        self.viewer = viewer
        self.is_own = is_own

    @classmethod
    def of(
        cls, entity_id: int, *, day: date, viewer: Visitor, is_own: bool = False
    ) -> EnterprisePage | None:
        """None where there is no such enterprise."""
        twins = Entity.objects.filter(merged_into=OuterRef("entity"))
        rows = EnterpriseFacts.objects.filter(entity=entity_id, replaced__isnull=True)
        known = rows.select_related("entity", "source__actor").annotate(
            has_twins=Exists(twins),
            cards_told=beside.cards_of("entity"),
            entitlements_told=beside.entitlements_of("entity"),
        )
        facts = list(known.order_by("-since"))
        return cls(facts, day=day, viewer=viewer, is_own=is_own) if facts else None

    @property
    def facts(self) -> EnterpriseFacts | None:
        """What held on the day."""
        return next(iter(held(self.all_facts, self.day)), None)

    @cached_property
    def labels(self) -> list[Label]:
        """Every label it carried, the newest first."""
        rows = Label.objects.filter(entity=self.entity, replaced__isnull=True)
        return list(rows.select_related("source").order_by("-since", "code"))

    @property
    def carried(self) -> list[tuple[Label, bool]]:
        """The labels of the day, and whether one ends soon."""
        rows = sorted(held(self.labels, self.day), key=lambda row: (row.since, row.code))
        return [(row, self._ends_soon(row)) for row in rows]

    def _ends_soon(self, row: Label) -> bool:
        return row.until is not None and (row.until - self.day).days <= SOON

    @cached_property
    def cards(self) -> list[CardLine]:
        """The cards that it holds or held by the day, the newest first."""
        return beside.lines(getattr(self.all_facts[0], "cards_told", ()), self.day)

    @cached_property
    def entitlements(self) -> list[str]:
        """What it is entitled to on the day, whoever granted it."""
        return beside.words(getattr(self.all_facts[0], "entitlements_told", ()), self.day)

    @cached_property
    def tenancies(self) -> list[Tenancy]:
        """What it rents or owns, all of it, the newest first."""
        rows = Tenancy.objects.filter(tenant=self.entity, replaced__isnull=True)
        ordered = rows.select_related("unit__floor", "source").order_by("-since", "pk")
        return list(ordered[:MOST_SHOWN])

    @cached_property
    def projects(self) -> list[Participation]:
        """The projects that it has a part in on the day."""
        rows = Participation.objects.filter(held_on(self.day), entity=self.entity)
        return list(rows.select_related("project").order_by("-since", "pk")[:MOST_SHOWN])

    @cached_property
    def affiliates(self) -> list[Tied]:
        """All ties of the day, whichever side they were entered from; none on an own page."""
        if self.is_own:
            return []
        mine = Q(entity=self.entity) | Q(other=self.entity)
        rows = Affiliation.objects.filter(mine, held_on(self.day))
        return [self._tied(row) for row in rows.select_related("entity", "other")[:MOST_SHOWN]]

    def _tied(self, row: Affiliation) -> Tied:
        tie = Tie(row.tie)
        if row.entity_id == self.entity.pk:
            return Tied(row.other, tie, row)
        return Tied(row.entity, INVERSE.get(tie, tie), row)

    @cached_property
    def credit(self) -> list[CreditEvent]:
        """The whole record up to the day, the newest first."""
        has_twins = getattr(self.all_facts[0], "has_twins", False)
        entities = same(self.entity) if has_twins else {self.entity.pk}
        return list(credit.all_of(entities).filter(occurred_on__lte=self.day))

    @property
    def against(self) -> list[CreditEvent]:
        """What counts against it on the day."""
        return [row for row in self.credit if self.counts(row) and row.severity != Severity.GOOD]

    def counts(self, row: CreditEvent) -> bool:
        """Whether an event is neither over nor repaired on the day."""
        is_over = row.ends_on is not None and row.ends_on < self.day
        return not is_over and (row.repaired_on is None or row.repaired_on > self.day)

    @cached_property
    def figures(self) -> list[FigureCard]:
        return figure_cards(self.entity, self.viewer, may_open=not self.is_own)

    @cached_property
    def events(self) -> list[Event]:
        """What was done in the register, the newest first; not for an own page."""
        if self.is_own:
            return []
        rows = Event.objects.filter(stream=self.entity.stream).select_related("actor")
        return list(rows.order_by("-sequence")[:MOST_EVENTS])

    @cached_property
    def _all_names(self) -> dict[int, list[EntityName]]:
        """Every name of it and of all that the page mentions."""
        mentioned = {self.entity.pk}
        for facts in self.all_facts:
            mentioned |= {pk for pk in (facts.place_id, facts.park_id) if pk}
        mentioned |= {row.project_id for row in self.projects}
        mentioned |= {tied.entity.pk for tied in self.affiliates}
        mentioned |= {row.unit.floor.building_id for row in self.tenancies}
        rows = EntityName.objects.filter(entity__in=mentioned, replaced__isnull=True)
        names: dict[int, list[EntityName]] = {}
        for row in rows.select_related("source").order_by("since"):
            names.setdefault(row.entity_id, []).append(row)
        return names

    def name_of(self, entity_id: int | None) -> str:
        """The official name on the day, else the nearest to it."""
        rows = [r for r in self._all_names.get(entity_id or 0, []) if r.sort == NameSort.OFFICIAL]
        before = [row for row in rows if row.since <= self.day]
        return (before or rows[:1])[-1].name if rows else ""

    @property
    def name(self) -> str:
        return self.name_of(self.entity.pk)

    @property
    def names(self) -> list[EntityName]:
        """Its own names: the official ones first, the newest before the older."""
        order = list(NameSort.values)
        own = self._all_names.get(self.entity.pk, [])
        return sorted(own, key=lambda row: (order.index(row.sort), -row.since.toordinal()))

    @property
    def short(self) -> str:
        """What stands in the bread crumbs and on a phone."""
        shorts = [row for row in held(self.names, self.day) if row.sort == NameSort.SHORT]
        return shorts[0].name if shorts else self.name

    @property
    def seal(self) -> str:
        """The first character of the name, as its sign."""
        return self.short[:1]

    @property
    def where(self) -> list[tuple[str, Tenancy]]:
        """The building of each tenancy of the day."""
        rows = held(self.tenancies, self.day)
        return [(self.name_of(row.unit.floor.building_id), row) for row in rows]

    @property
    def history(self) -> Sequence[EnterpriseFacts]:
        """What is known of every stretch of time, the newest first."""
        return self.all_facts

"""What the page of one place shows, as of a day."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db.models import Q

from tashan.record.perms import Visitor
from tashan.registry.kinds import NameSort
from tashan.registry.models import Entity, EntityName, PlaceFacts, Succession
from tashan.web.enterprise_page import held
from tashan.web.figure_cards import FigureCard, figure_cards


class PlacePage:
    def __init__(self, entity: Entity, *, day: date, viewer: Visitor) -> None:
        self.entity = entity
        self.day = day
        self.viewer = viewer

    @cached_property
    def history(self) -> list[PlaceFacts]:
        """Where it lay in every stretch of time, the newest first; two levels up in one query."""
        rows = PlaceFacts.objects.filter(entity=self.entity, replaced__isnull=True)
        return list(rows.select_related("source").order_by("-since"))

    @property
    def facts(self) -> PlaceFacts | None:
        return next(iter(held(self.history, self.day)), None)

    @cached_property
    def above(self) -> list[int]:
        """What it lies in on the day, the nearest first: one query however high."""
        if self.facts is None or self.facts.parent_id is None:
            return []
        known = PlaceFacts.objects.filter(replaced__isnull=True)
        of_parent = Q(entity=self.facts.parent_id)
        higher = Q(entity__in=known.filter(of_parent).values("parent"))
        parents = {
            row.entity_id: row.parent_id for row in held(known.filter(of_parent | higher), self.day)
        }
        chain = [self.facts.parent_id]
        while (parent := parents.get(chain[-1])) is not None and parent not in chain:
            chain.append(parent)
        return chain

    @cached_property
    def successions(self) -> list[Succession]:
        """What followed it, and what it followed."""
        rows = Succession.objects.filter(Q(entity=self.entity) | Q(successor=self.entity))
        return list(rows.select_related("entity", "successor").order_by("-on", "pk")[:50])

    @property
    def successors(self) -> list[Succession]:
        return [row for row in self.successions if row.entity_id == self.entity.pk]

    @property
    def predecessors(self) -> list[Succession]:
        return [row for row in self.successions if row.successor_id == self.entity.pk]

    @cached_property
    def _all_names(self) -> dict[int, list[EntityName]]:
        mentioned = {self.entity.pk, *self.above}
        mentioned |= {row.parent_id for row in self.history if row.parent_id}
        mentioned |= {pk for row in self.successions for pk in (row.entity_id, row.successor_id)}
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
    def is_gone(self) -> bool:
        """Whether it was no place of its own on the day."""
        return self.facts is None

    @property
    def names(self) -> list[EntityName]:
        order = list(NameSort.values)
        own = self._all_names.get(self.entity.pk, [])
        return sorted(own, key=lambda row: (order.index(row.sort), -row.since.toordinal()))

    @cached_property
    def figures(self) -> list[FigureCard]:
        return figure_cards(self.entity, self.viewer)

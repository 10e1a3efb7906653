"""The list of projects as of a day: what narrows it, how it is sorted, and the board by stage."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import (
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.casework.projects.ageing import Age, ages_of, spells_by_project
from tashan.casework.projects.terms import library_on
from tashan.registry import kinds
from tashan.registry.dated import as_of, held_on
from tashan.registry.models import EntityName, ProjectFacts
from tashan.registry.naming import names_on
from tashan.registry.search import matching
from tashan.web.area_words import money
from tashan.web.listing import Order, words_of

COLUMNS = {
    "name": "key",
    "investment": "investment",
    "stage": "stage_order",
    "finish": "planned_finish",
}
CHOICES = {
    "stage": kinds.ProjectStage,
    "type": kinds.ProjectType,
    "route": kinds.Route,
    "funding": kinds.Funding,
}
ENTITIES = ("place", "park")
A_COLUMN = 10  # cards of a stage on the board


@dataclass(frozen=True, slots=True)
class Column:
    """A stage on the board with its first cards; ``stale`` of all of them."""

    stage: kinds.ProjectStage
    count: int
    stale: int
    cards: Sequence[tuple[ProjectFacts, Age | None]]


class ProjectList:
    """The projects of a day, as the address narrows them."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.request, self.on = request, on

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters of the address that this list knows."""
        get = self.request.GET
        said = {name: get.get(name, "") for name in CHOICES}
        found = {name: v for name, v in said.items() if v in CHOICES[name].values}
        numbers = {name: get.get(name, "") for name in ENTITIES}
        found |= {name: v for name, v in numbers.items() if v.isascii() and v.isdigit()}
        return found | {name: "1" for name in ("key", "stale") if get.get(name)}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the form of the filters carries on unchanged."""
        get = self.request.GET
        return [(name, get[name]) for name in ("stage", "view", "sort", "on") if get.get(name)]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or words_of(self.request))

    @cached_property
    def without_stage(self) -> QuerySet[ProjectFacts]:
        """Narrowed by everything but the stage, which the board and the chips count."""
        names = EntityName.objects.filter(
            held_on(self.on), entity=OuterRef("entity"), sort=kinds.NameSort.OFFICIAL
        )
        rows = as_of(ProjectFacts.objects.select_related("entity"), self.on)
        rows = rows.annotate(
            name=Subquery(names.values("name")[:1]), key=Subquery(names.values("key")[:1])
        )
        if words := words_of(self.request):
            named = matching(words).filter(kind=kinds.Kind.PROJECT)
            coded = Q(entity__code__icontains=words)
            rows = rows.filter(Q(entity__in=named.values("entity")) | coded)
        for name, value in self.chosen.items():
            if name == "key":
                rows = rows.filter(is_key=True)
            elif name == "stale":
                rows = rows.filter(entity__in=self.stale)
            elif name != "stage":
                rows = rows.filter(**{name: value})
        return rows

    @cached_property
    def ages(self) -> Mapping[int, Age]:
        """The age of every project of the day in its stage, and whether it is stale."""
        return ages_of(spells_by_project(), library_on(self.on), self.on)

    @cached_property
    def stale(self) -> list[int]:
        return [project for project, age in self.ages.items() if age.is_stale]

    def rows(self, order: Order) -> QuerySet[ProjectFacts]:
        """The table in its order; what is not known comes last, whichever way it is sorted."""
        stage = self.chosen.get("stage")
        rows = self.without_stage.filter(stage=stage) if stage else self.without_stage
        places = [When(stage=stage, then=Value(n)) for n, stage in enumerate(kinds.ProjectStage)]
        column = F(COLUMNS[order.column])
        by = column.desc if order.is_descending else column.asc
        return rows.annotate(stage_order=Case(*places)).order_by(by(nulls_last=True), "pk")

    @cached_property
    def by_stage(self) -> Mapping[str, tuple[int, int | None]]:
        """How many projects are in each stage, and their investment in fen as far as known."""
        counted = self.without_stage.order_by().values("stage")
        told = counted.annotate(n=Count("pk"), sum=Sum("investment"))
        return {row["stage"]: (row["n"], row["sum"]) for row in told}

    @property
    def stages(self) -> list[tuple[kinds.ProjectStage, int]]:
        """The stages that have projects, in their order, for the chips."""
        return [(s, self.by_stage[s][0]) for s in kinds.ProjectStage if s in self.by_stage]

    @property
    def finding(self) -> str:
        """The title: how many, worth how much, and how many are being built."""
        counts = self.by_stage.values()
        total = sum(count for count, _sum in counts)
        known = [amount for _count, amount in counts if amount is not None]
        first = ngettext("%d project", "%d projects", total) % total
        said = [first] + ([money(sum(known))] if known else [])
        building = self.by_stage.get(kinds.ProjectStage.BUILDING, (0, None))[0]
        said += [_("%d under construction") % building] if building else []
        said += [_("%d stale") % len(self.stale)] if self.stale and not self.is_narrowed else []
        return _(", ").join(said)

    @cached_property
    def offered(self) -> dict[str, list[tuple[int, str]]]:
        """The places and parks that projects name, for the filters."""
        pairs = set(as_of(ProjectFacts.objects.all(), self.on).values_list("place", "park"))
        ids = {name: {pair[i] for pair in pairs} - {None} for i, name in enumerate(ENTITIES)}
        names = names_on({pk for found in ids.values() for pk in found}, self.on)
        return {
            name: sorted(((pk, names[pk]) for pk in found if pk), key=lambda pair: pair[1])
            for name, found in ids.items()
        }

    def board(self) -> list[Column]:
        """Every stage with the first of its projects, the largest first."""
        place = Window(
            RowNumber(), partition_by=F("stage"), order_by=F("investment").desc(nulls_last=True)
        )
        rows = self.without_stage.annotate(place_in_stage=place)
        cards: dict[str, list[ProjectFacts]] = {}
        for row in rows.filter(place_in_stage__lte=A_COLUMN).order_by("stage", "place_in_stage"):
            cards.setdefault(row.stage, []).append(row)
        stale = set(self.stale)
        in_stage = rows.filter(entity__in=stale).order_by().values_list("stage")
        counts = Counter(stage for (stage,) in in_stage)
        return [
            Column(
                stage, count, counts[stage.value],
                [(row, self.ages.get(row.entity_id)) for row in cards.get(stage, [])],
            )
            for stage, count in self.stages
        ]  # fmt: skip

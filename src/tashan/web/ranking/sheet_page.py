"""A score sheet: each measure with its formula, and each figure with the source that opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.indicators.figure_text import number_text
from tashan.indicators.models import Observation
from tashan.indicators.ranking.marks import own_scores
from tashan.indicators.ranking_models import Objection, RankedRow, RankingMark
from tashan.indicators.snapshots.keys import FigureKey
from tashan.indicators.snapshots.stored import row_of, withheld
from tashan.mechanisms.scoring.content import read_added, read_steps, read_struck
from tashan.mechanisms.scoring.readings import Step, Why
from tashan.record.models import PermittedUse
from tashan.registry.kinds import Kind
from tashan.registry.naming import name_on
from tashan.web.ranking import words

Key = tuple[str, date, date]


@dataclass(frozen=True, slots=True)
class Input:
    """A figure that a measure is worked out from; ``urls`` open its sources."""

    title: str
    text: str
    urls: Sequence[str]
    is_withheld: bool = False

    @property
    def url(self) -> str:
        return self.urls[0] if self.urls else ""


@dataclass(frozen=True, slots=True)
class Scored:
    """One measure of the sheet."""

    step: Step
    code: str
    title: str
    method: str
    figure: str
    against: Sequence[tuple[str, str]]
    formula: str
    weight: str
    points: str
    own: Decimal | None
    inputs: Sequence[Input]


class SheetPage:
    """Where one subject stands in a run, and why."""

    def __init__(self, row: RankedRow) -> None:
        self.row, self.run, self.head = row, row.run, row.run.head
        self.name = name_on(row.entity, row.run.on)
        self.title = words.told(self.head["title"])

    @property
    def is_of_enterprises(self) -> bool:
        return str(self.head["subject"]) == Kind.ENTERPRISE.value

    @property
    def finding(self) -> str:
        """The title: where it stands and with how many points."""
        if self.row.rank is None:
            return _("%(name)s: %(state)s") % {"name": self.name, "state": self.state}
        said = {"name": self.name, "rank": self.row.rank}
        if len(self.scored) == 1:
            told = _("%(name)s: rank %(rank)s") % said
        else:
            score = number_text(self.row.score, self.head["decimals"])
            told = _("%(name)s: rank %(rank)s, %(score)s points") % {**said, "score": score}
        return _("%s (tied)") % told if self.row.is_shared else told

    @cached_property
    def scored(self) -> list[Scored]:
        measures = {measure["code"]: measure for measure in self.head["measures"]}
        steps = read_steps(self.row.detail)
        return [self._scored(step, measures[step.measure]) for step in steps]

    def _scored(self, step: Step, measure: Mapping[str, Any]) -> Scored:
        return Scored(
            step,
            measure["code"],
            words.told(measure["title"]),
            str(words.METHODS[measure["method"]]),
            words.with_unit(step.figure, measure),
            words.held_against(step, measure),
            words.formula(step, measure),
            words.points(step.weight),
            words.points(step.points),
            self._own.get(measure["code"]),
            [self._input(column) for column in measure["columns"]],
        )

    @cached_property
    def _own(self) -> dict[str, Decimal]:
        if not self.head["self_assessed"]:
            return {}
        given = own_scores(self.run.version.adoption, self.run.part, self.run.year)
        return given.get(self.row.entity_id, {})

    @property
    def own_total(self) -> Decimal | None:
        return sum(self._own.values(), Decimal(0)) if self._own else None

    @cached_property
    def _cells(self) -> Mapping[str, Any]:
        return row_of(self.run.snapshot, self.row.entity_id) or {}

    def _input(self, column: Mapping[str, Any]) -> Input:
        key, cell = column["key"], self._cells.get(column["key"])
        title = words.column_title(key)
        if cell is None:
            is_withheld = key in withheld(self._cells)
            reason = words.WHY[Why.STATISTICS_ONLY if is_withheld else Why.NOT_REPORTED]
            return Input(title, str(reason), (), is_withheld)
        text = words.cell_text(cell, column) if type(cell) is int else str(cell)
        return Input(title, text, self._sources.get(key, ()))

    @cached_property
    def _sources(self) -> dict[str, list[str]]:
        """The pop-overs of every input: the figure of its period, or the figures within it."""
        keys = [c["key"] for measure in self.head["measures"] for c in measure["columns"]]
        wanted = {key: found for key in keys if (found := FigureKey.parse(key))}
        rows = self._observations({found.code for found in wanted.values()})
        return {key: _within(found, rows) for key, found in wanted.items()}

    def _observations(self, codes: set[str]) -> list[Observation]:
        rows = Observation.objects.filter(
            subject=self.row.entity_id,
            indicator__code__in={code.removeprefix("growth:") for code in codes},
            at__lte=self.run.at,
            source__withdrawal__isnull=True,
        )
        if self.row.entity.kind == Kind.ENTERPRISE:
            rows = rows.exclude(source__permitted_use=PermittedUse.STATISTICS)
        key = ("indicator", "first", "last", "measure", "holder", "scope")
        return list(rows.order_by(*key, "-number").distinct(*key).select_related("indicator"))

    @property
    def added(self) -> list[tuple[str, int, str]]:
        titles = {extra["code"]: words.told(extra["title"]) for extra in self.head["extras"]}
        return [
            (titles[a.extra], a.times, words.points(a.points)) for a in read_added(self.row.detail)
        ]

    @property
    def struck(self) -> list[tuple[str, str]]:
        titles = {veto["code"]: words.told(veto["title"]) for veto in self.head["vetoes"]}
        return [(titles[s.veto], s.document) for s in read_struck(self.row.detail)]

    @property
    def doubts(self) -> list[str]:
        titles = {veto["code"]: words.told(veto["title"]) for veto in self.head["vetoes"]}
        return [titles[code] for code in self.row.detail.get("doubts", [])]

    @cached_property
    def grade(self) -> str:
        titles = {grade["code"]: words.told(grade["title"]) for grade in self.head["grades"]}
        return titles.get(self.row.grade, "")

    @cached_property
    def group(self) -> str:
        titles = {group["code"]: words.told(group["title"]) for group in self.head["groups"]}
        return titles.get(self.row.group, "")

    @cached_property
    def marks(self) -> list[tuple[str, RankingMark]]:
        titles = {e["code"]: words.told(e["title"]) for e in self.head["extras"]}
        titles |= {v["code"]: words.told(v["title"]) for v in self.head["vetoes"]}
        rows = RankingMark.objects.filter(
            adoption=self.run.version.adoption_id,
            part=self.run.part,
            year=self.run.year,
            entity=self.row.entity_id,
        )
        told = rows.select_related("actor", "file").order_by("-at", "-id")
        return [(titles.get(row.code, row.code), row) for row in told]

    @cached_property
    def objections(self) -> list[Objection]:
        rows = Objection.objects.filter(run=self.run, entity=self.row.entity_id)
        return list(rows.select_related("actor", "answered_by").order_by("id"))

    @property
    def state(self) -> str:
        return str(words.STATES[self.row.state])


def _within(key: FigureKey, rows: Sequence[Observation]) -> list[str]:
    code = key.code.removeprefix("growth:")
    own = [row for row in rows if row.indicator.code == code]
    exact = [row for row in own if (row.first, row.last) == (key.first, key.last)]
    parts = [row for row in own if key.first <= row.first and row.last <= key.last]
    return [reverse("figure_source", args=[row.pk]) for row in exact or parts]

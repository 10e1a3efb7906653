"""One run as a table: what narrows it, how it is sorted, and each row in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.paginator import Page
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.indicators.figure_text import number_text
from tashan.indicators.ranking.marks import own_scores
from tashan.indicators.ranking_models import RankedRow, RankingRun
from tashan.mechanisms.scoring.content import read_steps
from tashan.mechanisms.scoring.readings import Why
from tashan.registry.kinds import Kind
from tashan.registry.naming import names_on
from tashan.registry.search import matching
from tashan.web.listing import Order, order_of, page_of, words_of
from tashan.web.ranking import words

COLUMNS = {"rank": "position", "score": "score", "moved": "moved", "name": "key"}


@dataclass(frozen=True, slots=True)
class Move:
    """How a rank moved: up, down, the same, or new on the list."""

    way: str
    by: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table. ``own`` is the sum of the assessed's own points, where all are given."""

    row: RankedRow
    name: str
    score: str
    points: Sequence[str]
    grade: str
    group: str
    move: Move | None
    own: Decimal | None
    why: str

    @property
    def light(self) -> str:
        return "stopped" if self.row.rank is None else "green"


class RunPage:
    """A run as the address narrows it."""

    def __init__(self, request: HttpRequest, run: RankingRun) -> None:
        self.request, self.run, self.head = request, run, run.head
        self.title = words.told(self.head["title"])
        self.measures: Sequence[Mapping[str, Any]] = self.head["measures"]

    @property
    def is_of_one_figure(self) -> bool:
        return len(self.measures) == 1 and self.measures[0]["method"] == "value"

    @cached_property
    def groups(self) -> dict[str, str]:
        return {g["code"]: words.told(g["title"]) for g in self.head["groups"]}

    @cached_property
    def grades(self) -> dict[str, str]:
        return {g["code"]: words.told(g["title"]) for g in self.head["grades"]}

    @cached_property
    def chosen(self) -> dict[str, str]:
        """The filters of the address that this run knows."""
        known: dict[str, Collection[str]] = {
            "group": self.groups,
            "grade": self.grades,
            "state": words.STATES,
        }
        said = {name: self.request.GET.get(name, "") for name in known}
        return {name: value for name, value in said.items() if value in known[name]}

    @property
    def is_narrowed(self) -> bool:
        return bool(self.chosen or words_of(self.request))

    @property
    def states(self) -> list[tuple[str, str, int]]:
        counts = self.head["counts"]
        return [(s, str(label), counts[s]) for s, label in words.STATES.items() if s in counts]

    @property
    def measure_titles(self) -> list[str]:
        return [words.told(measure["title"]) for measure in self.measures]

    @cached_property
    def order(self) -> Order:
        return order_of(self.request, COLUMNS, default="rank")

    def rows(self) -> QuerySet[RankedRow]:
        """Narrowed and sorted; the unknown come last."""
        rows = self.run.rows.filter(**self.chosen).annotate(moved=F("before") - F("rank"))
        if text := words_of(self.request):
            rows = rows.filter(entity__in=matching(text).values("entity"))
        if self.order.column == "name":
            rows = rows.filter(entity__names__sort="official", entity__names__replaced=None)
            rows = rows.annotate(key=F("entity__names__key"))
        column = F(COLUMNS[self.order.column])
        by = column.desc if self.order.is_descending else column.asc
        return rows.order_by(by(nulls_last=True), "position")

    @cached_property
    def shown(self) -> Page[RankedRow]:
        return page_of(self.request, self.rows())

    @cached_property
    def lines(self) -> list[Line]:
        return self.told(list(self.shown))

    def told(self, rows: Sequence[RankedRow]) -> list[Line]:
        names = names_on([row.entity_id for row in rows], self.run.on)
        return [self._line(row, names.get(row.entity_id, str(row.entity_id))) for row in rows]

    def _line(self, row: RankedRow, name: str) -> Line:
        steps = {step.measure: step for step in read_steps(row.detail)}
        if self.is_of_one_figure:
            step = steps.get(self.measures[0]["code"])
            score = words.with_unit(step.figure if step else None, self.measures[0])
        else:
            score = number_text(row.score, self.head["decimals"])
        told = (steps.get(measure["code"]) for measure in self.measures)
        return Line(
            row,
            name,
            score,
            [words.points(step.points) if step else "" for step in told],
            self.grades.get(row.grade, ""),
            self.groups.get(row.group, ""),
            self._move(row),
            self._own_total(row),
            self._why(row),
        )

    def _move(self, row: RankedRow) -> Move | None:
        if self.run.before_id is None or row.rank is None:
            return None
        if row.before is None:
            return Move("new")
        moved = row.before - row.rank
        return Move("up" if moved > 0 else "down" if moved < 0 else "same", abs(moved))

    def _own_total(self, row: RankedRow) -> Decimal | None:
        given = self._own.get(row.entity_id, {})
        if not given or any(measure["code"] not in given for measure in self.measures):
            return None
        return sum(given.values(), Decimal(0))

    @cached_property
    def _own(self) -> dict[int, dict[str, Decimal]]:
        if not self.head["self_assessed"]:
            return {}
        return own_scores(self.run.version.adoption, self.run.part, self.run.year)

    def _why(self, row: RankedRow) -> str:
        """Why there is no rank: the conditions that keep out, or the figures that are missing."""
        if row.rank is not None:
            return ""
        if because := row.detail.get("because"):
            known = self.head["excluded"]
            said = [words.told(known[code]) if code in known else code for code in because]
            return f"{words.STATES[row.state]}: {'、'.join(said)}"
        return "; ".join(self._missing(row)) or str(words.STATES[row.state])

    def _missing(self, row: RankedRow) -> Iterator[str]:
        """Each reason once, with the measures that it holds for; alone where it holds for all."""
        titles = {measure["code"]: words.told(measure["title"]) for measure in self.measures}
        by_reason: dict[Why, list[str]] = {}
        for step in read_steps(row.detail):
            if step.points is None and step.why:
                by_reason.setdefault(step.why, []).append(titles[step.measure])
        for why, measures in by_reason.items():
            of_all = len(measures) == len(titles)
            yield str(words.WHY[why]) if of_all else f"{words.WHY[why]}: {'、'.join(measures)}"

    @cached_property
    def finding(self) -> str:
        """The title of the page: who comes first, and of how many."""
        number = self.head["counts"].get("ranked", 0)
        if not number:
            return _("%s: nobody is ranked yet") % self.title
        first = self.run.rows.filter(rank=1).order_by("position").first()
        name = names_on([first.entity_id], self.run.on)[first.entity_id] if first else ""
        told = ngettext("%(n)d ranked", "%(n)d ranked", number) % {"n": number}
        return _("%(title)s: %(told)s, %(name)s first") % {
            "title": self.title,
            "told": told,
            "name": name,
        }

    @property
    def is_of_enterprises(self) -> bool:
        return str(self.head["subject"]) == Kind.ENTERPRISE.value

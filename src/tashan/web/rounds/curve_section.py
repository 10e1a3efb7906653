"""On a project's page: the plan of the year by month, with what was reported and statistical."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.casework.round_models import MONTHS, PlanCurve
from tashan.casework.rounds.curves import curves_of, planned_in
from tashan.casework.rounds.invested import by_month
from tashan.casework.rounds.planned import Planned
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.web.area_words import money
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone

WAN = Decimal(1_000_000)


def plan_address(planned: Planned | None, project: int) -> str:
    """Where the figure of the year stands: the annual plan, or the papers of the project."""
    if planned is None:
        return ""
    if planned.entry is not None:
        return reverse("investment_plan", args=[planned.entry.plan_id])
    return reverse("project", args=[project]) + "#rounds"


@dataclass(frozen=True)
class CurveSection:
    """A year of a project by month, in fen from January on."""

    project: Entity
    year: int
    planned: Planned | None
    newest: PlanCurve | None
    reported: Mapping[int, int]
    statistical: Mapping[int, int]
    may_keep: bool

    @property
    def curve(self) -> PlanCurve | None:
        """Its own months, where they end at the plan of the year."""
        held = self.newest
        fits = held is not None and self.planned is not None and held.fen[-1] == self.planned.fen
        return held if fits else None

    @property
    def has_lost_curve(self) -> bool:
        return self.newest is not None and self.curve is None

    @property
    def source_url(self) -> str:
        return plan_address(self.planned, self.project.pk)

    @cached_property
    def months(self) -> Sequence[Decimal | None]:
        """Fen planned by the end of each month: its own, else by the time elapsed; None where no
        plan of the year is known."""
        if self.curve is not None:
            return [Decimal(fen) for fen in self.curve.fen]
        if self.planned is None:
            return [None] * MONTHS
        return [Decimal(self.planned.fen) * month / MONTHS for month in range(1, MONTHS + 1)]

    @cached_property
    def chart(self) -> LineChart:
        """Three lines of the year; months that nobody told are gaps."""
        own = _("Planned by month") if self.curve else _("By the time elapsed")
        told = [(_("Reported by the office"), self.reported, Tone.OURS),
                (_("Statistical figure"), self.statistical, Tone.INDICATOR)]  # fmt: skip
        lines = [Line(own, tuple(_point(fen) for fen in self.months), Tone.GAP)]
        lines += [
            Line(word, tuple(_point(values.get(month)) for month in range(1, MONTHS + 1)), tone)
            for word, values, tone in told
        ]
        planned = money(None if self.planned is None else self.planned.fen)
        return LineChart(
            key="plan-by-month", title=_("Plan of %d by month") % self.year,
            summary=_("Planned for the year: %s") % planned,
            axis=Axis(_("10,000 yuan"), 2, least=Decimal(0)),
            periods=tuple(f"{self.year}-{month:02}" for month in range(1, MONTHS + 1)),
            lines=tuple(lines),
        )  # fmt: skip


def _point(fen: Decimal | int | None) -> Point:
    return Point(None if fen is None else Decimal(fen) / WAN)


def curve_section(project: Entity, user: User, on: date) -> CurveSection | None:
    """The year of the day; nothing where nothing is planned or told of it."""
    if not perms.may_see_work(user):
        return None
    planned = planned_in(project, on.year, on)
    newest = curves_of([project.pk], on.year, on).get(project.pk)
    reported, statistical = by_month(project.pk, on.year, on)
    if planned is None and newest is None and not reported and not statistical:
        return None
    may_keep = perms.may_keep_work(user) and planned is not None
    return CurveSection(project, on.year, planned, newest, reported, statistical, may_keep)

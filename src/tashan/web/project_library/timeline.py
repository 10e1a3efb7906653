"""The timeline of projects: of each its stages as one bar, drawn by the server, over some years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from tashan.casework.projects.ageing import spells_by_project
from tashan.registry.models import ProjectFacts
from tashan.registry.projects import Spell

YEARS_BACK, YEARS_AHEAD = 3, 1
HEIGHT = 16


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A project with its bar; ``finish`` is the day on which it should be completed."""

    facts: ProjectFacts
    spells: Sequence[Spell]
    first: date
    last: date
    on: date

    def _x(self, day: date) -> Decimal:
        """Where a day stands, in per cent of the width."""
        whole = (self.last - self.first).days
        inside = min(max((day - self.first).days, 0), whole)
        return Decimal(inside * 100) / whole

    def svg(self) -> SafeString:
        """The stages up to the day, a tick at the planned completion, and today's line."""
        drawn, told = [], []
        for spell in self.spells:
            if spell.since > self.on:
                break
            until = min(spell.until or self.on, self.on)
            x, end = self._x(spell.since), self._x(until)
            word = f"{spell.stage.label} {spell.since} – {until}"
            drawn.append((spell.stage.value, f"{x:.2f}%", f"{end - x:.2f}%", HEIGHT, word))
            told.append(word)
        rects = format_html_join(
            "",
            '<rect class="stage-{}" x="{}" width="{}" height="{}"><title>{}</title></rect>',
            drawn,
        )
        today = f"{self._x(self.on):.2f}%"
        finish = self.facts.planned_finish
        tick = format_html(
            '<line class="finish" x1="{0}" x2="{0}" y1="0" y2="{1}"/>',
            f"{self._x(finish):.2f}%", HEIGHT,
        ) if finish else ""  # fmt: skip
        return format_html(
            '<svg class="stage-line" role="img" aria-label="{}" width="100%" height="{}">{}{}'
            '<line class="today" x1="{}" x2="{}" y1="0" y2="{}"/></svg>',
            "；".join(told), HEIGHT, rects, tick, today, today, HEIGHT,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timeline:
    """The rows of a page, and the years above them with where each begins, in per cent."""

    rows: list[TimelineRow]
    years: list[int]

    @classmethod
    def of(cls, shown: Sequence[ProjectFacts], on: date) -> Timeline:
        """From three years before the day's year to the end of the next. One query."""
        first, last = date(on.year - YEARS_BACK, 1, 1), date(on.year + YEARS_AHEAD + 1, 1, 1)
        spells = spells_by_project([row.entity_id for row in shown])
        rows = [TimelineRow(row, spells.get(row.entity_id, []), first, last, on) for row in shown]
        return cls(rows, list(range(first.year, last.year)))

"""The milestones of a task on one line of the year: reached, to come, late, and today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.key_work.standing import TaskStands, is_reached
from tashan.web.key_work.words import titled


@dataclass(frozen=True, slots=True)
class Stop:
    """One milestone: its class in the style sheet, its day and words."""

    code: str
    on: date
    title: str
    word: str


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """Stops between the first and the last day of the line, with a tick at today."""

    first: date
    last: date
    today: date
    stops: Sequence[Stop]

    def _at(self, day: date) -> str:
        whole = Decimal(max((self.last - self.first).days, 1))
        share = Decimal(min(max((day - self.first).days, 0), int(whole))) / whole
        return f"{2 + share * 96:.2f}%"

    def svg(self) -> SafeString:
        dots = format_html_join(
            "",
            '<circle class="stop-{}" cx="{}" cy="12" r="6"><title>{} {}: {}</title></circle>',
            ((one.code, self._at(one.on), one.on, one.title, one.word) for one in self.stops),
        )
        at = self._at(self.today)
        label = _(", ").join(f"{one.title} {one.on} {one.word}" for one in self.stops)
        return format_html(
            '<svg class="milestone-line" role="img" aria-label="{}" width="100%" height="24">'
            '<line class="way" x1="2%" x2="98%" y1="12" y2="12"/>'
            '<line class="gone" x1="2%" x2="{}" y1="12" y2="12"/>'
            '<line class="today" x1="{}" x2="{}" y1="1" y2="23"/>{}</svg>',
            label or _("No milestone"), at, at, at, dots,
        )  # fmt: skip


def line_of(told: TaskStands) -> MilestoneLine:
    """The line of a task: the year of its list, longer where a milestone lies outside."""
    year = told.task.list.year
    days = [one.planned_on for one in told.milestones] + [date(year, 1, 1), date(year, 12, 31)]
    stops = [_stop(one.title, one.planned_on, one.done_on if is_reached(one, told.on) else None,
                   told.on) for one in told.milestones]  # fmt: skip
    return MilestoneLine(min(days), max(days), told.on, stops)


def _stop(title: dict[str, str], planned: date, done: date | None, on: date) -> Stop:
    if done is not None:
        code = "reached" if done <= planned else "reached-late"
        return Stop(code, planned, titled(title), _("reached on %s") % done)
    if planned < on:
        return Stop("late", planned, titled(title), pgettext("milestone", "late"))
    return Stop("waiting", planned, titled(title), pgettext("milestone", "to come"))

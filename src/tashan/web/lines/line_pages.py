"""All lines side by side, one of them, and one officer: what is open, what is red, how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.casework.line_work.load import LineStands, Load, Thing
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.charts.places import BarChart, Bars
from tashan.web.charts.small import ProgressBar
from tashan.web.key_work.words import titled
from tashan.web.lines.words import addresses, kind_word, light_word
from tashan.web.listing import page_of, words_of


@dataclass(frozen=True, slots=True)
class ThingRow:
    """One open thing in a table."""

    one: Thing
    url: str

    @property
    def kind(self) -> str:
        return kind_word(self.one.kind)

    @property
    def light(self) -> str:
        return "" if self.one.light is None else str(self.one.light)

    @property
    def light_word(self) -> str:
        return light_word(self.light)


class LoadPage:
    """A load as the address narrows it: ``?kind=``, ``?light=``, ``?q=``."""

    def __init__(self, load: Load, request: HttpRequest) -> None:
        self.load, self.request = load, request

    @property
    def kind(self) -> str:
        asked = self.request.GET.get("kind", "")
        return asked if asked in self.load.by_kind else ""

    @property
    def is_red(self) -> bool:
        return self.request.GET.get("light") == Light.RED

    @property
    def words(self) -> str:
        return words_of(self.request)

    @property
    def kinds(self) -> list[tuple[str, str, int, int]]:
        """Each kind: its code, its word, how many, how many red."""
        return [(kind, kind_word(kind), n, red) for kind, (n, red) in self.load.by_kind.items()]

    @cached_property
    def shown(self) -> Page[Thing]:
        found = [one for one in self.load.things if self._matches(one)]
        return page_of(self.request, found)  # type: ignore[arg-type]  # a list pages too

    def _matches(self, one: Thing) -> bool:
        if (self.kind and one.kind != self.kind) or (self.is_red and one.light is not Light.RED):
            return False
        return not self.words or self.words in one.title

    @property
    def rows(self) -> list[ThingRow]:
        things = list(self.shown)
        urls = addresses(things)
        return [ThingRow(one, urls.get(one.cause, "")) for one in things]

    @property
    def bar(self) -> ProgressBar:
        percent = self.load.percent
        words = _("%d%% of the key tasks, as last told") % percent if percent is not None \
            else _("not told yet")  # fmt: skip
        return ProgressBar(percent, words)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line in a list."""

    told: LineStands

    @property
    def title(self) -> str:
        return titled(self.told.line.title)

    @property
    def holder(self) -> str:
        """Who leads it, with the post."""
        post = self.told.post
        if post is None:
            return _("no post yet")
        return f"{self.told.name or '—'} · {post.post}"

    @property
    def load(self) -> Load:
        return self.told.load

    @property
    def kinds(self) -> list[tuple[str, int, int]]:
        return [(kind_word(kind), n, red) for kind, (n, red) in self.load.by_kind.items()]

    @property
    def bar(self) -> ProgressBar:
        percent = self.load.percent
        words = f"{percent}%" if percent is not None else _("not told yet")
        return ProgressBar(percent, words)


def comparison(rows: Sequence[LineRow]) -> BarChart | None:
    """Open and red of each line; None where there is nothing to compare."""
    if not rows:
        return None
    opened = Bars(
        pgettext("things", "Open"), tuple(Point(len(one.load.things)) for one in rows), Tone.PEER
    )
    red = Bars(_("Overdue"), tuple(Point(one.load.red) for one in rows), Tone.OURS)
    most = max(rows, key=lambda one: len(one.load.things))
    words = {"line": most.title, "n": len(most.load.things)}
    return BarChart(
        key="lines", title=_("What each line has open"),
        summary=_("%(line)s has most: %(n)d open") % words,
        axis=Axis(_("Things")), categories=tuple(one.title for one in rows), bars=(opened, red),
    )  # fmt: skip

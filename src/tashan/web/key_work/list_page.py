"""A list of key work as a table and as a board: what is red first, or in the list's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.paginator import Page
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.base.lights import Light
from tashan.casework.key_work.standing import TaskStands, stands_of
from tashan.casework.key_work_models import WorkList
from tashan.record.models import User
from tashan.web.charts.small import ProgressBar
from tashan.web.figure_words import in_script
from tashan.web.key_work.milestone_line import MilestoneLine, line_of
from tashan.web.key_work.words import light_words, seat_words, titled
from tashan.web.listing import Order, order_of, page_of, words_of

LIGHTS = (Light.RED, Light.YELLOW, Light.GREEN)
COLUMNS = {"position": "", "light": "", "due": "", "progress": ""}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task in a table or on the board."""

    told: TaskStands

    @property
    def title(self) -> str:
        return titled(self.told.task.title)

    @property
    def url(self) -> str:
        return reverse("key_task", args=[self.told.task.pk])

    @property
    def light(self) -> str:
        return str(self.told.light)

    @property
    def light_word(self) -> str:
        return light_words(self.told)

    @property
    def leader(self) -> str:
        return seat_words(self.told.leader)

    @property
    def office(self) -> str:
        return seat_words(self.told.doer)

    @property
    def line(self) -> MilestoneLine:
        return line_of(self.told)

    @property
    def is_moved(self) -> bool:
        return self.told.task.due_on != self.told.task.first_due_on

    @property
    def bar(self) -> ProgressBar:
        percent = self.told.percent
        words = _("%d%% done, as last told") % percent if percent is not None else _("not told yet")
        return ProgressBar(percent, words, light=self.told.light)


KEYS: dict[str, Callable[[TaskRow], tuple[int | str, ...]]] = {
    "position": lambda row: (row.told.task.position,),
    "light": lambda row: (row.told.light.urgency, row.told.task.position),
    "due": lambda row: (str(row.told.task.due_on or "9999"), row.told.task.position),
    "progress": lambda row: (
        -1 if row.told.percent is None else row.told.percent, row.told.task.position,
    ),
}  # fmt: skip


class ListPage:
    """One list as the address narrows it, on a day."""

    def __init__(
        self, work: WorkList, request: HttpRequest, user: User, on: date,
        told: Sequence[TaskStands] | None = None,
    ) -> None:  # fmt: skip
        self.work, self.request, self.user, self.on = work, request, user, on
        self.told = told  # None: asked for when needed

    @property
    def title(self) -> str:
        return in_script(self.work.title)

    @cached_property
    def rows(self) -> list[TaskRow]:
        """All of them, in the list's order."""
        found = self.told
        if found is None:
            found = stands_of(self.work, self.on, viewer=self.user)
        for one in found:
            one.task.list = self.work
        return [TaskRow(one) for one in found]

    @cached_property
    def order(self) -> Order:
        return order_of(self.request, COLUMNS, default="position")

    @property
    def light(self) -> str:
        asked = self.request.GET.get("light", "")
        return asked if asked in list(Light) else ""

    @property
    def words(self) -> str:
        return words_of(self.request)

    @cached_property
    def shown(self) -> Page[TaskRow]:
        narrowed = [one for one in self.rows if self._matches(one)]
        key = KEYS[self.order.column]
        ordered = sorted(narrowed, key=key, reverse=self.order.is_descending)
        return page_of(self.request, ordered)  # type: ignore[arg-type]  # a list pages too

    def _matches(self, row: TaskRow) -> bool:
        if self.light and row.light != self.light:
            return False
        text = f"{row.title} {row.office} {row.leader}"
        return not self.words or self.words in text

    @property
    def counts(self) -> list[tuple[Light, int]]:
        """How many tasks have each light; what is cleared is counted apart."""
        open_rows = [one for one in self.rows if not one.told.is_cleared]
        return [(light, sum(one.told.light is light for one in open_rows)) for light in LIGHTS]

    @property
    def cleared(self) -> int:
        return sum(one.told.is_cleared for one in self.rows)

    @property
    def finding(self) -> str:
        """How it stands, in a sentence."""
        red = sum(one.told.light is Light.RED for one in self.rows)
        words = {"title": self.title, "red": red, "n": len(self.rows), "cleared": self.cleared}
        return _("%(title)s: %(red)d of %(n)d late, %(cleared)d cleared") % words

"""The leader's five minutes: what is stuck, in whose hands, whom to call, and the targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.base.calendars import Calendar
from tashan.base.lights import Light
from tashan.casework.calendars import in_force
from tashan.casework.models import Case, Matter
from tashan.casework.perms import visible_cases
from tashan.casework.stuck import OfficeLoad, cases_stuck, loads, offices_of, stuck
from tashan.record.models import User
from tashan.registry.dated import as_of
from tashan.registry.models import OfficeFacts
from tashan.registry.naming import names_on
from tashan.web.cases.matter_words import light_word, said
from tashan.web.target_panel import TargetsPanel, targets_panel

MOST_OFFICES = 12
_FEN_A_YI = 10_000_000_000  # 亿元


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a tile: its worst light and how many have it."""

    pk: int
    name: str
    load: OfficeLoad

    @property
    def word(self) -> str:
        words = {
            "red": _("late %d"),
            "yellow": _("due soon %d"),
            "stopped": _("stopped %d"),
        }
        told = words.get(self.load.light.value)
        return told % self.load.count if told else _("on time")


@dataclass(frozen=True, slots=True)
class Held:
    """Something late: who has it, for how long, what it holds up and whom to call."""

    matter: Matter
    title: str
    days: str
    office: str
    officer: str
    phone: str
    holds_up: list[str]

    @property
    def called(self) -> str:
        """Whom the button calls."""
        return self.officer or self.office


class TodayPage:
    def __init__(self, user: User, on: date) -> None:
        self.user, self.on = user, on

    @cached_property
    def cases(self) -> QuerySet[Case]:
        return visible_cases(self.user, self.on)

    @cached_property
    def count(self) -> int:
        return cases_stuck(self.cases, self.on)

    @property
    def finding(self) -> tuple[str, str]:
        """What stands in red, and what follows it."""
        if not self.count:
            return "", _("Nothing is stuck")
        told = ngettext("%d case is stuck", "%d cases are stuck", self.count)
        return told % self.count, ""

    @cached_property
    def _calendar(self) -> Calendar:
        return in_force().calendar

    @cached_property
    def _loads(self) -> list[OfficeLoad]:
        return loads(self.cases, self.on, self._calendar)

    @cached_property
    def _stuck(self) -> list[Matter]:
        return stuck(self.cases, self.on)

    @cached_property
    def _names(self) -> dict[int, str]:
        officers = {m.officer_id for m in self._stuck if m.officer_id}
        return names_on([*offices_of(self._loads, self._stuck), *officers], self.on)

    @cached_property
    def _phones(self) -> dict[int, str]:
        rows = OfficeFacts.objects.filter(entity__in={m.office_id for m in self._stuck})
        return dict(as_of(rows, self.on).values_list("entity", "phone"))

    @property
    def offices(self) -> list[Office]:
        """The offices that have something open, the worst first."""
        return [
            Office(one.office, self._names.get(one.office, "—"), one)
            for one in self._loads[:MOST_OFFICES]
        ]

    @property
    def held(self) -> list[Held]:
        return [self._held(matter) for matter in self._stuck]

    def _held(self, matter: Matter) -> Held:
        ends = [day for day in (matter.promised_on, matter.statutory_on) if day and day < self.on]
        late = self._calendar.working_days_between(min(ends), self.on)
        unlawful = matter.statutory_on is not None and matter.statutory_on < self.on
        word = light_word(Light.RED, -late, is_unlawful=False)
        if unlawful:
            word += " · " + _("beyond the statute")
        return Held(
            matter, said(matter.title), word,
            self._names.get(matter.office_id or 0, "—"),
            self._names.get(matter.officer_id or 0, ""),
            self._phones.get(matter.office_id or 0, ""), _holds_up(matter),
        )  # fmt: skip

    @cached_property
    def targets(self) -> TargetsPanel | None:
        return targets_panel(self.user, self.on)


def _holds_up(matter: Matter) -> list[str]:
    """What does not go on because of it."""
    investment: int | None = matter.investment  # type: ignore[attr-defined]  # annotated
    owing: int | None = matter.owing  # type: ignore[attr-defined]
    holds: int | None = matter.holds  # type: ignore[attr-defined]
    told = []
    if owing:
        told.append(ngettext("waits for %d opinion", "waits for %d opinions", owing) % owing)
    if holds:
        told.append(ngettext("%d matter waits for it", "%d matters wait for it", holds) % holds)
    if investment:
        told.append(_("holds up %s of investment") % _yi(investment))
    return told


def _yi(fen: int) -> str:
    return _("%.2f hundred million yuan") % (fen / _FEN_A_YI)

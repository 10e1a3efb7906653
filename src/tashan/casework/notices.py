"""Public notice: what is announced, until when, what was said against it, and what follows.

A notice is a matter of a small case of its own, which says what it is about: ``list:7`` or
``ranking:3``. What needs one holds only after its last day, and only if nothing stands against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.base.errors import UserError
from tashan.base.lights import Light
from tashan.casework.kinds import Sort
from tashan.casework.models import Matter, Objection
from tashan.casework.states import ENDS, PASSES, State
from tashan.mechanisms.timing import LimitUnit, TimeLimit

_GIVEN_UP = sorted(ENDS - PASSES - {State.NOT_PASSED})  # taken back: as if there had been none


class Standing(StrEnum):
    """How a notice stands on a day."""

    RUNNING = "running"  # its last day included
    OBJECTED = "objected"  # over, and an objection waits for its answer
    UPHELD = "upheld"  # an objection was right: what it was for is stopped
    CLEAR = "clear"


LIGHTS = {
    Standing.RUNNING: Light.YELLOW,
    Standing.OBJECTED: Light.YELLOW,
    Standing.UPHELD: Light.RED,
    Standing.CLEAR: Light.GREEN,
}


@dataclass(frozen=True, slots=True)
class PublicNotice:
    """A notice with all that was said against it, the earliest first."""

    matter: Matter
    objections: tuple[Objection, ...]

    @property
    def title(self) -> str:
        return self.matter.case.title

    @property
    def about(self) -> str:
        return self.matter.case.about

    @property
    def since(self) -> date | None:
        return self.matter.received_on

    @property
    def last_day(self) -> date | None:
        """None while its clock stands still."""
        return self.matter.promised_on

    @property
    def waiting(self) -> int:
        """Objections without an answer."""
        return sum(row.answered_on is None for row in self.objections)

    def standing(self, on: date) -> Standing:
        """An objection that was upheld stops it at once, an open one when the last day is over."""
        if self.matter.state == State.NOT_PASSED or any(row.is_upheld for row in self.objections):
            return Standing.UPHELD
        if self.matter.state not in PASSES and (self.last_day is None or on <= self.last_day):
            return Standing.RUNNING
        return Standing.OBJECTED if self.waiting else Standing.CLEAR

    def light(self, on: date) -> Light:
        return LIGHTS[self.standing(on)]


def notices() -> QuerySet[Matter]:
    """The notices of lists and rankings that were not taken back."""
    rows = Matter.objects.filter(sort=Sort.NOTICE, received_on__isnull=False)
    rows = rows.exclude(case__about="").exclude(state__in=_GIVEN_UP)
    return rows.select_related("case", "office").prefetch_related("objections")


def read(rows: Iterable[Matter]) -> list[PublicNotice]:
    """The notices with their objections, in the order of the rows."""
    return [PublicNotice(row, tuple(row.objections.all())) for row in rows]


def newest(about: str) -> PublicNotice | None:
    """The notice that counts for what it is about."""
    return next(iter(read(notices().filter(case__about=about).order_by("-received_on", "-pk")[:1])),
                None)  # fmt: skip


def hindrance(about: str, wanted: TimeLimit | None, on: date) -> UserError | None:
    """What stands in the way of what needs a notice so long; None where nothing does."""
    return None if wanted is None else standing_in_the_way(newest(about), wanted, on)


def standing_in_the_way(
    found: PublicNotice | None, wanted: TimeLimit | None, on: date
) -> UserError | None:
    """As ``hindrance``, of the newest notice where that is known already."""
    if wanted is None:
        return None
    if found is None:
        return UserError(
            _("A public notice of %s comes first.") % length(wanted),
            hint=_("Start it; what is announced can be confirmed when it is over."),
        )
    match found.standing(on):
        case Standing.RUNNING:
            last = found.last_day.isoformat() if found.last_day else "—"
            return UserError(
                _("It is under public notice until the end of %s.") % last,
                hint=_("Wait until the day after, and answer what is said against it."),
            )
        case Standing.OBJECTED:
            says = ngettext(
                "%d objection waits for its answer.",
                "%d objections wait for their answer.",
                found.waiting,
            )
            return UserError(says % found.waiting, hint=_("Answer it with its reasons."))
        case Standing.UPHELD:
            return UserError(
                _("An objection against it was upheld."),
                hint=_("Mend what was wrong, make it anew and announce that."),
            )
    return None


def refuse_unannounced(about: str, wanted: TimeLimit | None, on: date) -> None:
    """Raises UserError before the notice is over, and while anything stands against it."""
    error = hindrance(about, wanted, on)
    if error is not None:
        raise error


def length(wanted: TimeLimit) -> str:
    """5 working days."""
    n = int(wanted.number)
    match wanted.unit:
        case LimitUnit.WORKING_DAYS:
            return ngettext("%d working day", "%d working days", n) % n
        case LimitUnit.DAYS:
            return ngettext("%d calendar day", "%d calendar days", n) % n
    return ngettext("%d month", "%d months", n) % n

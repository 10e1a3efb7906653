"""The ladder in force on a day, with its parameters as numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.supervision_models import Channel
from tashan.mechanisms.ladder import Days, Ladder, Letter, Told, Way
from tashan.mechanisms.plain import Path

LAST = 1_000_000  # working days: no step is higher


@dataclass(frozen=True, slots=True)
class Step:
    """One way of telling at one step: while ``first`` ≤ working days late ≤ ``last``.

    Below nought the day is still to come. ``every`` 0: told once.
    """

    code: str
    first: int
    last: int
    every: int
    told: Told
    channel: Channel


@dataclass(frozen=True, slots=True)
class LetterStep:
    """A letter of the ladder; ``rank`` is its place among them, from 1 on."""

    code: str
    rank: int
    late: int
    answer: int
    letter: Letter


@dataclass(frozen=True, slots=True)
class Rules:
    """A ladder as of a day. ``held`` tells the adoption and version it is from."""

    held: InForce
    ladder: Ladder
    steps: tuple[Step, ...]
    letters: tuple[LetterStep, ...]
    complaint_assigned: int
    complaint_answered: int
    bulletin_day: int  # 1 is Monday


def rules_on(on: date) -> Rules:
    """The adopted ladder on a day. Raises UserError where none is adopted."""
    found = ladder_on(on)
    if found is None:
        raise UserError(
            _("No ladder of supervision is adopted on %s.") % on.isoformat(),
            hint=_("Adopt “Supervision of what is due” from the mechanisms."),
        )
    return found


def ladder_on(on: date) -> Rules | None:
    """As ``rules_on``; None where no ladder is adopted. Of several the oldest adoption counts."""
    rows = Adoption.objects.filter(versions__text__contains="ladder", since__lte=on)
    rows = rows.exclude(ended_on__lte=on).prefetch_related("versions")
    for adoption in rows.distinct().order_by("pk"):
        held = current.of(adoption, on)
        for code, part in held.mechanism.parts.items():
            if isinstance(part, Ladder):
                return _Reader(held, code, on).rules(part)
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    held: InForce
    code: str
    on: date

    def rules(self, part: Ladder) -> Rules:
        return Rules(
            self.held, part, tuple(self.steps(part)), tuple(self.letters(part)),
            self.number(part.complaints.assign, ("complaints", "assign")),
            self.number(part.complaints.answer, ("complaints", "answer")),
            self.number(part.bulletin, ("bulletin",)),
        )  # fmt: skip

    def number(self, value: Days, path: Path) -> int:
        """A number of working days. Raises UserError for a parameter without a value that day."""
        if isinstance(value, int):
            return value
        parameter = self.held.origin(self.code).parameters.get(value)
        number = parameter.number_on(self.on) if parameter else None
        if number is None:
            raise UserError(
                _("“%(name)s” has no value on %(day)s (%(path)s).")
                % {"name": value, "day": self.on.isoformat(), "path": "/".join(path)},
                hint=_("Set the parameter of the adopted ladder from that day on."),
            )
        return int(number)

    def steps(self, part: Ladder) -> list[Step]:
        firsts = {
            code: -self.number(step.before, (code,))
            if step.before is not None
            else self.number(step.late or 0, (code,))
            for code, step in part.reminders.items()
        }
        late = sorted({first for first in firsts.values() if first > 0})
        found = []
        for code, step in part.reminders.items():
            first = firsts[code]
            higher = [other for other in late if other > first]
            last = 0 if first <= 0 else (higher[0] - 1 if higher else LAST)
            every = self.number(step.every, (code, "every")) if step.every is not None else 0
            for told in step.to:
                ways = [way for way in step.by if (way is Way.WEBHOOK) == (told is Told.OFFICE)]
                found += [Step(code, first, last, every, told, Channel(way)) for way in ways]
        return found

    def letters(self, part: Ladder) -> list[LetterStep]:
        told = [
            (self.number(one.late, (code, "late")), self.number(one.answer, (code, "answer")), code)
            for code, one in part.letters.items()
        ]
        return [
            LetterStep(code, rank, late, answer, part.letters[code])
            for rank, (late, answer, code) in enumerate(sorted(told), start=1)
        ]

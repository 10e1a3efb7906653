"""A trial in words: who stands where before and after, and how many move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.indicators.figure_text import number_text
from tashan.indicators.ranking.trial import Moved
from tashan.indicators.ranking_models import RankingRun
from tashan.mechanisms.scoring.totals import Outcome
from tashan.registry.naming import names_on
from tashan.web.ranking import words


@dataclass(frozen=True, slots=True)
class TrialLine:
    name: str
    before: Outcome | None
    after: Outcome | None
    before_score: str
    after_score: str
    before_grade: str
    after_grade: str
    way: str
    by: int


class TrialPage:
    """What came of a trial; empty until something is tried."""

    def __init__(self, run: RankingRun, found: Sequence[Moved]) -> None:
        self.run, self.found = run, found

    @cached_property
    def lines(self) -> list[TrialLine]:
        names = names_on([moved.subject for moved in self.found], self.run.on)
        grades = {g["code"]: words.told(g["title"]) for g in self.run.head["grades"]}
        return [self._line(moved, names, grades) for moved in self.found]

    def _line(self, moved: Moved, names: dict[int, str], grades: dict[str, str]) -> TrialLine:
        by = moved.places
        way = "" if by is None else "up" if by > 0 else "down" if by < 0 else "same"
        before, after = moved.before, moved.after
        return TrialLine(
            names.get(moved.subject, str(moved.subject)),
            before,
            after,
            self._score(before),
            self._score(after),
            grades.get(before.grade or "", "") if before else "",
            grades.get(after.grade or "", "") if after else "",
            way,
            abs(by or 0),
        )

    def _score(self, outcome: Outcome | None) -> str:
        return number_text(outcome.score if outcome else None, self.run.head["decimals"])

    @property
    def finding(self) -> str:
        """How many would move, and how many would be in another class."""
        moving = sum(bool(moved.places) for moved in self.found)
        told = ngettext("%(n)d would move", "%(n)d would move", moving) % {"n": moving}
        classes = sum(moved.changes_class for moved in self.found)
        if not classes:
            return told
        return _("%(told)s, %(n)d into another class") % {"told": told, "n": classes}

"""How the library renews itself: what entered and left each batch of stages within a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from tashan.casework.projects.ageing import spells_by_project
from tashan.casework.projects.terms import LibraryTerms
from tashan.mechanisms.fields import Text
from tashan.registry.projects import Spell


@dataclass(slots=True)
class BatchRenewal:
    """A batch over a period: ``at_start`` + entered − left = ``at_end``, all counts of projects.

    ``entered`` and ``left`` are the projects, each with the day; one may do so more than once.
    """

    code: str
    title: Text
    at_start: int = 0
    at_end: int = 0
    entered: list[tuple[int, date]] = field(default_factory=list)
    left: list[tuple[int, date]] = field(default_factory=list)

    @property
    def renewed(self) -> Fraction | None:
        """Entered ÷ there at the start; None where nothing was there."""
        return Fraction(len(self.entered), self.at_start) if self.at_start else None

    @property
    def moved_on(self) -> Fraction | None:
        """Left ÷ all that were there at some time; None where nothing was."""
        there = self.at_start + len(self.entered)
        return Fraction(len(self.left), there) if there else None


def renewal_of(
    terms: LibraryTerms,
    since: date,
    until: date,
    among: Mapping[int, Sequence[Spell]] | None = None,
) -> list[BatchRenewal]:
    """Each batch of the file from ``since`` to ``until``, both included."""
    known = spells_by_project() if among is None else among
    found = {code: BatchRenewal(code, one.title) for code, one in terms.part.batches.items()}
    batch_of = {stage: code for code, one in terms.part.batches.items() for stage in one.stages}
    for project, held in known.items():
        before, start = None, None
        for spell in held:
            batch = found.get(batch_of.get(spell.stage.value, ""))
            if spell.since > until:
                break
            if batch is not before and spell.since >= since:
                if batch is not None:
                    batch.entered.append((project, spell.since))
                if before is not None:
                    before.left.append((project, spell.since))
            start = batch if spell.since < since else start
            before = batch
        for one, name in ((start, "at_start"), (before, "at_end")):
            if one is not None:
                setattr(one, name, getattr(one, name) + 1)
    return list(found.values())


def year_to(on: date) -> tuple[date, date]:
    """From the first of January to the day."""
    return date(on.year, 1, 1), on


def before(since: date, until: date) -> tuple[date, date]:
    """The same days a year earlier, to hold a period against."""
    return _year_earlier(since), _year_earlier(until)


def _year_earlier(day: date) -> date:
    return (day + timedelta(days=1)).replace(year=day.year - 1) - timedelta(days=1)

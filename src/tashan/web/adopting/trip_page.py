"""One trip on a page: the days, what was found, what was adopted and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption.models import Adoption
from tashan.learning.lessons import Practice, practices
from tashan.learning.models import Host, Member, Photo, Site, Trip
from tashan.learning.outcome import Became, ReportTally, accepted_practices, became, tallies
from tashan.mechanisms.library import library
from tashan.mechanisms.naming import Candidate
from tashan.record import perms
from tashan.record.models import User
from tashan.web.adopting.words import CandidateWords, candidate_words


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    number: int
    sites: list[Site]


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """An accepted practice, what it may be in the library, and what became of it."""

    practice: Practice
    likeliest: CandidateWords | None


class TripPage:
    """Worked out only as far as the template asks."""

    def __init__(self, trip: Trip, user: User, *, on: date) -> None:
        self.trip, self.user, self.on = trip, user, on
        self.may_keep = perms.may_keep_trips(user)
        self.may_adopt = perms.may_adopt(user)
        self.may_read = perms.may_read_report(user)

    @cached_property
    def hosts(self) -> list[Host]:
        return list(self.trip.hosts.all())

    @cached_property
    def members(self) -> list[Member]:
        return list(self.trip.members.all())

    @cached_property
    def sites(self) -> list[Site]:
        return list(self.trip.sites.select_related("host"))

    @property
    def days(self) -> Iterator[Day]:
        for on, sites in groupby(self.sites, key=lambda site: site.visited_on):
            yield Day(on, (on - self.trip.first).days + 1, list(sites))

    @cached_property
    def photos(self) -> list[Photo]:
        return list(self.trip.photos.select_related("site"))

    @cached_property
    def reports(self) -> list[ReportTally]:
        return tallies(self.trip)

    @cached_property
    def practices(self) -> list[PracticeRow]:
        """Who may not read reports sees none of their words."""
        if not self.may_read:
            return []
        found = practices(accepted_practices(self.trip), known=self._adopted_from)
        return [_row(one) for one in found]

    @property
    def _adopted_from(self) -> dict[int, tuple[Adoption, ...]]:
        """The adoptions of this page by the finding that they were learned from."""
        known: dict[int, tuple[Adoption, ...]] = {}
        for row in self.adopted:
            for lesson in row.lessons:
                if lesson.finding_id is not None:
                    known[lesson.finding_id] = (*known.get(lesson.finding_id, ()), row.adoption)
        return known

    @cached_property
    def adopted(self) -> list[Became]:
        return became(self.trip)

    @property
    def length(self) -> int:
        return (self.trip.last - self.trip.first).days + 1

    @property
    def found(self) -> int:
        return sum(tally.total for tally in self.reports)

    @property
    def reviewed(self) -> int:
        return sum(tally.reviewed for tally in self.reports)

    @property
    def accepted(self) -> int:
        return sum(tally.accepted for tally in self.reports)

    @property
    def finding(self) -> str:
        """What the page has to say, in one line."""
        if self.adopted:
            n = len(self.adopted)
            told = ngettext("%d mechanism adopted", "%d mechanisms adopted", n) % n
        elif self.practices:
            n = len(self.practices)
            told = ngettext("%d practice to adopt", "%d practices to adopt", n) % n
        elif self.reports:
            told = _("nothing accepted yet")
        else:
            told = _("no report yet")
        return _("%(trip)s: %(told)s") % {"trip": self.trip.title, "told": told}


def _row(found: Practice) -> PracticeRow:
    sure: Candidate | None = found.candidates[0] if found.candidates else None
    words = candidate_words(sure, library().mechanisms) if sure else None
    return PracticeRow(found, words)

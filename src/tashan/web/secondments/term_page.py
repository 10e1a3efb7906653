"""One officer's term: why there, the log of visits, reports, and the score with its inputs."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from tashan.duties.dispatch_models import (
    PeriodReport,
    Rating,
    RatingSide,
    Secondment,
    SecondmentState,
    Visit,
)
from tashan.duties.dispatching.appraising import Score, scores
from tashan.duties.dispatching.standing import Standing, standings
from tashan.duties.dispatching.terms import SendingTerms, terms_of
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.naming import names_on
from tashan.web.secondments.words import INPUTS, figures_word, log_word, why

S = SecondmentState
LATEST = 60  # visits of one page


class TermPage:
    """A secondment for one viewer on a day."""

    def __init__(self, row: Secondment, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def terms(self) -> SendingTerms:
        return terms_of(self.row.round)

    @cached_property
    def names(self) -> dict[int, str]:
        row = self.row
        return names_on([row.officer_id, row.place.entity_id, row.round.office_id], self.on)

    @property
    def officer(self) -> str:
        return self.names.get(self.row.officer_id, "")

    @property
    def place(self) -> str:
        return self.names.get(self.row.place.entity_id, "")

    @property
    def office(self) -> str:
        return self.names.get(self.row.round.office_id, "")

    @cached_property
    def stands(self) -> Standing:
        return standings([self.row], self.on)[self.row.pk]

    @property
    def log(self) -> str:
        return log_word(self.stands)

    @property
    def why(self) -> str:
        return why(self.row, self.terms)

    @cached_property
    def score(self) -> Score:
        return scores([self.row], {self.row.pk: self.stands}, self.terms, self.on)[self.row.pk]

    @property
    def total(self) -> str:
        value = self.score.value
        return "—" if value is None else f"{float(value):.1f}"

    @property
    def inputs(self) -> list[tuple[str, str, int, int]]:
        """Each part of the score: its word, its value, its share and how many it is from."""
        return [
            (str(INPUTS[one.code]), "—" if one.value is None else f"{float(one.value):.1f}",
             one.share, one.count)
            for one in self.score.inputs
        ]  # fmt: skip

    @cached_property
    def visits(self) -> list[Visit]:
        rows = self.row.visits.filter(on__lte=self.on).prefetch_related("problems")
        return list(rows.order_by("-on", "-pk")[:LATEST])

    @cached_property
    def reports(self) -> list[tuple[PeriodReport, str]]:
        rows = self.row.reports.order_by("-period")
        return [(one, figures_word(one.figures)) for one in rows]

    @cached_property
    def is_own(self) -> bool:
        mine = entity_of(self.user, self.on)
        return mine is not None and mine.pk == self.row.officer_id

    @cached_property
    def said(self) -> list[Rating]:
        """What raters wrote: never shown to the officer, and never with who it was."""
        if self.is_own:
            return []
        return list(self.row.ratings.exclude(says="").order_by("-on", "-pk"))

    @property
    def acts(self) -> list[str]:
        """What the viewer may do now."""
        found: list[str] = []
        running = self.row.state == S.RUNNING
        if running and self.is_own and perms.may_report_work(self.user):
            found += ["visit", *(["report"] if self.row.round.has_reports else [])]
        if not self.is_own and perms.may_check_work(self.user):
            found += ["rate"] if self.row.state != S.PROPOSED else []
            found += ["replace", "hand_back"] if running else []
        return found


def serving(enterprise: int, on: date) -> list[Secondment]:
    """Who serves an enterprise now or served it, the newest first."""
    rows = Secondment.objects.filter(place__entity=enterprise).exclude(state=S.PROPOSED)
    related = ("round__version__adoption", "place")
    return list(rows.filter(since__lte=on).select_related(*related).order_by("-since", "-pk")[:20])


def rated_by(rows: list[Secondment], user: User) -> dict[int, Rating]:
    """The user's own newest rating of each."""
    found = Rating.objects.filter(secondment__in=rows, side=RatingSide.SERVED, actor=user)
    return {one.secondment_id: one for one in found.order_by("on", "pk")}

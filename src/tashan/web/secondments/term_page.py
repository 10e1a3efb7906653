"""One officer's term: why there, the log of visits, reports, and the score with its inputs."""

from __future__ import annotations

from collections.abc import Collection
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
from tashan.duties.dispatching.serving import manages, may_see_ratings
from tashan.duties.dispatching.standing import Standing, standings
from tashan.duties.dispatching.terms import SendingTerms, terms_of
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.naming import names_on
from tashan.web.secondments.words import (
    INPUTS,
    choice_word,
    confirmed_word,
    figures_word,
    log_word,
    score_word,
    why,
)

S = SecondmentState
LATEST = 60  # visits of one page
MOST = 40  # people of one page
RELATED = ("round__version__adoption", "round__published_by", "place", "chosen_by")


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
    def is_at_a_firm(self) -> bool:
        return self.row.place.entity.kind == Kind.ENTERPRISE

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

    @property
    def chosen(self) -> str:
        return choice_word(self.row)

    @property
    def confirmed(self) -> str:
        return confirmed_word(self.row.round)

    @cached_property
    def score(self) -> Score:
        return scores([self.row], {self.row.pk: self.stands}, self.terms, self.on)[self.row.pk]

    @property
    def total(self) -> str:
        return score_word(self.score)

    @property
    def inputs(self) -> list[tuple[str, str, int, int]]:
        """Each part of the score: its word, its value, its share and how many it is from.

        Of ratings the officer reads the total alone: a single mark tells whose it is.
        """
        told = [one for one in self.score.inputs if self.sees_ratings or one.code == "visits"]
        return [
            (str(INPUTS[one.code]), "—" if one.value is None else f"{float(one.value):.1f}",
             one.share, one.count)
            for one in told
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
    def sees_ratings(self) -> bool:
        return may_see_ratings(self.user, self.row, self.on)

    @cached_property
    def said(self) -> list[Rating]:
        """What raters wrote: never shown to the officer, and never with who it was."""
        if not self.sees_ratings:
            return []
        return list(self.row.ratings.exclude(says="").order_by("-on", "-pk"))

    @property
    def acts(self) -> list[str]:
        """What the viewer may do now."""
        found: list[str] = []
        running = self.row.state == S.RUNNING
        if running and self.is_own and perms.may_report_work(self.user):
            found += ["visit", *(["report"] if self.row.round.has_reports else [])]
        if self.row.state == S.PROPOSED and perms.may_keep_work(self.user):
            found.append("choose")
        if not self.is_own and manages(self.user, self.row.round, self.on):
            found += ["rate"] if self.row.state != S.PROPOSED else []
            found += ["replace", "hand_back"] if running else []
        return found


def serving(served: Collection[int], on: date) -> list[Secondment]:
    """Who serves these destinations now or served them, the newest first."""
    rows = Secondment.objects.filter(place__entity__in=served).exclude(state=S.PROPOSED)
    rows = rows.filter(since__lte=on).select_related(*RELATED)
    return list(rows.order_by("-since", "-pk")[:MOST])


def rated_by(rows: list[Secondment], user: User) -> dict[int, Rating]:
    """The user's own newest rating of each."""
    found = Rating.objects.filter(secondment__in=rows, side=RatingSide.SERVED, actor=user)
    return {one.secondment_id: one for one in found.order_by("on", "pk")}

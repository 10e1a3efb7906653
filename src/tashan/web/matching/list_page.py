"""One list: who gets what by it, how far it is, what stands in the way of confirming it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.core.paginator import Page
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.base.errors import UserError
from tashan.mechanisms.programme import Giving, Mode
from tashan.programmes.announced import about_list
from tashan.programmes.budgets.holding import budget_of_list
from tashan.programmes.lists import refuse_unreviewed
from tashan.programmes.models import Award, AwardList, AwardState, ListState
from tashan.programmes.offers import Offer
from tashan.programmes.payments.readying import obstacle as unpayable
from tashan.programmes.run_offers import offer_of_row
from tashan.registry.models import Entity
from tashan.registry.search import matching
from tashan.web.figure_words import in_script
from tashan.web.listing import Order, order_of, page_of, words_of
from tashan.web.matching.budget_bars import BudgetLine, steps_of
from tashan.web.matching.programme_page import LIST_LIGHTS, list_title
from tashan.web.matching.quantities import fen_text
from tashan.web.matching.result_rows import called_on
from tashan.web.matching.run_page import title_of_row
from tashan.web.notice_panel import NoticePanel

MOST_NAMED = 2_000
COLUMNS = {"place": "place", "amount": "fen"}
AWARD_LIGHTS = {
    AwardState.MATCHED: "idle",
    AwardState.PUSHED: "yellow",
    AwardState.CONFIRMED: "green",
    AwardState.DECLINED: "stopped",
    AwardState.PAYABLE: "yellow",
    AwardState.PAID: "green",
    AwardState.FILED: "green",
}


TAKEN = (AwardState.CONFIRMED, AwardState.PAYABLE, AwardState.PAID, AwardState.FILED)


@dataclass(frozen=True, slots=True)
class AwardLine:
    number: int
    name: str
    code: str
    url: str
    amount: str
    state: str
    light: str
    steps: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the list cannot be confirmed, and what to do next."""

    what: str
    next_step: str
    url: str
    word: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of matched, drafted, confirmed, told, taken."""

    word: str
    is_done: bool
    is_current: bool = False


class ListPage:
    def __init__(self, row: AwardList, request: HttpRequest) -> None:
        self.row, self.request = row, request
        self.user = request.user
        self.pk, self.sha256 = row.pk, row.sha256
        self.words = words_of(request)
        self.order: Order = order_of(request, COLUMNS, default="place")

    @property
    def title(self) -> str:
        return list_title(self.row)

    @property
    def programme(self) -> str:
        return title_of_row(self.row.programme)

    @property
    def programme_url(self) -> str:
        return reverse("programme", args=[self.row.adoption_id, self.row.part])

    @cached_property
    def offer(self) -> Offer:
        return offer_of_row(self.row.programme, self.row.programme.run)

    @property
    def is_automatic(self) -> bool:
        return self.offer.programme.mode is Mode.AUTOMATIC

    @property
    def is_draft(self) -> bool:
        return self.row.state == ListState.DRAFTED

    @property
    def is_confirmed(self) -> bool:
        return self.row.state == ListState.CONFIRMED

    @property
    def gives_cards(self) -> bool:
        """Whether cards can be issued by it now."""
        return self.is_confirmed and self.offer.programme.gives.kind is Giving.CARD

    @property
    def state(self) -> str:
        return self.row.get_state_display()

    @property
    def light(self) -> str:
        return LIST_LIGHTS[ListState(self.row.state)]

    @property
    def label(self) -> str:
        return in_script(self.offer.programme.gives.label or "")

    @cached_property
    def _by_state(self) -> dict[str, int]:
        told: dict[str, int] = {}
        for state in self.row.awards.values_list("state", flat=True):
            told[state] = told.get(state, 0) + 1
        return told

    @property
    def count(self) -> int:
        return sum(self._by_state.values())

    @cached_property
    def amount(self) -> str:
        fen: int | None = self.row.awards.aggregate(fen=Sum("fen"))["fen"]
        return "" if fen is None else fen_text(fen)

    @property
    def waiting(self) -> int:
        """How many have not been told yet."""
        return self._by_state.get(AwardState.MATCHED, 0)

    @property
    def may_be_pushed(self) -> bool:
        return self.is_automatic and self.is_confirmed and self.waiting > 0

    @property
    def may_be_payable(self) -> bool:
        """Whether what was taken, or applied for, waits to be made payable."""
        return self.is_confirmed and self._by_state.get(AwardState.CONFIRMED, 0) > 0

    @cached_property
    def unpayable(self) -> UserError | None:
        """What stands in the way of paying it."""
        return unpayable(self.row, timezone.localdate()) if self.may_be_payable else None

    @cached_property
    def budget(self) -> BudgetLine | None:
        """The budget that it draws on, with where that stands."""
        row = budget_of_list(self.row) if self.amount else None
        return BudgetLine(row, timezone.localdate()) if row else None

    @property
    def has_states(self) -> bool:
        return self.is_automatic or self.is_confirmed

    @property
    def finding(self) -> str:
        """技改补助第 2 号名单：15 家，1,260 万元，已确认."""
        count = ngettext("%d subject", "%d subjects", self.count) % self.count
        told = {"title": self.title, "count": count, "amount": self.amount, "state": self.state}
        if self.amount:
            return _("%(title)s: %(count)s, %(amount)s, %(state)s") % told
        return _("%(title)s: %(count)s, %(state)s") % told

    @cached_property
    def obstacle(self) -> Obstacle | None:
        """Asked before the button is pressed, so that nobody presses it in vain."""
        if not self.is_draft:
            return None
        try:
            refuse_unreviewed(self.offer)
        except UserError as error:
            url = f"/adoptions/{self.row.adoption_id}/"
            return Obstacle(error.message, error.hint, url, _("Open the adoption"))
        unannounced = self.notice.hindrance
        if unannounced is None:
            return None
        told = unannounced.message, unannounced.hint
        return Obstacle(*told, "#notice", _("See the notice"))

    @cached_property
    def notice(self) -> NoticePanel:
        """What the programme's file asks to be announced before the list holds."""
        wanted = self.offer.programme.notice
        return NoticePanel(about_list(self.row), wanted, timezone.localdate(), self.user)

    @property
    def steps(self) -> list[Step]:
        """How far it is; telling and taking are of what needs no application."""
        told = self._by_state
        is_told = self.is_confirmed and not self.waiting
        kept = sum(told.get(state, 0) for state in TAKEN)
        taken = kept + told.get(AwardState.DECLINED, 0)
        marks = [(_("Matched"), True), (_("Drafted"), True), (_("Confirmed"), self.is_confirmed)]
        if self.is_automatic:
            marks += [
                (_("Told to the enterprises"), is_told),
                (
                    _("Taken by %(taken)d of %(all)d") % {"taken": kept, "all": self.count},
                    is_told and taken == self.count,
                ),
            ]
        if self.is_confirmed and self.amount:
            paid = told.get(AwardState.PAID, 0) + told.get(AwardState.FILED, 0)
            word = _("Paid %(paid)d of %(all)d") % {"paid": paid, "all": self.count}
            marks.append((word, paid == self.count - told.get(AwardState.DECLINED, 0)))
        at = next((i for i, (_word, done) in enumerate(marks) if not done), None)
        return [Step(word, done, i == at) for i, (word, done) in enumerate(marks)]

    @cached_property
    def shown(self) -> Page[Award]:
        column = F(COLUMNS[self.order.column])
        by = column.desc if self.order.is_descending else column.asc
        return page_of(self.request, self._narrowed().order_by(by(nulls_last=True), "entity"))

    def _narrowed(self) -> QuerySet[Award]:
        rows = Award.objects.filter(list=self.row).select_related("entity")
        if not self.words:
            return rows
        coded = Entity.objects.filter(code=self.words.upper()).exclude(code="").values_list("pk")
        named = matching(self.words).values_list("entity")
        return rows.filter(entity__in=[pk for (pk,) in named.union(coded)[:MOST_NAMED]])

    @property
    def rows(self) -> list[AwardLine]:
        awards, run = list(self.shown), self.row.programme.run
        known = called_on([award.entity_id for award in awards], run.on)
        first = self.shown.start_index()
        position = self.row.programme.position
        return [
            AwardLine(
                award.place or first + at,
                known[award.entity_id].name,
                known[award.entity_id].code,
                f"{reverse('match_answer', args=[run.pk, award.entity_id])}?programme={position}",
                "" if award.fen is None else fen_text(award.fen),
                award.get_state_display(),
                AWARD_LIGHTS[AwardState(award.state)],
                steps_of(award.reckoning),
            )
            for at, award in enumerate(awards)
        ]

    @property
    def versions(self) -> list[Version]:
        rows = AwardList.objects.filter(adoption=self.row.adoption_id, part=self.row.part)
        return [
            Version(
                row.pk, list_title(row), row.drafted_at, row.get_state_display(), row == self.row
            )
            for row in rows.order_by("-number")
        ]


@dataclass(frozen=True, slots=True)
class Version:
    """One number of the lists of a programme."""

    pk: int
    title: str
    at: datetime
    state: str
    is_current: bool

    @classmethod
    def of(cls, row: AwardList, *, is_current: bool) -> Version:
        return cls(row.pk, list_title(row), row.drafted_at, row.get_state_display(), is_current)

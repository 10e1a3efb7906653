"""The page of one fund: its amounts, how its balance moved, its rules, its newest entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.ledger import balances
from tashan.ledger.models import Entry
from tashan.ledger.seeking import with_debits
from tashan.mechanisms.library import library
from tashan.mechanisms.words.parameters import ParameterWords, parameters
from tashan.mechanisms.words.speaking import speaker
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.terms import FundTerms, terms_of
from tashan.record import perms
from tashan.record.models import User
from tashan.web.area_words import money
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.funds.amounts import FundAmounts, amounts_of
from tashan.web.funds.panels import Panel, panel_of
from tashan.web.mechanism_words import tongue

WAN = Decimal(1_000_000)
NEWEST = 10
Course = Mapping[date, int]

INVESTS = (FundSort.GUIDANCE, FundSort.INCUBATION)


class FundPage:
    """One fund as a user sees it on a day."""

    def __init__(self, fund: Fund, user: User, on: date) -> None:
        self.fund, self.user, self.on = fund, user, on

    @cached_property
    def amounts(self) -> FundAmounts:
        return amounts_of([self.fund], self.on)[0]

    @property
    def finding(self) -> str:
        """What the fund has, and what of it is there."""
        words = {"title": self.fund.title, "there": money(self.amounts.available)}
        return _("%(title)s: %(there)s available") % words

    @cached_property
    def terms(self) -> FundTerms:
        return terms_of(self.fund, self.on)

    @property
    def parameters(self) -> list[ParameterWords]:
        """The parameters as they stand, each with its basis and the day since when."""
        held = self.terms.held.mechanism
        by = speaker(None, held.parameters, library(), on=self.on, tongue=tongue())
        return parameters(held.parameters, by, basis=tuple(held.basis))

    @cached_property
    def chart(self) -> LineChart | None:
        """The balance of the special account and what is out, day by day."""
        cash = {one.on: one.fen for one in balances.course(self.fund.book, "cash")}
        out = {one.on: one.fen for one in balances.course(self.fund.book, "loans")}
        days = sorted({*cash, *out})
        if not days:
            return None
        if days[-1] < self.on:
            days.append(self.on)
        lines = [Line(_("Available"), _points(cash, days), Tone.OURS)]
        if out:
            lines.append(Line(_("Out"), _points(out, days), Tone.GAP))
        return LineChart(
            key="balance", title=_("Balance over time"), summary=self.finding,
            axis=Axis(_("10,000 yuan"), 2, least=Decimal(0)),
            periods=tuple(f"{on:%Y-%m-%d}" for on in days), lines=tuple(lines),
        )  # fmt: skip

    @cached_property
    def entries(self) -> list[EntryRow]:
        """The newest entries of its book."""
        rows = Entry.objects.filter(book=self.fund.book_id).order_by("-number")
        return entry_rows(with_debits(rows)[:NEWEST])

    @cached_property
    def panel(self) -> Panel | None:
        return panel_of(self.fund)

    @cached_property
    def panel_context(self) -> Mapping[str, object]:
        return self.panel.context(self.fund, self.on) if self.panel else {}

    @property
    def may_export(self) -> bool:
        return perms.may_export_figures(self.user)

    @property
    def statement_url(self) -> str:
        """The statement of the special account since the fund was opened, as .xlsx."""
        span = {"account": "cash", "since": self.fund.opened_on, "until": self.on}
        return f"{reverse('statement', args=[self.fund.book_id, 'xlsx'])}?{urlencode(span)}"

    @property
    def may_pay_in(self) -> bool:
        """Of a fund that invests the partners pay in, on its own page."""
        return perms.may_keep_funds(self.user) and self.fund.sort not in INVESTS


def _points(course: Course, days: list[date]) -> tuple[Point, ...]:
    """The balance on each day; before the first entry it is nought."""
    found, stands = [], 0
    for on in days:
        stands = course.get(on, stands)
        found.append(Point(Decimal(stands) / WAN))
    return tuple(found)

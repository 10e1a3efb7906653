"""How services are given: shares with what they are of, by month, with a chart and hot topics."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework.service_models import ServiceDispatch
from tashan.casework.services.figures import (
    SHARES,
    Figures,
    Month,
    Period,
    Share,
    Topic,
    hot_topics,
    of_month,
    of_period,
)
from tashan.casework.services.menu import basis_of, menu_in_force, number
from tashan.registry.naming import names_on
from tashan.web.cases.matter_words import said
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.services.words import percent_of, share_word

DRAWN = (("signed", Tone.OURS), ("in_time", Tone.REFERENCE), ("closed", Tone.PEER))


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A share in words: the percentage and what it is of."""

    share: Share

    @property
    def word(self) -> str:
        return share_word(self.share.code)

    @property
    def percent(self) -> str:
        return percent_of(self.share.percent)

    @property
    def of(self) -> str:
        """31 of 40; too few ratings say so."""
        if self.share.is_hidden:
            return _("too few ratings to be shown")
        words = {"n": self.share.numerator, "of": self.share.denominator}
        return _("%(n)d of %(of)d") % words


class ServiceFigures:
    """The figures of the orders placed in a year, as of a day; of all offices or of one."""

    def __init__(self, request: HttpRequest, on: date) -> None:
        self.on = on
        asked = request.GET.get("year", "")
        self.year = int(asked) if asked.isdecimal() and 2000 <= int(asked) <= on.year else on.year
        office = request.GET.get("office", "")
        self.office = int(office) if office.isdecimal() and len(office) < 10 else None

    @cached_property
    def rules(self) -> InForce | None:
        """The menu in force; None where nothing is adopted."""
        try:
            return menu_in_force(self.on)
        except UserError:
            return None

    def _number(self, name: str) -> int:
        return number(self.rules, name, self.on) if self.rules else 1

    @property
    def cohort(self) -> tuple[date, date]:
        """The first and the last day of the orders that are counted."""
        return date(self.year, 1, 1), min(date(self.year, 12, 31), self.on)

    @cached_property
    def whole(self) -> Figures:
        return of_period(
            Period(*self.cohort, self.office), on=self.on,
            satisfied=self._number("satisfied_from"), least=self._number("rated_least"),
        )  # fmt: skip

    @property
    def rows(self) -> tuple[Month, ...]:
        return self.whole.months

    @property
    def shares(self) -> list[ShareCell]:
        return [ShareCell(one) for one in self.whole.shares.values()]

    @property
    def mean(self) -> str:
        return "—" if self.whole.mean is None else f"{self.whole.mean:.2f}"

    @property
    def table(self) -> list[tuple[Month, list[ShareCell]]]:
        """Month by month what rests on no ratings, the newest first."""
        return [(row, [ShareCell(one) for one in of_month(row)]) for row in reversed(self.rows)]

    @property
    def heads(self) -> list[str]:
        return [share_word(code) for code, _up, _down in SHARES]

    @property
    def topics(self) -> list[tuple[str, Topic, int]]:
        """What was ordered most, with the width of its bar in per cent of the first."""
        first, last = self.cohort
        found = hot_topics(first, last, most=self._number("hot_topics"), office=self.office)
        most = max((one.orders for one in found), default=1)
        return [(said(one.title), one, one.orders * 100 // most) for one in found]

    @property
    def offices(self) -> list[tuple[int, str]]:
        """The offices that orders were sent to, by name."""
        sent = ServiceDispatch.objects.values_list("office", flat=True).distinct()
        return sorted(names_on(set(sent), self.on).items(), key=lambda pair: pair[1])

    @property
    def chart(self) -> LineChart | None:
        """The shares of the offices by month; None with less than two months."""
        if len(self.rows) < 2:
            return None
        told = [{share.code: share for share in of_month(row)} for row in self.rows]
        lines = tuple(
            Line(share_word(code), tuple(Point(one[code].percent) for one in told), tone)
            for code, tone in DRAWN
        )
        return LineChart(
            key="service-shares", title=_("By month of the order"), summary=self.finding,
            axis=Axis("%", 1, least=0, most=100),
            periods=tuple(f"{row.month:%Y-%m}" for row in self.rows), lines=lines,
        )  # fmt: skip

    @property
    def finding(self) -> str:
        shares = self.whole.shares
        words = {"n": self.whole.counts.orders, "in_time": percent_of(shares["in_time"].percent),
                 "closed": percent_of(shares["closed"].percent)}  # fmt: skip
        return _("%(n)d orders, %(in_time)s answered in time, %(closed)s closed") % words

    @property
    def basis(self) -> list[tuple[str, str]]:
        """The declared numbers that the figures rest on, each with its basis."""
        if self.rules is None:
            return []
        named = ("sign_days", "repeat_days", "satisfied_from", "rated_least")
        told = []
        for name in named:
            parameter = self.rules.mechanism.parameters[name]
            title = parameter.title
            words = said(title.model_dump()) if title else name
            told.append((f"{words}：{self._number(name)}", basis_of(self.rules, name)))
        return told

"""The page of one guarantee: terms, shares, liability over time, watch, claims and recoveries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from tashan.ledger.models import Entry
from tashan.ledger.reckoning import of_all, yuan
from tashan.ledger.seeking import with_debits
from tashan.mechanisms.guaranteeing import split
from tashan.programmes.guarantee_models import (
    ENDED_GUARANTEES,
    CounterGuarantee,
    Guarantee,
    GuaranteeClaim,
    GuaranteeState,
    Inspection,
    Recovery,
)
from tashan.programmes.guarantees.doing import BEFORE, GuaranteeAct, acts_for
from tashan.programmes.guarantees.exposure import groups_of
from tashan.programmes.guarantees.fees import GuaranteeFee, covered_left, fee_of
from tashan.programmes.guarantees.limits import firm_of, standing_on
from tashan.programmes.guarantees.paying import left_to_recover
from tashan.programmes.guarantees.watching import light_of
from tashan.record import perms
from tashan.record.models import User
from tashan.registry.naming import names_on
from tashan.web.area_words import money
from tashan.web.books.entry_rows import EntryRow, entry_rows
from tashan.web.charts.lines import Line, LineChart
from tashan.web.charts.parts import Axis, Point, Tone
from tashan.web.figure_words import titled
from tashan.web.guarantees.limit_bars import LimitBar, bar_of
from tashan.web.guarantees.words import act_word, light_word, share_word

WAN = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Share:
    """One of those who bear a loss: how much of all, and of an amount; for the bar ``at``."""

    code: str
    word: str
    text: str
    width: str
    at: str
    fen: int
    left: int

    @property
    def amount(self) -> str:
        return yuan(self.fen)

    @property
    def still(self) -> str:
        return yuan(self.left)


@dataclass(frozen=True, slots=True)
class ActLink:
    """A button that opens the form of an act."""

    label: str
    url: str


class GuaranteePage:
    """One guarantee as a user sees it on a day."""

    def __init__(self, row: Guarantee, user: User, on: date) -> None:
        self.row, self.user, self.on = row, user, on

    @cached_property
    def names(self) -> dict[int, str]:
        return names_on([self.row.firm_id, self.row.bank_id], self.on)

    @property
    def firm(self) -> str:
        return self.names.get(self.row.firm_id, "")

    @property
    def bank(self) -> str:
        return self.names.get(self.row.bank_id, "")

    @property
    def finding(self) -> str:
        """The firm, what is guaranteed, and what of it stands open."""
        words = {"firm": self.firm, "open": money(self.liability)}
        if self.row.guaranteed is None:
            words["asked"] = money(self.row.asked)
            return _("%(firm)s asks for a guarantee of %(asked)s") % words
        words["guaranteed"] = money(self.row.guaranteed)
        return _("%(firm)s: %(guaranteed)s guaranteed, %(open)s of liability open") % words

    @cached_property
    def claims(self) -> list[GuaranteeClaim]:
        if self.row.granted_on is None:
            return []
        return sorted(self.row.claims.all(), key=lambda one: -one.pk)

    @cached_property
    def acts(self) -> list[ActLink]:
        found = acts_for(self.user, self.row, self.on, [one.state for one in self.claims])
        return [_link(self.row, act) for act in found]

    @cached_property
    def inspections(self) -> list[Inspection]:
        return list(self.row.inspections.select_related("actor").order_by("-on", "-pk"))

    @cached_property
    def securities(self) -> list[CounterGuarantee]:
        return list(self.row.securities.order_by("on", "pk"))

    @cached_property
    def recoveries(self) -> list[Recovery]:
        if not self.is_paid:
            return []
        return sorted(self.row.recoveries.all(), key=lambda one: (one.on, one.pk))

    @property
    def light(self) -> str:
        return light_of(self.row, next(iter(self.inspections), None), self.on)

    @property
    def light_word(self) -> str:
        return light_word(self.light)

    @cached_property
    def course(self) -> Sequence[tuple[date, int]]:
        """The liability from each day on which it changed."""
        found: dict[date, int] = {}
        stands = 0
        for one in sorted(self._posted, key=lambda one: (one.on, one.number)):
            if one.covered:
                stands += int(one.covered)
                found[one.on] = stands
        return list(found.items())

    @cached_property
    def _posted(self) -> list[Any]:
        """The entries about it, each with what it did to the liability."""
        if self.row.granted_on is None:
            return []
        rows = Entry.objects.filter(book=self.row.fund.book_id, about=self.row.about)
        covered = Sum("postings__fen", filter=Q(postings__account__code="covered"))
        return list(with_debits(rows).annotate(covered=covered).order_by("-number"))

    @property
    def liability(self) -> int:
        return self.course[-1][1] if self.course else 0

    @cached_property
    def borne(self) -> int:
        """The amount whose shares are shown: the claim, else what is or would be guaranteed."""
        paid = next((one.accepted for one in self.claims if one.accepted), None)
        left = covered_left(self.row) if self.row.granted_on else self.row.guaranteed
        return paid or left or self.row.asked

    @cached_property
    def shares(self) -> list[Share]:
        """Who bears how much, one after the other along the bar."""
        found, at = [], 0
        parts, left = split(self.borne, self.row.shares), self._left
        for code, share in self.row.shares.items():
            found.append(
                Share(code, share_word(code), of_all(share), f"{share / 100:g}", f"{at / 100:g}",
                      parts[code], left.get(code, 0))
            )  # fmt: skip
            at += share
        return found

    @cached_property
    def _left(self) -> dict[str, int]:
        return left_to_recover(self.row) if self.is_paid else {}

    @property
    def is_paid(self) -> bool:
        """Whether a claim was paid."""
        return any(one.paid_on for one in self.claims)

    @property
    def chart(self) -> LineChart | None:
        """The liability from day to day; None before it is granted."""
        if not self.course:
            return None
        days = _in_steps(self.course)
        if self.on > days[-1][0]:
            days.append((self.on, days[-1][1]))
        points = tuple(Point(Decimal(fen) / WAN) for _on, fen in days)
        summary = _("Liability %(fen)s on %(on)s") % {"fen": money(days[-1][1]), "on": days[-1][0]}
        return LineChart(
            key="liability", title=_("Liability over time"), summary=summary,
            axis=Axis(_("10,000 yuan"), 2, least=Decimal(0)),
            periods=tuple(f"{on:%Y-%m-%d}" for on, _fen in days),
            lines=(Line(_("Liability"), points, Tone.OURS),),
        )  # fmt: skip

    @cached_property
    def fee(self) -> GuaranteeFee | None:
        """What it will cost, before it is granted."""
        if self.row.granted_on is not None or self.row.state in ENDED_GUARANTEES:
            return None
        return fee_of(self.row, self.row.guaranteed or self.row.asked, self.on)

    @cached_property
    def limits(self) -> list[LimitBar]:
        """What the limits leave, for officers who decide: until it is granted."""
        if not perms.may_see_funds(self.user) or self.row.state not in BEFORE:
            return []
        stands, firm = standing_on(self.row.fund, self.on), firm_of(self.row.firm)
        group = groups_of([firm], self.on)[firm]
        found = [stands.total_limit(), *stands.firm_limits(firm, group)]
        return [bar_of(limit, stands.terms) for limit in found]

    @cached_property
    def entries(self) -> list[EntryRow]:
        """The entries about it, the newest first."""
        return entry_rows(self._posted)

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """The conditions as they stood when it was applied for, each with its mark."""
        marks = {True: "met", False: "missed", None: "unknown"}
        return [
            (_("Not so: %s") % titled(one["says"]) if one["is_exclusion"] else titled(one["says"]),
             marks[one["met"]])
            for one in self.row.reasons
        ]  # fmt: skip

    @property
    def hides_book(self) -> bool:
        """Whether the visitor may not open the fund's book."""
        return not perms.may_see_funds(self.user)

    @property
    def is_watched(self) -> bool:
        return self.row.state in (GuaranteeState.GRANTED, GuaranteeState.CLAIMED)


def _in_steps(course: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """The course with the eve of each change: it stood as before until then."""
    found = list(course[:1])
    for on, fen in course[1:]:
        eve = on - timedelta(days=1)
        if eve > found[-1][0]:
            found.append((eve, found[-1][1]))
        found.append((on, fen))
    return found


def _link(row: Guarantee, act: GuaranteeAct) -> ActLink:
    return ActLink(act_word(act), reverse("guarantee_act", args=[row.pk, str(act)]))

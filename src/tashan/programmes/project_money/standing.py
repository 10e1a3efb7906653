"""A source on a day: what is granted, received, paid and left, of each project with its light."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from tashan.base.lights import Light
from tashan.ledger.models import DayTotal
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.project_money.holding import CODES, Stands, rules_of
from tashan.programmes.project_money.lights import (
    Deal,
    deals_on,
    idle_since,
    is_idle,
    light_of,
)
from tashan.programmes.project_money_models import MoneySource, MoneyState, ProjectMoney

NOTHING = Stands(*[0] * len(CODES))


@dataclass(frozen=True, slots=True)
class MoneyStands:
    """One project's money on a day, with its contracts; ``idle_since`` is of the oldest receipt."""

    row: ProjectMoney
    stands: Stands
    deals: Sequence[Deal]
    idle_since: date | None
    is_idle: bool

    @property
    def light(self) -> Light | None:
        """None while nothing is granted, and when it is over."""
        if self.row.state != MoneyState.GRANTED:
            return None
        return light_of(self.stands, self.deals, idle=self.is_idle)

    @property
    def contracted(self) -> int:
        return sum(one.contract.fen for one in self.deals)

    @property
    def progress(self) -> int | None:
        """Of all contracts together, by their amounts, in ten-thousandths; None without one."""
        if not self.contracted:
            return None
        return sum(one.contract.fen * one.progress for one in self.deals) // self.contracted

    @property
    def advance(self) -> int:
        """What contractors have had to lend, in fen."""
        return sum(one.may.advance for one in self.deals)


@dataclass(frozen=True, slots=True)
class SourceTotals:
    """What a source comes to on a day, in fen, from the entries of its book."""

    source: MoneySource
    left_to_grant: int
    received: int
    paid: int
    returned: int

    @property
    def granted(self) -> int:
        return self.source.fen - self.left_to_grant

    @property
    def to_come(self) -> int:
        """Granted and not received."""
        return self.granted - self.received

    @property
    def left(self) -> int:
        """Received, and neither paid nor given back."""
        return self.received - self.paid - self.returned


def totals_on(sources: Sequence[MoneySource], on: date) -> list[SourceTotals]:
    """Each source on a day. One query for all."""
    rows = DayTotal.objects.filter(
        account__book__in=[one.book_id for one in sources], account__side="debit", on__lte=on
    )
    found = rows.values_list("account__book", "account__code").annotate(sum=Sum("fen")).order_by()
    fen = defaultdict(int, {(book, code): int(each) for book, code, each in found})
    return [_totals(one, {code: fen[one.book_id, code] for code in _WHERE}) for one in sources]


_WHERE = ("ungranted", *CODES)


def _totals(source: MoneySource, fen: Mapping[str, int]) -> SourceTotals:
    received = sum(fen[code] for code in CODES if code != "due")
    return SourceTotals(source, fen["ungranted"], received, fen["paid"], fen["returned"])


def totals_of(source: MoneySource, stands: Mapping[int, Stands]) -> SourceTotals:
    """A source by where each project's money of it stands."""
    each = stands.values()
    granted = sum(one.due + one.arrived for one in each)
    return SourceTotals(
        source, source.fen - granted, sum(one.arrived for one in each),
        sum(one.paid for one in each), sum(one.returned for one in each),
    )  # fmt: skip


Standing = Mapping[tuple[int, int], Stands]  # by book and project


def moneys_on(
    moneys: Sequence[ProjectMoney], on: date, known: Standing | None = None
) -> list[MoneyStands]:
    """Each project's money on a day, of whichever sources, by the rules of its own source."""
    stands = _stands(moneys, on) if known is None else known
    idle = idle_since(moneys, on)
    deals: dict[tuple[int, str], dict[int, list[Deal]]] = {}
    months: dict[tuple[int, str], int] = {}
    for one in moneys:
        key = (one.source.adoption_id, one.source.part)
        if key not in deals:
            found, rules = rules_of(one.source, on)
            projects = {other.project_id for other in moneys}
            deals[key] = deals_on(found, rules, projects, on)
            months[key] = int(found.rate(rules.idle_months))
    told = []
    for one in moneys:
        key, since = (one.source.adoption_id, one.source.part), idle.get(one.pk)
        mine = deals[key].get(one.project_id, [])
        late = is_idle(since, months[key], on)
        now = stands.get((one.source.book_id, one.project_id), NOTHING)
        told.append(MoneyStands(one, now, mine, since, late))
    return told


def _stands(moneys: Sequence[ProjectMoney], on: date) -> Standing:
    """Where each stands, by its source's book and its project. One query."""
    rows = DayTotal.objects.filter(
        account__book__in={one.source.book_id for one in moneys},
        account__party__in={one.project_id for one in moneys}, account__code__in=CODES,
        on__lte=on,
    )  # fmt: skip
    found = rows.values_list("account__book", "account__party", "account__code")
    fen: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: dict.fromkeys(CODES, 0))
    for book, party, code, each in found.annotate(sum=Sum("fen")).order_by():
        fen[book, party][code] = int(each)
    keys = {(one.source.book_id, one.project_id) for one in moneys}
    return {key: Stands(**fen[key]) for key in keys}


def rules_on(source: MoneySource, on: date) -> tuple[FundTerms, int]:
    """The rules of a source on a day, and after how many months received money lies idle."""
    found, rules = rules_of(source, on)
    return found, int(found.rate(rules.idle_months))

"""A fund's limits drawn: what is used of each, what is left, and how the limit came about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.base.lights import Light
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.guarantees.exposed import FundExposure
from tashan.programmes.guarantees.limits import Limit, title_of
from tashan.web.area_words import money
from tashan.web.charts.small import ProgressBar
from tashan.web.guarantees.words import basis_of, percent_of

NEAR = Decimal(80)  # per cent of a limit from which it is yellow


@dataclass(frozen=True, slots=True)
class LimitBar:
    """One limit; ``whose`` names the firm or the group that comes nearest to it."""

    limit: Limit
    basis: str
    whose: str = ""

    @property
    def title(self) -> str:
        return title_of(self.limit.code)

    @property
    def share(self) -> Decimal:
        return percent_of(self.limit.used, self.limit.most)

    @property
    def light(self) -> Light:
        if self.limit.left < 0:
            return Light.RED
        return Light.YELLOW if self.share >= NEAR else Light.GREEN

    @property
    def bar(self) -> ProgressBar:
        words = {"used": money(self.limit.used), "most": money(self.limit.most)}
        summary = _("%(used)s of at most %(most)s") % words
        return ProgressBar(self.share, summary, light=self.light)

    @property
    def used(self) -> str:
        return money(self.limit.used)

    @property
    def most(self) -> str:
        return money(self.limit.most)

    @property
    def left(self) -> str:
        return money(self.limit.left)

    @property
    def is_exceeded(self) -> bool:
        return self.limit.left < 0


def bar_of(limit: Limit, terms: FundTerms, whose: str = "") -> LimitBar:
    """The bar of a limit with what it rests on."""
    return LimitBar(limit, basis_of(terms, limit.parameter), whose)


def bars_of(found: FundExposure, names: Mapping[int, str]) -> list[LimitBar]:
    """The whole, and of every further limit the firm that comes nearest to it."""
    terms = found.standing.terms
    nearest: dict[str, tuple[Limit, int]] = {}
    for one in found.by_firm:
        for limit in one.limits:
            held = nearest.get(limit.code)
            if held is None or limit.left < held[0].left:
                nearest[limit.code] = (limit, one.who)
    bars = [bar_of(found.standing.total_limit(), terms)]
    return bars + [bar_of(limit, terms, names.get(who, "")) for limit, who in nearest.values()]

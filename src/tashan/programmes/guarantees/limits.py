"""What the law and the file let a fund guarantee, against what stands open on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.ledger.balances import balances
from tashan.ledger.reckoning import percent, times, yuan
from tashan.mechanisms.fund import Exposure
from tashan.mechanisms.guaranteeing import Bounds, bounds, is_mainly_small
from tashan.programmes.fund_models import Fund
from tashan.programmes.funds.terms import FundTerms, terms_of
from tashan.programmes.guarantee_models import SMALL_LENDING
from tashan.programmes.guarantees.exposure import Open, days_after, groups_of, open_on
from tashan.registry.models import Entity

TOTAL, SINGLE, GROUP, PER_FIRM = "total", "single", "with_affiliates", "per_firm"
_SMALL = frozenset(str(lending) for lending in SMALL_LENDING)


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit on a day, in fen: what it is used for, the most, and how that came about.

    ``parameter`` names the parameter of the file whose basis it rests on.
    """

    code: str
    used: int
    most: int
    formula: str
    parameter: str

    @property
    def left(self) -> int:
        """Below nothing where the limit is exceeded."""
        return self.most - self.used


@dataclass(frozen=True, slots=True)
class Standing:
    """A fund on a day: what stands open, its net assets, and the bounds that follow."""

    on: date
    terms: FundTerms
    rows: Sequence[Open]
    net_assets: int
    made_of: str  # the formula of the net assets
    bounds: Bounds
    is_small: bool

    @property
    def total(self) -> int:
        return sum(row.fen for row in self.rows)

    def with_new(self, new: Open) -> Standing:
        """The same with one more guarantee."""
        return _standing(self.on, self.terms, [*self.rows, new], self.net_assets, self.made_of)

    def of(self, firms: Iterable[int]) -> int:
        """What stands open for these firms together."""
        wanted = frozenset(firms)
        return sum(row.fen for row in self.rows if row.firm in wanted)

    def total_limit(self) -> Limit:
        """The multiple of net assets."""
        formula = times(self.net_assets, f"{float_free(self.bounds.multiple)}", self.bounds.total)
        part = exposure_part(self.terms)
        rule = part.small.multiple if self.is_small and part.small else part.multiple
        return Limit(TOTAL, self.total, self.bounds.total, formula, rule)

    def firm_limits(self, firm: int, group: frozenset[int]) -> Iterator[Limit]:
        """The limits of one firm, and of it with its affiliates."""
        part, found = exposure_part(self.terms), self.bounds
        if found.single is not None and part.single is not None:
            formula = times(self.net_assets, percent(self.terms.rate(part.single)), found.single)
            yield Limit(SINGLE, self.of([firm]), found.single, formula, part.single)
        if found.with_affiliates is not None and part.with_affiliates is not None:
            rate = percent(self.terms.rate(part.with_affiliates))
            formula = times(self.net_assets, rate, found.with_affiliates)
            used = self.of(group)
            yield Limit(GROUP, used, found.with_affiliates, formula, part.with_affiliates)
        held = self.terms.part.limits
        if held is not None and held.per_firm is not None:
            most = self.terms.fen(held.per_firm)
            yield Limit(PER_FIRM, self.of([firm]), most, yuan(most), held.per_firm)


def float_free(number: Fraction) -> str:
    """10 or 12.5: a multiple as it is written."""
    return str(number.numerator) if number.denominator == 1 else f"{number.limit_denominator()}"


def exposure_part(terms: FundTerms) -> Exposure:
    """The rules of guarantees. Raises UserError for a fund that has none."""
    if terms.part.exposure is None:
        raise UserError(
            _("This fund guarantees nothing: its file has no exposure."),
            hint=_("Adopt a mechanism whose fund has the multiple of net assets."),
        )
    return terms.part.exposure


def standing_on(fund: Fund, on: date) -> Standing:
    """The fund as it stands at the end of a day."""
    terms = terms_of(fund, on)
    assets, made_of = _net_assets(fund, terms, on)
    return _standing(on, terms, open_on(fund, on), assets, made_of)


def _net_assets(fund: Fund, terms: FundTerms, on: date) -> tuple[int, str]:
    """As the file states them, else capital and fees less losses, of the book."""
    rule = exposure_part(terms).net_assets
    if rule is not None:
        stated = terms.fen(rule)
        return stated, yuan(stated)
    held = balances(fund.book, on)
    capital, fees, losses = (held.get(code, 0) for code in ("capital", "fees", "losses"))
    found = capital + fees - losses
    return found, f"{yuan(capital)} + {yuan(fees)} − {yuan(losses)} = {yuan(found)}"


def _standing(
    on: date, terms: FundTerms, rows: Sequence[Open], assets: int, made_of: str
) -> Standing:
    part = exposure_part(terms)
    is_small = _is_small(part, terms, rows)
    rule = part.small.multiple if part.small and is_small else part.multiple
    shares = [None if one is None else terms.rate(one) for one in (part.single,
              part.with_affiliates)]  # fmt: skip
    found = bounds(assets, terms.rate(rule), *shares)
    return Standing(on, terms, rows, assets, made_of, found, is_small)


def _is_small(part: Exposure, terms: FundTerms, rows: Sequence[Open]) -> bool:
    if part.small is None:
        return False
    small = [row for row in rows if row.lending in _SMALL]
    least = (terms.rate(part.small.amount_share), terms.rate(part.small.firm_share))
    return is_mainly_small(
        sum(row.fen for row in rows), sum(row.fen for row in small),
        len({row.firm for row in rows}), len({row.firm for row in small}), least,
    )  # fmt: skip


def refuse_above(fund: Fund, new: Open, on: date) -> None:
    """Raises UserError where a guarantee from a day on would break a limit, then or later.

    The book is locked by who asks: what is read here is what holds when it is posted.
    """
    for day in (on, *days_after(fund, on)):
        stands = standing_on(fund, day).with_new(new)
        group = groups_of([new.firm], day)[new.firm]
        for limit in (stands.total_limit(), *stands.firm_limits(new.firm, group)):
            if limit.left < 0:
                raise _above(limit, day, new.fen)


def _above(limit: Limit, on: date, asked: int) -> UserError:
    room = max(limit.left + asked, 0)
    return UserError(
        _("%(limit)s: %(used)s on %(on)s would be above %(most)s (%(formula)s).")
        % {
            "limit": title_of(limit.code),
            "used": yuan(limit.used),
            "on": on.isoformat(),
            "most": yuan(limit.most),
            "formula": limit.formula,
        },
        hint=_("At most %s of liability can be added now.") % yuan(room),
    )


def title_of(code: str) -> str:
    """What a limit is called."""
    titles = {
        TOTAL: _("Liability against net assets"),
        SINGLE: _("One customer"),
        GROUP: _("One customer with its affiliates"),
        PER_FIRM: _("Most for one firm"),
    }
    return titles[code]


def firm_of(entity: Entity) -> int:
    """The id under which a firm's guarantees are summed: that of a merger's survivor."""
    return entity.merged_into_id or entity.pk

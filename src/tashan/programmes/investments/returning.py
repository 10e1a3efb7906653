"""What comes back goes to the partners: their capital first, then the gain, to the fen."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.models import Entry
from tashan.ledger.posting import Posted, lock
from tashan.ledger.reckoning import percent, step, yuan
from tashan.mechanisms.guaranteeing import split
from tashan.mechanisms.rules.rounding import half_up
from tashan.programmes.fund_models import Fund
from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.funds.opening import CASH
from tashan.programmes.funds.terms import terms_of
from tashan.programmes.investment_models import Partner
from tashan.programmes.investments import books
from tashan.record import perms


@dataclass(frozen=True, slots=True)
class Shared:
    """What one partner gets of a distribution, in fen: of its capital, and of the gain."""

    partner: Partner
    capital: int
    gain: int


def shares_of(fund: Fund, fen: int, conceded: Fraction = Fraction(0)) -> list[Shared]:
    """Who gets how much of so many fen: capital until all of it is back, then gain.

    Both go by what each paid in; of its part of the gain the government concedes a share to the
    others. Nothing is lost to rounding: the parts sum to ``fen``.
    """
    partners = list(Partner.objects.filter(fund=fund).select_related("party").order_by("pk"))
    paid, back = books.by_party(fund, of.PAID_IN), books.by_party(fund, of.RETURNED)
    left = {str(p.pk): paid.get(p.party_id, 0) - back.get(p.party_id, 0) for p in partners}
    capital = min(fen, sum(left.values()))
    first = split(capital, left) if capital else {}
    weights = {str(p.pk): paid.get(p.party_id, 0) for p in partners}
    then = _gain(fen - capital, weights, partners, conceded)
    return [Shared(p, first.get(str(p.pk), 0), then.get(str(p.pk), 0)) for p in partners]


def _gain(
    fen: int, weights: dict[str, int], partners: list[Partner], conceded: Fraction
) -> dict[str, int]:
    if fen <= 0:
        return {}
    parts = split(fen, weights)
    others = {str(p.pk): weights[str(p.pk)] for p in partners if not p.is_government}
    if not any(others.values()):
        return parts
    given = {str(p.pk): int(parts[str(p.pk)] * conceded) for p in partners if p.is_government}
    more = split(sum(given.values()), others) if any(given.values()) else {}
    return {key: part - given.get(key, 0) + more.get(key, 0) for key, part in parts.items()}


@transaction.atomic
def distribute(fund: Fund, fen: int, document: str, *, by: By) -> Posted:
    """So many fen go to the partners. Raises UserError for more than there is."""
    books.refuse_other(by, perms.may_pay)
    lock(fund.book_id)
    there = books.stands(fund, CASH)
    if not 0 < fen <= there:
        raise UserError(
            _("The special account holds %s yuan.") % yuan(there),
            hint=_("Distribute at most that."),
        )
    terms = terms_of(fund, by.on)
    rule = terms.part.investing.conceded if terms.part.investing else None
    shared = shares_of(fund, fen, terms.rate(rule) if rule else Fraction(0))
    lines: list[books.Line] = [(CASH, None, -fen)]
    steps = []
    for one in shared:
        lines += [(of.RETURNED, one.partner.party, one.capital),
                  (of.SHARED, one.partner.party, one.gain)]  # fmt: skip
        words = f"{yuan(one.capital)} + {yuan(one.gain)}"
        named = one.partner.pk
        steps.append(step(f"合伙人 {named}：本金 + 收益", f"Partner {named}: capital + gain",
                                words, one.capital + one.gain))  # fmt: skip
    return books.enter(fund, "distribute", lines, books.needed(document),
                       about=f"fund:{fund.pk}", by=by, reckoning=steps)  # fmt: skip


@transaction.atomic
def pay_manager(fund: Fund, document: str, *, by: By) -> Posted:
    """The yearly fee of the manager, at the declared rate of the capital that was paid in."""
    books.refuse_other(by, perms.may_pay)
    lock(fund.book_id)
    terms = terms_of(fund, by.on)
    rule = terms.part.investing.management_fee if terms.part.investing else None
    if rule is None:
        raise UserError(_("The fund has no management fee."), hint=_("Its mechanism says so."))
    _refuse_twice_a_year(fund, by)
    base, rate = books.stands(fund, of.PAID_IN), terms.rate(rule)
    fen = int(half_up(base * rate))
    steps = [step("管理费（年）", "Management fee of a year",
                        f"{yuan(base)} × {percent(rate)}", fen)]  # fmt: skip
    lines = [(of.MANAGEMENT, None, fen), (CASH, None, -fen)]
    return books.enter(fund, "management", lines, books.needed(document),
                       about=f"fund:{fund.pk}", by=by, reckoning=steps)  # fmt: skip


def _refuse_twice_a_year(fund: Fund, by: By) -> None:
    rows = Entry.objects.filter(book=fund.book_id, kind="management", on__year=by.on.year)
    if rows.filter(reversals=None).exists():
        raise UserError(
            _("The management fee of %d is paid.") % by.on.year, hint=_("It is paid once a year.")
        )

"""Partners commit, are called for a part of it, and pay in; each by what it committed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.models import Posting
from tashan.ledger.posting import lock
from tashan.ledger.reckoning import step, yuan
from tashan.mechanisms.guaranteeing import split
from tashan.programmes.fund_models import Fund
from tashan.programmes.funds import investment_accounts as of
from tashan.programmes.funds.opening import CASH
from tashan.programmes.investment_models import CapitalCall, Partner
from tashan.programmes.investments import books
from tashan.record import perms
from tashan.registry.following import survivor
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewPartner:
    party: Entity
    fen: int
    document: str
    is_government: bool = False


@transaction.atomic
def commit(fund: Fund, new: NewPartner, *, by: By) -> Partner:
    """A partner promises so many fen. Raises UserError for one that has."""
    books.refuse_other(by, perms.may_handle)
    lock(fund.book_id)
    party, document = survivor(new.party), books.needed(new.document)
    if new.fen <= 0 or Partner.objects.filter(fund=fund, party=party).exists():
        raise UserError(
            _("The partner has committed already, or nothing is committed."),
            hint=_("Give an amount; each partner commits once."),
        )
    partner = Partner.objects.create(
        fund=fund, party=party, is_government=new.is_government, committed=new.fen,
        document=document, since=by.on,
    )  # fmt: skip
    lines = [(of.UNCALLED, party, new.fen), (of.COMMITTED, None, -new.fen)]
    books.enter(fund, "commit", lines, document, about=f"fund:{fund.pk}", by=by)
    return partner


@transaction.atomic
def call(fund: Fund, fen: int, due_on: date, document: str, *, by: By) -> CapitalCall:
    """Call so many fen of all partners, to the fen by what each has left of its commitment.

    What is left keeps the proportions of the commitments, and no partner is called for a fen more.

    Raises UserError for more than is left of the commitments, and of any single one.
    """
    books.refuse_other(by, perms.may_approve_time)
    lock(fund.book_id)
    partners = list(Partner.objects.filter(fund=fund).select_related("party").order_by("pk"))
    left = books.stands(fund, of.UNCALLED)
    if not 0 < fen <= left or due_on < by.on:
        raise UserError(
            _("At most %s yuan are left to be called, and the day is not before the call.")
            % yuan(left),
            hint=_("Call less, or have partners commit more."),
        )
    open_now = books.by_party(fund, of.UNCALLED)
    shares = split(fen, {str(one.pk): open_now.get(one.party_id, 0) for one in partners})
    number = CapitalCall.objects.filter(fund=fund).count() + 1
    made = CapitalCall.objects.create(
        fund=fund, number=number, fen=fen, called_on=by.on, due_on=due_on,
        document=books.needed(document), shares=shares,
    )  # fmt: skip
    lines: list[books.Line] = [(of.COMMITTED, None, fen), (of.CALLED_CAPITAL, None, -fen)]
    steps = []
    for one in partners:
        part = shares[str(one.pk)]
        lines += [(of.UNCALLED, one.party, -part), (of.CALLED, one.party, part)]
        formula = f"{yuan(fen)} × {yuan(open_now.get(one.party_id, 0))} ÷ {yuan(left)}"
        steps.append(step(f"合伙人 {one.pk}", f"Partner {one.pk}", formula, part))
    books.enter(fund, "call", lines, document, about=made.about, by=by, reckoning=steps)
    return made


@transaction.atomic
def pay(made: CapitalCall, partner: Partner, fen: int, *, by: By) -> None:
    """A partner pays of what this call asks of it. Raises UserError for more."""
    books.refuse_other(by, perms.may_pay)
    lock(made.fund.book_id)
    owed = owed_of([made])[made.pk].get(partner.pk, 0)
    if not 0 < fen <= owed or partner.fund_id != made.fund_id:
        raise UserError(
            _("The partner owes %s yuan of what was called.") % yuan(owed),
            hint=_("Enter at most that."),
        )
    lines = [
        (CASH, None, fen), (of.CALLED, partner.party, -fen),
        (of.CALLED_CAPITAL, None, fen), (of.PAID_IN, partner.party, -fen),
    ]  # fmt: skip
    books.enter(made.fund, "paid_in", lines, made.document, about=made.about, by=by)


def owed_of(calls: Sequence[CapitalCall], on: date = date.max) -> dict[int, dict[int, int]]:
    """What is still owed of each call by a day: fen by partner, by the call's id."""
    rows = Posting.objects.filter(
        entry__about__in=[one.about for one in calls], entry__on__lte=on,
        entry__book__in={one.fund.book_id for one in calls}, account__code=of.CALLED.code,
    )  # fmt: skip
    found = rows.values_list("entry__about", "account__party").annotate(fen=Sum("fen")).order_by()
    fen = {(about, party): int(each) for about, party, each in found}
    partners = Partner.objects.filter(fund__in={one.fund_id for one in calls})
    told: dict[int, dict[int, int]] = {one.pk: {} for one in calls}
    for partner in partners:
        for one in calls:
            if owed := fen.get((one.about, partner.party_id), 0):
                told[one.pk][partner.pk] = owed
    return told

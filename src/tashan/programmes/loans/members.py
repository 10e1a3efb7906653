"""Members of a mutual-aid fund: what each has paid in, on an account of its own."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.ledger import balances
from tashan.ledger.books import account, account_ids
from tashan.ledger.models import Account
from tashan.ledger.posting import NewEntry, Posted, lock, post
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.opening import CAPITAL
from tashan.programmes.funds.terms import terms_of
from tashan.record.models import User
from tashan.registry.following import survivor
from tashan.registry.models import Entity


@transaction.atomic
def member_pays_in(
    fund: Fund, member: Entity, fen: int, says: str, *, on: date, actor: User, at: datetime
) -> Posted:
    """Money of a member comes in; it stands to its name. Raises UserError for another fund."""
    if fund.sort != FundSort.MUTUAL or fen <= 0:
        raise UserError(
            _("Members pay into a mutual-aid fund, and more than nothing."),
            hint=_("Other funds are paid into by the treasury."),
        )
    lock(fund.book_id)
    to = account(fund.book, CAPITAL, party=survivor(member))
    new = NewEntry(
        kind="pay_in", lines={account_ids(fund.book)["cash"]: fen, to.pk: -fen}, on=on,
        about=f"fund:{fund.pk}", version=terms_of(fund, on).held.version.pk, says=says,
    )  # fmt: skip
    return post(fund.book_id, new, actor=actor, at=at)


def paid_in(fund: Fund, member: Entity) -> int:
    """What a member has paid in, in fen; nothing for who is none."""
    row = Account.objects.filter(book=fund.book_id, code=CAPITAL.code, party=survivor(member))
    found = row.first()
    return balances.now(found) if found else 0

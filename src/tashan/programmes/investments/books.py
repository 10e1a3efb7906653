"""Entries of a fund that invests, and who may make them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.perms import offices_of
from tashan.duties.models import Holding
from tashan.ledger.books import NewAccount, account
from tashan.ledger.models import Account
from tashan.ledger.posting import NewEntry, Posted, post
from tashan.programmes.fund_models import Fund
from tashan.programmes.funds.terms import terms_of
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.dated import as_of
from tashan.registry.models import Entity

DUTY = "fund_office"  # whoever holds it runs the county's funds
Line = tuple[NewAccount, Entity | None, int]


def refuse_other(by: By, right: Callable[[Visitor], bool]) -> User:
    """The person, who has the right and serves the office of the funds. Raises UserError."""
    if by.user is None or not right(by.user) or not _serves(by.user, by):
        raise UserError(
            _("Only the office that runs the fund does this."),
            hint=_("Ask its handler, chief or cashier."),
        )
    return by.user


def _serves(user: User, by: By) -> bool:
    held = as_of(Holding.objects.filter(duty__code=DUTY), by.on).values_list("office", flat=True)
    return not set(held).isdisjoint(offices_of(user, by.on))


def enter(
    fund: Fund, kind: str, lines: Sequence[Line], says: str, *, about: str, by: By,
    reckoning: Sequence[Mapping[str, Any]] = (),
) -> Posted:  # fmt: skip
    """One entry; lines of nothing are left out, lines of one account add up."""
    assert by.user is not None, "somebody moves money"
    sums: dict[int, int] = {}
    for new, party, fen in lines:
        key = account(fund.book, new, party=party).pk
        sums[key] = sums.get(key, 0) + fen
    entry = NewEntry(
        kind=kind, lines={key: fen for key, fen in sums.items() if fen}, on=by.on, about=about,
        version=terms_of(fund, by.on).held.version.pk, says=says, reckoning=reckoning,
    )  # fmt: skip
    return post(fund.book_id, entry, actor=by.user, at=by.at)


def stands(fund: Fund, new: NewAccount, party: Entity | None = None) -> int:
    """What stands on an account now, on its own side, in fen; of one party where given."""
    rows = Account.objects.filter(book=fund.book_id, code=new.code)
    if party is not None:
        rows = rows.filter(party=party)
    found = sum(row.balance for row in rows)
    return found if new.side == "debit" else -found


def by_party(fund: Fund, new: NewAccount) -> dict[int, int]:
    """What stands on the accounts of all parties, by entity."""
    sign = 1 if new.side == "debit" else -1
    rows = Account.objects.filter(book=fund.book_id, code=new.code, party__isnull=False)
    return {row.party_id: sign * row.balance for row in rows if row.party_id is not None}


def needed(text: str) -> str:
    """The document or the reason. Raises UserError without one."""
    if not text.strip():
        raise UserError(_("Name the document."), hint=_("Its number and its day are enough."))
    return text.strip()

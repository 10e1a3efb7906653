"""A fund is opened with its book, and money is paid into it; both once an entry and an event."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.ledger.books import NewAccount, account_ids, open_book
from tashan.ledger.kinds import Side
from tashan.ledger.posting import NewEntry, Posted, post
from tashan.programmes.fund_models import Fund, FundSort
from tashan.programmes.funds.guarantee_accounts import GUARANTEE_ACCOUNTS
from tashan.programmes.funds.investment_accounts import PLAIN
from tashan.programmes.funds.terms import terms_in, terms_of
from tashan.record import events
from tashan.record.models import User

CASH = NewAccount("cash", "专户存款", "Special account", Side.DEBIT, floor=0)
CAPITAL = NewAccount("capital", "基金本金", "Capital", Side.CREDIT, floor=0)
# beside these a sort of fund has accounts of its own
FURTHER: dict[FundSort, tuple[NewAccount, ...]] = {
    FundSort.BRIDGE: (
        NewAccount("loans", "在途本金", "Principal out", Side.DEBIT, floor=0),
        NewAccount("fee_cash", "占用费专户", "Fee account", Side.DEBIT, floor=0),
        NewAccount("fees", "占用费收入", "Fees earned", Side.CREDIT, floor=0),
        NewAccount("prepaid", "预收占用费", "Fees prepaid", Side.CREDIT, floor=0),
        NewAccount("losses", "核销损失", "Written off", Side.DEBIT, floor=0),
    ),
}
FURTHER[FundSort.MUTUAL] = FURTHER[FundSort.BRIDGE]
FURTHER[FundSort.GUARANTEE] = GUARANTEE_ACCOUNTS
FURTHER[FundSort.GUIDANCE] = FURTHER[FundSort.INCUBATION] = PLAIN


@transaction.atomic
def open_fund(
    adoption: Adoption, part: str, sort: FundSort, *, on: date, actor: User, at: datetime,
    approval: str = "",
) -> Fund:  # fmt: skip
    """The fund that a part of an adopted mechanism describes, with its book, still empty.

    Raises UserError for a part that is no fund, one that is open already, a mechanism whose fair
    competition review is missing, and a guidance fund without the higher government's approval.
    """
    terms = terms_in(current.of(adoption, on), part, on)
    if terms.part.spending is not None:
        raise UserError(
            _("“%s” says how projects are paid and holds no money.") % terms.part.title.zh,
            hint=_("Enter its sources under “Money of projects”."),
        )
    if Fund.objects.filter(adoption=adoption, part=part).exists():
        raise UserError(_("This fund is open already."), hint=_("Go on with the one there is."))
    if current.needs_review(terms.held.mechanism) and not current.is_reviewed(adoption):
        raise UserError(
            _("“%s” needs a fair competition review before its fund is opened.") % adoption.title,
            hint=_("Have it reviewed and record the conclusion with the adoption."),
        )
    if sort in (FundSort.GUIDANCE, FundSort.INCUBATION) and not approval.strip():
        raise UserError(
            _("A new fund of a county needs the approval of the higher government."),
            hint=_("Give the number of the document that approved it."),
        )
    title = terms.part.title.zh
    book = open_book(
        f"fund:{adoption.pk}.{part}", title, (CASH, CAPITAL, *FURTHER.get(sort, ())), on=on,
        actor=actor, at=at,
    )  # fmt: skip
    fund = Fund.objects.create(
        adoption=adoption, part=part, sort=sort, title=title, book=book,
        approval=approval.strip(), opened_on=on,
    )  # fmt: skip
    said = {"adoption": adoption.pk, "part": part, "sort": str(sort), "approval": fund.approval}
    events.append(fund.stream, "fund.opened", said, actor=actor, at=at, occurred_on=on)
    return fund


def pay_in(fund: Fund, fen: int, says: str, *, on: date, actor: User, at: datetime) -> Posted:
    """Capital comes in; ``says`` names who pays and by which document.

    Raises UserError for a fund whose partners pay in what they are called for.
    """
    if fund.sort in (FundSort.GUIDANCE, FundSort.INCUBATION):
        raise UserError(
            _("Partners pay into this fund."),
            hint=_("Call what they committed, and book there what they pay in."),
        )
    ids = account_ids(fund.book)
    new = NewEntry(
        kind="pay_in",
        lines={ids["cash"]: fen, ids["capital"]: -fen},
        on=on,
        about=f"fund:{fund.pk}",
        version=terms_of(fund, on).held.version.pk,
        says=says,
    )
    return post(fund.book_id, new, actor=actor, at=at)

"""Apply for a bridge loan: who may, for how much, once; the case is opened with its steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.opening import open_case
from tashan.casework.proposing import propose
from tashan.ledger.reckoning import yuan
from tashan.mechanisms.rules.answers import Verdict
from tashan.programmes.fund_models import Borrower, Fund, Loan
from tashan.programmes.funds.terms import FundTerms, terms_in
from tashan.programmes.loans import rules, steps
from tashan.programmes.loans.seeing import refuse_stranger_to_firm
from tashan.programmes.prospects import Prospect, prospects
from tashan.registry.following import survivor
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewLoan:
    """What is applied for, in fen. ``may_renew_unpaid``: the bank renews without repayment."""

    firm: Entity
    borrower: Borrower
    bank: Entity
    bank_loan: str
    account: str
    matures_on: date
    owed: int
    asked: int
    may_renew_unpaid: bool = False


def eligibility(held: InForce, part: str, firm: Entity, on: date) -> Prospect | None:
    """How the firm stands to the conditions of the fund; None where it has none."""
    offer = rules.who_may(held, part)
    found = prospects(firm, [offer], on) if offer else []
    return found[0] if found else None


@transaction.atomic
def apply(fund: Fund, new: NewLoan, *, by: By) -> Loan:
    """The application with its case; the review begins.

    Raises UserError where the fund is closed, the bank renews without repayment, a condition is
    not met (one that is not known is left to the review), a limit is passed, or the firm or the
    bank's loan has an open use already.
    """
    held = current.of(fund.adoption, by.on)
    terms = terms_in(held, fund.part, by.on)
    refuse_stranger_to_firm(by.user, new.firm, by.on)
    _refuse(fund, terms, new, by.on)
    _refuse_ineligible(held, fund.part, new.firm, by.on)
    try:
        with transaction.atomic():
            return _opened(fund, held, new, by)
    except IntegrityError as error:
        raise _taken(error) from error


def _opened(fund: Fund, held: InForce, new: NewLoan, by: By) -> Loan:
    firm, bank = survivor(new.firm), survivor(new.bank)
    part = rules.procedure_of(held, fund.part)
    proposal = propose(held, part, firm, by.on, about=f"fund:{fund.pk}")
    case = open_case(proposal, applicant=firm, by=by, parties={"bank": bank})
    loan = Loan.objects.create(
        fund=fund, case=case, firm=firm, borrower=new.borrower, bank=bank,
        bank_loan=new.bank_loan.strip(), account=new.account.strip(), matures_on=new.matures_on,
        owed=new.owed, asked=new.asked, applied_on=by.on,
        needs_promise=rules.has_promise(held, fund.part),
    )  # fmt: skip
    steps.go_on(case, by=by)
    return loan


def _refuse(fund: Fund, terms: FundTerms, new: NewLoan, on: date) -> None:
    if not rules.is_in_force(fund, on):
        raise UserError(_("The fund is not open on this day."), hint=_("Choose another fund."))
    if new.may_renew_unpaid and terms.part.ask_first:
        raise UserError(
            _("The bank renews this loan without repayment of principal: no bridge is needed."),
            hint=_("Ask the bank for the renewal; it costs no fee of the fund."),
        )
    if not new.bank_loan.strip() or not new.account.strip():
        raise UserError(
            _("The number of the bank's loan or the repayment account is missing."),
            hint=_("Both stand in the contract of the loan that falls due."),
        )
    if new.matures_on < on:
        raise UserError(
            _("The bank's loan fell due on %s.") % new.matures_on,
            hint=_("A bridge is applied for before the loan falls due."),
        )
    _refuse_late(terms, new, on)
    _refuse_amounts(terms, new)
    most = rules.of_paid_in(terms, fund, new.firm)
    if most is not None and new.asked > most:
        raise UserError(
            _("By what the firm has paid in, it may borrow %s yuan.") % yuan(most),
            hint=_("Ask for less, or pay in more first."),
        )


def _refuse_late(terms: FundTerms, new: NewLoan, on: date) -> None:
    """Some funds ask for the application so many days ahead."""
    if terms.part.apply_before is None:
        return
    days = int(terms.rate(terms.part.apply_before))
    if (new.matures_on - on).days < days:
        raise UserError(
            _("It is applied for %(days)d days before the loan falls due on %(on)s.")
            % {"days": days, "on": new.matures_on},
            hint=_("Ask the bank to renew without repayment, or another fund."),
        )


def _refuse_amounts(terms: FundTerms, new: NewLoan) -> None:
    if new.asked <= 0 or new.owed <= 0 or new.asked > new.owed:
        raise UserError(
            _("The amount asked for is more than what is owed to the bank, or nothing."),
            hint=_("Ask for at most what the loan that falls due comes to."),
        )
    limit = rules.cap(terms, new.borrower)
    if limit is not None and new.asked > limit:
        raise UserError(
            _("The most for this borrower is %s yuan.") % yuan(limit),
            hint=_("Ask for less, and bring the rest oneself."),
        )


def _refuse_ineligible(held: InForce, part: str, firm: Entity, on: date) -> None:
    found = eligibility(held, part, firm, on)
    if found is None or found.answer.verdict is not Verdict.NO:
        return
    programme = found.offer.programme
    told = {one.code: one.says for one in (*programme.eligible, *programme.excluded)}
    says = [told.get(code) or code for code in missed_of(found)]
    missed = [one if isinstance(one, str) else one.zh for one in says]
    raise UserError(
        _("The firm does not meet: %s.") % "、".join(missed),
        hint=_("Look at the conditions with the firm's own figures."),
    )


def missed_of(found: Prospect) -> list[str]:
    """The codes of the conditions that are not met."""
    return [reason.code for reason in found.answer.reasons if reason.met is False]


def _taken(error: IntegrityError) -> Exception:
    if "loan_one_open_of_a_firm" in str(error):
        return UserError(
            _("The firm has an open use of a fund already."),
            hint=_("It applies again when that one is settled."),
        )
    if "loan_one_open_of_a_bank_loan" in str(error):
        return UserError(
            _("This loan of the bank has an open use already."),
            hint=_("Check the number of the bank's loan."),
        )
    return error

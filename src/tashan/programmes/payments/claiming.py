"""Claw-back: what a programme's file says is to be given back, why, how much and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.base.dates import add_months
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.books import account
from tashan.ledger.posting import Step, lock
from tashan.ledger.reckoning import yuan
from tashan.mechanisms.funding import rate_of
from tashan.mechanisms.programme import ClawBack as Reason
from tashan.mechanisms.programme import Programme
from tashan.mechanisms.rules.rounding import fen as whole_fen
from tashan.programmes.budgets.entering import Said, enter
from tashan.programmes.budgets.opening import RECEIVABLE
from tashan.programmes.models import ClawBack, Payment
from tashan.programmes.payment_models import PaymentState
from tashan.programmes.payments.paying import refuse_other_than_cashier
from tashan.record import events


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reason of the file comes to on a day: fen, by when it is due, until when it holds."""

    reason: Reason
    fen: int
    due_on: date
    holds_until: date
    reckoning: tuple[Step, ...]


def reasons_of(payment: Payment) -> tuple[Reason, ...]:
    """For what the rules that the award was given by let it be claimed back."""
    row = payment.award.list.programme
    assert row.version is not None, "lists come of adopted programmes"
    found = current.of_version(row.version).part(row.part)
    return found.gives.claw_back if isinstance(found, Programme) else ()


def claim_of(payment: Payment, code: str, on: date) -> Claim:
    """What is to be given back for a reason on a day.

    Raises UserError for a reason that the file does not know, and after its term.
    """
    reason = next((one for one in reasons_of(payment) if one.code == code), None)
    if reason is None or payment.paid_on is None:
        raise UserError(
            _("“%s” is no reason to claim this back.") % code,
            hint=_("The file of the programme says for what; choose one of these."),
        )
    until = add_months(payment.paid_on, reason.within_months)
    if on > until:
        raise UserError(
            _("It could be claimed back until %s.") % until.isoformat(),
            hint=_("The rules that it was paid by set this term."),
        )
    version = payment.award.list.programme.version
    assert version is not None
    held = current.of_version(version)
    share = rate_of(reason.share, held.origin(payment.award.list.part), payment.paid_on)
    fen = whole_fen(Fraction(payment.fen, 100) * share)
    percent = f"{_percent(share * 100)}%"
    step: Step = {
        "title": {"zh": reason.says.zh, "en": reason.says.en},
        "formula": f"{yuan(payment.fen)} × {percent}",
        "fen": fen,
    }
    return Claim(reason, fen, add_months(on, 1), until, (step,))


def _percent(value: Fraction) -> str:
    """A share as text: 100, or 33.33."""
    if value.denominator == 1:
        return str(value.numerator)
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}"


@transaction.atomic
def claim_back(payment: Payment, code: str, document: str, *, by: By) -> ClawBack:
    """Claim back what the rules say for this reason, by a document; it is owed from now on.

    Raises UserError for what is not paid, without a document, and a second time.
    """
    assert by.user is not None
    if not document.strip():
        raise UserError(
            _("Nothing is claimed back without a decision."), hint=_("Give its number.")
        )
    lock(payment.list.budget.book_id)
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if payment.state != PaymentState.PAID or payment.claw_backs.exists():
        raise UserError(
            _("This payment is not paid, or is claimed back already."),
            hint=_("Look at the claims of this award."),
        )
    claim = claim_of(payment, code, by.on)
    made = ClawBack.objects.create(
        payment=payment, code=code, says=claim.reason.says.zh[:300], document=document.strip(),
        fen=claim.fen, claimed_on=by.on, due_on=claim.due_on, claimed_by=by.user,
    )  # fmt: skip
    says = f"追回：{made.says}（{made.document}）"
    _enter(made, "claim", {"owed_back": -claim.fen}, claim.fen, says, claim.reckoning, by)
    said = {"award": payment.award_id, "reason": code, "fen": claim.fen, "document": made.document}
    events.append(payment.list.stream, "award.claimed_back", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return made


@transaction.atomic
def refund(claw_back: ClawBack, fen: int, receipt: str, *, by: By) -> ClawBack:
    """Money that was claimed back comes in: it is available in its budget again.

    A budget that is closed gets it among what lapsed. Raises UserError for more than is owed.
    """
    refuse_other_than_cashier(by)
    if not receipt.strip():
        raise UserError(_("What comes in has the bank's receipt."), hint=_("Enter its number."))
    budget = claw_back.payment.list.budget
    lock(budget.book_id)
    found = ClawBack.objects.select_for_update(of=("self",)).get(pk=claw_back.pk)
    if not 0 < fen <= found.fen - found.back:
        raise UserError(
            _("%s yuan are still owed.") % yuan(found.fen - found.back),
            hint=_("Enter an amount up to that."),
        )
    found.back += fen
    found.save(update_fields=["back"])
    where = "lapsed" if budget.closed_on else "available"
    lines = {where: fen, "paid": -fen, "owed_back": fen}
    says = f"收到退款，回单号{receipt.strip()}"
    _enter(found, "refund", lines, -fen, says, (), by)
    said = {"award": found.payment.award_id, "fen": fen, "receipt": receipt.strip()}
    events.append(found.payment.list.stream, "award.refunded", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return found


def _enter(
    made: ClawBack, kind: str, lines: dict[str, int], owed: int, says: str,
    reckoned: tuple[Step, ...], by: By,
) -> None:  # fmt: skip
    budget, award = made.payment.list.budget, made.payment.award
    towards = account(budget.book, RECEIVABLE, party=award.entity)
    said = Said(kind, lines, f"award:{award.pk}", says, award.list.programme.version_id, reckoned,
                {towards.pk: owed})  # fmt: skip
    enter(budget, said, by=by)

"""A claim is paid, what others bear of it comes in, and what the firm gives back is shared."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.ledger.books import account_ids
from tashan.ledger.reckoning import Step, of_all, step, yuan
from tashan.mechanisms.guaranteeing import split
from tashan.programmes.funds.guarantee_accounts import DUES, covered, liability
from tashan.programmes.guarantee_models import (
    ClaimState,
    Guarantee,
    GuaranteeClaim,
    GuaranteeState,
    Recovery,
)
from tashan.programmes.guarantees.claiming import open_claim
from tashan.programmes.guarantees.course import sums_of
from tashan.programmes.guarantees.holding import (
    documented,
    enter,
    held,
    note,
    refuse_nothing,
    said,
)

TITLES = {
    "guarantor": ("担保机构分担", "Guarantor's share"),
    "bank": ("银行分担", "Bank's share"),
    "reguarantee": ("再担保分担", "Re-guarantor's share"),
    "treasury": ("财政分担", "Treasury's share"),
}
PAID, WRITTEN_OFF = GuaranteeState.PAID, GuaranteeState.WRITTEN_OFF
RECOVERED = GuaranteeState.RECOVERED


@transaction.atomic
def pay_claim(guarantee: Guarantee, *, by: By) -> GuaranteeClaim:
    """The bank is paid all but its own share; re-guarantor and treasury owe theirs from then on.

    The liability ends. Raises BelowFloorError where the money is not there.
    """
    row = held(guarantee, GuaranteeState.CLAIMED)
    found = open_claim(row, ClaimState.ACCEPTED)
    assert found.accepted is not None
    _refuse_before_review(found, by)
    parts = split(found.accepted, row.shares)
    ids = account_ids(row.fund.book)
    open_now = sums_of(row)["covered"]
    lines = {ids["cash"]: parts["bank"] - found.accepted, ids["claims_paid"]: parts["guarantor"]}
    lines |= {ids[due]: parts[code] for code, due in DUES.items()}
    lines |= {covered(row.fund.book, row.firm): -open_now,
              liability(row.fund.book, row.bank): open_now}  # fmt: skip
    enter(row, "pay_claim", lines, f"代偿：{row.bank_loan}", _steps(row, found.accepted, parts), by)
    found.state, found.paid_on = ClaimState.PAID, by.on
    found.save()
    row.state = PAID
    row.save()
    note(row, "claim_paid", {"accepted": found.accepted, **parts}, by)
    return found


def _refuse_before_review(found: GuaranteeClaim, by: By) -> None:
    if found.reviewed_on is not None and by.on < found.reviewed_on:
        raise UserError(
            _("The claim was accepted on %s.") % found.reviewed_on.isoformat(),
            hint=_("Give that day or a later one."),
        )


def _steps(row: Guarantee, whole: int, parts: dict[str, int]) -> list[Step]:
    return [
        step(*TITLES[code], f"{yuan(whole)} × {of_all(row.shares[code])}", fen)
        for code, fen in parts.items()
    ]


@transaction.atomic
def receive(guarantee: Guarantee, source: str, fen: int, document: str, *, by: By) -> Guarantee:
    """The re-guarantor (``reguarantee``) or the ``treasury`` pays what it bears of a claim."""
    row = held(guarantee, PAID, WRITTEN_OFF, RECOVERED)
    refuse_nothing(fen)
    if source not in DUES:
        raise UserError(_("“%s” bears no share.") % source, hint=_("Say reguarantee or treasury."))
    owed = sums_of(row)[DUES[source]]
    if fen > owed:
        raise UserError(
            _("%s are still due.") % yuan(owed), hint=_("Book what came in for this claim.")
        )
    ids = account_ids(row.fund.book)
    steps = [step("仍应收", "Still due", f"{yuan(owed)} − {yuan(fen)}", owed - fen)]
    lines = {ids["cash"]: fen, ids[DUES[source]]: -fen}
    enter(row, "receive", lines, f"收到{TITLES[source][0]}：{documented(document)}", steps, by)
    note(row, "received", {"source": source, "fen": fen, "document": document.strip()}, by)
    return row


def left_to_recover(guarantee: Guarantee) -> dict[str, int]:
    """What each has not got back yet of the claim that was paid, in fen."""
    claims = guarantee.claims.all()  # prefetched, where a page shows them
    paid = next((one for one in claims if one.state == ClaimState.PAID), None)
    if paid is None or paid.accepted is None:
        return dict.fromkeys(TITLES, 0)
    left = split(paid.accepted, guarantee.shares)
    for row in guarantee.recoveries.all():
        for code in TITLES:
            left[code] -= getattr(row, code)
    return left


@transaction.atomic
def recover(guarantee: Guarantee, fen: int, says: str, *, by: By) -> Recovery:
    """The firm gives back: everybody gets their proportion of it, to the fen.

    Two entries: the money comes in, and what is not the fund's is passed on. What re-guarantor or
    treasury still owe of the claim is set off first.
    """
    row = held(guarantee, PAID, WRITTEN_OFF)
    refuse_nothing(fen)
    left = left_to_recover(row)
    if fen > sum(left.values()):
        raise UserError(
            _("%s are still to be recovered.") % yuan(sum(left.values())),
            hint=_("What goes beyond it is the firm's."),
        )
    parts = split(fen, left)
    _enter_recovery(row, fen, parts, said(says), by)
    made = Recovery.objects.create(
        guarantee=row, on=by.on, fen=fen, says=says.strip(), at=by.at, **parts
    )
    if fen == sum(left.values()) and row.state == PAID:
        row.state, row.ended_on = RECOVERED, by.on
        row.save()
    note(row, "recovered", {"fen": fen, **parts}, by)
    return made


def _enter_recovery(row: Guarantee, fen: int, parts: dict[str, int], says: str, by: By) -> None:
    ids, open_now = account_ids(row.fund.book), sums_of(row)
    set_off = {code: min(parts[code], open_now[due]) for code, due in DUES.items()}
    own = "losses" if row.state == WRITTEN_OFF else "claims_paid"
    passed = fen - parts["guarantor"] - sum(set_off.values())
    lines = {ids["cash"]: fen, ids[own]: -parts["guarantor"], ids["passing_on"]: -passed}
    lines |= {ids[due]: -set_off[code] for code, due in DUES.items()}
    enter(row, "recover", lines, f"追偿收回：{says}", _steps(row, fen, parts), by)
    if passed:
        onward = {ids["passing_on"]: passed, ids["cash"]: -passed}
        steps = [
            step(*TITLES[code], f"{yuan(parts[code])} − {yuan(set_off.get(code, 0))}", rest)
            for code in ("bank", *DUES)
            if (rest := parts[code] - set_off.get(code, 0))
        ]
        enter(row, "pass_on", onward, "按比例转付追偿款", steps, by)


@transaction.atomic
def write_off(guarantee: Guarantee, document: str, *, by: By) -> Guarantee:
    """What the fund will not get back of its own share becomes a loss, by a document."""
    row = held(guarantee, PAID)
    own = left_to_recover(row)["guarantor"]
    ids = account_ids(row.fund.book)
    if own:
        paid = sums_of(row)["claims_paid"]
        steps = [step("未收回的代偿款", "Claim paid and not recovered", yuan(paid), own)]
        lines = {ids["losses"]: own, ids["claims_paid"]: -own}
        enter(row, "write_off", lines, f"核销：{documented(document)}", steps, by)
    row.state, row.ended_on = WRITTEN_OFF, by.on
    row.save()
    note(row, "written_off", {"fen": own, "document": documented(document)}, by)
    return row

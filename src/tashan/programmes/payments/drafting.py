"""Payment lists: drafted from what is payable, approved by another person, or dropped."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.posting import lock
from tashan.programmes.models import (
    Award,
    AwardState,
    Budget,
    Payment,
    PaymentList,
)
from tashan.programmes.payment_models import BatchState, PaymentState
from tashan.programmes.payments.promise import last_day
from tashan.record import events

_UNDER_WAY = (PaymentState.WAITING, PaymentState.PAID)


def payable(budget: Budget) -> QuerySet[Award]:
    """The awards of a budget's programmes that may be paid and stand on no payment list."""
    rows = Award.objects.filter(state=AwardState.PAYABLE).exclude(payments__state__in=_UNDER_WAY)
    parts = budget.parts.values_list("adoption", "part")
    wanted = [
        found.pk
        for found in rows.select_related("list", "list__programme__run")
        if (found.list.adoption_id, found.list.part) in set(parts)
        and found.list.programme.run.on.year <= budget.year
    ]
    return Award.objects.filter(pk__in=wanted).select_related("list", "entity").order_by("pk")


@transaction.atomic
def draft(budget: Budget, *, by: By) -> PaymentList:
    """A payment list of all that is payable out of a budget.

    Raises UserError where nothing is.
    """
    assert by.user is not None
    lock(budget.book_id)
    awards = list(payable(budget).select_for_update(of=("self",)))
    if not awards:
        raise UserError(
            _("Nothing of this budget waits to be paid."),
            hint=_("Make the awards of a confirmed list payable first."),
        )
    made = PaymentList.objects.create(
        budget=budget, number=_next_number(budget), drafted_by=by.user, drafted_on=by.on
    )
    known = _accounts([award.entity_id for award in awards])
    Payment.objects.bulk_create(_payment(made, award, known) for award in awards)
    said = {"budget": budget.pk, "awards": len(awards), "fen": sum(a.fen or 0 for a in awards)}
    events.append(made.stream, "payments.drafted", said, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return made


def _payment(made: PaymentList, award: Award, known: dict[int, str]) -> Payment:
    account = known.get(award.entity_id, "")
    promised = last_day(award.list)
    return Payment(
        list=made, award=award, fen=award.fen or 0, account=account, promised_on=promised
    )


def _next_number(budget: Budget) -> int:
    last: int | None = budget.payment_lists.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _accounts(firms: list[int]) -> dict[int, str]:
    """The account to which each enterprise was paid last."""
    rows = Payment.objects.filter(award__entity__in=firms, state=PaymentState.PAID)
    return dict(rows.order_by("paid_on", "pk").values_list("award__entity", "account"))


@transaction.atomic
def approve(payments: PaymentList, *, by: By) -> PaymentList:
    """What was drafted may be paid. Raises UserError for who drafted it themselves."""
    assert by.user is not None
    payments = _locked(payments, BatchState.DRAFTED)
    if payments.drafted_by_id == by.user.pk:
        raise UserError(
            _("Who drafted a payment list does not approve it."),
            hint=_("Ask another person who may confirm."),
        )
    payments.state, payments.approved_by, payments.approved_on = BatchState.APPROVED, by.user, by.on
    payments.save(update_fields=["state", "approved_by", "approved_on"])
    events.append(payments.stream, "payments.approved", {}, actor=by.user, at=by.at,
                  occurred_on=by.on)  # fmt: skip
    return payments


@transaction.atomic
def drop(payments: PaymentList, says: str, *, by: By) -> PaymentList:
    """A list of which nothing was paid goes; its awards can be drafted anew."""
    if not says.strip():
        raise UserError(_("Say why the list is dropped."), hint=_("A few words are enough."))
    payments = _locked(payments, BatchState.DRAFTED, BatchState.APPROVED)
    if payments.payments.exclude(state=PaymentState.WAITING).exists():
        raise UserError(_("Some of it was paid already."), hint=_("Pay or return the rest of it."))
    payments.payments.update(state=PaymentState.DROPPED, says=says.strip()[:300])
    payments.state = BatchState.DROPPED
    payments.save(update_fields=["state"])
    events.append(payments.stream, "payments.dropped", {"reason": says.strip()}, actor=by.user,
                  at=by.at, occurred_on=by.on)  # fmt: skip
    return payments


def _locked(payments: PaymentList, *states: BatchState) -> PaymentList:
    found = PaymentList.objects.select_for_update().get(pk=payments.pk)
    if found.state not in states:
        raise UserError(
            _("The payment list is: %s.") % BatchState(found.state).label,
            hint=_("Draft a new list for what is still payable."),
        )
    return found

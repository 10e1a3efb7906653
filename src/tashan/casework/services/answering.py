"""What the office does with an order: signs for it, gives it back on a basis, visits, answers."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By, Outcome
from tashan.casework.models import Matter
from tashan.casework.service_models import (
    AnswerOutcome,
    OrderState,
    ServiceAnswer,
    ServiceDispatch,
    ServiceOrder,
    ServiceVisit,
)
from tashan.casework.services.holding import held, newest_dispatch, note, person, told
from tashan.casework.services.waiting import move_to
from tashan.casework.states import State
from tashan.duties.holding import holder

RETURNS_BY_THE_OFFICES = 1  # the next one goes to the arbiter


@transaction.atomic
def sign(order: ServiceOrder, *, by: By) -> ServiceDispatch:
    """The office has seen the order and takes it in hand. Its days run since the dispatch."""
    row = held(order, OrderState.DISPATCHED)
    sent = newest_dispatch(row)
    if sent.matter.accepted_on is not None:
        raise UserError(
            _("The order was signed for on %s.") % sent.matter.accepted_on,
            hint=_("Go on with the visit or the answer."),
        )
    acts.accept(sent.matter_id, by=by)
    acts.take_up(sent.matter_id, by=by)
    said = {"dispatch": sent.position, "in_time": by.on <= sent.sign_by}
    note(row.stream, "service.signed", said, by)
    return sent


@transaction.atomic
def give_back(
    order: ServiceOrder, duty: str, document: str, says: str, *, by: By
) -> ServiceDispatch:
    """The office says whose order it is, by which document; a second return goes to the arbiter.

    Raises UserError without a basis, once it is signed for, and for what an arbiter decided.
    """
    row = held(order, OrderState.DISPATCHED)
    sent = newest_dispatch(row)
    _refuse_return(sent)
    basis = told(document, _("the document"))[:200]
    reason = told(says, _("the reason"))
    _refuse_duty(sent, duty, by)
    acts.not_ours(sent.matter_id, reason, by=by, basis=basis)
    earlier = row.dispatches.filter(returned_on__isnull=False).count()
    sent.returned_on, sent.returned_by = by.on, person(by)
    sent.returned_duty, sent.returned_document, sent.returned_says = duty, basis, reason
    sent.save()
    is_disputed = earlier >= RETURNS_BY_THE_OFFICES
    move_to(row, OrderState.DISPUTED if is_disputed else OrderState.ORDERED, by.on)
    said = {"dispatch": sent.position, "duty": duty, "document": basis, "says": reason}
    note(row.stream, "service.given_back", said, by)
    return sent


def _refuse_return(sent: ServiceDispatch) -> None:
    if sent.is_binding:
        raise UserError(
            _("The arbiter decided that this office answers."),
            hint=_("That decision binds: sign for the order."),
        )
    if sent.matter.state != State.RECEIVED:
        raise UserError(
            _("The order was signed for: it is not given back any more."),
            hint=_("Answer it, together with the other office if need be."),
        )


def _refuse_duty(sent: ServiceDispatch, duty: str, by: By) -> None:
    """The duty is another office's: somebody answers for it, and not this office."""
    found = holder(duty, by.on) if duty else None
    if found is None:
        raise UserError(
            _("Nobody answers for the duty “%s”.") % duty,
            hint=_("Name a duty of the page of duties that covers this order."),
        )
    if found.office.pk == sent.office_id:
        raise UserError(
            _("Your own office answers for the duty “%s”.") % duty,
            hint=_("Sign for the order, or name the duty of another office."),
        )


@transaction.atomic
def visit(order: ServiceOrder, who: str, says: str, *, by: By) -> ServiceVisit:
    """Somebody of the office was with the firm on ``by.on``. Raises UserError before signing."""
    row = held(order, OrderState.DISPATCHED)
    sent = _signed(row)
    if by.on < sent.on:
        raise UserError(
            _("The order was dispatched on %s.") % sent.on, hint=_("Give that day or a later one.")
        )
    made = ServiceVisit.objects.create(
        dispatch=sent, on=by.on, who=told(who, _("who came"))[:200],
        says=told(says, _("what was seen")), by=person(by), at=by.at,
    )  # fmt: skip
    note(row.stream, "service.visited", {"who": made.who, "says": made.says}, by)
    return made


@transaction.atomic
def answer(order: ServiceOrder, outcome: str, says: str, *, by: By) -> ServiceAnswer:
    """Solved, explained or not solved, in words the firm reads; the office's clock ends here."""
    row = held(order, OrderState.DISPATCHED)
    sent = _signed(row)
    if outcome not in AnswerOutcome.values:
        raise UserError(
            _("An answer says what came of it."),
            hint=_("Choose one of: %s.") % ", ".join(AnswerOutcome.values),
        )
    text = told(says, _("the answer"))
    _end(sent.matter, outcome, text, by)
    made = ServiceAnswer.objects.create(
        dispatch=sent, outcome=outcome, says=text, on=by.on, by=person(by), at=by.at
    )
    move_to(row, OrderState.ANSWERED, by.on)
    said = {"dispatch": sent.position, "outcome": outcome, "says": text}
    note(row.stream, "service.answered", said, by)
    return made


def _signed(order: ServiceOrder) -> ServiceDispatch:
    sent = newest_dispatch(order)
    if sent.matter.accepted_on is None:
        raise UserError(
            _("Nobody has signed for the order yet."),
            hint=_("Sign for it first; its days run all the same."),
        )
    return sent


def _end(matter: Matter, outcome: str, says: str, by: By) -> None:
    """End the matter, which may have been taken in hand or decided on the page of its case."""
    if matter.state == State.ACCEPTED:
        acts.take_up(matter.pk, by=by)
    elif matter.ended_on is not None:
        return
    ends = Outcome.NOT_PASS if outcome == AnswerOutcome.NOT_SOLVED else Outcome.PASS
    acts.decide(matter.pk, ends, says, by=by)

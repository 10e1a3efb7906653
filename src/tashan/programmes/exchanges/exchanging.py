"""A household's exchange from its survey to its end: chosen freely, taken back in time, signed,
carried out, closed with nothing left to pay."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.ledger.reckoning import step, yuan
from tashan.mechanisms.choosing import Compared, OptionTold
from tashan.programmes.exchange_models import (
    MONEY_STEPS,
    RUNNING,
    Exchange,
    ExchangeState,
    ExchangeStep,
    ExchangeStepKind,
)
from tashan.programmes.exchanges.terms import stated_in, terms_of
from tashan.record import events
from tashan.record.models import User
from tashan.registry.belonging import entity_of
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Tenure

S, K = ExchangeState, ExchangeStepKind


@transaction.atomic
def survey(
    household: Entity,
    adoption: Adoption,
    part: str,
    given: dict[str, str],
    document: str,
    *,
    by: By,
) -> Exchange:
    """What the household has, as a document says. Raises UserError while one is open."""
    terms = terms_of(adoption, part, by.on)
    if household.kind != Kind.HOUSEHOLD:
        raise UserError(_("This is no household."), hint=_("Give the number of a household."))
    if not document.strip():
        raise UserError(_("A survey has its document."), hint=_("Give its number or its title."))
    Entity.objects.select_for_update().get(pk=household.pk)
    rows = Exchange.objects.filter(household=household, adoption=adoption, part=part)
    if rows.filter(state__in=RUNNING).exists():
        raise UserError(
            _("The household has one open of this kind."), hint=_("Go on with the one there is.")
        )
    made = Exchange.objects.create(
        household=household, adoption=adoption, part=part, stated=stated_in(terms.part, given),
        survey=document.strip(), surveyed_on=by.on, at=by.at, handler=by.user,
        office=office_of(by),
    )  # fmt: skip
    note(made, "surveyed", {"stated": made.stated, "document": made.survey}, by)
    return made


@transaction.atomic
def choose(row: Exchange, option: str, document: str, *, by: By) -> Exchange:
    """The household's own choice, by a document; the amounts are fixed as of that day."""
    held = _held(row, S.SURVEYED)
    _refuse_before(held.surveyed_on, by)
    terms = terms_of(held.adoption, held.part, by.on)
    told = terms.compared(held.stated)
    chosen = told.option(option)
    if chosen is None:
        raise UserError(
            _("There is no such option: %s.") % option,
            hint=_("Its options are: %s.") % ", ".join(terms.part.options),
        )
    if not document.strip():
        raise UserError(
            _("A choice is the household’s own, in writing."), hint=_("Name the document.")
        )
    held.state, held.option, held.choice = S.CHOSEN, option, document.strip()
    held.version, held.chosen_on = terms.held.version, by.on
    days = terms.days_of(by.on)
    held.take_back_until, held.sign_by = days.take_back_until, days.sign_by
    held.pay_by, held.hand_over_by = days.pay_by, days.hand_over_by
    held.balance, held.reckoning = chosen.balance, reckoning_of(told, chosen)
    held.save()
    said = {"option": option, "balance": held.balance, "document": held.choice}
    note(held, "chosen", said, by)
    return held


def reckoning_of(told: Compared, chosen: OptionTold) -> list[dict[str, Any]]:
    """Every amount of the values and of the option, as the steps of an entry."""
    reckoned = [*told.values, chosen.reckoned]
    return [dict(step(one.title.zh, one.title.en, one.formula, one.fen)) for one in reckoned]


@transaction.atomic
def decline(row: Exchange, document: str, *, by: By) -> Exchange:
    """The household chooses nothing: it keeps what it has, and nobody asks why."""
    held = _held(row, S.SURVEYED)
    _refuse_before(held.surveyed_on, by)
    held.state, held.ended_on = S.DECLINED, by.on
    held.save()
    note(held, "declined", {"document": document.strip()}, by)
    return held


@transaction.atomic
def take_back(row: Exchange, *, by: By) -> Exchange:
    """The choice is taken back within the declared days, signed or not; another may follow."""
    held = _held(row, S.CHOSEN, S.SIGNED)
    until = held.take_back_until
    if until is None or by.on > until:
        raise UserError(
            _("It could be taken back until %s.") % until, hint=_("Carry the agreement out.")
        )
    said = {"option": held.option, "agreement": held.agreement}
    held.state, held.option, held.choice, held.agreement = S.SURVEYED, "", "", ""
    held.version = held.balance = held.chosen_on = held.take_back_until = held.signed_on = None
    held.sign_by = held.pay_by = held.hand_over_by = None
    held.reckoning = []
    held.save()
    note(held, "taken_back", said, by)
    return held


@transaction.atomic
def sign(row: Exchange, number: str, *, by: By) -> Exchange:
    """The agreement of the choice is signed, with its number."""
    held = _held(row, S.CHOSEN)
    _refuse_before(held.chosen_on, by)
    number = number.strip()
    if not number or Exchange.objects.filter(agreement=number).exists():
        raise UserError(
            _("An agreement has a number of its own."), hint=_("Give one that no other has.")
        )
    held.state, held.agreement, held.signed_on = S.SIGNED, number, by.on
    held.save()
    note(held, "signed", {"agreement": number}, by)
    return held


@transaction.atomic
def carry_out(
    row: Exchange, kind: ExchangeStepKind, document: str, fen: int | None = None, *, by: By
) -> ExchangeStep:
    """One step, once the choice can no longer be taken back. Raises UserError for money beyond
    the balance, or the wrong way."""
    held = _held(row, S.SIGNED)
    if held.take_back_until is None or by.on <= held.take_back_until:
        raise UserError(
            _("Until %s the household may still take it back.") % held.take_back_until,
            hint=_("Begin on the day after."),
        )
    if not document.strip():
        raise UserError(_("A step has its document."), hint=_("Name the receipt or the record."))
    if kind in MONEY_STEPS:
        _refuse_money(held, kind, fen)
    elif fen is not None:
        raise UserError(_("Handing over pays nothing."), hint=_("Leave the amount out."))
    elif held.steps.filter(kind=kind).exists():
        raise UserError(_("It is handed over already."), hint=_("Nothing is left."))
    made = ExchangeStep.objects.create(
        exchange=held, kind=kind, on=by.on, fen=fen, document=document.strip(), actor=person(by),
        at=by.at,
    )  # fmt: skip
    note(held, kind.value, {"fen": fen, "document": made.document}, by)
    return made


def _refuse_money(row: Exchange, kind: ExchangeStepKind, fen: int | None) -> None:
    left = left_of(row)
    wanted = left if kind is K.PAID_TO else -left
    if not fen or fen < 0 or fen > wanted:
        raise UserError(
            _("%s are left to be paid this way.") % yuan(max(wanted, 0)),
            hint=_("Pay that or less."),
        )


def left_of(row: Exchange) -> int:
    """What of the balance is not paid, in fen: to the household above nought, by it below."""
    paid: dict[str, int] = dict(
        row.steps.filter(kind__in=MONEY_STEPS)
        .values("kind").annotate(sum=Sum("fen")).order_by().values_list("kind", "sum")
    )  # fmt: skip
    return (row.balance or 0) - paid.get(K.PAID_TO.value, 0) + paid.get(K.PAID_BY.value, 0)


@transaction.atomic
def close(row: Exchange, *, by: By) -> Exchange:
    """Both sides have what was agreed and nothing is left to pay; not by who did the last step."""
    held = _held(row, S.SIGNED)
    if left := left_of(held):
        raise UserError(
            _("%s of the balance are not paid.") % yuan(abs(left)), hint=_("Pay it first.")
        )
    done = {one.kind: one for one in held.steps.all()}
    if missing := [one.label for one in (K.GIVEN_UP, K.HANDED_OVER) if one.value not in done]:
        raise UserError(
            _("Not recorded yet: %s.") % ", ".join(str(one) for one in missing),
            hint=_("Record it with its document first."),
        )
    last = max(held.steps.all(), key=lambda one: (one.on, one.pk))
    _refuse_before(last.on, by)
    if last.actor_id == person(by).pk:
        raise UserError(
            _("Who did the last step does not close it."), hint=_("Somebody else checks it.")
        )
    held.state, held.ended_on = S.CLOSED, by.on
    held.save()
    note(held, "closed", {}, by)
    return held


def _held(row: Exchange, *states: ExchangeState) -> Exchange:
    """The row as it is now, locked. Raises UserError in another state."""
    rows = Exchange.objects.select_for_update(of=("self",)).select_related("adoption")
    held = rows.get(pk=row.pk)
    if held.state not in states:
        raise UserError(
            _("The exchange is “%s”.") % S(held.state).label,
            hint=_("Look at its page again: somebody may have moved it on."),
        )
    return held


def _refuse_before(day: date | None, by: By) -> None:
    if day is not None and by.on < day:
        raise UserError(
            _("It cannot have been before %s.") % day.isoformat(),
            hint=_("Give that day or a later one."),
        )


def person(by: By) -> User:
    """Who does it: nothing about it happens of itself."""
    if by.user is None:
        raise ValueError("exchanges are moved by persons")
    return by.user


def office_of(by: By) -> Entity | None:
    """Where who surveys serves on the day; None for an account of no office."""
    officer = entity_of(by.user, by.on) if by.user else None
    rows = as_of(Tenure.objects.filter(officer=officer), by.on) if officer else None
    row = (
        rows.select_related("office").order_by("-is_lead", "order", "pk").first() if rows else None
    )
    return row.office if row else None


def note(row: Exchange, kind: str, said: dict[str, Any], by: By) -> None:
    """The event in the exchange's own stream."""
    events.append(row.stream, f"exchange.{kind}", said, actor=by.user, at=by.at, occurred_on=by.on)

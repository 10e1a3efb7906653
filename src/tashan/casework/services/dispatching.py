"""The service centre sends an order to the office of a duty; the clock begins that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.casework import calendars
from tashan.casework.acts import By
from tashan.casework.models import Case, Matter
from tashan.casework.moving.receiving import receive
from tashan.casework.opening import open_case, propose
from tashan.casework.service_models import OrderState, ServiceDispatch, ServiceOrder
from tashan.casework.services.holding import held, note, person, told
from tashan.casework.services.menu import number
from tashan.casework.services.waiting import move_to
from tashan.duties.acting import who_acts
from tashan.mechanisms.catalogue import Catalogue, Item
from tashan.registry.models import Entity
from tashan.registry.naming import name_on


@dataclass(frozen=True, slots=True)
class Way:
    """Where an order goes: the office of a ``duty``, by the limits of a ``procedure``.

    Either is empty where the menu's own entry decides it.
    """

    duty: str = ""
    procedure: str = ""
    says: str = ""


@transaction.atomic
def dispatch(order: ServiceOrder, way: Way, *, by: By) -> ServiceDispatch:
    """Send the order to an office: its case is opened and its matter received, so its days run.

    Raises UserError where nobody holds the duty, or the office gave this order back.
    """
    row = held(order, OrderState.ORDERED)
    sent = _send(row, way, by=by, is_binding=False)
    return sent


@transaction.atomic
def arbitrate(order: ServiceOrder, way: Way, *, by: By) -> ServiceDispatch:
    """Decide which office answers, after a second return; that office may not give it back.

    Raises UserError for who dispatched the order or gave it back: another person decides.
    """
    row = held(order, OrderState.DISPUTED)
    reason = told(way.says, _("the reason"))
    if not may_arbitrate(row, person(by).pk):
        raise UserError(
            _("You dispatched this order or gave it back yourself."),
            hint=_("Somebody else decides between the offices."),
        )
    if not way.duty:
        raise UserError(_("Missing: %s.") % _("the duty"), hint=_("Say which duty answers for it."))
    return _send(row, Way(way.duty, way.procedure, reason), by=by, is_binding=True)


def may_arbitrate(order: ServiceOrder, user: int) -> bool:
    """Whether the user neither dispatched the order nor gave it back."""
    rows = order.dispatches.values_list("by", "returned_by")
    return all(user not in pair for pair in rows)


def item_of(rules: InForce, order: ServiceOrder) -> Item | None:
    """The entry that was ordered, as the file says it now; None where it is on it no more."""
    catalogue = rules.mechanism.parts.get(order.part)
    return catalogue.items.get(order.service) if isinstance(catalogue, Catalogue) else None


def classes(rules: InForce, part: str) -> list[str]:
    """The procedures that the services of a menu are answered by, each once."""
    catalogue = rules.mechanism.parts.get(part)
    items = catalogue.items.values() if isinstance(catalogue, Catalogue) else ()
    return list(dict.fromkeys(item.offer.procedure for item in items if item.offer))


def _send(order: ServiceOrder, way: Way, *, by: By, is_binding: bool) -> ServiceDispatch:
    if by.on < order.ordered_on:
        raise UserError(
            _("It was ordered on %s.") % order.ordered_on, hint=_("Give that day or a later one.")
        )
    rules = current.of(order.adoption, by.on)
    chosen = _chosen(rules, order, way)
    office = _office(chosen.duty, by.on)
    if not is_binding:
        _refuse_returned(order, office)
    case, matter = _opened(rules, order, chosen, office, by)
    days = number(rules, "sign_days", by.on)
    calendar = calendars.in_force().calendar
    made = ServiceDispatch.objects.create(
        order=order, position=order.dispatches.count() + 1, duty=chosen.duty, office=office,
        procedure=chosen.procedure, case=case, matter=matter, is_binding=is_binding,
        says=way.says.strip(), sign_by=calendar.nth_working_day_after(by.on, days),
        on=by.on, by=person(by), at=by.at,
    )  # fmt: skip
    move_to(order, OrderState.DISPATCHED, by.on)
    said = {"office": office.pk, "duty": chosen.duty, "procedure": chosen.procedure,
            "case": case.pk, "sign_by": made.sign_by.isoformat(), "says": made.says}  # fmt: skip
    kind = "service.decided" if is_binding else "service.dispatched"
    note(order.stream, kind, said, by)
    return made


def _chosen(rules: InForce, order: ServiceOrder, way: Way) -> Way:
    """The way with what the menu decides; only procedures of the menu answer orders."""
    item = item_of(rules, order)
    offer = item.offer if item else None
    duty = way.duty or (item.duty if item else "")
    procedure = way.procedure or (offer.procedure if offer else "")
    known = classes(rules, order.part)
    if procedure not in known:
        raise UserError(
            _("Orders of this menu are not answered by “%s”.") % procedure,
            hint=_("Choose one of: %s.") % ", ".join(known),
        )
    return Way(duty, procedure, way.says)


def _office(duty: str, on: date) -> Entity:
    acting = who_acts(duty, "", on)
    if acting is None:
        raise UserError(
            _("On %(on)s nobody answers for the duty “%(duty)s”.") % {"on": on, "duty": duty},
            hint=_("A registrar enters on the page of duties who does."),
        )
    return acting.office


def _refuse_returned(order: ServiceOrder, office: Entity) -> None:
    back = order.dispatches.filter(office=office, returned_on__isnull=False).first()
    if back is not None:
        raise UserError(
            _("This office gave the order back: %s.") % back.returned_document,
            hint=_("Send it to the office of the duty “%s”.") % back.returned_duty,
        )


def _opened(
    rules: InForce, order: ServiceOrder, way: Way, office: Entity, by: By
) -> tuple[Case, Matter]:
    """The case of the dispatch, its one matter received by the office."""
    proposal = propose(rules, way.procedure, order.enterprise, by.on, about=order.stream)
    title = f"{name_on(order.enterprise, by.on)}：{order.title['zh']}"
    parties = {one.step.duty: office for one in proposal.applying}
    case = open_case(
        proposal, title=title, applicant=order.enterprise, by=by, parties=parties
    )  # fmt: skip
    matter = case.matters.get()
    matter.terms = matter.terms | {"returned_on_a_basis": True}
    matter.save(update_fields=["terms"])
    receive(matter.pk, by=By(None, by.at, by.on))  # of itself: nobody waits for an office to
    return case, matter

"""Who sees which orders and complaints, and who may read a firm's single rating."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from tashan.casework.perms import Actor, actor_of
from tashan.casework.service_models import PaymentComplaint, ServiceOrder
from tashan.casework.services.below import offices_below
from tashan.casework.services.menu import CENTRE
from tashan.duties.holding import holder
from tashan.record import perms
from tashan.record.perms import Visitor


def may_see_services(user: Visitor) -> bool:
    """Who follows the work, and the agents of enterprises: each sees what is theirs."""
    return perms.may_see_work(user) or perms.may_apply(user)


def sees_all(user: Visitor) -> bool:
    """Stewards, analysts and leaders see every order."""
    return not perms.roles_of(user).isdisjoint({perms.STEWARD, perms.ANALYST, perms.LEADER})


def is_of_the_centre(user: Visitor, on: date) -> bool:
    """A steward, or who handles for the office that answers for the service centre."""
    if perms.may_keep_work(user):
        return True
    if not perms.may_report_work(user):
        return False
    return serves_the_centre(actor_of(user, on), on)


def serves_the_centre(actor: Actor, on: date) -> bool:
    """Whether somebody handles for the office that answers for the service centre."""
    if not actor.offices:
        return False
    centre = holder(CENTRE, on)
    return centre is not None and actor.handles(centre.office.pk)


def visible_orders(user: Visitor, on: date) -> QuerySet[ServiceOrder]:
    """All for the centre and who follows the whole; an office what came to it and to those below
    it or of its line; a firm its own."""
    if sees_all(user):
        return ServiceOrder.objects.all()
    actor = actor_of(user, on)
    if perms.may_report_work(user) and serves_the_centre(actor, on):
        return ServiceOrder.objects.all()
    rule = Q(pk__in=())
    if perms.may_report_work(user):
        rule |= sent_to(actor.offices | offices_below(user, on))
    if perms.may_apply(user) and actor.stands_for is not None:
        rule |= Q(enterprise=actor.stands_for)
    return ServiceOrder.objects.filter(rule)


def sent_to(offices: Collection[int]) -> Q:
    """Orders that came to one of these offices."""
    return Q(pk__in=ServiceOrder.objects.filter(dispatches__office__in=offices).values("pk"))


def visible_complaints(user: Visitor, on: date) -> QuerySet[PaymentComplaint]:
    """As orders: who follows the whole all, an office what it looks into, a firm its own."""
    if sees_all(user):
        return PaymentComplaint.objects.all()
    actor = actor_of(user, on)
    rule = Q(pk__in=())
    if perms.may_report_work(user):
        rule |= Q(office__in=actor.offices)
    if perms.may_apply(user) and actor.stands_for is not None:
        rule |= Q(enterprise=actor.stands_for)
    return PaymentComplaint.objects.filter(rule)


def may_read_rating(user: Visitor, order: ServiceOrder, on: date) -> bool:
    """The firm itself, and a leader who had no part in the order and serves in none of its offices.

    Nobody else: who handled an order sees marks only in figures of several.
    """
    actor = actor_of(user, on)
    if actor.applies(order.enterprise_id):
        return True
    if perms.LEADER not in actor.roles or not actor.roles.isdisjoint({perms.HANDLER, perms.CHIEF}):
        return False
    rows = order.dispatches.values_list(
        "office", "by", "returned_by", "visits__by", "answer__by", "order__ordered_by"
    )
    parts = list(rows)
    offices = {office for office, *_people in parts}
    hands = {person for _office, *people in parts for person in people}
    return getattr(user, "pk", None) not in hands and offices.isdisjoint(actor.offices)


def may_order_for_firms(user: Visitor) -> bool:
    """Handlers, chiefs and stewards order for a firm what it wants; agents for their own."""
    return perms.may_report_work(user) or perms.may_keep_work(user)


def may_complain_for_firms(user: Visitor) -> bool:
    """Agents complain of late payments to their own firm, stewards for a firm."""
    return perms.may_apply(user) or perms.may_keep_work(user)


def may_move_complaints(user: Visitor) -> bool:
    """Stewards send complaints, the office that has one gives its result."""
    return perms.may_keep_work(user) or perms.may_report_work(user)

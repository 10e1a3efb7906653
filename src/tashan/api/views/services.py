"""The menu of services: what is offered, orders and every act on them, figures."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.routers import services as router
from tashan.api.schemas import services as told
from tashan.api.services_telling import order_in_full, order_lines, rounded, share_told
from tashan.api.views.cases import by_of
from tashan.base.errors import UserError
from tashan.casework.service_models import OrderState, ServiceOrder
from tashan.casework.services.acting import (
    ServiceAct,
    ServiceSaid,
    may_move_services,
    perform,
)
from tashan.casework.services.below import offices_below
from tashan.casework.services.figures import Period, hot_topics, of_month, of_period
from tashan.casework.services.menu import MenuEntry, menu, menu_in_force, number
from tashan.casework.services.ordering import order_service
from tashan.casework.services.seeing import (
    may_order_for_firms,
    may_see_services,
    sent_to,
    visible_orders,
)
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.record.tokens import Scope
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

READ, WRITE = Scope.WORK_READ, Scope.WORK_WRITE
ORDER = "/services/orders/{order_id}"
NEWEST = [Key("pk", is_descending=True)]
ServiceActName = Literal[
    "dispatch", "sign", "give_back", "arbitrate", "visit", "answer", "rate", "reopen", "close",
]  # fmt: skip


def may_order(user: Visitor) -> bool:
    """Agents order for their own enterprise, handlers, chiefs and stewards for any."""
    return perms.may_apply(user) or may_order_for_firms(user)


@door(router, "GET", "/services/menu", scope=READ, right=may_see_services,
      answer=told.ServicesOffered)  # fmt: skip
def list_services(request: ProgramRequest, on: date | None = None) -> told.ServicesOffered:
    """What firms may order on a day: who answers, what is given, within what time, by what."""
    day = on or today()
    return told.ServicesOffered(items=[_offered(one, day) for one in menu(day)])


def _offered(one: MenuEntry, on: date) -> told.ServiceOffered:
    limit, materials = one.limit_on(on), one.catalogue.materials
    return told.ServiceOffered(
        code=one.code, title=one.item.title.zh, gives=one.offer.gives.zh, whom=one.offer.whom.zh,
        duty=one.item.duty, procedure=one.offer.procedure, days=int(str(limit["n"])),
        unit=str(limit["unit"]), basis=list(one.basis),
        materials=[materials[code].title.zh for code in one.item.materials],
    )  # fmt: skip


@door(router, "GET", "/services/orders", scope=READ, right=may_see_services,
      answer=Page[told.ServiceLine])  # fmt: skip
def list_service_orders(
    request: ProgramRequest,
    paging: Query[Paging],
    state: OrderState | None = None,
    below: bool = False,
) -> Page[told.ServiceLine]:
    """The orders that you may see, the newest first; ``below`` those of offices below or led."""

    def shown(found: list[ServiceOrder]) -> list[told.ServiceLine]:
        return order_lines(found, today(), request.user)

    rows = visible_orders(request.user, today()).select_related("enterprise")
    if state is not None:
        rows = rows.filter(state=state)
    if below:
        rows = rows.filter(sent_to(offices_below(request.user, today())))
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/services/orders", scope=WRITE, right=may_order,
      answer=told.ServiceInFull, status=201)  # fmt: skip
def make_service_order(request: ProgramRequest, given: told.ServiceWanted) -> told.ServiceInFull:
    """Order a service of the menu, for the own enterprise or for one that is named."""
    firm = _firm(request, given)
    made = order_service(
        enterprise=firm, service=given.service, says=given.says, by=request.user, on=today(),
        at=timezone.now(),
    )  # fmt: skip
    return order_in_full(made, today(), request.user)


def _firm(request: ProgramRequest, given: told.ServiceWanted) -> Entity:
    if may_order_for_firms(request.user):
        if given.enterprise is None:
            raise UserError(_("Missing: %s.") % "enterprise", hint=_("Say for which firm it is."))
        return named(given.enterprise, Kind.ENTERPRISE)
    firm = entity_of(request.user, today())
    if firm is None or given.enterprise is not None:
        raise UserError(
            _("You order for your own enterprise."), hint=_("Leave the enterprise out.")
        )
    return firm


@door(router, "GET", ORDER, scope=READ, right=may_see_services, answer=told.ServiceInFull)
def read_service_order(request: ProgramRequest, order_id: Id) -> told.ServiceInFull:
    """One order with its dispatches, visits and answers."""
    return order_in_full(_order(request, order_id), today(), request.user)


def _order(request: ProgramRequest, order_id: int) -> ServiceOrder:
    rows = visible_orders(request.user, today()).select_related("enterprise", "adoption")
    found = rows.filter(pk=order_id).first()
    if found is None:
        raise Http404
    return found


@door(router, "POST", ORDER + "/{act}", scope=WRITE, right=may_move_services,
      answer=told.ServiceInFull)  # fmt: skip
def move_service_order(
    request: ProgramRequest, order_id: Id, act: ServiceActName, given: told.ServiceActGiven
) -> told.ServiceInFull:
    """Dispatch, sign for, give back, arbitrate, visit, answer, rate, reopen or close.

    The days of the answer run from the dispatch; a return says whose duty it is and by which
    document; nobody who handled an order reads its rating.
    """
    said = ServiceSaid(**given.model_dump(exclude={"on"}))
    perform(ServiceAct(act), _order(request, order_id), said, by=by_of(request, given.on))
    return order_in_full(_order(request, order_id), today(), request.user)


@door(router, "GET", "/services/figures", scope=READ, right=perms.may_see_work,
      answer=told.ServiceFiguresTold)  # fmt: skip
def read_service_figures(
    request: ProgramRequest, first: date, last: date, office: Id | None = None
) -> told.ServiceFiguresTold:
    """Shares of the orders placed in a period, with what each is of; ratings only of several."""
    on = today()
    rules = menu_in_force(on)
    found = of_period(
        Period(first, last, office), on=on, satisfied=number(rules, "satisfied_from", on),
        least=number(rules, "rated_least", on),
    )  # fmt: skip
    topics = hot_topics(first, last, most=number(rules, "hot_topics", on), office=office)
    return told.ServiceFiguresTold(
        first=first, last=last, on=on, orders=found.counts.orders,
        shares=[share_told(one) for one in found.shares.values()],
        mean_mark=rounded(found.mean, "0.01"),
        months=[
            told.ServiceMonth(month=row.month, orders=row.orders,
                              shares=[share_told(one) for one in of_month(row)])
            for row in found.months
        ],
        hot_topics=[
            told.HotTopic(service=t.service, title=t.title["zh"], orders=t.orders, firms=t.firms)
            for t in topics
        ],
    )  # fmt: skip

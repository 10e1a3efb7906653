"""One door to every act on an order: what each needs said, who may, and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.casework.perms import actor_of
from tashan.casework.service_models import OrderState, ServiceDispatch, ServiceOrder
from tashan.casework.services import answering, dispatching, rating
from tashan.casework.services.dispatching import Way
from tashan.casework.services.seeing import is_of_the_centre, serves_the_centre
from tashan.casework.states import State
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor


class ServiceAct(StrEnum):
    """What is done with an order; ``docs/how-to/run-the-menu-of-services.md`` tells it."""

    DISPATCH = "dispatch"
    SIGN = "sign"
    GIVE_BACK = "give_back"
    ARBITRATE = "arbitrate"
    VISIT = "visit"
    ANSWER = "answer"
    RATE = "rate"
    REOPEN = "reopen"
    CLOSE = "close"


A, S = ServiceAct, OrderState


@dataclass(frozen=True, slots=True)
class ServiceSaid:
    """What is said with an act; unsaid is None."""

    duty: str | None = None
    procedure: str | None = None
    document: str | None = None
    says: str | None = None
    who: str | None = None
    outcome: str | None = None
    mark: int | None = None
    is_solved: bool | None = None


NEEDS: Mapping[ServiceAct, tuple[str, ...]] = {
    A.DISPATCH: (),
    A.SIGN: (),
    A.GIVE_BACK: ("duty", "document", "says"),
    A.ARBITRATE: ("duty", "says"),
    A.VISIT: ("who", "says"),
    A.ANSWER: ("outcome", "says"),
    A.RATE: ("mark", "is_solved"),
    A.REOPEN: ("says",),
    A.CLOSE: (),
}
MAY_SAY: Mapping[ServiceAct, tuple[str, ...]] = {
    A.DISPATCH: ("duty", "procedure", "says"),
    A.ARBITRATE: ("procedure",),
    A.RATE: ("says",),
}


def may_move_services(user: Visitor) -> bool:
    """Handlers, chiefs, stewards, leaders and agents of firms; each does their part."""
    is_leader = perms.LEADER in perms.roles_of(user)
    return (
        perms.may_report_work(user)
        or perms.may_keep_work(user)
        or is_leader
        or (perms.may_apply(user))
    )


def acts_for(user: User, order: ServiceOrder, on: date) -> list[ServiceAct]:
    """What the user may do to the order as it stands."""
    found: list[ServiceAct] = []
    actor, state = actor_of(user, on), order.state
    if state == S.ORDERED and is_of_the_centre(user, on):
        found.append(A.DISPATCH)
    if state == S.DISPATCHED and perms.may_report_work(user):
        sent = order.dispatches.select_related("matter").latest("position")
        if actor.handles(sent.office_id):
            found += _of_the_office(sent)
    decides = perms.may_keep_work(user) or perms.LEADER in actor.roles
    if state == S.DISPUTED and decides and dispatching.may_arbitrate(order, user.pk):
        found.append(A.ARBITRATE)
    if actor.applies(order.enterprise_id):
        found += {S.ANSWERED: [A.RATE, A.REOPEN], S.CLOSED: [A.REOPEN]}.get(S(state), [])
    if state == S.ANSWERED and (
        perms.may_keep_work(user) or serves_the_centre(actor, on)
    ):  # fmt: skip
        found.append(A.CLOSE)
    return found


def _of_the_office(sent: ServiceDispatch) -> list[ServiceAct]:
    if sent.matter.accepted_on is not None:
        return [A.ANSWER, A.VISIT]
    if sent.matter.state != State.RECEIVED:
        return []
    return [A.SIGN] if sent.is_binding else [A.SIGN, A.GIVE_BACK]


def perform(act: ServiceAct, order: ServiceOrder, said: ServiceSaid, *, by: By) -> None:
    """Do it with what was said. Raises PermissionDenied for who may not in this state, and
    UserError where something is missing or too much."""
    if by.user is None or act not in acts_for(by.user, order, by.entered_on):
        raise PermissionDenied
    given = {name for name in ServiceSaid.__slots__ if getattr(said, name) not in (None, "")}
    missing = [name for name in NEEDS[act] if name not in given]
    strange = sorted(given - {*NEEDS[act], *MAY_SAY.get(act, ())})
    if missing:
        raise UserError(_("Missing: %s.") % ", ".join(missing), hint=_("Say it with the act."))
    if strange:
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.")
            % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )  # fmt: skip
    CALLS[act](order, said, by)


def _way(said: ServiceSaid) -> Way:
    return Way(said.duty or "", said.procedure or "", said.says or "")


def _rate(order: ServiceOrder, said: ServiceSaid, by: By) -> object:
    return rating.rate(
        order, said.mark or 0, said.says or "", is_solved=bool(said.is_solved), by=by
    )  # fmt: skip


CALLS: Mapping[ServiceAct, Callable[[ServiceOrder, ServiceSaid, By], object]] = {
    A.DISPATCH: lambda o, s, by: dispatching.dispatch(o, _way(s), by=by),
    A.SIGN: lambda o, s, by: answering.sign(o, by=by),
    A.GIVE_BACK: lambda o, s, by: answering.give_back(
        o, s.duty or "", s.document or "", s.says or "", by=by
    ),
    A.ARBITRATE: lambda o, s, by: dispatching.arbitrate(o, _way(s), by=by),
    A.VISIT: lambda o, s, by: answering.visit(o, s.who or "", s.says or "", by=by),
    A.ANSWER: lambda o, s, by: answering.answer(o, s.outcome or "", s.says or "", by=by),
    A.RATE: _rate,
    A.REOPEN: lambda o, s, by: rating.reopen(o, s.says or "", by=by),
    A.CLOSE: lambda o, s, by: rating.close(o, by=by),
}

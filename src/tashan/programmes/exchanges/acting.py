"""One door to every act on an exchange: who may, in which state, and what must be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.programmes.exchange_models import Exchange, ExchangeState, ExchangeStepKind
from tashan.programmes.exchanges import exchanging
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor


class ExchangeAct(StrEnum):
    """What is done with an exchange; ``docs/how-to/exchange-land.md`` tells it."""

    CHOOSE = "choose"
    DECLINE = "decline"
    SIGN = "sign"
    TAKE_BACK = "take_back"
    STEP = "step"
    CLOSE = "close"


A, S = ExchangeAct, ExchangeState
STATES: Mapping[ExchangeAct, tuple[ExchangeState, ...]] = {
    A.CHOOSE: (S.SURVEYED,),
    A.DECLINE: (S.SURVEYED,),
    A.SIGN: (S.CHOSEN,),
    A.TAKE_BACK: (S.CHOSEN, S.SIGNED),
    A.STEP: (S.SIGNED,),
    A.CLOSE: (S.SIGNED,),
}
NEEDS: Mapping[ExchangeAct, tuple[str, ...]] = {
    A.CHOOSE: ("option", "document"),
    A.DECLINE: ("document",),
    A.SIGN: ("document",),
    A.TAKE_BACK: (),
    A.STEP: ("kind", "document"),
    A.CLOSE: (),
}


@dataclass(frozen=True, slots=True)
class ExchangeSaid:
    """What is said with an act; ``fen`` is of a step that pays."""

    option: str = ""
    document: str = ""
    kind: str = ""
    fen: int | None = None


def may_see_exchanges(user: Visitor) -> bool:
    """Who follows the work, and who keeps the registers, which have the households."""
    return perms.may_see_work(user) or perms.may_keep_registers(user)


def may_move_exchanges(user: Visitor) -> bool:
    """Handlers, chiefs and stewards; each does their part."""
    return perms.may_report_work(user) or perms.may_check_work(user)


def _right(user: Visitor, act: ExchangeAct) -> bool:
    """Who did the work does not close it: a chief or a steward, and never who did the last step."""
    return perms.may_check_work(user) if act is A.CLOSE else perms.may_report_work(user)


def acts_for(user: User, row: Exchange) -> list[ExchangeAct]:
    """What the user may do with it as it stands."""
    return [act for act, states in STATES.items() if row.state in states and _right(user, act)]


def perform(act: ExchangeAct, row: Exchange, said: ExchangeSaid, *, user: User, by: By) -> None:
    """Do it. Raises PermissionDenied, and UserError as the act refuses."""
    if not _right(user, act):
        raise PermissionDenied
    if missing := [name for name in NEEDS[act] if not getattr(said, name)]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    match act:
        case A.CHOOSE:
            exchanging.choose(row, said.option, said.document, by=by)
        case A.DECLINE:
            exchanging.decline(row, said.document, by=by)
        case A.SIGN:
            exchanging.sign(row, said.document, by=by)
        case A.TAKE_BACK:
            exchanging.take_back(row, by=by)
        case A.STEP:
            kind = ExchangeStepKind(said.kind)
            exchanging.carry_out(row, kind, said.document, said.fen, by=by)
        case A.CLOSE:
            exchanging.close(row, by=by)

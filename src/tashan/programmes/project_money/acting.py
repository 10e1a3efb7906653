"""One door to every act on a project's money: what each needs said, who may, and in which state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.project_money import contracts, granting, spending
from tashan.programmes.project_money.contracts import NewContract
from tashan.programmes.project_money_models import MoneyState, ProjectMoney, WorksContract
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


class MoneyAct(StrEnum):
    """What is done with a project's money; ``docs/how-to/pay-against-progress.md`` tells it."""

    GRANT = "grant"
    REFUSE = "refuse"
    RECEIVE = "receive"
    SIGN = "sign"
    PROGRESS = "progress"
    PAY = "pay"
    CARRY_OVER = "carry_over"
    GIVE_BACK = "give_back"
    CLOSE = "close"


A, S = MoneyAct, MoneyState
HUNDREDTHS = 100  # of a per cent


@dataclass(frozen=True, slots=True)
class MoneySaid:
    """What is said with an act: amounts in fen, ``progress`` in per cent; unsaid is None."""

    fen: int | None = None
    document: str | None = None
    says: str | None = None
    contract: int | None = None
    contractor: int | None = None
    title: str | None = None
    progress: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Allowed:
    """By which right, in which state, and what must be said."""

    right: Callable[[Visitor], bool]
    state: MoneyState
    needs: tuple[str, ...]


ACTS: Mapping[MoneyAct, Allowed] = {
    A.GRANT: Allowed(perms.may_approve_time, S.APPLIED, ("fen", "document")),
    A.REFUSE: Allowed(perms.may_approve_time, S.APPLIED, ("says",)),
    A.RECEIVE: Allowed(perms.may_pay, S.GRANTED, ("fen", "document")),
    A.SIGN: Allowed(perms.may_handle, S.GRANTED, ("contractor", "title", "fen", "document")),
    A.PROGRESS: Allowed(perms.may_handle, S.GRANTED, ("contract", "progress", "document")),
    A.PAY: Allowed(perms.may_pay, S.GRANTED, ("contract", "fen", "document")),
    A.CARRY_OVER: Allowed(perms.may_pay, S.GRANTED, ("fen", "document")),
    A.GIVE_BACK: Allowed(perms.may_pay, S.GRANTED, ("fen", "document")),
    A.CLOSE: Allowed(perms.may_approve_time, S.GRANTED, ("document",)),
}


def may_move_money(user: Visitor) -> bool:
    """Handlers, chiefs and cashiers; each does their part."""
    return any(one.right(user) for one in ACTS.values())


def acts_for(user: User, money: ProjectMoney) -> list[MoneyAct]:
    """What the user may do with it as it stands."""
    return [a for a, one in ACTS.items() if one.state == money.state and one.right(user)]


def refuse_act(user: User, act: MoneyAct) -> None:
    """Raises PermissionDenied for who has not the right."""
    if not ACTS[act].right(user):
        raise PermissionDenied


def perform(act: MoneyAct, money: ProjectMoney, said: MoneySaid, *, by: By) -> None:
    """Do it. Raises UserError for what is missing or not taken, and as the act refuses."""
    given = {one.name for one in fields(said) if getattr(said, one.name) is not None}
    needs = ACTS[act].needs
    if missing := [name for name in needs if name not in given]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    if strange := sorted(given - set(needs)):
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )
    CALLS[act](money, said, by)


def _contract(money: ProjectMoney, said: MoneySaid) -> WorksContract:
    found = WorksContract.objects.filter(project=money.project, pk=said.contract or 0).first()
    if found is None:
        raise UserError(_("The project has no such contract."), hint=_("Enter its contract first."))
    return found


def _sign(money: ProjectMoney, said: MoneySaid, by: By) -> None:
    contractor = Entity.objects.filter(pk=said.contractor or 0).first()
    if contractor is None:
        raise UserError(_("There is no such entry of the registers."), hint=_("Search for it."))
    new = NewContract(contractor, said.document or "", said.title or "", said.fen or 0)
    contracts.sign(money.project, new, by=by)


def _progress(money: ProjectMoney, said: MoneySaid, by: By) -> None:
    share = (said.progress or Decimal(0)) * HUNDREDTHS
    if share != int(share):
        raise UserError(_("Progress has two decimals at most."), hint=_("For instance 42.50."))
    contracts.report(_contract(money, said), int(share), said.document or "", by=by)


def _pay(money: ProjectMoney, said: MoneySaid, by: By) -> None:
    spending.pay(money, _contract(money, said), said.fen or 0, said.document or "", by=by)


CALLS: Mapping[MoneyAct, Callable[[ProjectMoney, MoneySaid, By], object]] = {
    A.GRANT: lambda m, s, by: granting.grant(m, s.fen or 0, s.document or "", by=by),
    A.REFUSE: lambda m, s, by: granting.refuse(m, s.says or "", by=by),
    A.RECEIVE: lambda m, s, by: spending.receive(m, s.fen or 0, s.document or "", by=by),
    A.SIGN: _sign,
    A.PROGRESS: _progress,
    A.PAY: _pay,
    A.CARRY_OVER: lambda m, s, by: spending.carry_over(m, s.fen or 0, s.document or "", by=by),
    A.GIVE_BACK: lambda m, s, by: spending.give_back(m, s.fen or 0, s.document or "", by=by),
    A.CLOSE: lambda m, s, by: spending.close(m, s.document or "", by=by),
}

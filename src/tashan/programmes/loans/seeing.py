"""Who may see which loans, and act on them beyond what casework itself asks."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.perms import actor_of
from tashan.programmes.fund_models import Loan
from tashan.programmes.loans.steps import matter_of
from tashan.record import perms
from tashan.record.models import User
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.following import survivor
from tashan.registry.models import Entity


def visible_loans(user: Visitor, on: date) -> QuerySet[Loan]:
    """Officers who see funds see all; an agent their firm's own, a clerk those of the bank."""
    if perms.may_see_funds(user):
        return Loan.objects.all()
    own = entity_of(user, on) if isinstance(user, User) and perms.may_see_own(user) else None
    if own is None:
        return Loan.objects.none()
    rule = Q(pk__in=())
    if perms.may_apply(user):
        rule |= Q(firm=own)
    if perms.may_promise(user):
        rule |= Q(bank=own)
    return Loan.objects.filter(rule)


def may_see_loans(user: Visitor) -> bool:
    """Who sees funds sees all; agents and clerks those of their own firm or bank."""
    return perms.may_see_funds(user) or perms.may_see_own(user)


def may_ask_for_loans(user: Visitor) -> bool:
    """Agents apply for their own firm; handlers take in what comes on paper."""
    return perms.may_apply(user) or perms.may_handle(user)


def may_move_loans(user: Visitor) -> bool:
    """Agents, clerks of banks, the handlers, chiefs and cashiers of the fund's office."""
    rights = (perms.may_apply, perms.may_promise, perms.may_handle, perms.may_pay)
    return any(right(user) for right in rights)


def refuse_stranger_to_firm(user: User | None, firm: Entity, on: date) -> None:
    """The firm's agent applies; on paper a handler of the fund's office takes it in."""
    if user is None:
        return
    if perms.may_apply(user) and entity_of(user, on) == survivor(firm):
        return
    if perms.may_handle(user):
        return
    raise UserError(
        _("Only the enterprise's own agent applies for it."),
        hint=_("On paper it is handed in at the fund's office."),
    )


def refuse_other_cashier(user: User | None, loan: Loan, on: date) -> None:
    """The cashier of the fund's office pays and books; nobody else."""
    office = matter_of(loan, "pay_out").office_id
    if user is None or not actor_of(user, on).pays(office):
        raise UserError(
            _("Only the cashier of the fund's office does this."), hint=_("Ask them to.")
        )


def refuse_other_chief(user: User | None, loan: Loan, on: date) -> None:
    """The chief of the fund's office decides it."""
    office = matter_of(loan, "approve").office_id
    if user is None or not actor_of(user, on).is_chief(office):
        raise UserError(
            _("Only the chief of the fund's office decides this."), hint=_("Ask them to.")
        )

"""One door to every act of a fund that invests: what each needs said, and the call it becomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.acts import By
from tashan.programmes.fund_models import Fund
from tashan.programmes.investment_models import (
    CapitalCall,
    Investment,
    InvestmentSort,
    Partner,
    Tranche,
)
from tashan.programmes.investments import calling, investing, returning
from tashan.programmes.investments.calling import NewPartner
from tashan.programmes.investments.investing import NewInvestment
from tashan.record import perms
from tashan.record.perms import Visitor
from tashan.registry.models import Entity


class FundAct(StrEnum):
    COMMIT = "commit"
    CALL = "call"
    PAY_IN = "pay_in"
    DECIDE = "decide"
    MEET = "meet"
    PAY = "pay"
    VALUE = "value"
    EXIT = "exit"
    WRITE_OFF = "write_off"
    DISTRIBUTE = "distribute"
    MANAGER = "manager"


A = FundAct


@dataclass(frozen=True, slots=True)
class FundSaid:
    """What is said with an act: amounts in fen, rows by their ids; unsaid is None."""

    fen: int | None = None
    document: str | None = None
    party: int | None = None
    is_government: bool | None = None
    due_on: date | None = None
    call: int | None = None
    partner: int | None = None
    investment: int | None = None
    position: int | None = None
    target: int | None = None
    sort: str | None = None
    milestones: str | None = None  # a line a milestone: its words, a tab or |, and yuan


@dataclass(frozen=True, slots=True)
class Allowed:
    """Who may do it, and what must be said."""

    right: Callable[[Visitor], bool]
    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()


ACTS: Mapping[FundAct, Allowed] = {
    A.COMMIT: Allowed(perms.may_handle, ("party", "fen", "document"), ("is_government",)),
    A.CALL: Allowed(perms.may_approve_time, ("fen", "due_on", "document")),
    A.PAY_IN: Allowed(perms.may_pay, ("call", "partner", "fen")),
    A.DECIDE: Allowed(perms.may_approve_time, ("target", "sort", "milestones", "document")),
    A.MEET: Allowed(perms.may_handle, ("investment", "position", "document")),
    A.PAY: Allowed(perms.may_pay, ("investment", "position")),
    A.VALUE: Allowed(perms.may_handle, ("investment", "fen", "document")),
    A.EXIT: Allowed(perms.may_pay, ("investment", "fen", "document")),
    A.WRITE_OFF: Allowed(perms.may_approve_time, ("investment", "document")),
    A.DISTRIBUTE: Allowed(perms.may_pay, ("fen", "document")),
    A.MANAGER: Allowed(perms.may_pay, ("document",)),
}


def may_run_funds(user: Visitor) -> bool:
    """Handlers, chiefs and cashiers; each does their part."""
    return any(one.right(user) for one in ACTS.values())


def perform(act: FundAct, fund: Fund, said: FundSaid, *, by: By) -> None:
    """Do it. Raises UserError for what is missing or not taken, and as the act refuses."""
    row = ACTS[act]
    given = {one.name for one in fields(said) if getattr(said, one.name) is not None}
    if missing := [name for name in row.needs if name not in given]:
        raise UserError(
            _("“%(act)s” needs: %(fields)s.") % {"act": act, "fields": ", ".join(missing)},
            hint=_("Give them too."),
        )
    if strange := sorted(given - {*row.needs, *row.takes}):
        raise UserError(
            _("“%(act)s” does not take: %(fields)s.") % {"act": act, "fields": ", ".join(strange)},
            hint=_("Leave them out."),
        )
    CALLS[act](fund, said, by)


def _missing() -> UserError:
    return UserError(_("There is no such row in this fund."), hint=_("Look at its page again."))


def _investment(fund: Fund, said: FundSaid) -> Investment:
    rows = Investment.objects.filter(fund=fund).select_related("fund__book", "target")
    found = rows.filter(pk=said.investment or 0).first()
    if found is None:
        raise _missing()
    return found


def _entity(key: int | None) -> Entity:
    found = Entity.objects.filter(pk=key or 0).first()
    if found is None:
        raise UserError(_("There is no such entry of the registers."), hint=_("Search for it."))
    return found


def _commit(fund: Fund, said: FundSaid, by: By) -> None:
    new = NewPartner(_entity(said.party), said.fen or 0, said.document or "",
                     bool(said.is_government))  # fmt: skip
    calling.commit(fund, new, by=by)


def _pay_in(fund: Fund, said: FundSaid, by: By) -> None:
    calls = CapitalCall.objects.filter(fund=fund, number=said.call or 0)
    partners = Partner.objects.filter(fund=fund, pk=said.partner or 0).select_related("party")
    call, partner = calls.select_related("fund__book").first(), partners.first()
    if call is None or partner is None:
        raise _missing()
    calling.pay(call, partner, said.fen or 0, by=by)


def _decide(fund: Fund, said: FundSaid, by: By) -> None:
    new = NewInvestment(
        _entity(said.target), InvestmentSort(said.sort or ""), said.document or "",
        milestones(said.milestones or ""),
    )  # fmt: skip
    investing.decide(fund, new, by=by)


def milestones(text: str) -> list[tuple[str, int]]:
    """A line a milestone, ``words | yuan``, as words and fen. Raises UserError for another."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        words, _bar, amount = line.rpartition("|")
        digits = amount.replace(",", "").strip()
        if not words.strip() or not digits.isdigit():
            raise UserError(
                _("“%s” is no milestone with its amount.") % line.strip(),
                hint=_("Write a line for each: words | whole yuan."),
            )
        found.append((words.strip()[:200], int(digits) * 100))
    return found


def _tranche(fund: Fund, said: FundSaid) -> Tranche:
    rows = _investment(fund, said).tranches.select_related("investment__fund__book")
    found = rows.filter(position=said.position or 0).first()
    if found is None:
        raise _missing()
    return found


CALLS: Mapping[FundAct, Callable[[Fund, FundSaid, By], object]] = {
    A.COMMIT: _commit,
    A.CALL: lambda f, s, by: calling.call(
        f, s.fen or 0, s.due_on or by.on, s.document or "", by=by
    ),
    A.PAY_IN: _pay_in,
    A.DECIDE: _decide,
    A.MEET: lambda f, s, by: investing.meet(_tranche(f, s), s.document or "", by=by),
    A.PAY: lambda f, s, by: investing.pay_tranche(_tranche(f, s), by=by),
    A.VALUE: lambda f, s, by: investing.value(
        _investment(f, s), s.fen or 0, s.document or "", by=by
    ),
    A.EXIT: lambda f, s, by: investing.leave(
        _investment(f, s), s.fen or 0, s.document or "", by=by
    ),
    A.WRITE_OFF: lambda f, s, by: investing.write_off(_investment(f, s), s.document or "", by=by),
    A.DISTRIBUTE: lambda f, s, by: returning.distribute(f, s.fen or 0, s.document or "", by=by),
    A.MANAGER: lambda f, s, by: returning.pay_manager(f, s.document or "", by=by),
}

"""The steps of a loan's case: passed by whom they fall to, begun by themselves."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework import acts
from tashan.casework.acts import By
from tashan.casework.models import Case, Matter
from tashan.casework.states import ENDS, State
from tashan.programmes.fund_models import Loan, LoanState


def go_on(case: Case, *, by: By) -> None:
    """Receive, accept and take in hand what waits for nothing any more."""
    itself = By(None, by.at, by.on)
    while True:
        ready = Matter.objects.filter(case=case, waits=0, state=State.NOT_BEGUN)
        matter = ready.order_by("position").first()
        if matter is None:
            return
        for step in (acts.receive, acts.accept, acts.take_up):
            step(matter.pk, by=itself)


def pass_step(loan: Loan, code: str, *, by: By, **said: Any) -> None:
    """The step passes, and the next ones begin."""
    acts.decide(matter_of(loan, code).pk, "pass", by=by, **said)
    go_on(loan.case, by=by)


def fail_step(loan: Loan, code: str, says: str, *, by: By) -> None:
    """The step does not pass: the case ends with it."""
    acts.decide(matter_of(loan, code).pk, "not_pass", says, by=by)


def end_case(loan: Loan, says: str, *, by: By) -> None:
    """Every matter that is still open ends without a pass."""
    itself = By(None, by.at, by.on)
    rows = Matter.objects.filter(case=loan.case).exclude(state__in=[*ENDS, State.NOT_BEGUN])
    for matter in rows.order_by("position"):
        acts.decide(matter.pk, "not_pass", says, by=itself)


def matter_of(loan: Loan, code: str) -> Matter:
    return Matter.objects.get(case=loan.case_id, code=code)


def is_in_hand(loan: Loan, code: str) -> bool:
    """Whether the step has begun and has not ended."""
    state = State(matter_of(loan, code).state)
    return state is not State.NOT_BEGUN and state not in ENDS


def has_step(loan: Loan, code: str) -> bool:
    return Matter.objects.filter(case=loan.case_id, code=code).exists()


def locked(loan: Loan, *states: LoanState) -> Loan:
    """The loan with its row locked. Raises UserError where it stands otherwise."""
    rows = Loan.objects.select_for_update(of=("self",))
    found = rows.select_related("case__version", "fund__book", "fund__adoption").get(pk=loan.pk)
    if states and found.state not in states:
        raise UserError(
            _("The loan stands at: %s.") % LoanState(found.state).label,
            hint=_("Look at the loan again: somebody may have gone on with it."),
        )
    return found

"""挂账: a problem that cannot be solved for long waits for its review, and is taken up again."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.problem_models import ProblemState, ProjectProblem
from tashan.casework.rounds.holding import person, told
from tashan.casework.rounds.saying import ProblemSaid


def ask_account(row: ProjectProblem, said: ProblemSaid, by: By) -> None:
    """The office says why it cannot be solved now, and when that is looked at again."""
    row.asks_review_on, row.account_asker = _to_come(said.until, by), person(by)
    row.account_reason = told(said.says or "", _("Reason"))


def put_on_account(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    """Another than who asked, and than who asked for clearing, agrees: its limit stands still."""
    if row.asks_review_on is None:
        raise UserError(_("Nobody asks for it."), hint=_("The office asks first."))
    _refuse_own(row, by)
    row.review_on = _to_come(row.asks_review_on, by)
    row.state, row.approver = ProblemState.ON_ACCOUNT, person(by)
    row.asks_review_on = row.asks_until = row.asker = None


def keep_off_account(row: ProjectProblem, _said: ProblemSaid, by: By) -> None:
    """It is not agreed to: the limit goes on."""
    if row.asks_review_on is None:
        raise UserError(_("Nobody asks for it."), hint=_("The office asks first."))
    _refuse_own(row, by)
    row.asks_review_on = row.account_asker = None
    row.account_reason = ""


def leave_on_account(row: ProjectProblem, said: ProblemSaid, by: By) -> None:
    """Reviewed, and left there until a later day."""
    _refuse_own(row, by)
    until = _to_come(said.until, by)
    if row.review_on is not None and until <= row.review_on:
        raise UserError(
            _("That is not later than the review that is set."), hint=_("Give a later day.")
        )
    row.review_on, row.approver = until, person(by)


def take_up_again(row: ProjectProblem, said: ProblemSaid, by: By) -> None:
    """It is in hand again, with a new limit."""
    row.due_on, row.state = _to_come(said.until, by), ProblemState.IN_HAND
    row.review_on = row.approver = row.account_asker = None
    row.account_reason = ""


def _refuse_own(row: ProjectProblem, by: By) -> None:
    if person(by).pk in (row.account_asker_id, row.doer_id):
        raise UserError(
            _("Who works on a problem does not put it on account."),
            hint=_("Somebody else has to decide it."),
        )


def _to_come(day: date | None, by: By) -> date:
    if day is None or day <= by.on:
        raise UserError(_("That day is over already."), hint=_("Give a later day."))
    return day

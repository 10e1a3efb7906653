"""The states of a loan as a path: when each was reached, where it stands, how else it may end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tashan.casework.models import Matter
from tashan.programmes.fund_models import ENDED_LOANS, Loan, LoanState

S = LoanState
MAIN = (S.APPLIED, S.REVIEWED, S.PROMISED, S.APPROVED, S.DRAWN, S.REPAID, S.SETTLED)
ELSE = (S.REJECTED, S.WITHDRAWN, S.WRITTEN_OFF)


@dataclass(frozen=True, slots=True)
class PathStep:
    """``mark`` is done, now, ahead or never; ``bad`` where the loan ended otherwise."""

    word: str
    on: date | None
    mark: str


def path_of(loan: Loan, matters: Mapping[str, Matter]) -> list[PathStep]:
    """The states on the way to settlement, and at the end the one it came to instead."""
    return list(_steps(loan, _days(loan, matters), _last_day(matters)))


def other_ends(loan: Loan) -> list[str]:
    """How a loan that still runs may end besides."""
    if loan.state in ENDED_LOANS:
        return []
    ahead = (S.WRITTEN_OFF,) if loan.drawn_on else (S.REJECTED, S.WITHDRAWN)
    return [str(one.label) for one in ahead]


def _steps(loan: Loan, days: Mapping[S, date | None], last: date | None) -> Iterator[PathStep]:
    state = LoanState(loan.state)
    main = [one for one in MAIN if one is not S.PROMISED or loan.needs_promise]
    at = main.index(state) if state in main else None
    for number, one in enumerate(main):
        on = days[one]
        if at is None:
            yield PathStep(str(one.label), on, "done" if on else "never")
        elif number == at:
            yield PathStep(str(one.label), on, "done" if state is S.SETTLED else "now")
        else:
            mark = "done" if number < at else "ahead"
            yield PathStep(str(one.label), on if number < at else None, mark)
    if at is None:
        yield PathStep(str(state.label), last, "bad")


def _days(loan: Loan, matters: Mapping[str, Matter]) -> dict[S, date | None]:
    review, repay = matters.get("review"), matters.get("repay")
    is_reviewed = loan.state not in (S.APPLIED,) and review is not None
    passed = is_reviewed and (loan.promised_on or loan.approved_on or loan.state == S.REVIEWED)
    return {
        S.APPLIED: loan.applied_on,
        S.REVIEWED: review.ended_on if review and passed else None,
        S.PROMISED: loan.promised_on,
        S.APPROVED: loan.approved_on,
        S.DRAWN: loan.drawn_on,
        S.REPAID: loan.repaid_on,
        S.SETTLED: repay.ended_on if repay and loan.state == S.SETTLED else None,
    }


def _last_day(matters: Mapping[str, Matter]) -> date | None:
    return max((m.ended_on for m in matters.values() if m.ended_on), default=None)

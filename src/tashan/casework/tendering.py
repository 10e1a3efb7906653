"""Tendering: what must be tendered, and the least and most days between its steps.

The amounts are those of the national rules (order 16 of 2018 of the planning commission) and the
days those of the tendering law and its regulations: a place may set no others, so they stand
here. All days are days of the calendar.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Bought(StrEnum):
    """What a contract buys."""

    WORKS = "works"
    GOODS = "goods"
    SERVICES = "services"  # survey, design, supervision and the like


_YUAN = 100  # fen
THRESHOLDS: Mapping[Bought, int] = {  # fen: from this amount on a contract must be tendered
    Bought.WORKS: 4_000_000 * _YUAN,
    Bought.GOODS: 2_000_000 * _YUAN,
    Bought.SERVICES: 1_000_000 * _YUAN,
}


@dataclass(frozen=True, slots=True)
class Contract:
    """``amount`` in fen, None where it is not known; those of one ``bundle`` could be combined."""

    title: str
    bought: Bought
    amount: int | None
    bundle: str = ""


@dataclass(frozen=True, slots=True)
class MustTender:
    """Whether a contract must be tendered, by which amount; None where amounts are missing.

    ``counted`` is the known sum of all contracts that could be combined with it, in fen.
    """

    contract: Contract
    answer: bool | None
    counted: int
    threshold: int
    together: tuple[Contract, ...]


def must_tender(contracts: Iterable[Contract]) -> list[MustTender]:
    """Each contract judged with all that buy the same and could be combined with it."""
    given = list(contracts)
    groups: dict[tuple[Bought, object], list[Contract]] = defaultdict(list)
    for number, contract in enumerate(given):
        groups[_group(number, contract)].append(contract)
    return [_judged(contract, groups[_group(n, contract)]) for n, contract in enumerate(given)]


def _group(number: int, contract: Contract) -> tuple[Bought, object]:
    return contract.bought, contract.bundle or number


def _judged(contract: Contract, together: list[Contract]) -> MustTender:
    threshold = THRESHOLDS[contract.bought]
    counted = sum(each.amount or 0 for each in together)
    is_known = all(each.amount is not None for each in together)
    answer = True if counted >= threshold else (False if is_known else None)
    return MustTender(contract, answer, counted, threshold, tuple(together))


class TenderDay(StrEnum):
    """The days of a tender, in the order of the law."""

    DOCUMENTS = "documents"  # the documents are first given out
    DOCUMENTS_END = "documents_end"  # the last day on which they are
    CLARIFIED = "clarified"  # the last clarification that may change the bids
    CLOSING = "closing"
    OPENED = "opened"
    EVALUATED = "evaluated"  # the committee's report reached the tenderer
    CANDIDATES = "candidates"  # the candidates are published
    CANDIDATES_END = "candidates_end"  # the last day on which they are
    AWARDED = "awarded"  # the notice of award
    CONTRACT = "contract"
    DEPOSIT_BACK = "deposit_back"  # the bidders have their security back
    REPORTED = "reported"  # the written report


class Bound(StrEnum):
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    SAME_DAY = "same_day"


@dataclass(frozen=True, slots=True)
class Interval:
    """So many days at least or at most from one day to another.

    ``counts_both``: of the days on which something is public the first and the last both count.
    ``law`` names the article by a short code: ``law:24`` or ``rules:54``.
    """

    since: TenderDay
    until: TenderDay
    bound: Bound
    days: int
    law: str
    counts_both: bool = False

    def day(self, since: date) -> date:
        """The first day on which ``until`` may be, or the last on which it must."""
        return since + timedelta(self.days - self.counts_both)


INTERVALS: tuple[Interval, ...] = (
    Interval(
        TenderDay.DOCUMENTS,
        TenderDay.DOCUMENTS_END,
        Bound.AT_LEAST,
        5,
        "rules:16",
        counts_both=True,
    ),
    Interval(TenderDay.DOCUMENTS, TenderDay.CLOSING, Bound.AT_LEAST, 20, "law:24"),
    Interval(TenderDay.CLARIFIED, TenderDay.CLOSING, Bound.AT_LEAST, 15, "law:23"),
    Interval(TenderDay.CLOSING, TenderDay.OPENED, Bound.SAME_DAY, 0, "law:34"),
    Interval(TenderDay.EVALUATED, TenderDay.CANDIDATES, Bound.AT_MOST, 3, "rules:54"),
    Interval(
        TenderDay.CANDIDATES,
        TenderDay.CANDIDATES_END,
        Bound.AT_LEAST,
        3,
        "rules:54",
        counts_both=True,
    ),
    Interval(TenderDay.CANDIDATES_END, TenderDay.AWARDED, Bound.AT_LEAST, 1, "rules:54"),
    Interval(TenderDay.AWARDED, TenderDay.CONTRACT, Bound.AT_MOST, 30, "law:46"),
    Interval(TenderDay.CONTRACT, TenderDay.DEPOSIT_BACK, Bound.AT_MOST, 5, "rules:57"),
    Interval(TenderDay.AWARDED, TenderDay.REPORTED, Bound.AT_MOST, 15, "law:47"),
)
ANSWER_WITHIN = 3  # days from an objection to its answer; until then the tender stands still


@dataclass(frozen=True, slots=True)
class Checked:
    """An interval beside the days of one tender.

    ``is_kept`` is None while one of the two days is missing; ``day`` is the first or last lawful
    day once the one that it counts from is known. ``took`` are the days between.
    """

    interval: Interval
    is_kept: bool | None
    day: date | None
    took: int | None


def check_intervals(days: Mapping[TenderDay, date]) -> list[Checked]:
    """Every interval of the law beside the days that are known."""
    return [_checked(interval, days) for interval in INTERVALS]


def _checked(interval: Interval, days: Mapping[TenderDay, date]) -> Checked:
    since, until = days.get(interval.since), days.get(interval.until)
    if since is None:
        return Checked(interval, None, None, None)
    day = interval.day(since)
    if until is None:
        return Checked(interval, None, day, None)
    took = (until - since).days + interval.counts_both
    kept = {
        Bound.AT_LEAST: until >= day,
        Bound.AT_MOST: since <= until <= day,
        Bound.SAME_DAY: until == day,
    }[interval.bound]
    return Checked(interval, kept, day, took)


@dataclass(frozen=True, slots=True)
class Answered:
    """An objection and the day until which it must be answered."""

    received_on: date
    due_on: date
    answered_on: date | None

    @property
    def is_kept(self) -> bool | None:
        """None while it is not answered."""
        return None if self.answered_on is None else self.answered_on <= self.due_on


def answer_due(received_on: date, answered_on: date | None = None) -> Answered:
    """An objection is answered within three days of its receipt (rules 22, 44 and 54)."""
    return Answered(received_on, received_on + timedelta(ANSWER_WITHIN), answered_on)

"""How services are given, in figures: each a share with numerator, denominator and cohort.

The cohort is always the orders placed in a period. Marks of a few firms are not shown: a share
that rests on ratings is None below the declared least number of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tashan.record import statements
from tashan.record.statements import Value


class Month(NamedTuple):
    """What is counted of the orders placed in one month, as the database has it.

    ``sign_due`` dispatches were to be signed for by now and ``signed`` were in time; so with
    ``answer_due`` and ``in_time``. ``said_solved`` are answers that say so; ``rated`` are ratings
    of newest answers, of which ``firm_solved`` and ``satisfied``; ``marks`` is their sum.
    """

    month: date
    orders: int
    closed: int
    repeated: int
    answered: int
    said_solved: int
    sign_due: int
    signed: int
    answer_due: int
    in_time: int
    returned: int
    rated: int
    firm_solved: int
    satisfied: int
    marks: int


_OF_DISPATCHES = """
    count(*) FILTER (WHERE d.returned_on IS NULL
        AND (m.accepted_on IS NOT NULL OR d.sign_by < %(on)s)) AS sign_due,
    count(*) FILTER (WHERE d.returned_on IS NULL AND m.accepted_on <= d.sign_by) AS signed,
    count(*) FILTER (WHERE d.returned_on IS NULL
        AND (a.id IS NOT NULL OR m.promised_on < %(on)s)) AS answer_due,
    count(*) FILTER (WHERE a.on <= m.promised_on) AS in_time,
    count(*) FILTER (WHERE d.returned_on IS NOT NULL) AS returned,
    bool_or(b.id IS NOT NULL) AS reopened,
    count(a.id) > 0 AS answered
"""
_NEWEST = """
    SELECT a.id, a.outcome, r.mark, r.is_solved
    FROM casework_servicedispatch d JOIN casework_serviceanswer a ON a.dispatch_id = d.id
    LEFT JOIN casework_servicerating r ON r.answer_id = a.id
    WHERE d.order_id = o.id {ours} ORDER BY d.position DESC LIMIT 1
"""
_STATEMENT = """
SELECT date_trunc('month', o.ordered_on)::date, count(*),
    count(*) FILTER (WHERE o.state = 'closed'),
    count(*) FILTER (WHERE o.repeats_id IS NOT NULL OR coalesce(x.reopened, false)),
    count(n.id), count(*) FILTER (WHERE n.outcome = 'solved'),
    coalesce(sum(x.sign_due), 0)::int, coalesce(sum(x.signed), 0)::int,
    coalesce(sum(x.answer_due), 0)::int, coalesce(sum(x.in_time), 0)::int,
    coalesce(sum(x.returned), 0)::int,
    count(n.mark), count(*) FILTER (WHERE n.is_solved),
    count(*) FILTER (WHERE n.mark >= %(satisfied)s), coalesce(sum(n.mark), 0)::int
FROM casework_serviceorder o
LEFT JOIN LATERAL (SELECT {of_dispatches}
    FROM casework_servicedispatch d JOIN casework_matter m ON m.id = d.matter_id
    LEFT JOIN casework_serviceanswer a ON a.dispatch_id = d.id
    LEFT JOIN casework_servicereopening b ON b.answer_id = a.id
    WHERE d.order_id = o.id {ours}) x ON true
LEFT JOIN LATERAL ({newest}) n ON true
WHERE o.ordered_on BETWEEN %(first)s AND %(last)s {of_office}
GROUP BY 1 ORDER BY 1
"""
_OURS = "AND d.office_id = %(office)s"
_OF_OFFICE = (
    "AND EXISTS (SELECT 1 FROM casework_servicedispatch d WHERE d.order_id = o.id AND"
    " d.office_id = %(office)s)"
)


def months(
    first: date, last: date, *, on: date, satisfied: int, office: int | None = None
) -> list[Month]:
    """What is counted by month of order, of all offices or one; months without orders are none.

    One query. ``satisfied`` is the least mark that counts as satisfied.
    """
    ours = _OURS if office is not None else ""
    statement = _STATEMENT.format(
        of_dispatches=_OF_DISPATCHES, newest=_NEWEST.format(ours=ours), ours=ours,
        of_office=_OF_OFFICE if office is not None else "",
    )  # fmt: skip
    said: dict[str, Value] = {"first": first, "last": last, "on": on, "satisfied": satisfied}
    if office is not None:
        said["office"] = office
    return [Month(*row) for row in statements.fetch_all(statement, said)]


@dataclass(frozen=True, slots=True)
class Share:
    """``numerator`` of ``denominator``. Hidden: it rests on too few ratings to be shown."""

    code: str
    numerator: int
    denominator: int
    is_hidden: bool = False

    @property
    def percent(self) -> Decimal | None:
        """None where there is nothing to count, or too little to be shown."""
        if self.is_hidden or not self.denominator:
            return None
        return Decimal(100) * self.numerator / self.denominator


SHARES = (
    ("signed", "signed", "sign_due"),
    ("in_time", "in_time", "answer_due"),
    ("closed", "closed", "orders"),
    ("said_solved", "said_solved", "answered"),
    ("repeated", "repeated", "orders"),
)
RATED = (("firm_solved", "firm_solved", "rated"), ("satisfied", "satisfied", "rated"))


@dataclass(frozen=True, slots=True)
class Figures:
    """The shares of a period, by code; ``counts`` sums what its ``months`` counted."""

    months: tuple[Month, ...]
    counts: Month
    shares: dict[str, Share]
    mean: Decimal | None


@dataclass(frozen=True, slots=True)
class Period:
    """Which orders are counted: placed from ``first`` to ``last``, sent to ``office`` or to any."""

    first: date
    last: date
    office: int | None = None


def of_period(period: Period, *, on: date, satisfied: int, least: int) -> Figures:
    """The figures of a period. Those of one office hide ratings too where what is left to the
    other offices is so little that it could be told by taking away."""
    rows = months(period.first, period.last, on=on, satisfied=satisfied, office=period.office)
    beside = 0
    if period.office is not None:
        every = months(period.first, period.last, on=on, satisfied=satisfied)
        beside = sum(row.rated for row in every) - sum(row.rated for row in rows)
    return figures(rows, least=least, beside=beside)


def figures(rows: Iterable[Month], *, least: int, beside: int = 0) -> Figures:
    """What some months come to together; ``least`` ratings before anything of them is shown,
    and as many ``beside`` them where there are any."""
    listed = list(rows)
    start = listed[0].month if listed else date.min
    sums = [sum(column) for column in zip(*(row[1:] for row in listed), strict=True)]
    counts = Month(start, *(sums or [0] * (len(Month._fields) - 1)))
    few = counts.rated < least or 0 < beside < least
    shares = {code: _share(counts, code, up, down) for code, up, down in SHARES}
    shares |= {code: _share(counts, code, up, down, is_hidden=few) for code, up, down in RATED}
    mean = None if few or not counts.rated else Decimal(counts.marks) / counts.rated
    return Figures(tuple(listed), counts, shares, mean)


def of_month(row: Month) -> list[Share]:
    """The shares of one month that rest on no ratings: single months would tell too much."""
    return [_share(row, code, up, down) for code, up, down in SHARES]


def _share(counts: Month, code: str, up: str, down: str, *, is_hidden: bool = False) -> Share:
    """Hidden ones carry no numbers at all: what is not shown cannot leak."""
    if is_hidden:
        return Share(code, 0, 0, is_hidden=True)
    return Share(code, getattr(counts, up), getattr(counts, down))


class Topic(NamedTuple):
    """A service and how often it was ordered, by how many firms."""

    service: str
    title: dict[str, str]
    orders: int
    firms: int


_TOPICS = """
SELECT o.service, (array_agg(o.title ORDER BY o.id DESC))[1]::text, count(*),
    count(DISTINCT o.enterprise_id)
FROM casework_serviceorder o WHERE o.ordered_on BETWEEN %(first)s AND %(last)s {of_office}
GROUP BY o.service ORDER BY count(*) DESC, o.service LIMIT %(most)s
"""


def hot_topics(first: date, last: date, *, most: int, office: int | None = None) -> list[Topic]:
    """What firms ordered most in a period, the most frequent first."""
    statement = _TOPICS.format(of_office=_OF_OFFICE if office is not None else "")
    said: dict[str, Value] = {"first": first, "last": last, "most": most}
    if office is not None:
        said["office"] = office
    return [
        Topic(service, json.loads(title), orders, firms)
        for service, title, orders, firms in statements.fetch_all(statement, said)
    ]


class PaymentCounts(NamedTuple):
    """Complaints filed in a period: how many, how much in fen, and what came of them."""

    filed: int
    fen: int
    ended: int
    in_time: int
    late: int
    paid: int
    paid_fen: int
    planned: int
    disputed: int
    unfounded: int


_PAYMENTS = """
SELECT count(*), coalesce(sum(p.fen), 0)::bigint, count(p.result_on),
    count(*) FILTER (WHERE p.result_on <= m.statutory_on),
    count(*) FILTER (WHERE coalesce(p.result_on, %(on)s) > m.statutory_on),
    count(*) FILTER (WHERE p.result = 'paid'), coalesce(sum(p.paid_fen), 0)::bigint,
    count(*) FILTER (WHERE p.result = 'plan'), count(*) FILTER (WHERE p.result = 'disputed'),
    count(*) FILTER (WHERE p.result = 'unfounded')
FROM casework_paymentcomplaint p LEFT JOIN casework_matter m ON m.id = p.matter_id
WHERE p.filed_on BETWEEN %(first)s AND %(last)s
"""


def payment_counts(first: date, last: date, *, on: date) -> PaymentCounts:
    """The published counts of the complaints filed in a period. One query."""
    said: dict[str, Value] = {"first": first, "last": last, "on": on}
    (row,) = statements.fetch_all(_PAYMENTS, said)
    return PaymentCounts(*row)

"""The part `fund`: what is in the pool, who may draw how much, what it costs, and what never is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from tashan.mechanisms.fields import (
    Basis,
    Choice,
    Code,
    Entry,
    Listed,
    Number,
    OneOrMore,
    Text,
    refused,
)
from tashan.mechanisms.programme import Rule


class Days(StrEnum):
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"


class FirstDay(StrEnum):
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"


class Invariant(StrEnum):
    """What the fund's books refuse, whatever anybody asks for."""

    BELOW_ZERO = "below zero"
    TWO_LOANS = "two open loans for one bank loan"
    TWO_OF_A_FIRM = "two open loans of one firm"
    NO_PROMISE = "paid out without a bank's promise"
    ABOVE_PROMISE = "more than the bank's promise covers"
    ABOVE_LIMIT = "more than the limit of one firm"
    OTHER_ACCOUNT = "paid to another account than at the lending bank"
    OTHER_MONEY = "repaid from other money than the renewed loan"
    ABOVE_MULTIPLE = "exposure above the multiple of net assets"
    OWN_SHAREHOLDER = "guarantee for a controlling shareholder"
    ABOVE_RECEIVED = "paid more than was received"
    ABOVE_PROGRESS = "paid more than the progress reached"


_WORDS = {"none": 1, "double": 2, "treble": 3}


def _times(given: object) -> object:
    return Decimal(_WORDS[given]) if isinstance(given, str) and given in _WORDS else given


def _not_less(given: Decimal) -> Decimal:
    if given < 1:
        raise refused("overdue days cost at least as much as others. Expected 1 or more.")
    return given


Times = Annotated[
    Number,
    BeforeValidator(_times),
    AfterValidator(_not_less),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 1}, {"enum": list(_WORDS)}]}),
]


class Fee(Entry):
    """What a loan costs: a rate a day, or tiers of rates by the day on which they end.

    ``minimum`` is in yuan. Days above ``term`` cost ``overdue`` times the rate of their tier; the
    term is in days of ``term_counts``, else of ``counts``. ``prepaid`` days are paid before the
    money goes out, and settled when it is back.
    """

    rate: Rule  # a number, or a parameter: of one a day
    counts: Choice[Days] = Days.CALENDAR_DAYS
    first_day: Choice[FirstDay] = FirstDay.COUNTED
    term: Rule | None = None  # days, or the parameter that has them
    term_counts: Choice[Days] | None = None
    prepaid: Rule | None = None  # days
    overdue: Times = Decimal(1)
    minimum: Rule | None = None
    basis: OneOrMore[Basis] = ()


class FundSource(Entry):
    """Where the money comes from, in yuan."""

    title: Text
    amount: Rule | None = None


class BorrowerKind(StrEnum):
    """Who borrows."""

    COMPANY = "company"
    OWNER = "owner"  # its legal representative
    SOLE_TRADER = "sole_trader"


class FundLimits(Entry):
    """In yuan, each a rule over parameters; what is not given is not limited here.

    ``borrowers`` is the most for each kind of borrower, ``share_of_promise`` the share (of one)
    of what the bank promises to lend anew. ``times_paid_in`` is the multiple of what a member of
    a mutual-aid fund has paid in.
    """

    borrowers: dict[Choice[BorrowerKind], Rule] = Field(default_factory=dict)
    share_of_promise: Rule | None = None
    times_paid_in: Rule | None = None
    per_firm: Rule | None = None
    per_loan: Rule | None = None
    per_bank: Rule | None = None


class Waiver(Entry):
    """Days on which no fee runs, the first and the last included."""

    since: date
    until: date
    says: Text
    basis: OneOrMore[Basis] = ()

    def model_post_init(self, context: object, /) -> None:
        if self.until < self.since:
            raise refused(f"'until' {self.until} is before 'since' {self.since}.")


class QueueKey(StrEnum):
    """By what those wait for whom the pool does not reach: the first key decides first."""

    MATURES_ON = "matures_on"  # whose bank loan falls due first
    APPLIED_ON = "applied_on"
    SMALLEST = "smallest"  # the smaller amount first


class SmallLending(Entry):
    """When the fund mainly guarantees small and farm lending, and the multiple that it has then.

    Both shares are of one and must be reached: of the amount that stands open, and of the firms.
    """

    multiple: Rule
    amount_share: Rule
    firm_share: Rule
    basis: OneOrMore[Basis] = ()


class YearlyFee(Entry):
    """What a guarantee costs: a rate a year, of one, by the month; ``minimum`` is in yuan."""

    rate: Rule
    minimum: Rule | None = None
    basis: OneOrMore[Basis] = ()


class Investing(Entry):
    """Of a fund that invests: each a share of one, over parameters.

    ``single`` is the most of all commitments for one target, ``management_fee`` a year's fee of
    the capital paid in, ``conceded`` what the government leaves to the others of its gain.
    """

    single: Rule | None = None
    management_fee: Rule | None = None
    conceded: Rule | None = None


class Spending(Entry):
    """Of money won for projects: what may be paid against progress, and when a light turns.

    Shares are of one, of the contract times the progress reached: ``most`` while it is built and
    ``at_end`` when it is finished; paid below ``least`` the contractor is lending money. What was
    received and not paid for ``idle_months`` lies idle.
    """

    most: Rule
    at_end: Rule
    least: Rule
    idle_months: Rule
    basis: OneOrMore[Basis] = ()


class Exposure(Entry):
    """Of guarantees: what stands open, as multiples and shares of the fund's net assets.

    Without ``net_assets`` they are what the fund's book says. ``shares`` of a loss sum to one;
    one of them is the ``bank``'s, one the ``guarantor``'s.
    """

    net_assets: Rule | None = None
    multiple: Rule
    small: SmallLending | None = None
    single: Rule | None = None  # one firm's share, of one
    with_affiliates: Rule | None = None
    shares: dict[Code, Rule] = Field(default_factory=dict)  # who bears how much of a loss, of one
    fee: YearlyFee | None = None


class Fund(Entry):
    kind: Literal["fund"]
    code: Code | None = None
    title: Text
    opening: Rule  # yuan
    sources: Listed[FundSource] = ()
    limits: FundLimits | None = None
    fee: Fee | None = None
    waived: Listed[Waiver] = ()
    queue: Listed[Choice[QueueKey]] = (QueueKey.MATURES_ON, QueueKey.APPLIED_ON)
    apply_before: Rule | None = None  # days before the bank's loan falls due, at least
    recover_after: Rule | None = None  # days overdue, then the money is recovered by law
    market_rate: Rule | None = None  # of one a day: what bridging costs elsewhere, for comparison
    exposure: Exposure | None = None
    investing: Investing | None = None
    spending: Spending | None = None
    ask_first: Listed[Text] = ()  # whether the firm may renew without repaying (无还本续贷)
    never: Listed[Choice[Invariant]] = ()

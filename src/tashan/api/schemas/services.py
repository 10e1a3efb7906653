"""The menu of services, orders with what became of them, figures, and late payments."""

from __future__ import annotations

from datetime import date

from ninja import Schema
from pydantic import Field

from tashan.api.asked import EntityKey
from tashan.api.fields import Fen, Line, Money, Words
from tashan.api.schemas.shared import Given, Ref
from tashan.casework.service_models import LONGEST_TEXT

Said = Field(default=None, max_length=LONGEST_TEXT)


class ServiceOffered(Schema):
    """A service of the menu: who answers for it, what it gives, to whom, within what time."""

    code: str
    title: str
    gives: str
    whom: str
    duty: str
    procedure: str
    days: int = Field(description="To the answer, counted from the dispatch")
    unit: str = Field(examples=["working"])
    materials: list[str]
    basis: list[str]


class ServicesOffered(Schema):
    """The whole menu of a day."""

    items: list[ServiceOffered]


class ServiceLine(Schema):
    """An order. ``sign_by`` and ``answer_by`` are of the dispatch that it is at."""

    id: int
    url: str
    service: str
    title: str
    enterprise: Ref
    state: str
    ordered_on: date
    wait_until: date | None = Field(
        description="Last day of the dispatch, of the arbiter, or of the close; null with an office"
    )
    closed_on: date | None
    about: str
    repeats: int | None
    office: Ref | None
    sign_by: date | None
    signed_on: date | None
    answer_by: date | None
    light: str | None


class ServiceVisitTold(Schema):
    on: date
    who: str
    says: str


class ServiceAnswerTold(Schema):
    """``reopened_on`` is when the firm said that it is not solved, and ``reopened`` its words."""

    outcome: str
    says: str
    on: date
    reopened_on: date | None
    reopened: str | None


class ServiceSent(Schema):
    """One dispatch; what was given back says whose duty it is and by which document."""

    position: int
    office: Ref
    duty: str
    procedure: str
    on: date
    is_binding: bool
    case: int
    sign_by: date
    signed_on: date | None
    answer_by: date | None
    returned_on: date | None
    returned_duty: str
    returned_document: str
    returned_says: str
    visits: list[ServiceVisitTold]
    answer: ServiceAnswerTold | None


class ServiceRated(Schema):
    mark: int
    is_solved: bool
    words: str
    on: date


class ServiceInFull(ServiceLine):
    """``acts`` are what you may do now. ``ratings`` are empty for who handled the order."""

    says: str
    sent: list[ServiceSent]
    ratings: list[ServiceRated]
    acts: list[str]


class ServiceWanted(Given):
    """``enterprise`` is left out by the enterprise's own agent."""

    service: Words
    says: str = Field(min_length=1, max_length=LONGEST_TEXT)
    enterprise: EntityKey | None = None


class ServiceActGiven(Given):
    """What the act needs; ``says`` is a reason, an answer or the firm's words."""

    on: date | None = None
    duty: Words | None = None
    procedure: Words | None = None
    document: Line | None = None
    says: str | None = Said
    who: Line | None = None
    outcome: Words | None = None
    mark: int | None = Field(default=None, ge=1, le=10)
    is_solved: bool | None = None


class ServiceShare(Schema):
    """``percent`` is null where nothing is counted, or where it rests on too few ratings."""

    code: str
    numerator: int
    denominator: int
    is_hidden: bool
    percent: str | None = Field(examples=["91.7"])


class ServiceMonth(Schema):
    month: date
    orders: int
    shares: list[ServiceShare]


class HotTopic(Schema):
    service: str
    title: str
    orders: int
    firms: int


class ServiceFiguresTold(Schema):
    """Of the orders placed from ``first`` to ``last``, as of ``on``."""

    first: date
    last: date
    on: date
    orders: int
    shares: list[ServiceShare]
    mean_mark: str | None
    months: list[ServiceMonth]
    hot_topics: list[HotTopic]


class PaymentComplaintLine(Schema):
    """``legal_on`` is the last lawful day of payment, ``result_by`` that of the result."""

    id: int
    url: str
    enterprise: Ref
    debtor: Ref
    debtor_kind: str
    contract: str
    amount: Money
    delivered_on: date
    agreed_on: date | None
    legal_on: date
    state: str
    filed_on: date
    office: Ref | None
    result_by: date | None
    result: str
    result_on: date | None
    paid: Money | None
    paid_on: date | None
    light: str | None


class PaymentComplaintTold(PaymentComplaintLine):
    """``acts`` are what you may do now."""

    says: str
    result_says: str
    acts: list[str]


class PaymentComplaintGiven(Given):
    """``enterprise`` is left out by the enterprise's own agent."""

    debtor: EntityKey
    debtor_kind: Words = Field(examples=["public"])
    contract: Line
    fen: Fen
    delivered_on: date
    agreed_on: date | None = None
    says: str = Field(min_length=1, max_length=LONGEST_TEXT)
    enterprise: EntityKey | None = None


class PaymentComplaintSend(Given):
    """Without ``office`` the one that answers for such complaints."""

    office: EntityKey | None = None
    on: date | None = None


class PaymentResultGiven(Given):
    """``result`` is paid, plan, disputed or unfounded."""

    result: Words
    says: str = Field(min_length=1, max_length=LONGEST_TEXT)
    paid_fen: Fen | None = None
    paid_on: date | None = None
    on: date | None = None


class PaymentCountsTold(Schema):
    """The published counts of the complaints filed from ``first`` to ``last``."""

    first: date
    last: date
    filed: int
    amount: Money
    ended: int
    in_time: int
    late: int
    paid_in_full: int
    paid: Money
    planned: int
    disputed: int
    unfounded: int

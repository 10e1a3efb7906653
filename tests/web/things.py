"""One of each thing that a page's address can name, for the tests of the doors."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests import cast

from tashan.indicators import catalogue
from tashan.indicators.models import Observation, Plan, Target
from tashan.indicators.recording import record
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

OUR_PLACE = "999901"
FOUNDED = date(2001, 1, 1)
THIRD_QUARTER = (date(2026, 1, 1), date(2026, 9, 30))

MONEY = (  # nothing there: not found is no refusal
    "guarantee_id",
    "fund_id",
    "loan_id",
    "book_id",
    "card_id",
    "budget_id",
    "payments_id",
    "payment_id",
    "round_id",
    "nomination_id",
    "source_id",
    "money_id",
    "lead_id",
    "promise_id",
    "order_id",
    "dispatch_id",
    "complaint_id",
    "letter_id",
    "complaint_id",
    "webhook_id",
    "message_id",
    "matter_id",
    "dispatch_id",
    "answer_id",
    "problem_id",
    "step_id",
    "inspection_id",
    "evaluation_id",
    "task_id",
    "milestone_id",
    "line_id",
    "hand_over_id",
    "secondment_id",
    "problem_id",
    "evidence_id",
    "departure_id",
    "milestone_id",
    "investment_plan_id",
    "plan_entry_id",
    "taken_back_id",
)


def ids() -> dict[str, int | str]:
    """What addresses are made of; the things are made at the first call."""
    figure = Observation.objects.first() or _figure(place())
    target = Target.objects.first() or _target(place())
    money: dict[str, int | str] = dict.fromkeys(MONEY, 0)
    return money | {
        "entity_id": figure.subject_id,
        "observation_id": figure.pk,
        "code": "grp",
        "mechanism": "green_card",
        "procedure": "issuing",
        "target_id": target.pk,
        "plan_id": target.plan_id,
        "import_id": 1,
        "export_id": 1,
        "adoption_id": 1,
        "trip_id": 1,
        "site_id": 1,
        "photo_id": 1,
        "part": "members",
        "match_id": 1,
        "list_id": 1,
        "award_id": 1,
        "case_id": 0,
        "holding_id": 0,
        "member_id": 0,
        "delegation_id": 0,
        "pilot_id": 1,
        "assessment_id": 1,
        "file_id": 0,
        "sequence": 1,
        "unreported_id": 0,
        "exchange_id": 0,
    }


def source() -> Source:
    """Where the things of these tests are from."""
    return sources.of_document("虚构的统计月报", at=cast.AT)


def place() -> Entity:
    """Our county."""
    found = Entity.objects.filter(kind=Kind.PLACE, code=OUR_PLACE).first()
    new = keeping.New("他山县", FOUNDED, OUR_PLACE, {"level": "county"})
    return found or keeping.enter(Kind.PLACE, new, source=source())


def _target(subject: Entity) -> Target:
    year = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    plan = Plan.objects.create(title="2026年计划", place=subject, source=source(), **year)
    indicator = catalogue.indicators(["grp"])["grp"]
    said = {"plan": plan, "indicator": indicator, "subject": subject, "since": FOUNDED} | year
    return Target.objects.create(
        **said, measure="level", value=Decimal(260), curve="even", source=plan.source,
        entered=plan.source,
    )  # fmt: skip


def _figure(subject: Entity) -> Observation:
    first, last = THIRD_QUARTER
    figure = Figure(
        subject,
        catalogue.indicators(["grp"])["grp"],
        first=first,
        last=last,
        value=Decimal("186.4"),
    )
    record([figure], source=source(), actor=None, at=cast.AT)
    return Observation.objects.get()

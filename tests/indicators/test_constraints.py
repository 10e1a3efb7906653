"""What the database refuses of definitions, plans, targets and exemptions, by the rule's name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests import cast

from tashan.indicators.models import CurveKind, Definition, Exemption, Indicator, Plan, Target
from tashan.record import sources
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}


@pytest.fixture
def source() -> Source:
    return sources.entry("年度计划", actor=cast.officer(), at=cast.AT)


@pytest.fixture
def county(source: Source) -> Entity:
    new = keeping.New("他山县", date(2001, 1, 1), "999901", {"level": "county"})
    return keeping.enter(Kind.PLACE, new, source=source)


@pytest.fixture
def plan(county: Entity, source: Source) -> Plan:
    return Plan.objects.create(title="2026年计划", place=county, **YEAR, source=source)


def target(plan: Plan, **fields: object) -> Target:
    indicator, _ = Indicator.objects.get_or_create(code="grp")
    said: dict[str, object] = {
        "plan": plan, "indicator": indicator, "measure": "level", "subject": plan.place,
        "value": Decimal(300), "curve": CurveKind.EVEN, "since": YEAR["first"],
        "source": plan.source, "entered": plan.source, **YEAR,
    }  # fmt: skip
    return Target.objects.create(**said | fields)


def test_an_indicator_has_its_code_once() -> None:
    Indicator.objects.create(code="grp")
    with pytest.raises(IntegrityError, match="indicator_code_once"), transaction.atomic():
        Indicator.objects.create(code="grp")


def test_a_definition_has_its_number_once() -> None:
    of = {"indicator": Indicator.objects.create(code="grp"), "number": 1, "content": {}}
    Definition.objects.create(**of, since=YEAR["first"], sha256="0" * 64)
    with (
        pytest.raises(IntegrityError, match="definition_number_once_an_indicator"),
        transaction.atomic(),
    ):
        Definition.objects.create(**of, since=YEAR["first"], sha256="1" * 64)


def test_a_plan_ends_after_it_begins(plan: Plan) -> None:
    with pytest.raises(IntegrityError, match="plan_ends_after_it_begins"), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(last=date(2025, 1, 1))


def test_a_target_stands_once_in_a_plan(plan: Plan) -> None:
    target(plan)
    with pytest.raises(IntegrityError, match="target_once_a_plan"), transaction.atomic():
        target(plan)


def test_a_target_ends_after_it_begins(plan: Plan) -> None:
    with pytest.raises(IntegrityError, match="target_ends_after_it_begins"), transaction.atomic():
        target(plan, last=date(2025, 1, 1))


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("exemption_says_why", {"reason": ""}),
        ("exemption_ends_after_it_begins", {"until": date(2026, 3, 1)}),
    ],
)
def test_an_exemption_says_why_and_until_when(
    name: str, fields: dict[str, object], plan: Plan
) -> None:
    said: dict[str, object] = {
        "target": target(plan), "reason": "汛期停工", "approver": plan.source.actor,
        "since": date(2026, 3, 1), "until": date(2026, 6, 1), "at": cast.AT,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Exemption.objects.create(**said | fields)

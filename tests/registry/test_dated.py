"""Rows of one entity never hold on the same day: the database itself refuses exactly those."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests import cast

from tashan.record import sources
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import EnterpriseFacts, Entity

pytestmark = pytest.mark.django_db
MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def source() -> Source:
    return sources.entry("工商登记信息", actor=cast.officer(), at=cast.AT)


@pytest.fixture
def firm(source: Source) -> Entity:
    """An enterprise whose facts hold in March and no other day."""
    return keeping.enter(Kind.ENTERPRISE, keeping.New("恒川", MARCH, until=APRIL), source=source)


def hold(entity: Entity, source: Source, since: date, until: date | None) -> None:
    with transaction.atomic():
        EnterpriseFacts.objects.create(
            entity=entity, since=since, until=until, source=source, entered=source
        )


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2026, 2, 1), date(2026, 3, 2)),
        (date(2026, 3, 31), None),
        (date(2026, 3, 10), date(2026, 3, 11)),
        (date(1950, 1, 1), None),
        (MARCH, APRIL),
    ],
)
def test_a_row_that_shares_a_day_is_refused(
    firm: Entity, source: Source, since: date, until: date | None
) -> None:
    with pytest.raises(IntegrityError, match="enterprise_facts_never_twice"):
        hold(firm, source, since, until)


@pytest.mark.parametrize(
    ("since", "until"), [(date(1899, 5, 1), MARCH), (date(2026, 2, 28), MARCH), (APRIL, None)]
)
def test_a_row_that_ends_where_the_other_begins_is_not(
    firm: Entity, source: Source, since: date, until: date | None
) -> None:
    hold(firm, source, since, until)
    assert EnterpriseFacts.objects.filter(entity=firm).count() == 2


def test_another_entity_may_hold_on_the_same_days(firm: Entity, source: Source) -> None:
    others = [
        keeping.enter(Kind.ENTERPRISE, keeping.New(name, MARCH, until=APRIL), source=source)
        for name in ("清川", "云石")
    ]
    assert EnterpriseFacts.objects.filter(entity__in=others).count() == 2

"""The credit record is read as of a date: what is over or repaired counts no more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests import cast
from tests.registry.people_and_places import TODAY, clerk, enterprise, source

from tashan.base.errors import UserError
from tashan.record.models import Event
from tashan.record.sources import withdraw
from tashan.registry.credit import (
    NewCredit,
    all_of,
    enter_credit,
    in_force,
    known_kinds,
    repair,
)
from tashan.registry.following import same
from tashan.registry.merging import merge
from tashan.registry.models import CreditEvent, Entity

pytestmark = pytest.mark.django_db
FINED, REPAIRED = date(2022, 5, 10), date(2023, 5, 10)


@pytest.fixture
def firm(db: None) -> Entity:
    return enterprise("恒川精密电子有限公司")


def fined(entity: Entity, **more: Any) -> CreditEvent:
    said: dict[str, Any] = {
        "kind": "abnormal_operation",
        "document": "他环罚〔2022〕7号",
        "decided_by": "青石市生态环境局他山分局",
        "occurred_on": FINED,
    }
    return enter_credit(entity, NewCredit(**said | more), source=source())


def test_an_event_counts_from_its_day_on(firm: Entity) -> None:
    fined(firm)
    told = [in_force(firm, day).exists() for day in (date(2022, 5, 9), FINED, TODAY)]
    assert told == [False, True, True]


def test_an_event_counts_until_its_last_day(firm: Entity) -> None:
    fined(firm, ends_on=date(2025, 5, 9))
    told = [in_force(firm, day).exists() for day in (date(2025, 5, 9), date(2025, 5, 10))]
    assert told == [True, False]


def test_a_repaired_event_counted_until_its_repair(firm: Entity) -> None:
    repair(fined(firm), on=REPAIRED, document="修复决定2023-5", source=source())
    told = [in_force(firm, day).exists() for day in (date(2023, 5, 9), REPAIRED)]
    assert told == [True, False]
    assert all_of(same(firm)).count() == 1


def test_an_unknown_kind_is_refused_with_the_nearest_word(firm: Entity) -> None:
    with pytest.raises(UserError, match="Did you mean “minor_penalty”"):
        fined(firm, kind="minor_penalti")


def test_a_kind_that_is_near_nothing_is_refused(firm: Entity) -> None:
    with pytest.raises(UserError, match="from the list"):
        fined(firm, kind="迟到")


def test_it_does_not_end_before_it_occurred(firm: Entity) -> None:
    with pytest.raises(UserError, match="cannot end"):
        fined(firm, ends_on=date(2022, 1, 1))


@pytest.mark.parametrize(
    ("on", "document", "words"),
    [(date(2020, 1, 1), "决定", "before it occurred"), (REPAIRED, " ", "needs its document")],
)
def test_a_repair_has_its_day_and_document(
    on: date, document: str, words: str, firm: Entity
) -> None:
    with pytest.raises(UserError, match=words):
        repair(fined(firm), on=on, document=document, source=source())


def test_it_is_repaired_once(firm: Entity) -> None:
    row = repair(fined(firm), on=REPAIRED, document="决定", source=source())
    with pytest.raises(UserError, match="already"):
        repair(row, on=REPAIRED, document="决定", source=source())


def test_the_term_of_the_kind_ends_it(firm: Entity) -> None:
    row = fined(firm, kind="ordinary_penalty")
    assert (row.severity, row.ends_on) == ("ordinary", date(2023, 5, 10))


def test_it_is_not_repaired_before_its_time(firm: Entity) -> None:
    row = fined(firm, kind="ordinary_penalty")
    with pytest.raises(UserError, match="from 2022-08-10 on"):
        repair(row, on=date(2022, 6, 1), document="决定", source=source())


def test_what_cannot_be_repaired_is_not(firm: Entity) -> None:
    (code, *_more) = [code for code, kind in known_kinds().items() if not kind.repairable]
    with pytest.raises(UserError, match="cannot be repaired"):
        repair(fined(firm, kind=code), on=REPAIRED, document="决定", source=source())


def test_a_good_event_counts_against_nobody(firm: Entity) -> None:
    (code, *_more) = [code for code, kind in known_kinds().items() if kind.severity == "good"]
    row = fined(firm, kind=code, occurred_on=TODAY)
    assert not in_force(firm, TODAY).exists()
    assert list(all_of(same(firm))) == [row]


def test_entry_and_repair_are_events(firm: Entity) -> None:
    repair(fined(firm), on=REPAIRED, document="决定", source=source())
    kinds = Event.objects.filter(stream=firm.stream).order_by("sequence")
    assert [event.kind for event in kinds][1:] == ["credit.entered", "credit.repaired"]


def test_what_was_withdrawn_counts_no_more(firm: Entity) -> None:
    withdraw(fined(firm).source, "录错企业", actor=clerk(), at=cast.AT)
    assert not in_force(firm, TODAY).exists()


def test_a_duplicates_record_is_the_survivors(firm: Entity) -> None:
    twin, third = enterprise("恒川精密电子公司", 2), enterprise("恒川电子", 3)
    fined(twin)
    merge(twin, firm, source=source(), on=TODAY, despite_codes=True)
    merge(firm, third, source=source(), on=TODAY, despite_codes=True)
    assert in_force(third, TODAY).count() == 1


BROKEN: dict[str, dict[str, Any]] = {
    "credit_event_ends_after_it_occurred": {"ends_on": date(2020, 1, 1)},
    "credit_repair_has_its_document": {"repaired_on": REPAIRED},
    "credit_repaired_after_it_occurred": {
        "repaired_on": date(2020, 1, 1),
        "repair_document": "决定",
    },
}


@pytest.mark.parametrize("constraint", sorted(BROKEN))
def test_the_database_refuses_what_cannot_be(constraint: str, firm: Entity) -> None:
    row = fined(firm)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CreditEvent.objects.filter(pk=row.pk).update(**BROKEN[constraint])

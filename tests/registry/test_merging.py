"""Duplicates are merged without losing either history, and a merger can be taken back."""

from __future__ import annotations

import pytest
from tests.registry.people_and_places import TODAY, enterprise, office, source

from tashan.base.errors import UserError
from tashan.record.models import Event
from tashan.registry.following import same, survivor
from tashan.registry.merging import merge, part
from tashan.registry.models import Entity, EntityName

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(db: None) -> tuple[Entity, Entity]:
    return office("发改局（重复）"), office("他山县发展和改革局")


def test_the_duplicate_leads_to_the_survivor(pair: tuple[Entity, Entity]) -> None:
    twin, kept = pair
    assert merge(twin, kept, source=source(), on=TODAY) == kept
    assert survivor(Entity.objects.get(pk=twin.pk)) == kept
    assert same(kept) == {twin.pk, kept.pk}


def test_both_histories_stay(pair: tuple[Entity, Entity]) -> None:
    twin, kept = pair
    merge(twin, kept, source=source(), on=TODAY)
    assert EntityName.objects.filter(entity=twin, replaced=None).exists()


def test_a_merger_is_an_event_of_both(pair: tuple[Entity, Entity]) -> None:
    twin, kept = pair
    merge(twin, kept, source=source(), on=TODAY)
    last = {e.stream: e.kind for e in Event.objects.order_by("pk")}
    assert (last[twin.stream], last[kept.stream]) == ("entity.merged", "entity.took_in")


def test_a_merger_is_taken_back(pair: tuple[Entity, Entity]) -> None:
    twin, kept = pair
    merge(twin, kept, source=source(), on=TODAY)
    part(twin, source=source(), on=TODAY)
    assert survivor(Entity.objects.get(pk=twin.pk)) == twin


def test_what_was_not_merged_cannot_be_parted(pair: tuple[Entity, Entity]) -> None:
    with pytest.raises(UserError, match="was not merged"):
        part(pair[0], source=source(), on=TODAY)


def test_a_duplicate_is_merged_once(pair: tuple[Entity, Entity]) -> None:
    twin, kept = pair
    merge(twin, kept, source=source(), on=TODAY)
    with pytest.raises(UserError, match="already"):
        merge(twin, kept, source=source(), on=TODAY)


def test_two_cannot_be_merged_into_each_other(pair: tuple[Entity, Entity]) -> None:
    twin, kept = pair
    merge(twin, kept, source=source(), on=TODAY)
    with pytest.raises(UserError, match="one kind"):
        merge(kept, twin, source=source(), on=TODAY)


def test_two_codes_are_two_entities_unless_somebody_insists(db: None) -> None:
    one, other = enterprise("恒川精密电子公司", 1), enterprise("恒川精密电子有限公司", 2)
    with pytest.raises(UserError, match="different codes"):
        merge(one, other, source=source(), on=TODAY)
    assert merge(one, other, source=source(), on=TODAY, despite_codes=True) == other


def test_two_kinds_are_never_merged(pair: tuple[Entity, Entity]) -> None:
    with pytest.raises(UserError, match="one kind"):
        merge(pair[0], enterprise("恒川精密电子有限公司"), source=source(), on=TODAY)

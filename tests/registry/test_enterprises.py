"""Enterprises with checked codes, changed with dates, listed by filters."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.registry.people_and_places import TODAY, county, credit_code, enterprise, source

from tashan.base.errors import UserError
from tashan.record.models import Event
from tashan.registry import changes, enterprises
from tashan.registry.enterprise_list import Asked, labels_in_use, lines, listed
from tashan.registry.kinds import NameSort, Tie
from tashan.registry.merging import merge
from tashan.registry.models import (
    Affiliation,
    EnterpriseFacts,
    Entity,
    EntityName,
    ExtraFact,
    Label,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def firm(db: None) -> Entity:
    return enterprise("恒川精密电子有限公司", industry="3981", scale="small")


def events(entity: Entity) -> list[str]:
    rows = Event.objects.filter(stream=entity.stream).order_by("sequence")
    return list(rows.values_list("kind", flat=True))


class TestEntering:
    def test_the_industry_is_kept_with_its_letter(self, firm: Entity) -> None:
        assert enterprises.facts_on(firm, TODAY).industry == "C3981"  # type: ignore[union-attr]

    @pytest.mark.parametrize("code", ["91999901MA00000001", "123", ""])
    def test_a_mistyped_code_is_refused(self, code: str, db: None) -> None:
        new = enterprises.NewEnterprise("云帆机械有限公司", code, date(2020, 1, 1))
        with pytest.raises(UserError):
            enterprises.enter_enterprise(new, source=source())

    def test_an_unknown_industry_is_refused(self, db: None) -> None:
        with pytest.raises(UserError, match="industry code"):
            enterprise("云帆机械有限公司", industry="C9999")

    def test_a_code_that_is_taken_names_who_has_it(self, firm: Entity) -> None:
        with pytest.raises(UserError, match="恒川精密电子有限公司"):
            enterprise("又一家有限公司", 1)

    def test_each_act_is_an_event_of_its_stream(self, firm: Entity) -> None:
        since = date(2024, 1, 1)
        enterprises.change_enterprise(firm, since=since, source=source(), scale="medium")
        changes.rename(firm, "恒川电子股份有限公司", since=since, source=source())
        changes.label(firm, "高新技术企业", since=since, source=source())
        assert events(firm) == [
            "entity.entered", "entity.changed", "entity.renamed", "entity.labelled"
        ]  # fmt: skip

    def test_saying_it_again_is_no_event(self, firm: Entity) -> None:
        enterprises.change_enterprise(firm, since=TODAY, source=source(), scale="small")
        assert events(firm) == ["entity.entered"]

    def test_an_event_says_who_and_from_which_day(self, firm: Entity) -> None:
        event = Event.objects.get(stream=firm.stream)
        assert (event.actor.username, event.occurred_on) == ("registrar", date(2019, 6, 1))  # type: ignore[union-attr]


class TestLabels:
    def test_a_label_is_carried_from_its_day_until_its_end(self, firm: Entity) -> None:
        row = changes.label(firm, "绿卡", since=date(2025, 4, 1), source=source())
        changes.end_label(row, on=date(2026, 4, 1), source=source())
        told = [len(lines(list(listed(Asked(label="绿卡"), day)), day)) for day in
                (date(2025, 1, 1), date(2025, 6, 1), date(2026, 4, 1))]  # fmt: skip
        assert told == [0, 1, 0]

    def test_a_label_is_not_carried_twice(self, firm: Entity) -> None:
        changes.label(firm, "绿卡", since=date(2025, 4, 1), source=source())
        with pytest.raises(UserError, match="already"):
            changes.label(firm, "绿卡", since=TODAY, source=source())

    def test_the_labels_in_use_are_offered(self, firm: Entity) -> None:
        changes.label(firm, "绿卡", since=date(2025, 4, 1), source=source())
        assert labels_in_use(TODAY) == ["绿卡"]


class TestAffiliates:
    def test_a_tie_is_seen_from_both_sides(self, firm: Entity) -> None:
        other = enterprise("恒川控股有限公司", 2)
        enterprises.affiliate(
            firm, other, Tie.PARENT, since=TODAY, share=Decimal("0.6"), source=source()
        )
        (mine,) = enterprises.affiliates(firm, TODAY)
        (theirs,) = enterprises.affiliates(other, TODAY)
        assert (mine.name, mine.tie, mine.share) == ("恒川控股有限公司", Tie.PARENT, Decimal("0.6"))
        assert (theirs.entity, theirs.tie) == (firm, Tie.SUBSIDIARY)

    def test_a_share_is_of_one(self, firm: Entity) -> None:
        other = enterprise("恒川控股有限公司", 2)
        with pytest.raises(UserError, match="share"):
            enterprises.affiliate(
                firm, other, Tie.PARENT, since=TODAY, share=Decimal(60), source=source()
            )

    def test_nobody_belongs_to_itself(self, firm: Entity) -> None:
        with pytest.raises(UserError, match="another enterprise"):
            enterprises.affiliate(firm, firm, Tie.PARENT, since=TODAY, source=source())


class TestList:
    @pytest.fixture
    def three(self, firm: Entity) -> list[str]:
        place = county()
        enterprise("云帆机械有限公司", 2, industry="C3421", scale="large", place=place,
                   is_above_scale=True, registered_capital=9_000_000)  # fmt: skip
        enterprise("安泰食品有限公司", 3, industry="C1431", standing="suspended",
                   registered_capital=5_000_000)  # fmt: skip
        return ["安泰食品有限公司", "恒川精密电子有限公司", "云帆机械有限公司"]

    def names(self, **asked: object) -> list[str]:
        return [row.name for row in listed(Asked(**asked), TODAY)]  # type: ignore[arg-type]

    def test_all_stand_in_the_order_of_pinyin(self, three: list[str]) -> None:
        assert self.names() == three

    def test_an_industry_holds_all_below_it(self, three: list[str]) -> None:
        assert self.names(industry="39") == ["恒川精密电子有限公司"]
        assert self.names(industry="C") == three

    @pytest.mark.parametrize(
        "asked",
        [{"scale": "large"}, {"is_above_scale": True}, {"words": "云帆"}, {"words": "yfjx"},
         {"words": credit_code(2)}],
    )  # fmt: skip
    def test_a_filter_narrows(self, asked: dict[str, object], three: list[str]) -> None:
        assert self.names(**asked) == ["云帆机械有限公司"]

    @pytest.mark.parametrize("words", ["有限公司", "yfjx", "机械 云帆"])
    def test_words_of_very_many_names_are_looked_for_in_the_lists_order(
        self, words: str, three: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        few = self.names(words=words)
        monkeypatch.setattr("tashan.registry.enterprise_list.MOST_NAMED", 0)
        assert self.names(words=words) == few
        assert few

    def test_a_place_narrows(self, three: list[str]) -> None:
        place = Entity.objects.get(code="999901")
        assert self.names(places=frozenset({place.pk})) == ["云帆机械有限公司"]

    def test_a_standing_narrows(self, three: list[str]) -> None:
        assert self.names(standing="suspended") == ["安泰食品有限公司"]

    def test_the_unknown_comes_last_either_way(self, three: list[str]) -> None:
        assert self.names(sort="capital")[-1] == "恒川精密电子有限公司"
        assert self.names(sort="capital", is_descending=True) == [
            "云帆机械有限公司", "安泰食品有限公司", "恒川精密电子有限公司"
        ]  # fmt: skip

    def test_a_merged_duplicate_is_not_listed(self, firm: Entity) -> None:
        twin = enterprise("恒川精密电子公司", 2)
        merge(twin, firm, source=source(), on=TODAY, despite_codes=True)
        assert self.names() == ["恒川精密电子有限公司"]

    def test_an_earlier_day_shows_what_was_then(self, three: list[str]) -> None:
        assert list(listed(Asked(), date(2019, 1, 1))) == []


def _name(entity: Entity, name: str, until: date | None = None) -> None:
    own = source()
    EntityName.objects.create(
        entity=entity, kind=entity.kind, sort=NameSort.OFFICIAL, name=name, key="a", initials="a",
        terms="", since=TODAY, until=until, source=own, entered=own,
    )  # fmt: skip


def _dated(model: type, **fields: object) -> None:
    own = source()
    model.objects.create(source=own, entered=own, **fields)  # type: ignore[attr-defined]


BROKEN = {
    "name_official_never_twice": lambda e: _name(e, "乙"),
    "name_ends_after_it_begins": lambda e: _name(e, "乙", until=TODAY),
    "name_is_not_empty": lambda e: _name(e, ""),
    "entity_kind_known": lambda e: Entity.objects.create(kind="ship", entered=source()),
    "entity_not_merged_into_itself": lambda e: Entity.objects.update(merged_into=e),
    "enterprise_facts_never_twice": lambda e: _dated(EnterpriseFacts, entity=e, since=TODAY),
    "enterprise_facts_end_after_they_begin": lambda e: _dated(
        EnterpriseFacts, entity=e, since=TODAY, until=TODAY
    ),
    "enterprise_capital_not_negative": lambda e: _dated(
        EnterpriseFacts, entity=e, since=date(2000, 1, 1), until=date(2000, 2, 1),
        registered_capital=-1,
    ),
    "label_ends_after_it_begins": lambda e: _dated(
        Label, entity=e, code="绿卡", since=TODAY, until=TODAY
    ),
    "affiliation_is_to_another": lambda e: _dated(
        Affiliation, entity=e, other=e, tie="parent", since=TODAY
    ),
    "affiliation_ends_after_it_begins": lambda e: _dated(
        Affiliation, entity=e, other=enterprise("乙", 9), tie="parent", since=TODAY, until=TODAY
    ),
    "affiliation_share_of_one": lambda e: _dated(
        Affiliation, entity=e, other=enterprise("乙", 9), tie="parent", since=TODAY, share=2
    ),
    "extra_fact_ends_after_it_begins": lambda e: _dated(
        ExtraFact, entity=e, register="r", field="f", value=1, since=TODAY, until=TODAY
    ),
}  # fmt: skip


@pytest.mark.parametrize("constraint", sorted(BROKEN))
def test_the_database_refuses_what_cannot_be(constraint: str, firm: Entity) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        BROKEN[constraint](firm)

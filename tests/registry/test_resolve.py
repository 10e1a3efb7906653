"""A name in a text means one entity, or there are candidates with reasons: nothing is guessed."""

from __future__ import annotations

from datetime import date

import pytest
from tests.registry.people_and_places import (
    REFORM,
    TODAY,
    alias,
    county,
    credit_code,
    enterprise,
    office,
    place,
    source,
)

from tashan.registry import changes
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.merging import merge
from tashan.registry.models import Entity
from tashan.registry.resolve import Why, resolve, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def tashan(db: None) -> Entity:
    return county()


@pytest.fixture
def fagai(tashan: Entity) -> Entity:
    return office("他山县发展和改革局", at=tashan)


def reasons(text: str, kind: Kind, **more: object) -> list[Why]:
    on = more.pop("on", TODAY)
    found = resolve(text, kind=kind, on=on, **more)  # type: ignore[arg-type]
    return [one.why for one in found.candidates]


class TestOffices:
    @pytest.mark.parametrize(
        "text", ["他山县发展和改革局", "他山縣發展和改革局", " 他山县 发展和改革局"]
    )
    def test_the_official_name_means_its_office(self, text: str, fagai: Entity) -> None:
        assert resolve(text, kind=Kind.OFFICE, on=TODAY).entity == fagai

    @pytest.mark.parametrize("text", ["他山县发改局", "他山县发展改革局"])
    def test_a_usual_short_form_with_its_place_means_it(
        self, text: str, tashan: Entity, fagai: Entity
    ) -> None:
        alias(fagai, "他山县发展改革局")
        assert resolve(text, kind=Kind.OFFICE, on=TODAY).entity == fagai

    @pytest.mark.parametrize("text", ["县发展和改革局", "我县发改局", "县发改局", "发改局"])
    def test_a_bare_county_is_the_one_spoken_of(
        self, text: str, fagai: Entity, tashan: Entity
    ) -> None:
        assert resolve(text, kind=Kind.OFFICE, on=TODAY, context=tashan).entity == fagai

    def test_the_city_is_the_one_above_the_county(self, tashan: Entity) -> None:
        city = Entity.objects.get(code="999900")
        ours = office("他山县自然资源和规划局", at=tashan)
        theirs = office("青石市自然资源和规划局", at=city)
        asked = {"kind": Kind.OFFICE, "on": TODAY, "context": tashan}
        assert resolve("市自然资源局", **asked).entity == theirs  # type: ignore[arg-type]
        assert resolve("县自然资源局", **asked).entity == ours  # type: ignore[arg-type]

    def test_an_office_of_another_county_is_not_meant(self, fagai: Entity) -> None:
        other = place("白沙县", "999902", "county", parent=Entity.objects.get(code="999900"))
        assert resolve("县发改局", kind=Kind.OFFICE, on=TODAY, context=other).entity is None

    def test_another_word_for_an_office_is_only_suggested(
        self, fagai: Entity, tashan: Entity
    ) -> None:
        found = resolve("县发改委", kind=Kind.OFFICE, on=TODAY, context=tashan)
        assert (found.entity, found.candidates[0].why) == (None, Why.HEAD)

    def test_what_followed_an_office_is_meant_after_the_reform(self, tashan: Entity) -> None:
        old = office("他山县国土资源局", at=tashan)
        new = office("他山县自然资源和规划局", at=tashan, since=REFORM)
        changes.succeed(old, new, on=REFORM, source=source())
        found = resolve("他山县国土资源局", kind=Kind.OFFICE, on=TODAY)
        assert (found.entity, found.candidates[0].is_successor) == (new, True)
        assert resolve("他山县国土资源局", kind=Kind.OFFICE, on=date(2017, 1, 1)).entity == old


class TestPlaces:
    def test_a_code_means_its_place(self, tashan: Entity) -> None:
        assert resolve("999901", kind=Kind.PLACE, on=TODAY).entity == tashan

    def test_one_name_of_two_places_is_settled_by_the_place_spoken_of(self, tashan: Entity) -> None:
        ours = place("城关镇", "", "town", parent=tashan)
        other = place("白沙县", "999902", "county", parent=Entity.objects.get(code="999900"))
        place("城关镇", "", "town", parent=other)
        assert resolve("城关镇", kind=Kind.PLACE, on=TODAY).entity is None
        assert len(resolve("城关镇", kind=Kind.PLACE, on=TODAY).candidates) == 2
        assert resolve("城关镇", kind=Kind.PLACE, on=TODAY, context=tashan).entity == ours

    def test_a_place_before_the_name_is_understood(self, tashan: Entity) -> None:
        town = place("城关镇", "", "town", parent=tashan)
        assert resolve("他山县城关镇", kind=Kind.PLACE, on=TODAY).entity == town


class TestEnterprises:
    def test_the_code_means_it(self, db: None) -> None:
        firm = enterprise("恒川精密电子有限公司")
        found = resolve(credit_code(1).lower(), kind=Kind.ENTERPRISE, on=TODAY)
        assert (found.entity, found.candidates[0].why) == (firm, Why.CODE)

    @pytest.mark.parametrize("text", ["恒川精密电子", "恒川精密电子有限责任公司"])
    def test_the_form_of_company_may_be_left_out(self, text: str, db: None) -> None:
        firm = enterprise("恒川精密电子有限公司")
        assert resolve(text, kind=Kind.ENTERPRISE, on=TODAY).entity == firm

    def test_another_form_of_company_is_only_suggested(self, db: None) -> None:
        enterprise("恒川精密电子有限公司")
        found = resolve("恒川精密电子集团", kind=Kind.ENTERPRISE, on=TODAY)
        assert (found.entity, [one.why for one in found.candidates]) == (None, [Why.HEAD])

    def test_the_place_may_stand_before_it_or_not(self, tashan: Entity) -> None:
        firm = enterprise("恒川精密电子有限公司")
        assert resolve("他山县恒川精密电子", kind=Kind.ENTERPRISE, on=TODAY).entity == firm
        placed = enterprise("他山县云帆机械有限公司", 2)
        found = resolve("云帆机械", kind=Kind.ENTERPRISE, on=TODAY, context=tashan)
        assert found.entity == placed

    def test_an_earlier_name_still_means_it(self, db: None) -> None:
        firm = enterprise("恒川精密电子有限公司")
        changes.rename(firm, "恒川电子股份有限公司", since=date(2024, 1, 1), source=source())
        assert reasons("恒川精密电子有限公司", Kind.ENTERPRISE) == [Why.EARLIER]
        day = date(2020, 1, 1)
        assert reasons("恒川精密电子有限公司", Kind.ENTERPRISE, on=day) == [Why.OFFICIAL]

    def test_a_name_that_holds_goes_before_an_earlier_one(self, db: None) -> None:
        old = enterprise("恒川精密电子有限公司")
        changes.rename(old, "远帆科技有限公司", since=date(2022, 1, 1), source=source())
        new = enterprise("恒川精密电子有限公司", 2)
        assert resolve("恒川精密电子有限公司", kind=Kind.ENTERPRISE, on=TODAY).entity == new

    def test_short_names_and_aliases_are_told_apart(self, db: None) -> None:
        firm = enterprise("恒川精密电子有限公司", short="恒川")
        alias(firm, "恒川电子厂区")
        assert reasons("恒川", Kind.ENTERPRISE) == [Why.SHORT]
        assert reasons("恒川电子厂区", Kind.ENTERPRISE) == [Why.ALIAS]

    def test_two_of_one_name_are_candidates(self, db: None) -> None:
        enterprise("恒川精密电子有限公司")
        enterprise("恒川精密电子有限公司", 2)
        found = resolve("恒川精密电子有限公司", kind=Kind.ENTERPRISE, on=TODAY)
        assert (found.entity, len(told(found, TODAY))) == (None, 2)

    def test_a_duplicate_means_its_survivor(self, db: None) -> None:
        kept = enterprise("恒川精密电子有限公司")
        twin = enterprise("恒川精密电子公司", 2)
        merge(twin, kept, source=source(), on=TODAY, despite_codes=True)
        assert resolve("恒川精密电子公司", kind=Kind.ENTERPRISE, on=TODAY).entity == kept

    @pytest.mark.parametrize("text", ["", " ", "某不在册的厂"])
    def test_what_is_not_in_the_register_is_unknown(self, text: str, db: None) -> None:
        found = resolve(text, kind=Kind.ENTERPRISE, on=TODAY)
        assert (found.is_known, found.candidates) == (False, ())


def test_a_short_name_of_the_place_will_do(tashan: Entity, fagai: Entity) -> None:
    alias(tashan, "他山", sort=NameSort.SHORT)
    assert resolve("他山发改局", kind=Kind.OFFICE, on=TODAY).entity == fagai

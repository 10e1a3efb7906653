"""A place adopts a mechanism, changes its parameters from a day on, and ends it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests import cast
from tests.adoption.adoption_cast import SINCE, TEXT, adopted

from tashan.adoption import adopting, current
from tashan.adoption.adopting import LearnedFrom
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.adoption.settings_of import Setting
from tashan.base.errors import UserError
from tashan.mechanisms import library as shelf
from tashan.record.models import Event, User

TWICE = {"visits": Setting(2, "干部少")}


def value_on(adoption: Adoption, code: str, day: date) -> object:
    return current.of(adoption, day).mechanism.parameters[code].on(day)


def change(adoption: Adoption, actor: User, since: date, **values: Setting) -> AdoptionVersion:
    return adopting.change_parameters(adoption, values, since=since, actor=actor, at=cast.AT)


def test_what_is_adopted_says_what_the_library_says(steward: User) -> None:
    made = adopted(steward)
    assert current.of(made, SINCE).mechanism == shelf.library().mechanisms["visiting_firms"]


def test_a_parameter_set_otherwise_holds_from_the_day(steward: User) -> None:
    assert value_on(adopted(steward, settings=TWICE), "visits", SINCE) == Decimal(2)


def test_the_reason_stands_beside_what_was_set_otherwise(steward: User) -> None:
    made = adopted(steward, settings=TWICE)
    assert made.versions.get().reasons == {"parameters/visits": "干部少"}


def test_a_parameter_set_as_it_is_is_no_change(steward: User) -> None:
    made = adopted(steward, settings={"visits": Setting(4, "")})
    assert made.versions.get().reasons == {}


def test_what_was_to_hold_later_goes_with_a_value_of_our_own(steward: User) -> None:
    made = adopted(steward, settings={"share": Setting(Decimal("90.5"), "先试")})
    assert value_on(made, "share", date(2027, 6, 1)) == Decimal("90.5")


def test_a_change_of_the_library_changes_no_adoption(steward: User, tmp_path: Path) -> None:
    made = adopted(steward)
    (tmp_path / "visiting_firms.yaml").write_text(TEXT.replace(": 4}", ": 12}"), "utf-8")
    shelf.library.cache_clear()
    assert value_on(Adoption.objects.get(pk=made.pk), "visits", SINCE) == Decimal(4)


def test_a_later_version_leaves_the_days_before_it_alone(steward: User) -> None:
    made = adopted(steward)
    change(made, steward, date(2026, 10, 1), visits=Setting(6, "企业要求"))
    days = (date(2026, 9, 30), date(2026, 10, 1))
    assert [value_on(made, "visits", day) for day in days] == [Decimal(4), Decimal(6)]


def test_a_later_version_keeps_the_reasons_of_the_one_before(steward: User) -> None:
    made = adopted(steward, settings=TWICE)
    version = change(made, steward, date(2026, 10, 1), announced=Setting(False, "双随机"))
    assert set(version.reasons) == {"parameters/visits", "parameters/announced"}


def test_a_value_set_back_to_the_origins_needs_no_reason_any_more(steward: User) -> None:
    made = adopted(steward, settings=TWICE)
    assert change(made, steward, SINCE, visits=Setting(4, "照原样")).number == 2
    assert value_on(made, "visits", SINCE) == Decimal(4)


def test_one_mechanism_may_be_adopted_under_two_titles(steward: User) -> None:
    adopted(steward)
    adopted(steward, title="规上企业走访")
    assert [found.adoption.title for found in current.in_force(SINCE)] == [
        "入企走访", "规上企业走访",
    ]  # fmt: skip


def test_nothing_is_in_force_before_its_day(steward: User) -> None:
    adopted(steward)
    assert current.in_force(date(2026, 6, 30)) == []


def test_what_ended_is_in_force_until_the_day_before(steward: User) -> None:
    made = adopted(steward)
    adopting.end(made, on=date(2026, 9, 1), reason="并入网格", actor=steward, at=cast.AT)
    held = [len(current.in_force(day)) for day in (date(2026, 8, 31), date(2026, 9, 1))]
    assert held == [1, 0]


def test_an_adoption_that_ended_leaves_its_title_free(steward: User) -> None:
    made = adopted(steward)
    adopting.end(made, on=date(2026, 9, 1), reason="并入网格", actor=steward, at=cast.AT)
    assert adopted(steward, since=date(2026, 9, 1)).pk != made.pk


def test_where_it_was_learned_stands_first_in_the_local_file(steward: User) -> None:
    made = adopted(steward, learned=LearnedFrom("青石县", "赴青石县考察报告"))
    places = [link.place for link in current.of(made, SINCE).mechanism.learned_from]
    assert places == ["青石县", "330283"]


def test_a_part_is_found_by_its_name(steward: User) -> None:
    assert current.of(adopted(steward), SINCE).part("visits_made").kind == "indicator"


def test_in_force_of_a_place_leaves_out_the_others(steward: User) -> None:
    adopted(steward, place="999902")
    assert current.in_force(SINCE, place="999901") == []


def test_every_act_is_an_event_of_the_adoption(steward: User) -> None:
    made = adopted(steward)
    change(made, steward, SINCE, **TWICE)
    adopting.end(made, on=date(2026, 9, 1), reason="并入网格", actor=steward, at=cast.AT)
    kinds = Event.objects.filter(stream=made.stream).values_list("kind", flat=True)
    assert list(kinds) == ["adoption.adopted", "adoption.changed", "adoption.ended"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"mechanism": "nothing"}, "no mechanism “nothing”"),
        ({"title": " "}, "has no title"),
        ({"settings": {"pool": Setting(1, "大")}}, "no parameter “pool”"),
        ({"settings": {"visits": Setting(1, " ")}}, "has no reason"),
        ({"settings": {"visits": Setting("一次", "少")}}, "another sort of value"),
        ({"since": date(2025, 12, 31)}, "have no value yet: visits, share, announced"),
    ],
)
def test_what_cannot_be_adopted_is_told(said: dict[str, object], told: str, steward: User) -> None:
    with pytest.raises(UserError, match=told):
        adopted(steward, **said)  # type: ignore[arg-type]
    assert not Adoption.objects.exists()


def test_a_title_is_adopted_once(steward: User) -> None:
    adopted(steward)
    with pytest.raises(UserError, match="adopted here already"):
        adopted(steward)


def test_a_change_that_changes_nothing_is_refused(steward: User) -> None:
    with pytest.raises(UserError, match="Nothing differs"):
        change(adopted(steward), steward, SINCE, visits=Setting(4, "照旧"))


def test_a_change_before_the_adoption_began_is_refused(steward: User) -> None:
    with pytest.raises(UserError, match="holds from 2026-07-01 on only"):
        change(adopted(steward), steward, date(2026, 6, 1), **TWICE)


def test_what_ended_is_changed_no_more(steward: User) -> None:
    made = adopted(steward)
    adopting.end(made, on=date(2026, 9, 1), reason="并入网格", actor=steward, at=cast.AT)
    with pytest.raises(UserError, match="ended on 2026-09-01"):
        change(made, steward, date(2026, 9, 1), **TWICE)


def test_an_end_needs_its_reason(steward: User) -> None:
    with pytest.raises(UserError, match="needs its reason"):
        adopting.end(adopted(steward), on=date(2026, 9, 1), reason="", actor=steward, at=cast.AT)


def test_an_unknown_part_is_told_with_those_there_are(steward: User) -> None:
    with pytest.raises(UserError, match="Its parts are: visits_made"):
        current.of(adopted(steward), SINCE).part("who")


def test_what_is_not_in_force_is_told(steward: User) -> None:
    with pytest.raises(UserError, match="not in force on 2026-01-01"):
        current.of(adopted(steward), date(2026, 1, 1))

"""A place takes over what the source changed: by key, and never silently."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests import cast
from tests.adoption.adoption_cast import SINCE, TEXT, adopted

from tashan.adoption import adopting, current, following
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.adoption.settings_of import Setting
from tashan.base.errors import UserError
from tashan.mechanisms import library as shelf
from tashan.mechanisms.merge import Side
from tashan.mechanisms.plain import Path as Place
from tashan.record.models import Event, User

LATER = date(2026, 11, 1)
VISITS: Place = ("parameters", "visits", "values")
TWICE = {"visits": Setting(2, "干部少")}


def change_the_source(folder: Path, old: str, new: str) -> None:
    assert old in TEXT
    (folder / "visiting_firms.yaml").write_text(TEXT.replace(old, new), "utf-8")
    shelf.library.cache_clear()


def found(made: Adoption) -> following.Newer | None:
    return following.newer(made, made.versions.latest("number"), on=LATER)


def follow(
    made: Adoption, actor: User, settled: Mapping[Place, Side] | None = None
) -> AdoptionVersion:
    return adopting.follow(made, settled=settled or {}, since=LATER, actor=actor, at=cast.AT)


def value(made: Adoption, code: str, day: date) -> object:
    return current.of(made, day).mechanism.parameters[code].on(day)


def test_a_source_that_did_not_change_has_nothing_newer(steward: User) -> None:
    made = adopted(steward)
    assert found(made) is None
    with pytest.raises(UserError, match="nothing newer"):
        follow(made, steward)


def test_what_we_left_alone_follows_the_source(steward: User, tmp_path: Path) -> None:
    made = adopted(steward, settings=TWICE)
    change_the_source(tmp_path, "92.5", "94.5")
    follow(made, steward)
    assert str(value(made, "share", LATER)) == "94.5"
    assert value(made, "visits", LATER) == 2


def test_days_before_stay_as_they_were(steward: User, tmp_path: Path) -> None:
    made = adopted(steward)
    change_the_source(tmp_path, "92.5", "94.5")
    follow(made, steward)
    assert str(value(made, "share", SINCE)) == "92.5"


def test_what_is_taken_and_what_is_kept_is_told(steward: User, tmp_path: Path) -> None:
    made = adopted(steward, settings=TWICE)
    change_the_source(tmp_path, "92.5", "94.5")
    newer = found(made)
    assert newer is not None
    assert newer.followed == (("parameters", "share", "values"),)
    assert newer.kept == (VISITS,)


def test_what_both_changed_waits_for_an_officer(steward: User, tmp_path: Path) -> None:
    made = adopted(steward, settings=TWICE)
    change_the_source(tmp_path, ": 4}", ": 12}")
    with pytest.raises(UserError, match="parameters/visits/values"):
        follow(made, steward)
    assert made.versions.count() == 1


@pytest.mark.parametrize(("side", "visits"), [(Side.LOCAL, 2), (Side.UPSTREAM, 12)])
def test_the_side_that_the_officer_chose_holds(
    steward: User, tmp_path: Path, side: Side, visits: int
) -> None:
    made = adopted(steward, settings=TWICE)
    change_the_source(tmp_path, ": 4}", ": 12}")
    follow(made, steward, {VISITS: side})
    assert value(made, "visits", LATER) == visits


def test_after_following_there_is_nothing_newer(steward: User, tmp_path: Path) -> None:
    made = adopted(steward, settings=TWICE)
    change_the_source(tmp_path, "92.5", "94.5")
    follow(made, steward)
    assert found(made) is None


def test_the_reasons_of_what_stays_our_own_stay(steward: User, tmp_path: Path) -> None:
    made = adopted(steward, settings=TWICE)
    change_the_source(tmp_path, "92.5", "94.5")
    assert follow(made, steward).reasons == {"parameters/visits": "干部少"}


def test_following_is_an_event_with_what_was_taken(steward: User, tmp_path: Path) -> None:
    made = adopted(steward)
    change_the_source(tmp_path, "92.5", "94.5")
    follow(made, steward)
    event = Event.objects.get(kind="adoption.followed")
    assert event.payload["taken"] == ["parameters/share/values"]


def test_who_adopted_from_another_place_follows_that_place(steward: User) -> None:
    first = adopted(steward)
    second = adopted(steward, place="999902", origin=first)
    adopting.change_parameters(first, TWICE, since=date(2026, 10, 1), actor=steward, at=cast.AT)
    follow(second, steward)
    assert value(second, "visits", LATER) == 2


def test_a_mechanism_that_the_library_lost_has_nothing_newer(steward: User, tmp_path: Path) -> None:
    made = adopted(steward)
    (tmp_path / "visiting_firms.yaml").unlink()
    shelf.library.cache_clear()
    assert found(made) is None

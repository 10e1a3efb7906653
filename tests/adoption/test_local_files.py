"""A place brings its own file: checked, compared by key, every change with its reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests import cast
from tests.adoption.adoption_cast import SINCE, TEXT, adopted

from tashan.adoption import adopting, current, following, local_files
from tashan.adoption.local_files import ALL, UnsoundFileError
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.adoption.settings_of import Setting
from tashan.base.errors import UserError
from tashan.mechanisms import library as shelf
from tashan.mechanisms.merge import ABSENT, ORDER, differences
from tashan.record.models import Event, User

LATER = date(2026, 11, 1)
OURS = TEXT.replace("unit: 人次", "unit: 人")
WHY = {"parts/visits_made/unit": "按人数统计"}
SECOND = """\
  visits_due:
    kind: indicator
    title: {zh: 应走访次数, en: Visits due}
    definition: {zh: 全年应当走访的次数, en: Visits due in the year}
    unit: 人次
    nature: flow
    direction: higher
    frequency: year
    subjects: [place]
    additive: {places: true, periods: true}
    decimals: 0
"""


def change(
    made: Adoption, actor: User, text: str = OURS, reasons: dict[str, str] | None = None
) -> AdoptionVersion:
    told = WHY if reasons is None else reasons
    return adopting.change_file(made, text, since=LATER, reasons=told, actor=actor, at=cast.AT)


def unit(made: Adoption, day: date) -> object:
    return getattr(current.of(made, day).part("visits_made"), "unit", None)


def test_our_own_file_holds_from_its_day(steward: User) -> None:
    made = adopted(steward)
    change(made, steward)
    assert (unit(made, date(2026, 10, 31)), unit(made, LATER)) == ("人次", "人")


def test_the_reason_is_kept_at_the_path_that_changed(steward: User) -> None:
    assert change(adopted(steward), steward).reasons == WHY


def test_a_change_without_a_reason_is_refused(steward: User) -> None:
    made = adopted(steward)
    with pytest.raises(UserError, match="parts/visits_made/unit"):
        change(made, steward, reasons={"parts/visits_made/unit": " "})
    assert made.versions.count() == 1


@pytest.mark.parametrize("path", ["parts/visits_made", "parts", ALL])
def test_one_reason_may_be_that_of_several_changes(steward: User, path: str) -> None:
    text = OURS.replace("decimals: 0", "decimals: 1")
    version = change(adopted(steward), steward, text, {path: "按人数统计"})
    assert version.reasons == {
        "parts/visits_made/unit": "按人数统计", "parts/visits_made/decimals": "按人数统计",
    }  # fmt: skip


def test_the_reason_of_a_parameter_stands_where_the_page_looks_for_it(steward: User) -> None:
    made = adopted(steward)
    version = change(made, steward, TEXT.replace(": 4}", ": 6}"), {ALL: "企业多"})
    assert version.reasons == {"parameters/visits": "企业多"}


def test_a_part_that_is_added_is_one_change(steward: User) -> None:
    version = change(adopted(steward), steward, TEXT + SECOND, {"parts/visits_due": "要考核"})
    assert version.reasons == {"parts/visits_due": "要考核"}


def test_every_problem_is_told_with_its_line_and_nothing_is_kept(steward: User) -> None:
    made = adopted(steward)
    text = TEXT.replace("kind: indicator", "kind: indicater").replace("people: 3", "people: three")
    with pytest.raises(UnsoundFileError) as refused:
        change(made, steward, text)
    lines = [problem.mark.line for problem in refused.value.problems]
    assert lines == [7, 15]
    assert "Did you mean 'indicator'?" in str(refused.value)
    assert made.versions.count() == 1


def test_what_is_no_yaml_is_told_with_its_line(steward: User) -> None:
    with pytest.raises(UnsoundFileError) as refused:
        change(adopted(steward), steward, "mechanism: [\n")
    assert refused.value.problems[0].code == "syntax"


def test_a_name_that_the_library_does_not_have_is_told(steward: User) -> None:
    text = TEXT.replace("parts:\n", "effect: [visits_maed]\nparts:\n")
    with pytest.raises(UnsoundFileError, match="Did you mean 'visits_made'"):
        change(adopted(steward), steward, text)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("mechanism: visiting_firms", "mechanism: visits", "adopted anew"),
        ("每季走访一次", "每月走访一次", "learned_from"),
    ],
)  # fmt: skip
def test_what_has_to_stay_is_refused(steward: User, old: str, new: str, told: str) -> None:
    made = adopted(steward)
    with pytest.raises(UserError, match=told):
        change(made, steward, TEXT.replace(old, new), {ALL: "想改"})
    assert made.versions.count() == 1


@pytest.mark.parametrize("field", ["kind", "subject", "code"])
def test_what_runs_rest_on_stays(field: str) -> None:
    before = {"parts": {"a": {"kind": "programme", "subject": "enterprise", "code": "x"}}}
    held = before["parts"]["a"] | {field: "other"}
    with pytest.raises(UserError, match="under another name"):
        local_files.changes(before, {"parts": {"a": held}})  # type: ignore[arg-type,dict-item]


def test_a_file_that_says_the_same_is_refused(steward: User) -> None:
    with pytest.raises(UserError, match="Nothing differs"):
        change(adopted(steward), steward, TEXT)


def test_a_parameter_without_a_value_on_the_day_is_refused(steward: User) -> None:
    text = TEXT.replace("{2026-01-01: 4}", "{2027-01-01: 4}")
    with pytest.raises(UserError, match="visits"):
        change(adopted(steward), steward, text, {ALL: "明年起"})


def test_a_day_before_the_adoption_is_refused(steward: User) -> None:
    made = adopted(steward)
    with pytest.raises(UserError, match="Choose that day or a later one"):
        adopting.change_file(made, OURS, since=date(2026, 6, 30), reasons=WHY, actor=steward,
                             at=cast.AT)  # fmt: skip


def test_who_edited_an_older_version_is_told(steward: User) -> None:
    made = adopted(steward)
    change(made, steward)
    with pytest.raises(UserError, match="version 2 meanwhile"):
        adopting.change_file(made, TEXT, since=LATER, reasons={ALL: "改回"}, actor=steward,
                             at=cast.AT, seen=1)  # fmt: skip


def test_the_change_is_an_event_with_its_reasons(steward: User) -> None:
    change(adopted(steward), steward)
    event = Event.objects.get(kind="adoption.changed")
    assert (event.payload["version"], event.payload["reasons"]) == (2, WHY)


def test_a_later_parameter_keeps_the_reasons_of_the_file(steward: User) -> None:
    made = adopted(steward)
    change(made, steward)
    visits = {"visits": Setting(2, "干部少")}
    version = adopting.change_parameters(made, visits, since=LATER, actor=steward, at=cast.AT)
    assert version.reasons == WHY | {"parameters/visits": "干部少"}


def test_what_is_put_back_loses_its_reason(steward: User) -> None:
    made = adopted(steward)
    change(made, steward)
    assert change(made, steward, TEXT, {ALL: "改回"}).reasons == {}


def test_the_source_is_followed_and_our_own_stays(steward: User, tmp_path: Path) -> None:
    made = adopted(steward)
    change(made, steward)
    newer = TEXT.replace("92.5", "94.5").replace("decimals: 0", "decimals: 2")
    (tmp_path / "visiting_firms.yaml").write_text(newer, "utf-8")
    shelf.library.cache_clear()
    version = adopting.follow(made, settled={}, since=LATER, actor=steward, at=cast.AT)
    assert unit(made, LATER) == "人"
    assert getattr(current.of(made, LATER).part("visits_made"), "decimals", None) == 2
    assert version.reasons == WHY


def test_what_the_source_changed_too_is_a_conflict(steward: User, tmp_path: Path) -> None:
    made = adopted(steward)
    change(made, steward)
    (tmp_path / "visiting_firms.yaml").write_text(TEXT.replace("人次", "户"), "utf-8")
    shelf.library.cache_clear()
    found = following.newer(made, made.versions.latest("number"), on=LATER)
    assert found is not None
    assert [one.path for one in found.merged.conflicts] == [("parts", "visits_made", "unit")]


def test_who_takes_it_from_us_gets_our_file(steward: User) -> None:
    made = adopted(steward)
    change(made, steward)
    second = adopted(steward, place="999902", origin=made, since=LATER)
    assert unit(second, LATER) == "人"
    assert SINCE < LATER


def test_links_in_another_order_are_a_change() -> None:
    links = {"a": {"key": True}, "b": {"key": False}}
    before = {"parts": {"chain": {"links": links}}}
    after = {"parts": {"chain": {"links": dict(reversed(links.items()))}}}
    (found,) = differences(before, after)  # type: ignore[arg-type]
    assert found.path == ("parts", "chain", "links", ORDER)
    assert found.value == ["b", "a"]


def test_fields_in_another_order_are_none() -> None:
    one = {"parts": {"a": {"kind": "x", "title": "y"}}, "title": "z"}
    other = {"title": "z", "parts": {"a": {"title": "y", "kind": "x"}}}
    assert differences(one, other) == ()  # type: ignore[arg-type]


def test_a_text_in_both_tongues_is_one_change() -> None:
    before = {"offices": [{"code": "a", "title": {"zh": "甲", "en": "A"}}]}
    after = {"offices": [{"code": "a", "title": {"zh": "乙", "en": "B"}}]}
    (found,) = differences(before, after)  # type: ignore[arg-type]
    assert found.path == ("offices", "a", "title")
    assert found.value == {"zh": "乙", "en": "B"}


def test_what_is_taken_out_is_a_change() -> None:
    (found,) = differences({"a": 1, "b": 2}, {"a": 1})
    assert (found.path, found.base, found.value) == (("b",), 2, ABSENT)

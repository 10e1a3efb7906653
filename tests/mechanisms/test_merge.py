"""Three-way merging: a newer version of what was adopted, joined with what the place changed."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tashan.mechanisms.library import library
from tashan.mechanisms.merge import ABSENT, ORDER, Conflict, Side, Taken, merge, same
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.settling import settle

BASE: dict[Any, Any] = {"cap": 10, "rate": 2, "parts": {"who": {"says": "甲"}}}


def test_what_nobody_touched_stays() -> None:
    assert merge(BASE, BASE, BASE).value == BASE
    assert merge(BASE, BASE, BASE).taken == ()


def test_what_the_place_left_alone_follows_the_source() -> None:
    found = merge(BASE, BASE, BASE | {"cap": 12})
    assert found.value == BASE | {"cap": 12}
    assert found.taken == (Taken(("cap",), Side.UPSTREAM, 10, 12),)


def test_what_the_place_changed_stays_its_own() -> None:
    found = merge(BASE, BASE | {"cap": 8}, BASE | {"rate": 3})
    assert found.value == BASE | {"cap": 8, "rate": 3}
    assert [(taken.path, taken.side) for taken in found.taken] == [
        (("cap",), Side.LOCAL),
        (("rate",), Side.UPSTREAM),
    ]


def test_what_both_changed_alike_is_taken() -> None:
    found = merge(BASE, BASE | {"cap": 8}, BASE | {"cap": 8})
    assert (found.conflicts, found.taken[0].side) == ((), Side.BOTH)


def test_what_both_changed_differently_is_a_conflict_and_the_place_s_own_stands() -> None:
    found = merge(BASE, BASE | {"cap": 8}, BASE | {"cap": 12})
    assert found.conflicts == (Conflict(("cap",), 10, 8, 12),)
    assert found.value == BASE | {"cap": 8}


@pytest.mark.parametrize(("side", "cap"), [(Side.LOCAL, 8), (Side.UPSTREAM, 12)])
def test_a_settled_conflict_takes_the_side_that_was_chosen(side: Side, cap: int) -> None:
    found = merge(BASE, BASE | {"cap": 8}, BASE | {"cap": 12}, settled={("cap",): side})
    assert (found.value, found.conflicts) == (BASE | {"cap": cap}, ())
    assert found.taken[0].side is side


def test_what_one_took_away_and_the_other_changed_is_a_conflict() -> None:
    gone: dict[Any, Any] = {"rate": 2, "parts": BASE["parts"]}
    found = merge(BASE, gone, BASE | {"cap": 12})
    assert found.conflicts == (Conflict(("cap",), 10, ABSENT, 12),)
    assert found.value == gone


def test_what_one_took_away_and_the_other_left_alone_is_gone() -> None:
    gone: dict[Any, Any] = {"rate": 2, "parts": BASE["parts"]}
    found = merge(BASE, BASE, gone)
    assert (found.value, found.conflicts) == (gone, ())
    assert found.taken == (Taken(("cap",), Side.UPSTREAM, 10, ABSENT),)


def test_entries_of_a_list_are_joined_by_their_code() -> None:
    base: Any = [{"code": "a", "w": 1}, {"code": "b", "w": 2}]
    local: Any = [{"code": "a", "w": 5}, {"code": "b", "w": 2}]
    upstream: Any = [{"code": "a", "w": 1}, {"code": "c", "w": 3}, {"code": "b", "w": 2}]
    found = merge(base, local, upstream)
    assert found.value == [{"code": "a", "w": 5}, {"code": "c", "w": 3}, {"code": "b", "w": 2}]
    assert [taken.path for taken in found.taken] == [("a", "w"), ("c",)]


def test_a_list_without_codes_is_one_value() -> None:
    found = merge([1, 2], [1, 2, 3], [0, 1, 2])
    assert [conflict.path for conflict in found.conflicts] == [()]


def test_new_keys_of_both_stand_where_they_stood() -> None:
    base: Any = {"a": 1, "b": 1}
    found = merge(base, {"a": 1, "x": 1, "b": 1}, {"a": 1, "b": 1, "y": 1})
    assert list(found.value) == ["a", "x", "b", "y"]  # type: ignore[arg-type]


def test_steps_that_both_put_into_another_order_are_a_conflict() -> None:
    base: Any = {"a": 1, "b": 1, "c": 1}
    found = merge(base, {"b": 1, "a": 1, "c": 1}, {"a": 1, "c": 1, "b": 1})
    assert [conflict.path for conflict in found.conflicts] == [(ORDER,)]
    assert list(found.value) == ["b", "a", "c"]  # type: ignore[arg-type]


def test_an_order_that_one_changed_is_followed() -> None:
    base: Any = {"a": 1, "b": 1}
    assert list(merge(base, base, {"b": 1, "a": 1}).value) == ["b", "a"]  # type: ignore[arg-type]


def test_yes_is_no_number() -> None:
    assert not same(True, 1)
    assert same(1, Decimal("1.0"))
    assert merge(1, True, 2).conflicts == (Conflict((), 1, True, 2),)


def test_the_dated_values_of_a_parameter_are_one_value() -> None:
    def file(values: Any) -> Any:
        return {"parameters": {"cap": {"unit": "元", "values": values}}}

    found = merge(file({"2026": 1}), file({"2026": 1, "2027": 2}), file({"2026": 1, "2028": 9}))
    assert [conflict.path for conflict in found.conflicts] == [("parameters", "cap", "values")]


def test_prerequisites_are_joined_by_their_step() -> None:
    base: dict[Any, Any] = {"after": [{"step": "plan"}, {"step": "eia"}]}
    local = {"after": [{"step": "plan", "need": "soft"}, {"step": "eia"}]}
    upstream = {"after": [{"step": "plan"}, {"step": "eia"}, {"step": "soil"}]}
    assert merge(base, local, upstream).value == {
        "after": [{"step": "plan", "need": "soft"}, {"step": "eia"}, {"step": "soil"}]
    }


def test_a_promise_of_the_place_stays_where_the_source_adds_to_the_catalogue() -> None:
    base = library().trees["parallel_approval"].value
    local, upstream = deepcopy(base), deepcopy(base)
    items(local)["works_permit"]["limit"] = "5 working days"
    items(upstream)["works_permit"]["stops"] = ["supplement", "hearing"]
    items(upstream)["bird_survey"] = {
        "title": {"zh": "鸟类调查", "en": "Survey of birds"},
        "duty": "land",
    }
    found = merge(base, local, upstream)
    assert found.conflicts == ()
    mechanism = Mechanism.model_validate(found.value)
    step = settle(mechanism, "enterprise_filing", date(2026, 11, 28)).steps["works_permit"]
    assert step.terms["stops"] == ["supplement", "hearing"]
    assert [one["n"] for one in step.terms["limits"]] == [5, 20]


def items(value: Any) -> Any:
    return value["parts"]["matters"]["items"]

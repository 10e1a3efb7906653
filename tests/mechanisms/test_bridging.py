"""What is left out hands its prerequisites on: reachability among what is kept stays."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tashan.mechanisms.bridging import After, Edge, bridged


def reached(after: After, code: str, *, hard_only: bool) -> set[str]:
    """All that lies before a step, however far back."""
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for edge in after.get(waiting.pop(), ()):
            if (edge.is_hard or not hard_only) and edge.before not in found:
                found.add(edge.before)
                waiting.append(edge.before)
    return found


@st.composite
def procedures(draw: st.DrawFn) -> tuple[dict[str, list[Edge]], set[str]]:
    """Steps that come after earlier ones, and those of them that apply."""
    codes = [f"s{n}" for n in range(draw(st.integers(1, 9)))]
    after: dict[str, list[Edge]] = {}
    for at, code in enumerate(codes):
        before = draw(st.sets(st.sampled_from(codes[:at]))) if at else set()
        after[code] = [
            Edge(b, draw(st.booleans()), draw(st.sampled_from([(), ("law",)])))
            for b in sorted(before)
        ]
    return after, draw(st.sets(st.sampled_from(codes)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(procedures())
def test_what_lies_before_a_kept_step_is_what_lay_before_it(
    made: tuple[dict[str, list[Edge]], Collection[str]],
) -> None:
    after, kept = made
    found = bridged(after, kept)
    assert found.keys() == set(kept)
    for hard_only in (False, True):
        for code in kept:
            expected = reached(after, code, hard_only=hard_only) & set(kept)
            assert reached(found, code, hard_only=hard_only) == expected


def test_a_way_over_a_step_left_out_is_hard_only_if_all_of_it_is() -> None:
    after = {"a": [], "b": [Edge("a", True)], "c": [Edge("b", False)], "d": [Edge("b", True)]}
    found = bridged(after, {"a", "c", "d"})
    assert found["c"] == [Edge("a", False, (), ("b",))]
    assert found["d"] == [Edge("a", True, (), ("b",))]


def test_a_way_has_a_legal_basis_only_if_all_of_it_has() -> None:
    law = ("建筑法 第八条",)
    after = {"a": [], "b": [Edge("a", True, law)], "c": [Edge("b", True, law)],
             "d": [Edge("b", True)]}  # fmt: skip
    found = bridged(after, {"a", "c", "d"})
    assert found["c"][0].basis == law
    assert found["d"][0].basis == ()


def test_the_stronger_of_two_ways_counts() -> None:
    after = {"a": [], "b": [Edge("a", True)], "c": [Edge("a", False), Edge("b", True)]}
    assert bridged(after, {"a", "c"})["c"] == [Edge("a", True, (), ("b",))]

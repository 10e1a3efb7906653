"""Merging holds its laws for whatever trees the three versions are."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tashan.mechanisms.merge import Conflict, merge

WORDS = st.sampled_from(["code", "name", "a", "b", "c", "d"])
leaves = st.none() | st.booleans() | st.integers(0, 2) | WORDS


def entries(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A list whose entries have a code each."""
    keyed = st.dictionaries(WORDS, inner, max_size=3)
    return st.lists(st.tuples(WORDS, keyed), max_size=3, unique_by=lambda pair: pair[0]).map(
        lambda pairs: [{**held, "code": code} for code, held in pairs]
    )


trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=4) | entries(inner)
    ),
    max_leaves=12,
)


def exact(tree: Any) -> Any:
    """The tree with its order and with true apart from 1, to be compared."""
    if isinstance(tree, dict):
        return [(key, exact(value)) for key, value in tree.items()]
    if isinstance(tree, list):
        return ["list", *map(exact, tree)]
    return (type(tree).__name__, tree)


def loose(tree: Any) -> Any:
    """The tree without the order of what is told apart by keys."""
    if isinstance(tree, list) and all(isinstance(entry, dict) for entry in tree):
        return sorted((loose(entry) for entry in tree), key=repr)
    if isinstance(tree, dict):
        return sorted(((key, loose(value)) for key, value in tree.items()), key=repr)
    return exact(tree)


def keys_in(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        return {str(key) for key in tree}.union(*map(keys_in, tree.values()))
    return set().union(*map(keys_in, tree)) if isinstance(tree, list) else set()


def said(conflict: Conflict) -> str:
    sides = (conflict.base, conflict.local, conflict.upstream)
    return repr((conflict.path, *map(loose, sides)))


@given(trees, trees)
def test_what_is_untouched_follows_upstream(base: Any, upstream: Any) -> None:
    found = merge(base, base, upstream)
    assert exact(found.value) == exact(upstream)
    assert found.conflicts == ()


@given(trees, trees)
def test_what_upstream_left_alone_stays_local(base: Any, local: Any) -> None:
    found = merge(base, local, base)
    assert exact(found.value) == exact(local)
    assert found.conflicts == ()


@given(trees, trees)
def test_the_same_change_on_both_sides_is_taken(base: Any, both: Any) -> None:
    found = merge(base, both, both)
    assert exact(found.value) == exact(both)
    assert found.conflicts == ()


@given(trees, trees, trees)
def test_conflicts_are_the_same_from_either_side(base: Any, local: Any, upstream: Any) -> None:
    here, there = merge(base, local, upstream), merge(base, upstream, local)
    turned = [Conflict(c.path, c.base, c.upstream, c.local) for c in there.conflicts]
    assert {said(c) for c in here.conflicts} == {said(c) for c in turned}
    if not here.conflicts:
        assert loose(here.value) == loose(there.value)


@given(trees, trees, trees)
def test_no_key_is_lost_without_a_word(base: Any, local: Any, upstream: Any) -> None:
    found = merge(base, local, upstream)
    told = [*found.conflicts, *found.taken]
    if not told:
        assert keys_in(found.value) >= keys_in(local) | keys_in(upstream)
    gone = (keys_in(local) & keys_in(upstream)) - keys_in(found.value)
    assert not gone or told


@given(trees, trees, trees)
def test_merging_once_more_changes_nothing(base: Any, local: Any, upstream: Any) -> None:
    found = merge(base, local, upstream)
    assert exact(merge(base, found.value, upstream).value) == exact(found.value)

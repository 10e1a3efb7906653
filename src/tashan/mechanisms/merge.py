"""Three-way merge of mechanism files: the version adopted, the place's own, and the source's newer.

Pure, over the plain values of a file. What one side did not touch follows the other; what both
touched alike is taken; what they touched differently is a conflict, and the place's own stands
until somebody settles it. Everything taken is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum

from tashan.mechanisms.plain import Path, Plain

KEYS = ("code", "name", "indicator", "step")  # by one of these the entries of a list are told apart
ORDER = "(order)"  # the last step of the path of a conflict about the order of entries


class Absence(Enum):
    ABSENT = "absent"


ABSENT = Absence.ABSENT
Value = Plain | Absence


class Side(StrEnum):
    LOCAL = "local"
    UPSTREAM = "upstream"
    BOTH = "both"  # both say the same, and something else than the base


@dataclass(frozen=True, slots=True)
class Taken:
    """A value that differs from the base, and whose it is; ABSENT was taken away."""

    path: Path
    side: Side
    base: Value
    value: Value


@dataclass(frozen=True, slots=True)
class Conflict:
    """Touched by both in different ways."""

    path: Path
    base: Value
    local: Value
    upstream: Value


@dataclass(frozen=True, slots=True)
class Merged:
    """``value`` holds the local side where there is a conflict."""

    value: Plain
    taken: tuple[Taken, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Merge:
    settled: Mapping[Path, Side]
    taken: list[Taken] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def merge(
    base: Plain, local: Plain, upstream: Plain, *, settled: Mapping[Path, Side] | None = None
) -> Merged:
    """Join what ``local`` and ``upstream`` made of ``base``.

    ``settled`` says for the path of a conflict which side is taken. Entries of a list are joined
    one by one where all are mappings with one of ``KEYS``; any other list is one value, and so are
    the dated values of a parameter. The path of such an entry has its code where a mapping has its
    key.
    """
    running = _Merge(settled or {})
    value = _merged(running, (), base, local, upstream)
    assert not isinstance(value, Absence)  # neither side is
    return Merged(value, tuple(running.taken), tuple(running.conflicts))


def differences(before: Plain, after: Plain) -> tuple[Taken, ...]:
    """What ``after`` says otherwise, by the paths of a merge.

    The order of what is told apart by a key (entries of a list, parts of a part) is told under
    ``ORDER``; that of the fields of an entry means nothing. A text in both tongues is one.
    """
    told: dict[Path, Taken] = {}
    for one in merge(before, after, before).taken:
        path = one.path[:-1]
        base, value = at(before, path), at(after, path)
        if one.path[-1:] in (("zh",), ("en",)) and not isinstance(base, Absence):
            told[path] = Taken(path, Side.LOCAL, base, value)
        else:
            told[one.path] = one
    return (*told.values(), *_moves((), before, after))


def at(value: Value, path: Path) -> Value:
    """What stands at the path of a merge; ABSENT where nothing does."""
    for step in path:
        if isinstance(value, list) and (key := _key_of(value)):
            value = _by_key(value, key)
        named = {str(key): held for key, held in value.items()} if isinstance(value, dict) else {}
        value = named.get(step, ABSENT)
    return value


def _moves(path: Path, before: Value, after: Value) -> Iterator[Taken]:
    if isinstance(before, list) and isinstance(after, list) and (key := _key_of(before, after)):
        before, after = _by_key(before, key), _by_key(after, key)
    if not isinstance(before, dict) or not isinstance(after, dict) or _is_whole(path):
        return
    entries = [*before.values(), *after.values()]
    are_entries = len(path) > 1 and all(isinstance(entry, dict) for entry in entries)
    if are_entries and _is_moved(list(before), list(after)):
        yield Taken((*path, ORDER), Side.LOCAL, list(before), list(after))
    for name in before:
        yield from _moves((*path, str(name)), before[name], after.get(name, ABSENT))


def _merged(run: _Merge, path: Path, base: Value, local: Value, upstream: Value) -> Value:
    if isinstance(local, dict) and isinstance(upstream, dict) and not _is_whole(path):
        return _mappings(run, path, base if isinstance(base, dict) else {}, local, upstream)
    if isinstance(local, list) and isinstance(upstream, list):
        key = _key_of(base if isinstance(base, list) else [], local, upstream)
        if key:
            return _lists(run, path, key, base, local, upstream)
    if same(local, base):
        return _take(run, path, Side.UPSTREAM, base, upstream)
    if same(upstream, base):
        return _take(run, path, Side.LOCAL, base, local)
    if same(local, upstream):
        return _take(run, path, Side.BOTH, base, local)
    return _settle(run, Conflict(path, base, local, upstream))


def _is_whole(path: Path) -> bool:
    """The dated values of a parameter: a later one of the source would undo one of the place's."""
    return len(path) == 3 and (path[0], path[2]) == ("parameters", "values")


def _take(run: _Merge, path: Path, side: Side, base: Value, value: Value) -> Value:
    if not same(value, base):
        run.taken.append(Taken(path, side, base, value))
    return value


def _settle(run: _Merge, conflict: Conflict) -> Value:
    side = run.settled.get(conflict.path)
    if side is None:
        run.conflicts.append(conflict)
        return conflict.local
    value = conflict.upstream if side is Side.UPSTREAM else conflict.local
    return _take(run, conflict.path, side, conflict.base, value)


def _mappings(
    run: _Merge,
    path: Path,
    base: dict[Plain, Plain],
    local: dict[Plain, Plain],
    upstream: dict[Plain, Plain],
) -> Plain:
    joined: dict[Plain, Plain] = {}
    for key in dict.fromkeys([*base, *local, *upstream]):
        held = (side.get(key, ABSENT) for side in (base, local, upstream))
        value = _merged(run, (*path, str(key)), *held)
        if not isinstance(value, Absence):
            joined[key] = value
    order = _ordered(run, path, list(base), list(local), list(upstream), set(joined))
    return {key: joined[key] for key in order}


def _lists(
    run: _Merge, path: Path, key: str, base: Value, local: list[Plain], upstream: list[Plain]
) -> Plain:
    held = (_by_key(entries, key) for entries in (base, local, upstream))
    joined = _mappings(run, path, *held)
    return list(joined.values()) if isinstance(joined, dict) else joined


def _by_key(entries: Value, key: str) -> dict[Plain, Plain]:
    listed = entries if isinstance(entries, list) else []
    return {entry[key]: entry for entry in listed if isinstance(entry, dict)}


def _key_of(*lists: Sequence[Plain]) -> str | None:
    """The field by which the entries of all the lists are told apart; None where there is none."""
    for key in KEYS:
        if any(lists) and all(_is_keyed(entries, key) for entries in lists):
            return key
    return None


def _is_keyed(entries: Sequence[Plain], key: str) -> bool:
    codes = [entry.get(key) if isinstance(entry, dict) else None for entry in entries]
    words = [code for code in codes if isinstance(code, str)]
    return len(words) == len(codes) == len(set(words))


def _ordered(
    run: _Merge,
    path: Path,
    base: list[Plain],
    local: list[Plain],
    upstream: list[Plain],
    kept: set[Plain],
) -> list[Plain]:
    """The keys kept: in the order of who moved some, with the other's new ones where they stood."""
    moved_here, moved_there = _is_moved(base, local), _is_moved(base, upstream)
    leading, other = (local, upstream) if moved_here else (upstream, local)
    if moved_here and moved_there and _is_moved(local, upstream):
        told = _settle(run, Conflict((*path, ORDER), base, local, upstream))
        leading, other = (upstream, local) if told is upstream else (local, upstream)
    order = [key for key in leading if key in kept]
    before: Plain | Absence = ABSENT
    for key in other:
        if key in kept:
            if key not in order:
                order.insert(0 if isinstance(before, Absence) else order.index(before) + 1, key)
            before = key
    return order


def _is_moved(one: Iterable[Plain], two: Sequence[Plain]) -> bool:
    """Whether what both hold stands in another order."""
    mine = list(one)
    return [key for key in mine if key in two] != [key for key in two if key in mine]


def same(one: Value, two: Value) -> bool:
    """Whether two values say the same: 1 is 1.0, and neither is true; mappings have no order."""
    if isinstance(one, dict) and isinstance(two, dict):
        return one.keys() == two.keys() and all(same(one[key], two[key]) for key in one)
    if isinstance(one, list) and isinstance(two, list):
        return len(one) == len(two) and all(map(same, one, two))
    numbers = (int, Decimal)
    if isinstance(one, numbers) and isinstance(two, numbers):
        return isinstance(one, bool) is isinstance(two, bool) and one == two
    return type(one) is type(two) and one == two

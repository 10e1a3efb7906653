"""Rules in whole numbers: what the engines over columns compute, exact and with known bounds.

A number is a fraction of two whole numbers times a constant (``lowering.Quotient``), so that every
comparison is one of whole numbers and no engine has to round. Each node knows between what it lies
(``low``, ``high``; None is unknown and counts nowhere), so that an engine knows beforehand whether
64 bits hold all of its steps. The functions in small letters make nodes in one form, so that equal
conditions of different programmes are equal nodes and are computed once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A column's cell: a figure, a day counted from 1970, or the place of a word in its list."""

    key: str
    low: int
    high: int
    has_gaps: bool = True


@dataclass(frozen=True, slots=True)
class Fixed:
    value: int | None

    @property
    def low(self) -> int:
        return self.value or 0

    @property
    def high(self) -> int:
        return self.value or 0


@dataclass(frozen=True, slots=True)
class Sum:
    left: Whole
    right: Whole
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Product:
    left: Whole
    right: Whole
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Foremost:
    """The least or the greatest of two."""

    is_greatest: bool
    left: Whole
    right: Whole
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Divided:
    """Rounded down; the divisor is above zero wherever it is known."""

    left: Whole
    right: Whole
    low: int
    high: int


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """A long list, equal to itself alone: comparing two would take longer than it saves."""

    items: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """Divided by a number above zero, and what is behind the point cut off."""

    of: Whole
    by: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Looked:
    """The value at place ``of - start`` of a list; ``of`` never lies outside of it.

    The values never fall, so that a range of values is a range of places.
    """

    of: Whole
    start: int
    values: Values
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Picked:
    """Unknown where ``when`` is."""

    when: Truth
    then: Whole
    otherwise: Whole
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class AsWhole:
    """1 where it holds, 0 where it does not."""

    of: Truth
    low: int = 0
    high: int = 1


Whole = Cell | Fixed | Sum | Product | Foremost | Divided | Cut | Looked | Picked | AsWhole


@dataclass(frozen=True, slots=True)
class Known:
    """The same for every row; None is unknown."""

    value: bool | None


@dataclass(frozen=True, slots=True)
class TruthCell:
    key: str


@dataclass(frozen=True, slots=True)
class InRange:
    """Both ends included, None is open; ``low`` above ``high`` never holds."""

    of: Whole
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """Within one of these ranges, both ends included; ``of`` is a cell of words."""

    of: Cell
    runs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Negated:
    of: Truth


@dataclass(frozen=True, slots=True)
class Every:
    items: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class Some:
    items: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    number: int
    items: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class PickedTruth:
    when: Truth
    then: Truth
    otherwise: Truth


Truth = Known | TruthCell | InRange | Member | Negated | Every | Some | AtLeast | PickedTruth


def plus(left: Whole, right: Whole) -> Whole:
    if isinstance(left, Fixed) and not isinstance(right, Fixed):
        left, right = right, left
    if isinstance(left, Fixed) and isinstance(right, Fixed):
        both = left.value is not None and right.value is not None
        return Fixed(left.low + right.low if both else None)
    if isinstance(right, Fixed) and right.value == 0:
        return left
    return Sum(left, right, left.low + right.low, left.high + right.high)


def times(left: Whole, right: Whole) -> Whole:
    """Zero times unknown is unknown: such a product stays a product."""
    if isinstance(left, Fixed) and not isinstance(right, Fixed):
        left, right = right, left
    if isinstance(left, Fixed) and isinstance(right, Fixed):
        both = left.value is not None and right.value is not None
        return Fixed(left.low * right.low if both else None)
    if isinstance(right, Fixed) and right.value == 1:
        return left
    ends = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return Product(left, right, min(ends), max(ends))


def minus(left: Whole, right: Whole) -> Whole:
    return plus(left, times(right, Fixed(-1)))


def foremost(left: Whole, right: Whole, *, is_greatest: bool) -> Whole:
    choose = max if is_greatest else min
    if isinstance(left, Fixed) and isinstance(right, Fixed):
        both = left.value is not None and right.value is not None
        return Fixed(choose(left.low, right.low) if both else None)
    if isinstance(left, Fixed):
        left, right = right, left
    low, high = choose(left.low, right.low), choose(left.high, right.high)
    return Foremost(is_greatest, left, right, low, high)


def divided(left: Whole, right: Whole) -> Whole:
    """``right`` is above zero where it is known."""
    if isinstance(right, Fixed) and right.value == 1:
        return left
    if isinstance(left, Fixed) and isinstance(right, Fixed):
        both = left.value is not None and right.value is not None
        return Fixed(left.low // right.low if both else None)
    least, most = max(right.low, 1), max(right.high, 1)
    ends = [a // b for a in (left.low, left.high) for b in (least, most)]
    return Divided(left, right, min(ends), max(ends))


def cut(of: Whole, by: int) -> Whole:
    if isinstance(of, Fixed):
        return Fixed(None if of.value is None else _cut(of.value, by))
    return Cut(of, by, _cut(of.low, by), _cut(of.high, by))


def _cut(value: int, by: int) -> int:
    return value // by if value >= 0 else -(-value // by)


def looked(of: Whole, start: int, values: Values) -> Whole:
    return Looked(of, start, values, min(values.items), max(values.items))


def picked(when: Truth, then: Whole, otherwise: Whole) -> Whole:
    if isinstance(when, Known):
        return Fixed(None) if when.value is None else then if when.value else otherwise
    if then == otherwise and isinstance(then, Fixed) and then.value is None:
        return then
    low, high = min(then.low, otherwise.low), max(then.high, otherwise.high)
    return Picked(when, then, otherwise, low, high)


def as_whole(of: Truth) -> Whole:
    if isinstance(of, Known):
        return Fixed(None if of.value is None else int(of.value))
    return AsWhole(of)


def in_range(of: Whole, low: int | None, high: int | None) -> Truth:
    """Whether it lies between; constants are brought to the ends, so that a bare cell stays."""
    match of:
        case Fixed(value):
            return Known(None if value is None else _lies(value, low, high))
        case Sum(left, Fixed(int(k))):
            return in_range(left, _less(low, k), _less(high, k))
        case Product(left, Fixed(int(k))) if k > 0:
            return in_range(left, _up(low, k), _down(high, k))
        case Product(left, Fixed(int(k))) if k < 0:
            return in_range(left, _up(_opposite(high), -k), _down(_opposite(low), -k))
        case Divided(left, Fixed(int(k))):
            return in_range(left, _times(low, k), _before(_times(_less(high, -1), k)))
        case Cut(left, k):
            return in_range(left, _least_cut(low, k), _opposite(_least_cut(_opposite(high), k)))
        case Looked(inner, start, values):
            first = None if low is None else start + bisect_left(values.items, low)
            last = None if high is None else start + bisect_right(values.items, high) - 1
            return in_range(inner, first, last)
        case AsWhole(truth) if _lies(1, low, high) != _lies(0, low, high):
            return truth if _lies(1, low, high) else negated(truth)
    if _never(of, low, high):
        low, high = 1, 0
    else:
        low = None if low is not None and low <= of.low else low
        high = None if high is not None and high >= of.high else high
    if isinstance(of, Cell) and not of.has_gaps and (low, high) in ((None, None), (1, 0)):
        return Known(low is None)
    return InRange(of, low, high)


def _never(of: Whole, low: int | None, high: int | None) -> bool:
    if low is not None and high is not None and low > high:
        return True
    return (low is not None and low > of.high) or (high is not None and high < of.low)


def _lies(value: int, low: int | None, high: int | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _less(end: int | None, by: int) -> int | None:
    return None if end is None else end - by


def _times(end: int | None, by: int) -> int | None:
    return None if end is None else end * by


def _before(end: int | None) -> int | None:
    return None if end is None else end - 1


def _least_cut(end: int | None, by: int) -> int | None:
    """The least number that is at or above ``end`` after it was cut."""
    return end if end is None else end * by if end > 0 else (end - 1) * by + 1


def _opposite(end: int | None) -> int | None:
    return None if end is None else -end


def _up(end: int | None, by: int) -> int | None:
    return None if end is None else -(-end // by)


def _down(end: int | None, by: int) -> int | None:
    return None if end is None else end // by


def among(of: Whole, runs: list[tuple[int, int]]) -> Truth:
    """Whether the place of a word lies in one of these runs, which are in order."""
    joined: list[tuple[int, int]] = []
    for low, high in runs:
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        elif low <= high:
            joined.append((low, high))
    if not joined:
        return in_range(of, 1, 0)
    if len(joined) == 1 or not isinstance(of, Cell):
        return some([in_range(of, *run) for run in joined])
    return Member(of, tuple(joined))


def negated(of: Truth) -> Truth:
    """Brought down to the leaves, where a range's opposite is a range."""
    match of:
        case Known(value):
            return Known(None if value is None else not value)
        case Negated(inner):
            return inner
        case InRange(whole, None, None):
            return InRange(whole, 1, 0)
        case InRange(whole, None, int(high)):
            return InRange(whole, high + 1, None)
        case InRange(whole, int(low), None):
            return InRange(whole, None, low - 1)
        case InRange(whole, int(low), int(high)):
            if low > high:
                return InRange(whole, None, None)
            return some([InRange(whole, None, low - 1), InRange(whole, high + 1, None)])
        case Every(items):
            return some([negated(item) for item in items])
        case Some(items):
            return every([negated(item) for item in items])
    return Negated(of)


def every(items: list[Truth]) -> Truth:
    """All hold (Kleene): false where one is false, else unknown where one is unknown."""
    flat = _flat(items, Every, Known(True))
    if Known(False) in flat:
        return Known(False)
    return flat[0] if len(flat) == 1 else Every(tuple(flat)) if flat else Known(True)


def some(items: list[Truth]) -> Truth:
    flat = _flat(items, Some, Known(False))
    if Known(True) in flat:
        return Known(True)
    return flat[0] if len(flat) == 1 else Some(tuple(flat)) if flat else Known(False)


def _flat(items: list[Truth], kind: type[Every] | type[Some], nothing: Known) -> list[Truth]:
    """Each item once, those within the same kind among them."""
    inner = [x for item in items for x in (item.items if isinstance(item, kind) else (item,))]
    return [item for item in dict.fromkeys(inner) if item != nothing]


def picked_truth(when: Truth, then: Truth, otherwise: Truth) -> Truth:
    if isinstance(when, Known):
        return Known(None) if when.value is None else then if when.value else otherwise
    return PickedTruth(when, then, otherwise)


def parts(node: Whole | Truth) -> tuple[Whole | Truth, ...]:
    """The nodes just below."""
    match node:
        case Sum() | Product() | Foremost() | Divided():
            return (node.left, node.right)
        case Cut() | Looked() | AsWhole() | InRange() | Member() | Negated():
            return (node.of,)
        case Picked() | PickedTruth():
            return (node.when, node.then, node.otherwise)
        case Every() | Some() | AtLeast():
            return node.items
    return ()


def all_nodes(node: Whole | Truth) -> Iterator[Whole | Truth]:
    yield node
    for part in parts(node):
        yield from all_nodes(part)


def keys(node: Whole | Truth) -> frozenset[str]:
    """The columns that it reads."""
    return frozenset(n.key for n in all_nodes(node) if isinstance(n, Cell | TruthCell))


def widest(node: Whole | Truth) -> int:
    """The largest absolute value that any step of it can reach."""
    return max(_size(inner) for inner in all_nodes(node))


def _size(node: Whole | Truth) -> int:
    match node:
        case InRange():
            return max(abs(node.low or 0), abs(node.high or 0))
        case Known() | TruthCell() | Member() | Negated() | Every() | Some() | AtLeast():
            return 1
        case PickedTruth():
            return 1
        case _:
            return max(abs(node.low), abs(node.high))

"""From bound nodes to whole numbers: the same meaning, in the form that columns are run in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import reduce
from math import gcd

from tashan.base.calendars import Calendar
from tashan.mechanisms.rules import bound as b
from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.days import number_of, whole_years_scale, working_days_scale

ZERO = Fraction(0)
YEAR = 10_000  # a day as yyyymmdd: whole years between two are their difference by this
_MIRRORED = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


@dataclass(frozen=True, slots=True)
class Extent:
    """What a loaded column holds: between what its known cells lie, or its words in order."""

    low: int
    high: int
    has_gaps: bool
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotient:
    """num / den × factor; ``den`` is above zero where it is known, None is one."""

    num: w.Whole
    factor: Fraction = Fraction(1)
    den: w.Whole | None = None


@dataclass(frozen=True, slots=True)
class Lettered:
    """Words as places in a list that is in order."""

    place: w.Whole
    words: tuple[str, ...]


@dataclass(slots=True)
class Lowering:
    """Lowers the rules of one table. ``extents`` has an entry for each column that has a known
    cell; ``population`` the numbers over all rows, once an engine has worked them out."""

    columns: Mapping[str, b.Column]
    extents: Mapping[str, Extent]
    calendar: Calendar
    population: dict[b.OverPopulation, Quotient] = field(default_factory=dict)

    # numbers

    def number(self, node: b.Bound) -> Quotient:
        match node:
            case b.Constant(value):
                return lowered_constant(value)
            case b.Column(key, sort) if sort is not b.Sort.TRUTH:
                return Quotient(self._cell(key), self.columns.get(key, node).factor)
            case b.Arithmetic(sign, left, right):
                return _arithmetic(sign, self.number(left), self.number(right))
            case b.Extreme(is_greatest, items):
                return _extreme([self.number(item) for item in items], is_greatest=is_greatest)
            case b.Absolute(of):
                inner = self.number(of)
                return _extreme([inner, _scaled(inner, Fraction(-1))], is_greatest=True)
            case b.Rounded(of, places):
                return rounded(self.number(of), Fraction(10) ** -places)
            case b.Growing(now, base):
                return _growing(self.number(now), self.number(base))
            case b.OverPopulation():
                return self.population[node]
            case b.Stepped(of, tiers):
                return _stepped(self.number(of), tiers)
            case b.Tiered(of, tiers):
                return _tiered(self.number(of), tiers)
            case b.Between(span, start, end):
                return self._between(span, self.day(start), self.day(end))
            case b.Counted(items):
                counted: w.Whole = w.Fixed(0)
                for item in items:
                    counted = w.plus(w.as_whole(self.truth(item)), counted)
                return Quotient(counted)
            case b.Chosen(when, then, otherwise):
                return _picked(self.truth(when), self.number(then), self.number(otherwise))
        return Quotient(w.as_whole(self.truth(node)))

    def fen(self, node: b.Bound) -> w.Whole:
        """An amount in yuan as whole fen, half up."""
        return rounded(self.number(node), Fraction(1, 100)).num

    def _cell(self, key: str) -> w.Whole:
        extent = self.extents.get(key)
        if extent is None:
            return w.Fixed(None)
        return w.Cell(key, extent.low, extent.high, extent.has_gaps)

    # days

    def day(self, node: b.Bound) -> w.Whole:
        match node:
            case b.Column(key):
                return self._cell(key)
            case b.Constant(date() as value):
                return w.Fixed(number_of(value))
            case b.Chosen(when, then, otherwise):
                return w.picked(self.truth(when), self.day(then), self.day(otherwise))
        return w.Fixed(None)

    def _between(self, span: b.Span, start: w.Whole, end: w.Whole) -> Quotient:
        if span is b.Span.DAYS:
            return Quotient(w.minus(end, start))
        if span is b.Span.WORKING_DAYS:
            return Quotient(
                w.minus(*(working_days_scale(day, self.calendar) for day in (end, start)))
            )
        apart = w.minus(*(whole_years_scale(day) for day in (end, start)))
        return Quotient(w.cut(apart, YEAR))

    # words

    def words(self, node: b.Bound) -> Lettered:
        match node:
            case b.Column(key) if key in self.extents:
                return Lettered(self._cell(key), self.extents[key].words)
            case b.Constant(str() as value):
                return Lettered(w.Fixed(0), (value,))
            case b.Chosen(when, then, otherwise):
                first, second, words = _of_one_list(self.words(then), self.words(otherwise))
                return Lettered(w.picked(self.truth(when), first, second), words)
        return Lettered(w.Fixed(None), ())

    # truths

    def truth(self, node: b.Bound) -> w.Truth:
        match node:
            case b.Constant(value):
                return w.Known(value if isinstance(value, bool) else None)
            case b.Column(key):
                return w.TruthCell(key) if key in self.extents else w.Known(None)
            case b.Compared(sign, left, right):
                return self._compared(sign, left, right)
            case b.Within(of, among, is_tree):
                return _within(self.words(of), among, is_tree=is_tree)
            case b.Negated(of):
                return w.negated(self.truth(of))
            case b.Both(items):
                return w.every([self.truth(item) for item in items])
            case b.Either(items):
                return w.some([self.truth(item) for item in items])
            case b.AtLeast(number, items):
                return w.AtLeast(number, tuple(self.truth(item) for item in items))
            case b.Chosen(when, then, otherwise):
                return w.picked_truth(*(self.truth(each) for each in (when, then, otherwise)))
        raise TypeError(f"{type(node).__name__} is no condition")

    def _compared(self, sign: str, left: b.Bound, right: b.Bound) -> w.Truth:
        sorts = {sort_of(left), sort_of(right)} - {None}
        if sorts & {b.Sort.CODE, b.Sort.WORDS}:
            if isinstance(left, b.Constant):
                left, right, sign = right, left, _MIRRORED[sign]
            if isinstance(right, b.Constant) and isinstance(right.value, str):
                return _beside_words(sign, self.words(left), right.value)
            first, second, _words = _of_one_list(self.words(left), self.words(right))
            return _beside_zero(sign, w.minus(first, second))
        if b.Sort.DATE in sorts:
            return _beside_zero(sign, w.minus(self.day(left), self.day(right)))
        return _beside_zero(sign, _difference(self.number(left), self.number(right)))


def sort_of(node: b.Bound) -> b.Sort | None:
    """What a node's value is; None for a constant that is unknown."""
    match node:
        case b.Column():
            return node.sort
        case b.Constant(None):
            return None
        case b.Constant(bool()):
            return b.Sort.TRUTH
        case b.Constant(str()):
            return b.Sort.WORDS
        case b.Constant(date()):
            return b.Sort.DATE
        case b.Chosen(_, then, otherwise):
            return sort_of(then) or sort_of(otherwise)
        case b.Compared() | b.Within() | b.Negated() | b.Both() | b.Either() | b.AtLeast():
            return b.Sort.TRUTH
    return b.Sort.NUMBER


def _beside_words(sign: str, of: Lettered, value: str) -> w.Truth:
    """Against a constant: a range of the list's places, so that the column stays bare."""
    if isinstance(of.place, w.Fixed) and of.place.value is None:
        return w.Known(None)
    first, beyond = bisect_left(of.words, value), bisect_right(of.words, value)
    same = w.in_range(of.place, first, beyond - 1)
    if sign in ("==", "!="):
        return same if sign == "==" else w.negated(same)
    ends = {"<": (None, first - 1), "<=": (None, beyond - 1), ">": (beyond, None)}
    return w.in_range(of.place, *ends.get(sign, (first, None)))


def lowered_constant(value: Fraction | bool | str | date | None) -> Quotient:
    if value is None:
        return Quotient(w.Fixed(None))
    if isinstance(value, str | date):
        raise TypeError(f"{value!r} is no number")
    exact = Fraction(value)
    return Quotient(w.Fixed(exact.numerator), Fraction(1, exact.denominator))


def _scaled(of: Quotient, by: Fraction) -> Quotient:
    """The constant goes into the factor, so that the whole numbers stay small."""
    if by == 0:
        return Quotient(w.times(of.num, w.Fixed(0)), of.factor, of.den)
    sign = 1 if by > 0 else -1
    return Quotient(w.times(of.num, w.Fixed(sign)), of.factor * abs(by), of.den)


def _fixed(of: Quotient) -> Fraction | None:
    """The value of a constant."""
    if of.den is None and isinstance(of.num, w.Fixed) and of.num.value is not None:
        return of.num.value * of.factor
    return None


def _arithmetic(sign: str, left: Quotient, right: Quotient) -> Quotient:
    if sign == "-":
        right = _scaled(right, Fraction(-1))
    if sign in "+-":
        return _added(left, right)
    constant = _fixed(right)
    if sign == "/":
        if constant is not None:
            return _scaled(left, 1 / constant) if constant else Quotient(w.Fixed(None))
        return _over(left, right)
    if constant is not None:
        return _scaled(left, constant)
    constant = _fixed(left)
    if constant is not None:
        return _scaled(right, constant)
    return Quotient(
        w.times(left.num, right.num), left.factor * right.factor, _den(left.den, right.den)
    )


def _den(left: w.Whole | None, right: w.Whole | None) -> w.Whole | None:
    return right if left is None else left if right is None else w.times(left, right)


def _alike(items: list[Quotient]) -> tuple[list[w.Whole], Fraction, w.Whole | None]:
    """The numerators over one divisor and one factor."""
    dens = list(dict.fromkeys(item.den for item in items if item.den is not None))
    factor = reduce(_common, (item.factor for item in items))
    nums = []
    for item in items:
        num = w.times(item.num, w.Fixed(int(item.factor / factor)))
        for den in dens:
            num = num if den == item.den else w.times(num, den)
        nums.append(num)
    return nums, factor, reduce(_den, dens, None)


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest factor of which both are whole multiples."""
    upper = gcd(one.numerator * other.denominator, other.numerator * one.denominator)
    return Fraction(upper, one.denominator * other.denominator)


def _added(left: Quotient, right: Quotient) -> Quotient:
    nums, factor, den = _alike([left, right])
    return Quotient(w.plus(*nums), factor, den)


def _difference(left: Quotient, right: Quotient) -> w.Whole:
    """A whole number of the sign of left − right, unknown where one is."""
    apart = _added(left, _scaled(right, Fraction(-1)))
    if left.den is not None and left.den == right.den:  # it counts no more, but where unknown
        return w.plus(apart.num, w.times(left.den, w.Fixed(0)))
    return apart.num


def _over(left: Quotient, right: Quotient) -> Quotient:
    """Unknown where the divisor is zero."""
    num, den = _den(left.num, right.den) or left.num, _positive(right.num)
    if right.num.low < 0:
        below = w.in_range(right.num, None, -1)
        num = w.picked(below, w.times(num, w.Fixed(-1)), num)
    return Quotient(num, left.factor / right.factor, _den(left.den, den))


def _positive(of: w.Whole) -> w.Whole:
    """Its absolute value; unknown where it is zero."""
    if of.low > 0:
        return of
    nothing: w.Whole = w.Fixed(None)
    if of.low < 0:
        opposite = w.times(of, w.Fixed(-1))
        nothing = w.Picked(w.in_range(of, None, -1), opposite, nothing, 1, max(1, -of.low))
    high = max(1, of.high, -of.low)
    return w.Picked(w.in_range(of, 1, None), of, nothing, 1, high)


def _growing(now: Quotient, base: Quotient) -> Quotient:
    """Unknown where the base is not above zero."""
    num = base.num
    if num.low <= 0:
        num = w.Picked(w.in_range(num, 1, None), num, w.Fixed(None), 1, max(1, num.high))
    over = _over(now, Quotient(num, base.factor, base.den))
    return _added(over, Quotient(w.Fixed(-1)))


def _extreme(items: list[Quotient], *, is_greatest: bool) -> Quotient:
    nums, factor, den = _alike(items)
    best = reduce(lambda one, other: w.foremost(one, other, is_greatest=is_greatest), nums)
    return Quotient(best, factor, den)


def _picked(when: w.Truth, then: Quotient, otherwise: Quotient) -> Quotient:
    """Each way keeps its own divisor: the other way's may be unknown."""
    factor = _common(then.factor, otherwise.factor)
    nums = [w.times(q.num, w.Fixed(int(q.factor / factor))) for q in (then, otherwise)]
    if then.den is None and otherwise.den is None:
        return Quotient(w.picked(when, *nums), factor)
    dens = [q.den or w.Fixed(1) for q in (then, otherwise)]
    return Quotient(w.picked(when, *nums), factor, w.picked(when, *dens))


def rounded(of: Quotient, to: Fraction) -> Quotient:
    """Half up, away from zero, to a whole number of ``to``."""
    share = of.factor / to
    num = w.times(of.num, w.Fixed(share.numerator))
    den = w.times(of.den or w.Fixed(1), w.Fixed(share.denominator))
    if den == w.Fixed(1):
        return Quotient(num, to)
    twice = w.times(den, w.Fixed(2))
    up, down = (w.divided(w.plus(w.times(num, w.Fixed(sign * 2)), den), twice) for sign in (1, -1))
    if num.low >= 0:
        return Quotient(up, to)
    down = w.times(down, w.Fixed(-1))
    return Quotient(w.picked(w.in_range(num, 0, None), up, down), to)


Tiers = tuple[tuple[Fraction | None, Fraction], ...]


def _stepped(of: Quotient, tiers: Tiers) -> Quotient:
    result = Quotient(w.Fixed(None))
    for end, value in reversed(tiers):
        if end is None:
            held = w.in_range(of.num, None, None)
        else:
            held = _beside_zero("<=", _difference(of, lowered_constant(end)))
        result = _picked(held, lowered_constant(value), result)
    if of.den is not None:  # unknown where the divisor is
        return Quotient(result.num, result.factor, w.picked(_known(of.den), w.Fixed(1), w.Fixed(1)))
    return result


def _known(of: w.Whole) -> w.Truth:
    return w.in_range(of, None, None)


def _tiered(of: Quotient, tiers: Tiers) -> Quotient:
    total, start = _scaled(of, ZERO), ZERO
    for end, value in tiers:
        part = of if end is None else _extreme([of, lowered_constant(end)], is_greatest=False)
        part = _added(part, lowered_constant(-start))
        part = _extreme([part, lowered_constant(ZERO)], is_greatest=True)
        total = _added(total, _scaled(part, value))
        start = end if end is not None else start
    return total


def _beside_zero(sign: str, of: w.Whole) -> w.Truth:
    if sign == "!=":
        return w.negated(w.in_range(of, 0, 0))
    ends = {"==": (0, 0), "<": (None, -1), "<=": (None, 0), ">": (1, None), ">=": (0, None)}[sign]
    return w.in_range(of, *ends)


def _within(of: Lettered, among: frozenset[str], *, is_tree: bool) -> w.Truth:
    if isinstance(of.place, w.Fixed) and of.place.value is None:
        return w.Known(None)
    return w.among(of.place, [_run(of.words, one, is_tree=is_tree) for one in sorted(among)])


def _run(words: tuple[str, ...], one: str, *, is_tree: bool) -> tuple[int, int]:
    """The places of a word, or of all that begin with it; the list is in order."""
    first = bisect_left(words, one)
    if not is_tree:
        return first, bisect_right(words, one) - 1
    beyond = bisect_right(words, one, key=lambda word: word[: len(one)])
    return first, beyond - 1


def _of_one_list(left: Lettered, right: Lettered) -> tuple[w.Whole, w.Whole, tuple[str, ...]]:
    """Both as places in one list of all words."""
    words = tuple(sorted({*left.words, *right.words}))
    first, second = (_placed(each, words) for each in (left, right))
    return first, second, words


def _placed(of: Lettered, words: tuple[str, ...]) -> w.Whole:
    if of.words == words or of.place == w.Fixed(None):
        return of.place
    places = tuple(bisect_left(words, word) for word in of.words)
    if isinstance(of.place, w.Fixed):
        return w.Fixed(places[of.place.low])
    return w.looked(of.place, 0, w.Values(places))

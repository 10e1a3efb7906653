"""Rules and tables at random, for the generative tests of engines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

from tashan.mechanisms.rules import bound as b
from tashan.mechanisms.rules.tables import Table

FEN = Fraction(1, 100)
TAX, SALES = (b.Column(key, b.Sort.NUMBER, "yuan", FEN) for key in ("tax", "sales"))
LAND = b.Column("land", b.Sort.NUMBER, "m2", Fraction(2000, 3 * 10**6))
LARGE = b.Column("large", b.Sort.NUMBER, "yuan", FEN)
IN_PARK, SRDI = (b.Column(key, b.Sort.TRUTH) for key in ("in_park", "labels:srdi"))
INDUSTRY, OTHER = (b.Column(key, b.Sort.CODE) for key in ("industry", "other"))
SCALE = b.Column("scale", b.Sort.WORDS)
BORN, ENTERED = (b.Column(key, b.Sort.DATE) for key in ("born", "entered"))
ABSENT = b.Column("absent", b.Sort.NUMBER, "yuan", FEN)
COLUMNS = (TAX, SALES, LAND, LARGE, IN_PARK, SRDI, INDUSTRY, OTHER, SCALE, BORN, ENTERED)
CODES = ("C", "C3", "C39", "C3911", "C3981", "C40", "I65", "I6510", "A01")
SCALES = ("large", "medium", "small", "micro")
SIGNS = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))

DAYS = st.dates(date(2015, 1, 1), date(2027, 12, 31))
CELLS = {
    b.Sort.TRUTH: st.booleans(),
    b.Sort.CODE: st.sampled_from(CODES),
    b.Sort.WORDS: st.sampled_from(SCALES),
    b.Sort.DATE: DAYS,
    b.Sort.NUMBER: st.integers(-3, 3) | st.integers(-(10**9), 10**9),
}
VALUES = st.fractions(-1000, 1000, max_denominator=50) | st.sampled_from(
    [Fraction(0), Fraction(1), Fraction(1, 20), Fraction(10**6), Fraction(1, 3)]
)
TIERS = st.lists(st.tuples(st.integers(1, 10**5), VALUES), min_size=1, max_size=4).flatmap(
    lambda tiers: st.booleans().map(lambda is_open: _tiers(tiers, is_open=is_open))
)


def _tiers(
    tiers: list[tuple[int, Fraction]], *, is_open: bool
) -> tuple[tuple[Fraction | None, Fraction], ...]:
    ends = sorted({end for end, _ in tiers})
    made = [(Fraction(end), value) for end, (_, value) in zip(ends, tiers, strict=False)]
    return (*made[:-1], (None if is_open else made[-1][0], made[-1][1]))


@st.composite
def tables(draw: st.DrawFn, most: int = 12) -> Table:
    size = draw(st.integers(0, most))
    cells = {}
    for column in COLUMNS:
        cell = st.integers(-(10**18), 10**18) if column == LARGE else CELLS[column.sort]
        gaps = draw(st.sampled_from((cell, st.none() | cell, st.none())))
        cells[column.key] = draw(st.lists(gaps, min_size=size, max_size=size))
    return Table(list(range(100, 100 + size)), {c.key: c for c in COLUMNS}, cells)


def numbers(truths: st.SearchStrategy[b.Bound]) -> st.SearchStrategy[b.Bound]:
    leaves = st.sampled_from((TAX, SALES, LAND, LARGE, ABSENT, TAX, SALES)) | st.builds(
        b.Constant, VALUES | VALUES | st.none()
    )
    return st.recursive(leaves, lambda inner: _numbers(inner, truths), max_leaves=5)


def _numbers(
    inner: st.SearchStrategy[b.Bound], truths: st.SearchStrategy[b.Bound]
) -> st.SearchStrategy[b.Bound]:
    dates = st.sampled_from((BORN, ENTERED)) | st.builds(b.Constant, DAYS)
    some = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(b.Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(b.Extreme, st.booleans(), some),
        st.builds(b.Absolute, inner),
        st.builds(b.Rounded, inner, st.integers(0, 3)),
        st.builds(b.Growing, inner, inner),
        st.builds(b.Stepped, inner, TIERS),
        st.builds(b.Tiered, inner, TIERS),
        st.builds(b.Between, st.sampled_from(b.Span), dates, dates),
        st.builds(b.OverPopulation, st.sampled_from(b.Population), inner),
        st.builds(b.Counted, st.lists(truths, min_size=1, max_size=3).map(tuple)),
        st.builds(b.Chosen, truths, inner, inner),
    )


def conditions() -> st.SearchStrategy[b.Bound]:
    return st.recursive(_leaves(), _truths, max_leaves=5)


def _leaves() -> st.SearchStrategy[b.Bound]:
    words = st.sampled_from((SCALE, INDUSTRY, OTHER))
    several = st.frozensets(st.sampled_from(CODES + SCALES), max_size=3)
    dates = st.sampled_from((BORN, ENTERED)) | st.builds(b.Constant, DAYS)
    return st.one_of(
        st.sampled_from((IN_PARK, SRDI)),
        st.builds(b.Constant, st.booleans() | st.none()),
        st.builds(
            b.Compared, SIGNS, st.sampled_from((TAX, SALES, LAND)), st.builds(b.Constant, VALUES)
        ),
        st.builds(b.Compared, SIGNS, words, st.builds(b.Constant, st.sampled_from(CODES + SCALES))),
        st.builds(b.Compared, SIGNS, words, words),
        st.builds(b.Compared, SIGNS, dates, dates),
        st.builds(b.Within, words, several, st.booleans()),
    )


def _truths(inner: st.SearchStrategy[b.Bound]) -> st.SearchStrategy[b.Bound]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    number = numbers(inner)
    return st.one_of(
        st.builds(b.Compared, SIGNS, number, number),
        st.builds(b.Negated, inner),
        st.builds(b.Both, some),
        st.builds(b.Either, some),
        st.builds(b.AtLeast, st.integers(0, 3), some),
        st.builds(b.Chosen, inner, inner, inner),
    )


def programmes() -> st.SearchStrategy[b.BoundProgramme]:
    condition = st.builds(b.BoundCondition, st.just("c"), st.just(""), conditions())
    return st.builds(
        b.BoundProgramme,
        st.just("p"),
        st.lists(condition, min_size=1, max_size=3).map(tuple),
        st.lists(condition, max_size=1).map(tuple),
        st.none() | numbers(conditions()),
    )

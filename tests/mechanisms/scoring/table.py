"""Rankings over rows of whole numbers, evaluated without the language of rules."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from tests.mechanisms.scoring.written import measure

from tashan.mechanisms.ranking import Effect, Method, Missing
from tashan.mechanisms.rules.bound import Arithmetic, Bound, BoundCondition, Column, Sort
from tashan.mechanisms.scoring.entering import Entering, Recorded, Row, Value
from tashan.mechanisms.scoring.settled import BoundMeasure, BoundRanking, BoundVeto
from tashan.mechanisms.scoring.totals import Scheme

TAX = Column("tax", Sort.NUMBER, "元", Fraction(1, 100))
LAND = Column("land", Sort.NUMBER, "平方米", Fraction(1))
HERE = Column("here", Sort.TRUTH)
DISHONEST = Column("dishonest", Sort.TRUTH)
LARGE = Column("large", Sort.TRUTH)
PER_LAND = Arithmetic("/", TAX, LAND)


def evaluate(rule: Bound, row: Row) -> Value:
    """Columns and divisions: all that these tests need."""
    if isinstance(rule, Arithmetic):
        above, below = evaluate(rule.left, row), evaluate(rule.right, row)
        known = isinstance(above, Fraction) and isinstance(below, Fraction)
        return above / below if known and below else None  # type: ignore[operator]
    assert isinstance(rule, Column)
    cell = row.get(rule.key)
    return cell * rule.factor if type(cell) is int else cell  # type: ignore[return-value]


def withheld(row: Row) -> frozenset[str]:
    return frozenset(str(row["withheld"]).split()) if row.get("withheld") else frozenset()


def ranking(
    *methods: tuple[Method, Bound], missing: Missing = Missing.UNKNOWN, **said: object
) -> BoundRanking:
    """One measure a method, of ten points each; ``said`` are population, groups and so on."""
    measures = tuple(
        BoundMeasure(_weighted(method, f"m{number}", missing), figure)
        for number, (method, figure) in enumerate(methods)
    )
    scheme = Scheme(tuple(m.weighted for m in measures))
    return BoundRanking("one", scheme, measures, **said)  # type: ignore[arg-type]


def _weighted(method: Method, code: str, missing: Missing):  # type: ignore[no-untyped-def]
    baseline = {"baseline": "mean"} if method is Method.BASELINE else {}
    return measure(method, "10", code=code, missing=missing, cap=3, **baseline)  # type: ignore[arg-type]


def entering(of: BoundRanking, recorded: Mapping[int, Recorded] | None = None) -> Entering:
    return Entering(of, evaluate, withheld, recorded or {})


def condition(code: str, rule: Bound) -> BoundCondition:
    return BoundCondition(code, code, rule)


def veto(code: str, rule: Bound, effect: Effect = Effect.LAST_CLASS) -> BoundVeto:
    return BoundVeto(code, effect, rule)

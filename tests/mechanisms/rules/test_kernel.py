"""The compiled engine: what it gives is what the others give; what it cannot hold it hands on."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from tests.mechanisms.rules.meaning import Meaning

from tashan.mechanisms.rules import bound as b
from tashan.mechanisms.rules.engines.columnar.engine import ColumnarEngine
from tashan.mechanisms.rules.tables import Matched, Table
from tashan.mechanisms.working_days import calendar

kernel = pytest.importorskip("tashan.mechanisms.rules.engines.kernel.engine")

TAX = b.Column("tax", b.Sort.NUMBER, "yuan", Fraction(1, 100))
BASE = b.Column("base", b.Sort.NUMBER, "yuan", Fraction(1, 100))
INDUSTRY = b.Column("industry", b.Sort.CODE)
IN_PARK = b.Column("in_park", b.Sort.TRUTH)
COLUMNS = {c.key: c for c in (TAX, BASE, INDUSTRY, IN_PARK)}
ROWS = 20_000  # more than two blocks, and the last one is not full


def number(value: str) -> b.Constant:
    return b.Constant(Fraction(value))


def table(rows: int = ROWS) -> Table:
    dice = Random(1)
    cells = {
        "tax": [dice.choice((None, dice.randrange(10**8))) for _ in range(rows)],
        "base": [dice.randrange(-5, 10**8) for _ in range(rows)],
        "industry": [dice.choice((None, "C39", "C3911", "C40", "I65")) for _ in range(rows)],
        "in_park": [dice.choice((True, False, None)) for _ in range(rows)],
    }
    return Table(range(rows), COLUMNS, cells)


def programme(*rules: b.Bound, amount: b.Bound | None = None) -> b.BoundProgramme:
    conditions = tuple(b.BoundCondition(f"c{n}", "", rule) for n, rule in enumerate(rules))
    return b.BoundProgramme("p", conditions, (), amount)


def matched(over: Table, *asked: b.BoundProgramme) -> list[Matched]:
    return kernel.KernelEngine(calendar()).match(over, asked)


ELECTRONIC = b.Within(INDUSTRY, frozenset({"C39", "I6"}), is_tree=True)
GROWING = b.Compared(">=", b.Growing(TAX, BASE), number("0.1"))
SHARE = b.Extreme(False, (b.Arithmetic("*", TAX, number("0.035")), number("20000")))


def test_many_blocks_give_what_rules_mean() -> None:
    over = table()
    asked = [
        programme(ELECTRONIC, b.Negated(IN_PARK), amount=SHARE),
        programme(GROWING, IN_PARK, amount=SHARE),
        programme(b.Constant(True)),
    ]
    assert matched(over, *asked) == [Meaning(over).matched(each) for each in asked]


def test_it_gives_what_the_columnar_engine_gives() -> None:
    over, asked = table(), [programme(ELECTRONIC, GROWING, amount=SHARE)]
    assert matched(over, *asked) == ColumnarEngine(calendar()).match(over, asked)


def test_what_64_bits_do_not_hold_is_handed_on() -> None:
    over = table(100)
    square = b.Arithmetic("*", b.Arithmetic("*", TAX, TAX), b.Arithmetic("*", BASE, BASE))
    asked = programme(IN_PARK, b.Compared(">", square, number("1")), amount=square)
    assert matched(over, asked) == [Meaning(over).matched(asked)]


def test_at_least_so_many_is_handed_on() -> None:
    over = table(100)
    asked = programme(b.AtLeast(2, (ELECTRONIC, GROWING, IN_PARK)), amount=SHARE)
    assert matched(over, asked) == [Meaning(over).matched(asked)]


def test_no_rows_and_no_programmes_give_nothing() -> None:
    assert matched(table(0), programme(IN_PARK))[0].plain() == ("p", [], [], [])
    assert matched(table(10)) == []

"""Invented enterprises as columns, and 200 invented programmes over them.

By dice with one seed: equal sizes give equal rows and equal rules.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from random import Random

import numpy as np
import polars as pl

from tashan.base.industries import IndustryLevel, industries
from tashan.mechanisms.rules import bound as b

SEED, DAY = 4, date(2026, 11, 20)
PROGRAMMES, CONDITIONS = 200, 1_082
YEAR, BEFORE = "2025-01-01/2025-12-31", "2024-01-01/2024-12-31"
FEN, GAPS = Fraction(1, 100), 0.02
LABELS = ("srdi", "high_tech", "science_firm")
PLACES = tuple(f"999901{town:03d}" for town in range(100, 118))
MONEY = {  # by key: the middle in yuan; the two years of one indicator move together
    f"tax_paid@{YEAR}": 60_000, f"sales_revenue@{YEAR}": 3_000_000,
    f"output_value@{YEAR}": 3_500_000, f"investment_in_equipment@{YEAR}": 120_000,
    f"rd_spending@{YEAR}": 45_000, f"exports@{YEAR}": 80_000, f"loans@{YEAR}": 400_000,
    f"vat_paid@{YEAR}": 30_000, "registered_capital": 2_000_000,
}  # fmt: skip
GROWING = (f"tax_paid@{YEAR}", f"sales_revenue@{YEAR}", f"output_value@{YEAR}")


def codes(level: IndustryLevel) -> list[str]:
    """With the letter of the section, as rules write them: C39, C3981."""
    return sorted(f"{i.section}{i.code}" for i in industries() if i.level is level)


def money(key: str) -> b.Column:
    return b.Column(key, b.Sort.NUMBER, "元", FEN)


def truth(key: str) -> b.Column:
    return b.Column(key, b.Sort.TRUTH)


EMPLOYEES = b.Column(f"employees@{YEAR}", b.Sort.NUMBER, "人", Fraction(1, 10**6))
LAND = b.Column("land_area", b.Sort.NUMBER, "平方米", Fraction(2000, 3 * 10**6))
INDUSTRY, PLACE = (b.Column(key, b.Sort.CODE) for key in ("industry", "place"))
SCALE, STANDING = (b.Column(key, b.Sort.WORDS) for key in ("scale", "standing"))
FOUNDED = b.Column("established_on", b.Sort.DATE)
HERE, DISHONEST = truth("operates_here"), truth("dishonest")
IN_PARK, ABOVE_SCALE = truth("in_park"), truth("above_scale")
COLUMNS = {
    column.key: column
    for column in (
        *map(money, MONEY),
        *(money(key.replace(YEAR, BEFORE)) for key in GROWING),
        *(EMPLOYEES, LAND, INDUSTRY, PLACE, SCALE, STANDING, FOUNDED),
        *(HERE, DISHONEST, IN_PARK, ABOVE_SCALE),
        *(truth(f"labels:{label}") for label in LABELS),
    )
}


def frame(rows: int) -> pl.DataFrame:
    """Cells as a table has them; two in a hundred figures are empty."""
    dice = np.random.default_rng(SEED)
    made = {key: np.exp(dice.normal(np.log(middle * 100), 1.6, rows)).astype(np.int64)
            for key, middle in MONEY.items()}  # fmt: skip
    for key in GROWING:
        factor = dice.normal(0.95, 0.2, rows).clip(0, None)
        made[key.replace(YEAR, BEFORE)] = (made[key] * factor).astype(np.int64)
    made[EMPLOYEES.key] = np.exp(dice.normal(np.log(12), 1.2, rows)).astype(np.int64) * 10**6
    made[LAND.key] = np.exp(dice.normal(np.log(8 * 10**6), 1.0, rows)).astype(np.int64)
    columns = [_with_gaps(pl.Series(key, cells), dice) for key, cells in made.items()]
    classes = codes(IndustryLevel.CLASS)
    columns += [
        _words(INDUSTRY.key, classes, dice, rows),
        _words(PLACE.key, PLACES, dice, rows),
        _words(SCALE.key, ("large", "medium", "small", "micro"), dice, rows, (1, 5, 30, 64)),
        _words(STANDING.key, ("operating", "suspended", "revoked", "closed"), dice, rows,
               (88, 5, 4, 3)),
        pl.Series(FOUNDED.key, dice.integers(9_000, 20_700, rows, dtype=np.int32)).cast(pl.Date),
    ]  # fmt: skip
    shares = {HERE: 0.93, DISHONEST: 0.02, IN_PARK: 0.25, ABOVE_SCALE: 0.15}
    shares |= {truth(f"labels:{label}"): 0.12 for label in LABELS}
    columns += [pl.Series(c.key, dice.random(rows) < share) for c, share in shares.items()]
    return pl.DataFrame(columns)


def _with_gaps(cells: pl.Series, dice: np.random.Generator) -> pl.Series:
    gaps = pl.Series(dice.random(len(cells)) < GAPS)
    return cells.to_frame().select(pl.when(~gaps).then(pl.col(cells.name)))[cells.name]


def _words(
    key: str,
    words: tuple[str, ...] | list[str],
    dice: np.random.Generator,
    rows: int,
    weights: tuple[int, ...] = (),
) -> pl.Series:
    shares = np.array(weights or [1] * len(words)) / (sum(weights) or len(words))
    places = pl.Series(dice.choice(len(words), rows, p=shares).astype(np.uint32))
    return pl.Series(list(words)).gather(places).alias(key).cast(pl.Enum(sorted(words)))


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes conditions; thresholds come from short lists, as offices like round numbers."""

    dice: Random

    def programme(self, number: int, conditions: int) -> b.BoundProgramme:
        rules = [HERE, *self.dice.sample(self.kinds(), conditions - 2)]
        made = [rule if isinstance(rule, b.Column) else rule() for rule in rules]
        eligible = tuple(b.BoundCondition(f"c{n}", "", rule) for n, rule in enumerate(made))
        excluded = (b.BoundCondition("x", "", DISHONEST),)
        return b.BoundProgramme(f"p{number:03d}", eligible, excluded, self.amount())

    def kinds(self) -> list[Callable[[], b.Bound] | b.Column]:
        return [
            self.industry, self.industry, self.scale, self.age, self.tax, self.sales, self.size,
            self.growth, self.effort, self.yield_of_land, self.standing, self.place,
            IN_PARK, ABOVE_SCALE, truth(f"labels:{self.dice.choice(LABELS)}"),
        ]  # fmt: skip

    def industry(self) -> b.Bound:
        trees = self.dice.sample(codes(IndustryLevel.DIVISION), self.dice.choice((8, 16, 30)))
        return b.Within(INDUSTRY, frozenset(trees), is_tree=True)

    def place(self) -> b.Bound:
        return b.Within(PLACE, frozenset(self.dice.sample(PLACES, 6)), is_tree=True)

    def scale(self) -> b.Bound:
        words = self.dice.choice((("small", "micro"), ("large", "medium"), ("micro",)))
        return b.Within(SCALE, frozenset(words), is_tree=False)

    def standing(self) -> b.Bound:
        return b.Compared("==", STANDING, b.Constant("operating"))

    def age(self) -> b.Bound:
        years = b.Between(b.Span.YEARS, FOUNDED, b.Constant(DAY))
        return b.Compared(*self.dice.choice(((">=", years, _n(3)), ("<=", years, _n(10)))))

    def tax(self) -> b.Bound:
        threshold = self.round(20_000, 500_000)
        return b.Compared(">=", money(f"tax_paid@{YEAR}"), _n(threshold))

    def sales(self) -> b.Bound:
        threshold = self.round(2_000_000, 50_000_000)
        key = self.dice.choice((f"sales_revenue@{YEAR}", f"output_value@{YEAR}"))
        return b.Compared(">=", money(key), _n(threshold))

    def size(self) -> b.Bound:
        if self.dice.random() < 0.3:
            return b.Compared(">=", EMPLOYEES, _n(self.round(10, 100)))
        key = self.dice.choice([key for key in MONEY if key not in GROWING])
        return b.Compared(">=", money(key), _n(self.round(MONEY[key] // 2, MONEY[key] * 10)))

    def round(self, least: int, most: int) -> int:
        """One, two or five, or between those, with noughts behind."""
        steps = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)
        scale = [step * 10**power for power in range(9) for step in steps]
        return self.dice.choice([n // 10 for n in scale if least <= n // 10 <= most])

    def growth(self) -> b.Bound:
        key = self.dice.choice(GROWING)
        growing = b.Growing(money(key), money(key.replace(YEAR, BEFORE)))
        return b.Compared(">=", growing, _n(self.dice.choice(("0", "0.05", "0.1", "0.15", "0.2"))))

    def effort(self) -> b.Bound:
        share = b.Arithmetic("/", money(f"rd_spending@{YEAR}"), money(f"sales_revenue@{YEAR}"))
        return b.Compared(">=", share, _n(self.dice.choice(("0.03", "0.05"))))

    def yield_of_land(self) -> b.Bound:
        mu = b.Arithmetic("/", LAND, b.Constant(Fraction(2000, 3)))
        per_mu = b.Arithmetic("/", money(f"tax_paid@{YEAR}"), mu)
        return b.Compared(">=", per_mu, _n(self.round(5_000, 50_000)))

    def amount(self) -> b.Bound:
        cap = _n(self.dice.choice((100_000, 500_000, 1_000_000)))
        rate = _n(self.dice.choice(("0.05", "0.1", "0.2", "0.035")))
        key = self.dice.choice((*GROWING, f"investment_in_equipment@{YEAR}", f"loans@{YEAR}"))
        match self.dice.randrange(4):
            case 0:
                return _n(self.dice.choice((50_000, 100_000, 200_000)))
            case 1 if key in GROWING:
                before = money(key.replace(YEAR, BEFORE))
                more = b.Extreme(True, (b.Arithmetic("-", money(key), before), _n(0)))
                return b.Extreme(False, (b.Arithmetic("*", rate, more), cap))
            case 2:
                tiers = ((_n(10**6), "0.02"), (_n(5 * 10**6), "0.03"), (None, "0.05"))
                ends = tuple((end.value if end else None, Fraction(v)) for end, v in tiers)
                return b.Extreme(False, (b.Tiered(money(key), ends), cap))
        return b.Extreme(False, (b.Arithmetic("*", rate, money(key)), cap))


def _n(value: int | str) -> b.Constant:
    return b.Constant(Fraction(value))


def programmes(number: int = PROGRAMMES) -> list[b.BoundProgramme]:
    """Of 200, 82 have six conditions and the others five: 1,082."""
    maker = Maker(Random(SEED))
    longer = CONDITIONS - 5 * PROGRAMMES
    return [maker.programme(n, 6 if n < longer else 5) for n in range(number)]

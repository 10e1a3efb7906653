"""The same programmes as text: for numpy (OpenFisca's formulas) and for zen's expressions.

Both get what suits them: yuan and not fen, dates as days, words as numbers, the division of an
industry as a column of its own, growth and age without a division.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import matching_data as data
import polars as pl

from tashan.mechanisms.rules import bound as b

DIVISION = "division"
_FIRST = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Words:
    """The numbers that words got, by column."""

    places: Mapping[str, Mapping[str, int]]


def names() -> dict[str, str]:
    """Columns as names that both languages take."""
    return {key: f"c{number}" for number, key in enumerate((*data.COLUMNS, DIVISION))}


def peers_frame(frame: pl.DataFrame) -> tuple[pl.DataFrame, Words]:
    """Columns of peers by the short names; an empty figure is 0, since they have no third value."""
    divided = frame.with_columns(
        pl.col(data.INDUSTRY.key).cast(pl.String).str.head(3).alias(DIVISION)
    )
    places: dict[str, dict[str, int]] = {}
    made = []
    for key, name in names().items():
        column = data.COLUMNS.get(key, data.INDUSTRY)
        series = divided[key]
        if column.sort is b.Sort.NUMBER:
            series = series.fill_null(0) * float(column.factor)
        elif column.sort is b.Sort.DATE:
            series = series.cast(pl.Int32)
        elif column.sort in (b.Sort.CODE, b.Sort.WORDS):
            words = sorted(series.cast(pl.String).unique())
            places[key] = {word: place for place, word in enumerate(words)}
            series = series.cast(pl.String).cast(pl.Enum(words)).to_physical().cast(pl.Int32)
        made.append(series.alias(name))
    return pl.DataFrame(made), Words(places)


@dataclass(frozen=True, slots=True)
class Writer:
    """``is_numpy`` or zen."""

    words: Words
    is_numpy: bool

    def programme(self, programme: b.BoundProgramme) -> tuple[str, str]:
        """Whether somebody qualifies, and for how much."""
        conditions = [self.text(c.rule) for c in programme.eligible]
        conditions += [self._not(self.text(c.rule)) for c in programme.excluded]
        assert programme.amount is not None
        joint = " & " if self.is_numpy else " and "
        return joint.join(f"({text})" for text in conditions), self.text(programme.amount)

    def text(self, node: b.Bound) -> str:
        match node:
            case b.Column(key):
                return names()[key]
            case b.Constant(value):
                return repr(float(value)) if isinstance(value, Fraction) else repr(value)
            case b.Arithmetic(sign, left, right):
                return f"({self.text(left)} {sign} {self.text(right)})"
            case b.Extreme(is_greatest, items):
                return self._extreme("max" if is_greatest else "min", *map(self.text, items))
            case b.Tiered(of, tiers):
                return self._tiered(self.text(of), tiers)
            case b.Within(b.Column(key), among):
                return self._within(key, sorted(among))
            case b.Compared():
                return self._compared(node)
        raise TypeError(node)

    def _not(self, text: str) -> str:
        return f"~{text}" if self.is_numpy else f"not {text}"

    def _extreme(self, which: str, one: str, other: str) -> str:
        if self.is_numpy:
            return f"numpy.{which}imum({one}, {other})"
        return f"{which}([{one}, {other}])"

    def _tiered(self, of: str, tiers: tuple[tuple[Fraction | None, Fraction], ...]) -> str:
        parts, start = [], 0.0
        for end, rate in tiers:
            part = of if end is None else self._extreme("min", of, repr(float(end)))
            parts.append(f"{float(rate)} * {self._extreme('max', f'({part} - {start})', '0.0')}")
            start = start if end is None else float(end)
        return f"({' + '.join(parts)})"

    def _within(self, key: str, among: list[str]) -> str:
        column = DIVISION if key == data.INDUSTRY.key else key
        known = self.words.places[column]
        places = [known[word] for word in among if word in known]
        if not self.is_numpy:
            return f"{names()[column]} in {places}"
        held = [place in places for place in range(len(known))]
        return f"numpy.array({held})[{names()[column]}]"

    def _compared(self, node: b.Compared) -> str:
        left, right = node.left, node.right
        match left, right:
            case b.Growing(now, base), b.Constant():
                rise = f"{self.text(now)} - {self.text(base)} {node.sign}"
                rise += f" {self.text(right)} * {self.text(base)}"
                joint = "&" if self.is_numpy else "and"
                return f"({rise}) {joint} ({self.text(base)} > 0)"
            case b.Between(_, b.Column(key)), b.Constant(Fraction() as years):
                last = int(years) + (node.sign == "<=")
                day = (data.DAY.replace(year=data.DAY.year - last) - _FIRST).days
                return f"{names()[key]} {'<=' if node.sign == '>=' else '>'} {day}"
            case b.Arithmetic("/", top, below), b.Constant():
                joint = "&" if self.is_numpy else "and"
                text = f"{self.text(top)} {node.sign} {self.text(right)} * {self.text(below)}"
                return f"({text}) {joint} ({self.text(below)} > 0)"
            case b.Column(key), b.Constant(str() as word):
                return f"{names()[key]} {node.sign} {self.words.places[key][word]}"
        return f"{self.text(left)} {node.sign} {self.text(right)}"

"""Tables out of what examples give: figures and fields as rules write them, for one or several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tashan.mechanisms.answering import UnfitError
from tashan.mechanisms.head import Figures
from tashan.mechanisms.rules import nodes
from tashan.mechanisms.rules.binding import bind_number
from tashan.mechanisms.rules.bound import Column, Constant, Sort
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.figures import figure, growth
from tashan.mechanisms.rules.names import named
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.rounding import half_up
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.tables import Cell, Table
from tashan.mechanisms.rules.typed import SetField, Typed

Given = Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class GivenRows:
    """Reads what is given under a scope as of a day, for the columns that the rules ask for."""

    scope: Scope
    on: date
    columns: Mapping[str, Column]

    def table(self, given: Iterable[Given]) -> Table:
        """One row for each; what is not given is unknown."""
        rows = [self._row(one) for one in given]
        cells = {key: [row.get(key) for row in rows] for key in self.columns}
        return Table(range(len(rows)), self.columns, cells)

    def _row(self, given: Given) -> dict[str, Cell]:
        return {key: cell for text, held in given.items() for key, cell in self._cells(text, held)}

    def _cells(self, text: str, held: Figures) -> Iterator[tuple[str, Cell]]:
        value = self._named(text)
        if isinstance(value, SetField):
            yield from self._of_set(value.field.code, text, held)
        elif not isinstance(value.bound, Column):
            raise UnfitError(f"{text!r} is worked out from others. Give those.")
        elif value.bound.key not in self.columns:
            raise UnfitError(f"{text!r} is given, and no rule asks for it.")
        else:
            yield value.bound.key, self._cell(text, held, value, value.bound)

    def _named(self, text: str) -> Typed | SetField:
        try:
            node = parse(text)
            match node:
                case nodes.Figure():
                    return figure(node, self.scope, self.on)
                case nodes.Growth():
                    return growth(node, self.scope, self.on)
                case nodes.Name():
                    value = named(node, self.scope, self.on)
                    if isinstance(value, Typed | SetField):
                        return value
        except RuleError as error:
            raise UnfitError(f"{text!r}: {error.message}") from error
        raise UnfitError(f"{text!r}: expected a field, or a figure like tax_paid[last_year].")

    def _of_set(self, code: str, text: str, held: Figures) -> Iterator[tuple[str, Cell]]:
        """All words that rules ask for: those in the list are had, the others are not."""
        words = (held,) if isinstance(held, str) else held
        if words is not None and not isinstance(words, tuple):
            raise UnfitError(f"{text!r}: expected a list of words, or null where it is unknown.")
        for key in self.columns:
            kind, _, word = key.partition(":")
            if kind == code:
                yield key, None if words is None else word in words

    def _cell(self, text: str, held: Figures, value: Typed, column: Column) -> Cell:
        if held is None:
            return None
        if column.sort is Sort.NUMBER:
            return self._whole(text, held, value, column)
        wanted = {Sort.TRUTH: bool, Sort.DATE: date}.get(column.sort, str)
        if isinstance(held, wanted) and isinstance(held, bool | date | str):
            return held
        told = {Sort.TRUTH: "true or false", Sort.DATE: "a date"}.get(column.sort, "words")
        raise UnfitError(f"{text!r}: expected {told}, or null where it is unknown.")

    def _whole(self, text: str, held: Figures, value: Typed, column: Column) -> int:
        """A number in the unit that it is kept in, or in words with one: ``1000 万元``."""
        if isinstance(held, str):
            base = self._literal(text, held)
        elif isinstance(held, Decimal):
            base = Fraction(held) * value.measured.factor
        else:
            raise UnfitError(f"{text!r}: expected a number, or null where it is unknown.")
        return int(half_up(base / column.factor))

    def _literal(self, text: str, held: str) -> Fraction:
        try:
            bound = bind_number(parse(held), scope=self.scope, on=self.on).bound
        except RuleError as error:
            raise UnfitError(f"{text!r}: {error.message}") from error
        if isinstance(bound, Constant) and isinstance(bound.value, Fraction):
            return bound.value
        raise UnfitError(f"{text!r}: expected a number.")


def subjects_in(given: Given) -> dict[str, Given]:
    """The subjects of an example by name; one alone has the name ''."""
    several = {name: held for name, held in given.items() if isinstance(held, dict)}
    if not several:
        return {"": given}
    if len(several) < len(given):
        raise UnfitError("expected either figures, or subjects by name with the figures of each.")
    return dict(several)

"""The chapters of the specification: rows of a rule, what is given and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from tests.spec.world import DAY, scope

from tashan.mechanisms.plain import read_plain
from tashan.mechanisms.rules.binding import bind_condition, bind_number, typed
from tashan.mechanisms.rules.bound import (
    BoundCondition,
    BoundProgramme,
    Column,
    Constant,
    Sort,
)
from tashan.mechanisms.rules.parser import parse
from tashan.mechanisms.rules.rounding import half_up
from tashan.mechanisms.rules.tables import Cell, Table
from tashan.mechanisms.rules.units import Measure
from tashan.mechanisms.rules.walking import columns

CHAPTERS = sorted((Path(__file__).parent / "chapters").glob("*.yaml"))


@dataclass(frozen=True, slots=True)
class Row:
    """One row: each of ``gives`` is of one row of the table that ``given`` makes."""

    chapter: str
    rule: str
    given: dict[str, list[object]]
    gives: tuple[object, ...]
    missing: tuple[str, ...]
    is_money: bool

    def __str__(self) -> str:
        return f"{self.rule} {self.given}"


@dataclass(frozen=True, slots=True)
class Refused:
    rule: str
    at: str
    told: str
    is_amount: bool

    def __str__(self) -> str:
        return self.rule


def read(path: Path) -> dict[str, object]:
    tree = read_plain(path.read_bytes(), path.name)
    assert not tree.problems, tree.problems
    assert isinstance(tree.value, dict)
    return tree.value


def rows(path: Path) -> list[Row]:
    chapter = read(path)
    return [
        _row(path.stem, entry, is_money)
        for name, is_money in (("rows", False), ("rows_of_money", True))
        for entry in chapter.get(name, [])
    ]


def refusals(path: Path) -> list[Refused]:
    chapter = read(path)
    return [
        Refused(entry["rule"], entry["at"], entry["told"], is_amount)
        for name, is_amount in (("refused", False), ("refused_amounts", True))
        for entry in chapter.get(name, [])
    ]


def _row(chapter: str, entry: dict[str, object], is_money: bool) -> Row:
    given = {k: v if isinstance(v, list) else [v] for k, v in entry.get("given", {}).items()}
    gives = entry["gives"] if isinstance(entry["gives"], list) else [entry["gives"]]
    missing = tuple(entry.get("missing", ()))
    return Row(chapter, entry["rule"], given, tuple(gives), missing, is_money)


def programme(row: Row) -> BoundProgramme:
    """The rule as the one condition of a programme, or as the amount of one that all get."""
    node = parse(row.rule)
    if not row.is_money:
        rule = bind_condition(node, scope=scope(), on=DAY)
        return BoundProgramme("spec", (BoundCondition("rule", row.rule, rule),))
    everybody = BoundCondition("all", "true", Constant(True))
    return BoundProgramme("spec", (everybody,), (), bind_number(node, scope=scope(), on=DAY).bound)


def table(row: Row, bound: BoundProgramme) -> Table:
    """What is given as cells; a column that is not given is empty."""
    length = len(row.gives)
    found = {column.key: column for column in columns(bound)}
    cells: dict[str, list[Cell]] = {key: [None] * length for key in found}
    for name, values in row.given.items():
        one = typed(parse(name), scope=scope(), on=DAY)
        column = one.bound
        assert isinstance(column, Column), name
        found[column.key] = column
        cells[column.key] = [_cell(value, column, one.measured) for value in values]
    return Table(range(length), found, cells)


def _cell(value: object, column: Column, measured: Measure) -> Cell:
    if column.sort is Sort.NUMBER and value is not None:
        assert isinstance(value, int | Decimal)
        return int(half_up(Fraction(value) * measured.factor / column.factor))
    assert value is None or isinstance(value, bool | str | date), value
    return value

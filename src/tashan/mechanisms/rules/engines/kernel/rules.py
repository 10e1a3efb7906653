"""All plans as arrays of numbers: clauses that programmes share, and steps for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tashan.mechanisms.rules import wholes as w
from tashan.mechanisms.rules.engines.frames.plans import Plan
from tashan.mechanisms.rules.engines.kernel.cells import Literal, answers, clause
from tashan.mechanisms.rules.engines.kernel.steps import Arrays, Row, fits, steps

Clause = tuple[Literal, ...]
Numbers = NDArray[np.int64]
Runs = tuple[Numbers, Numbers]  # where each run ends in a list (from 0 on), and the list


@dataclass(slots=True)
class Rules:
    """Of some plans. What does not fit (``is_left``) is left for exact evaluation by frames."""

    arrays: Arrays
    clauses: dict[Clause, int] = field(default_factory=dict)
    code: list[Row] = field(default_factory=list)
    of_programmes: list[list[int]] = field(default_factory=list)
    dear: list[list[tuple[int, int]]] = field(default_factory=list)
    amounts: list[tuple[int, int]] = field(default_factory=list)
    left: list[Plan] = field(default_factory=list)

    def add(self, plan: Plan) -> None:
        """``left`` gets the plan with what is still to be asked of the rows that come out."""
        clauses, dear, left = [], [], list(plan.dear)
        for truth in plan.cheap:
            found = clause(truth)
            if found is not None:
                clauses.append(self.clauses.setdefault(found, len(self.clauses)))
            elif fits(truth):
                dear.append(self._code(truth))
            else:
                left.append(truth)
        self.of_programmes.append(clauses)
        self.dear.append(dear)
        is_left = plan.fen is None or bool(left) or not fits(plan.fen)
        self.amounts.append((0, 0) if is_left or plan.fen is None else self._code(plan.fen))
        self.left.append(Plan(plan.programme, (), tuple(left), plan.fen))

    def _code(self, node: w.Whole | w.Truth) -> tuple[int, int]:
        begin = len(self.code)
        self.code += steps(node, self.arrays)
        return begin, len(self.code)

    def numbers(
        self,
    ) -> tuple[Numbers, NDArray[np.uint8], Runs, Runs, Runs, Numbers, Numbers, Numbers]:
        """As the compiled part takes them."""
        literals = list(dict.fromkeys(one for each in self.clauses for one in each))
        places = {one: number for number, one in enumerate(literals)}
        looking = [one for one in literals if one.runs]
        rows = {one: number for number, one in enumerate(looking)}
        return (
            _table([self._literal(one, rows.get(one, -1)) for one in literals], 6),
            answers(looking),
            _runs([[places[one] for one in each] for each in self.clauses]),
            _runs(self.of_programmes),
            _pairs(self.dear),
            _table(self.amounts, 2),
            _table(self.code, 5),
            np.array(self.arrays.lists or [0], dtype=np.int64),
        )

    def _literal(self, one: Literal, row: int) -> tuple[int, ...]:
        array, place = self.arrays.arrays[one.key]
        return (array.width, place, one.low, one.high, array.empty, row)


def _table(rows: Sequence[tuple[int, ...]], width: int) -> Numbers:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def _ends(lengths: list[int]) -> Numbers:
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int64)


def _runs(lists: list[list[int]]) -> Runs:
    flat = [number for each in lists for number in each]
    return _ends([len(each) for each in lists]), np.array(flat, dtype=np.int64)


def _pairs(lists: list[list[tuple[int, int]]]) -> Runs:
    flat = [pair for each in lists for pair in each]
    return _ends([len(each) for each in lists]), _table(flat, 2)

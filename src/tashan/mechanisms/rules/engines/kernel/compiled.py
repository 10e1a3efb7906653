"""The compiled part: a block's truths stay in the cache, and only rows in question are worked.

A truth is a byte: no 0, unknown 1, yes 3, so that Kleene's "and" and "or" are those of the bits.
A step of a rule (``Step``) works whole numbers of 64 bits over a list of rows; ``EMPTY`` among
them is unknown. Nothing is checked for overflow: the engine sends only what provably fits.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import Any, TypeVar

import numba
import numpy as np
from numpy.typing import NDArray

F = TypeVar("F", bound=Callable[..., object])
Wholes = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Rows = NDArray[np.uint32]
BLOCK, CHUNK, REGISTERS = 8_192, 1_024, 48
EMPTY = -(2**63)
NO, UNKNOWN, YES = np.uint8(0), np.uint8(1), np.uint8(3)
WIDE, MIDDLE = 0, 1  # and narrow: which list a column's array stands in


class Step(IntEnum):
    """What a row of the code does: (step, target, a, b, c), registers or numbers."""

    LOAD = 0  # a: width, b: place in the list, c: what is empty there
    FIXED = 1  # a: the number
    ADD = 2
    TIMES = 3
    DIVIDE = 4
    CUT = 5  # b: by this number
    LEAST = 6
    GREATEST = 7
    LOOK = 8  # b: where the list begins in all lists, less the place of its first value
    PICK = 9  # a: when, b: then, c: otherwise
    RANGE = 10  # b, c: from, to
    AND = 11
    OR = 12
    NOT = 13


LOAD, FIXED, ADD, TIMES, DIVIDE, CUT, LEAST = range(7)
GREATEST, LOOK, PICK, RANGE, AND, OR, NOT = range(7, 14)


def compiled(function: F) -> F:
    """At the first call, and kept on disk for the next process."""
    return numba.njit(cache=True, nogil=True)(function)


@compiled
def in_range(cells: Any, low: int, high: int, empty: int, out: Bytes) -> None:
    for i in range(cells.size):
        cell = cells[i]
        held = YES if low <= cell <= high else NO
        out[i] = UNKNOWN if cell == empty else held


@compiled
def looked_up(cells: Any, answers: Bytes, empty: int, out: Bytes) -> None:
    for i in range(cells.size):
        cell = cells[i]
        out[i] = UNKNOWN if cell == empty else answers[cell]


@compiled
def asked(columns: Any, literal: Wholes, answers: Any, start: int, stop: int, out: Bytes) -> None:
    """One literal (width, place, low, high, empty, row of answers or -1) over a block."""
    wide, middle, narrow = columns
    width, place, low, high = literal[0], literal[1], literal[2], literal[3]
    empty, row = literal[4], literal[5]
    if width == WIDE:
        in_range(wide[place][start:stop], low, high, empty, out)
    elif width == MIDDLE:
        in_range(middle[place][start:stop], low, high, empty, out)
    elif row >= 0:
        looked_up(narrow[place][start:stop], answers[row], empty, out)
    else:
        in_range(narrow[place][start:stop], low, high, empty, out)


@compiled
def loaded(cells: Any, rows: Rows, empty: int, out: Wholes) -> None:
    for i in range(rows.size):
        cell = np.int64(cells[rows[i]])
        out[i] = EMPTY if cell == empty else cell


@compiled
def of_two(step: int, a: Wholes, b: Wholes, out: Wholes) -> None:
    """The steps that are unknown where one side is."""
    for i in range(out.size):
        if a[i] == EMPTY or b[i] == EMPTY:
            out[i] = EMPTY
        elif step == ADD:
            out[i] = a[i] + b[i]
        elif step == TIMES:
            out[i] = a[i] * b[i]
        elif step == DIVIDE:
            out[i] = a[i] // b[i] if b[i] > 0 else EMPTY
        elif step == LEAST:
            out[i] = min(a[i], b[i])
        else:
            out[i] = max(a[i], b[i])


@compiled
def of_one(step: int, a: Wholes, b: int, c: int, lists: Wholes, out: Wholes) -> None:
    for i in range(out.size):
        if a[i] == EMPTY:
            out[i] = EMPTY
        elif step == CUT:
            out[i] = a[i] // b if a[i] >= 0 else -(-a[i] // b)
        elif step == LOOK:
            out[i] = lists[b + a[i]]
        elif step == RANGE:
            out[i] = 1 if b <= a[i] <= c else 0
        else:
            out[i] = 1 - a[i]


@compiled
def of_truths(step: int, a: Wholes, b: Wholes, out: Wholes) -> None:
    """Settled by one side alone where that says no ("and") or yes ("or")."""
    settles = 0 if step == AND else 1
    for i in range(out.size):
        if a[i] == settles or b[i] == settles:
            out[i] = settles
        elif a[i] == EMPTY or b[i] == EMPTY:
            out[i] = EMPTY
        else:
            out[i] = 1 - settles


@compiled
def picked(when: Wholes, then: Wholes, otherwise: Wholes, out: Wholes) -> None:
    for i in range(out.size):
        out[i] = EMPTY if when[i] == EMPTY else then[i] if when[i] else otherwise[i]


@compiled
def worked(code: Wholes, columns: Any, lists: Wholes, rows: Rows, registers: Wholes) -> Wholes:
    """Every step of a rule over some rows; the last step's register has the result."""
    wide, middle, narrow = columns
    target = 0
    for k in range(code.shape[0]):
        step, target, a, b, c = code[k, 0], code[k, 1], code[k, 2], code[k, 3], code[k, 4]
        out = registers[target, : rows.size]
        if step == LOAD:
            if a == WIDE:
                loaded(wide[b], rows, c, out)
            elif a == MIDDLE:
                loaded(middle[b], rows, c, out)
            else:
                loaded(narrow[b], rows, c, out)
        elif step == FIXED:
            out[:] = a
        elif step == PICK:
            picked(registers[a], registers[b], registers[c], out)
        elif step in (AND, OR):
            of_truths(step, registers[a], registers[b], out)
        elif step in (CUT, LOOK, RANGE, NOT):
            of_one(step, registers[a], b, c, lists, out)
        else:
            of_two(step, registers[a], registers[b], out)
    result: Wholes = registers[target]
    return result


@compiled
def in_question(held: Bytes, start: int, rows: Rows) -> int:
    """The rows that no condition has ruled out yet; gives how many. Eight rows that are out cost
    one look."""
    eights = held.view(np.uint64)
    found = 0
    for k in range(eights.size):
        if eights[k] != 0:
            for i in range(8 * k, 8 * k + 8):
                rows[found] = start + i
                found += held[i] != NO
    return found


@compiled
def narrowed(
    code: Wholes,
    columns: Any,
    lists: Wholes,
    start: int,
    held: Bytes,
    rows: Rows,
    registers: Wholes,
) -> None:
    """A condition of several steps, asked of the rows still in question."""
    found = in_question(held, start, rows)
    for first in range(0, found, CHUNK):
        some = rows[first : min(first + CHUNK, found)]
        result = worked(code, columns, lists, some, registers)
        for i in range(some.size):
            truth = UNKNOWN if result[i] == EMPTY else YES if result[i] else NO
            held[some[i] - start] &= truth


@compiled
def settled(held: Bytes, start: int, eligible: Rows, unknown: Rows) -> tuple[int, int]:
    """The rows that qualify and those that are unknown; gives how many of each."""
    eights = held.view(np.uint64)
    found, open_ = 0, 0
    for k in range(eights.size):
        if eights[k] != 0:
            for i in range(8 * k, 8 * k + 8):
                eligible[found] = start + i
                found += held[i] == YES
                if held[i] == UNKNOWN:  # seldom
                    unknown[open_] = start + i
                    open_ += 1
    return found, open_


@compiled
def grown(values: Any, size: int) -> Any:
    """With room for so many more."""
    if size <= values.size:
        return values
    larger = np.empty(max(size, 2 * values.size), values.dtype)
    larger[: values.size] = values
    return larger

"""All programmes over a run of blocks, compiled: what one thread does."""

from __future__ import annotations

from typing import Any

import numpy as np

from tashan.mechanisms.rules.engines.kernel.compiled import (
    BLOCK,
    CHUNK,
    EMPTY,
    NO,
    REGISTERS,
    YES,
    Bytes,
    Rows,
    Wholes,
    asked,
    compiled,
    grown,
    narrowed,
    settled,
    worked,
)

SELDOM = 16  # one row in so many qualifies, as a guess at the room that is needed


@compiled
def shared(
    columns: Any,
    literals: Wholes,
    answers: Any,
    clauses: Any,
    start: int,
    stop: int,
    scratch: Bytes,
    spare: Bytes,
) -> None:
    """Every clause once, whoever asks for it: that one of its literals holds."""
    ends, of_clauses = clauses
    for number in range(ends.size - 1):
        out = scratch[number, : stop - start]
        for k in range(ends[number], ends[number + 1]):
            into = out if k == ends[number] else spare[: stop - start]
            asked(columns, literals[of_clauses[k]], answers, start, stop, into)
            if k > ends[number]:
                for i in range(out.size):
                    out[i] |= into[i]


@compiled
def held_by(clauses: Wholes, scratch: Bytes, size: int, held: Bytes) -> None:
    """All clauses of a programme; what lies behind the table's end does not hold."""
    held[:size] = YES
    held[size:] = NO
    for number in clauses:
        truths = scratch[number]
        for i in range(size):
            held[i] &= truths[i]


@compiled
def paid(
    code: Wholes, columns: Any, lists: Wholes, rows: Rows, registers: Wholes, fen: Wholes
) -> None:
    for first in range(0, rows.size, CHUNK):
        some = rows[first : min(first + CHUNK, rows.size)]
        due = worked(code, columns, lists, some, registers)
        for i in range(some.size):
            fen[first + i] = due[i]


@compiled
def matched(
    first: int, last: int, height: int, columns: Any, rules: Any, counts: Wholes
) -> tuple[Rows, Wholes, Rows]:
    """Rows and fen of the blocks from ``first`` to ``last``, block by block and programme by
    programme; ``counts`` (2, programmes, blocks) says how many of each."""
    literals, answers, clauses, programmes, dear, amounts, code, lists = rules
    scratch = np.empty((clauses[0].size, BLOCK), np.uint8)
    spare, held = np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint8)
    registers = np.empty((REGISTERS, CHUNK), np.int64)
    rows = np.empty(BLOCK + 1, np.uint32)
    room = BLOCK + (last - first) * BLOCK * amounts.shape[0] // SELDOM
    eligible, unknown = np.empty(room, np.uint32), np.empty(room, np.uint32)
    fen = np.empty(room, np.int64)
    found, open_ = 0, 0
    for block in range(first, last):
        start, stop = block * BLOCK, min((block + 1) * BLOCK, height)
        shared(columns, literals, answers, clauses, start, stop, scratch, spare)
        for number in range(amounts.shape[0]):
            held_by(programmes[1][programmes[0][number] : programmes[0][number + 1]],
                    scratch, stop - start, held)  # fmt: skip
            for k in range(dear[0][number], dear[0][number + 1]):
                steps = code[dear[1][k, 0] : dear[1][k, 1]]
                narrowed(steps, columns, lists, start, held, rows, registers)
            eligible = grown(eligible, found + BLOCK + 1)
            unknown = grown(unknown, open_ + BLOCK + 1)
            fen = grown(fen, found + BLOCK + 1)
            more, more_open = settled(held, start, eligible[found:], unknown[open_:])
            due, steps = fen[found : found + more], code[amounts[number, 0] : amounts[number, 1]]
            if steps.shape[0]:
                paid(steps, columns, lists, eligible[found : found + more], registers, due)
            else:
                due[:] = EMPTY
            counts[0, number, block], counts[1, number, block] = more, more_open
            found, open_ = found + more, open_ + more_open
    return eligible[:found], fen[:found], unknown[:open_]


@compiled
def spread(values: Any, counts: Wholes, first: int, last: int, places: Wholes, out: Any) -> None:
    """From block by block to programme by programme; ``places`` is where each count's run goes."""
    taken = 0
    for block in range(first, last):
        for number in range(counts.shape[0]):
            size, place = counts[number, block], places[number, block]
            out[place : place + size] = values[taken : taken + size]
            taken += size

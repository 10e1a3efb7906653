"""The states of a matter by the national exchange standard, and the moves that are legal.

One table: whoever moves a matter asks it, and the pages offer what it allows.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum


class State(IntEnum):
    """Codes 1–16 of the standard's table of states; 0 is ours: not handed in yet."""

    NOT_BEGUN = 0
    RECEIVED = 1  # 接件
    CANCELLED = 2  # 撤件
    ACCEPTED = 3  # 受理
    NOT_OURS = 4  # 不受理: needs no permission, or another office's
    REFUSED = 5  # 不予受理
    SUPPLEMENT_ASKED = 6  # 补正开始
    SUPPLEMENTED = 7  # 补正结束
    IN_HAND = 8  # 部门办理
    SPECIAL_BEGUN = 9  # 特别程序开始
    SPECIAL_ENDED = 10  # 特别程序结束
    PASSED = 11  # 办结（通过）
    PASSED_TOLERANTLY = 12  # 办结（容缺通过）
    NOT_PASSED = 13  # 办结（不通过）
    RECALLED = 14  # 撤回
    REVOKED = 15  # 撤销
    WITHDRAWAL_ASKED = 16  # 撤件待确认


S = State

# state → the states that may follow it
MOVES: Mapping[State, frozenset[State]] = {
    S.NOT_BEGUN: frozenset({S.RECEIVED}),
    S.RECEIVED: frozenset({S.CANCELLED, S.ACCEPTED, S.NOT_OURS, S.REFUSED, S.SUPPLEMENT_ASKED}),
    S.SUPPLEMENT_ASKED: frozenset({S.SUPPLEMENTED, S.CANCELLED}),
    S.SUPPLEMENTED: frozenset({S.ACCEPTED, S.REFUSED, S.IN_HAND}),
    S.ACCEPTED: frozenset({S.IN_HAND}),
    S.IN_HAND: frozenset(
        {
            S.SUPPLEMENT_ASKED,
            S.SPECIAL_BEGUN,
            S.PASSED,
            S.PASSED_TOLERANTLY,
            S.NOT_PASSED,
            S.WITHDRAWAL_ASKED,
        }
    ),
    S.SPECIAL_BEGUN: frozenset({S.SPECIAL_ENDED}),
    S.SPECIAL_ENDED: frozenset({S.IN_HAND}),
    S.WITHDRAWAL_ASKED: frozenset({S.CANCELLED, S.IN_HAND}),
    S.PASSED: frozenset({S.RECALLED, S.REVOKED}),
    S.PASSED_TOLERANTLY: frozenset({S.RECALLED, S.REVOKED}),
    **{
        end: frozenset()
        for end in (S.CANCELLED, S.NOT_OURS, S.REFUSED, S.NOT_PASSED, S.RECALLED, S.REVOKED)
    },
}

PASSES = frozenset({S.PASSED, S.PASSED_TOLERANTLY})
ENDS = frozenset({S.CANCELLED, S.NOT_OURS, S.REFUSED, S.NOT_PASSED, S.RECALLED, S.REVOKED} | PASSES)
# the clock of the office stands still
STOPS = frozenset({S.SUPPLEMENT_ASKED, S.SPECIAL_BEGUN, S.WITHDRAWAL_ASKED})

"""Which act leads from which state to which, as one table over the moves of the standard."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from tashan.casework.states import PASSES, State

S = State


class Act(StrEnum):
    """What somebody may do to a matter; also the last part of its event's kind."""

    RECEIVE = "receive"
    ACCEPT = "accept"
    REFUSE = "refuse"
    NOT_OURS = "not_ours"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    TAKE_UP = "take_up"
    BEGIN_SPECIAL = "begin_special"
    END_SPECIAL = "end_special"
    EXTEND = "extend"
    REMOVE_EXTENSION = "remove_extension"
    DECIDE = "decide"
    DELIVER = "deliver"
    ASK_WITHDRAWAL = "ask_withdrawal"
    SETTLE_WITHDRAWAL = "settle_withdrawal"
    CANCEL = "cancel"
    RECALL = "recall"
    REVOKE = "revoke"
    COMMIT = "commit"
    TOLERATE = "tolerate"
    COMPLETE_TOLERATED = "complete_tolerated"
    ASK_OPINIONS = "ask_opinions"
    GIVE_OPINION = "give_opinion"
    HAND_IN = "hand_in"
    OBJECT_TO = "object_to"
    ANSWER_OBJECTION = "answer_objection"
    ESCALATE = "escalate"


# act → the state it may be done in → the states it may lead to; an act that is not here, or
# leads to the same state, changes no state
LEADS: Mapping[Act, Mapping[State, frozenset[State]]] = {
    Act.RECEIVE: {S.NOT_BEGUN: frozenset({S.RECEIVED})},
    Act.ACCEPT: {s: frozenset({S.ACCEPTED}) for s in (S.RECEIVED, S.SUPPLEMENTED)},
    Act.REFUSE: {s: frozenset({S.REFUSED}) for s in (S.RECEIVED, S.SUPPLEMENTED)},
    Act.NOT_OURS: {S.RECEIVED: frozenset({S.NOT_OURS})},
    Act.ASK_SUPPLEMENT: {s: frozenset({S.SUPPLEMENT_ASKED}) for s in (S.RECEIVED, S.IN_HAND)},
    Act.SUPPLEMENT: {S.SUPPLEMENT_ASKED: frozenset({S.SUPPLEMENTED})},
    Act.TAKE_UP: {s: frozenset({S.IN_HAND}) for s in (S.ACCEPTED, S.SUPPLEMENTED, S.SPECIAL_ENDED)},
    Act.BEGIN_SPECIAL: {S.IN_HAND: frozenset({S.SPECIAL_BEGUN})},
    Act.END_SPECIAL: {S.SPECIAL_BEGUN: frozenset({S.SPECIAL_ENDED})},
    Act.DECIDE: {S.IN_HAND: PASSES | {S.NOT_PASSED}},
    Act.COMMIT: {S.IN_HAND: frozenset({S.PASSED})},
    Act.ASK_WITHDRAWAL: {S.IN_HAND: frozenset({S.WITHDRAWAL_ASKED})},
    Act.SETTLE_WITHDRAWAL: {S.WITHDRAWAL_ASKED: frozenset({S.CANCELLED, S.IN_HAND})},
    Act.CANCEL: {s: frozenset({S.CANCELLED}) for s in (S.RECEIVED, S.SUPPLEMENT_ASKED)},
    Act.RECALL: {s: frozenset({S.RECALLED}) for s in PASSES},
    Act.REVOKE: {s: frozenset({S.REVOKED}) for s in PASSES},
}
_HANDLED = frozenset({S.ACCEPTED, S.IN_HAND, S.SPECIAL_BEGUN, S.SPECIAL_ENDED, S.SUPPLEMENTED,
                      S.SUPPLEMENT_ASKED})  # fmt: skip
# act → the states it may be done in, which it leaves as they are
STAYS: Mapping[Act, frozenset[State]] = {
    Act.EXTEND: _HANDLED,
    Act.REMOVE_EXTENSION: _HANDLED,
    Act.DELIVER: PASSES | {S.NOT_PASSED},
    Act.TOLERATE: frozenset({S.RECEIVED, S.SUPPLEMENTED, S.ACCEPTED, S.IN_HAND}),
    Act.COMPLETE_TOLERATED: PASSES | _HANDLED,
    Act.ASK_OPINIONS: frozenset({S.IN_HAND, S.SPECIAL_BEGUN, S.SPECIAL_ENDED}),
    Act.GIVE_OPINION: frozenset({S.IN_HAND, S.SPECIAL_BEGUN, S.SPECIAL_ENDED}),
    Act.OBJECT_TO: frozenset({S.IN_HAND, S.SPECIAL_BEGUN, S.SPECIAL_ENDED}),
    Act.ANSWER_OBJECTION: frozenset({S.IN_HAND, S.SPECIAL_BEGUN, S.SPECIAL_ENDED}),
    Act.ESCALATE: _HANDLED,
}
KINDS: Mapping[Act, str] = {act: f"matter.{act.value}" for act in Act}


def is_possible(act: Act, state: State, *, is_accepted: bool) -> bool:
    """Whether the act may be done in a state; supplemented leads on by whether it was accepted."""
    if state == S.SUPPLEMENTED and act in (Act.ACCEPT, Act.REFUSE, Act.TAKE_UP):
        return is_accepted == (act is Act.TAKE_UP)
    return state in LEADS.get(act, ()) or state in STAYS.get(act, ())


def possible(state: State, *, is_accepted: bool) -> list[Act]:
    """What may be done to a matter in this state, by whomever."""
    return [act for act in Act if is_possible(act, state, is_accepted=is_accepted)]

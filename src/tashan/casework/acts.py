"""All the moves under one name: ``acts.accept(matter, by=By(user, at, on))``."""

from __future__ import annotations

from tashan.casework.legal import Act
from tashan.casework.moving.by import By
from tashan.casework.moving.committing import commit
from tashan.casework.moving.consulting import ask_opinions, give_opinion
from tashan.casework.moving.extending import extend, remove_extension
from tashan.casework.moving.handing_in import hand_in
from tashan.casework.moving.handling import Outcome, decide, deliver, take_up
from tashan.casework.moving.objecting import answer_objection, object_to
from tashan.casework.moving.receiving import accept, not_ours, receive, refuse
from tashan.casework.moving.stopping import begin_special, end_special
from tashan.casework.moving.supplementing import ask_supplement, supplement
from tashan.casework.moving.tolerating import complete_tolerated, tolerate
from tashan.casework.moving.undoing import recall, revoke
from tashan.casework.moving.withdrawing import ask_withdrawal, cancel, settle_withdrawal

__all__ = [
    "Act",
    "By",
    "Outcome",
    "accept",
    "answer_objection",
    "ask_opinions",
    "ask_supplement",
    "ask_withdrawal",
    "begin_special",
    "cancel",
    "commit",
    "complete_tolerated",
    "decide",
    "deliver",
    "end_special",
    "extend",
    "give_opinion",
    "hand_in",
    "not_ours",
    "object_to",
    "recall",
    "receive",
    "refuse",
    "remove_extension",
    "revoke",
    "settle_withdrawal",
    "supplement",
    "take_up",
    "tolerate",
]

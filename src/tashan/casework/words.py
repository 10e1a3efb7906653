"""States and acts in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tashan.casework.legal import Act
from tashan.casework.states import State

STATES: Mapping[State, Promise] = {
    State.NOT_BEGUN: pgettext_lazy("state", "Not begun"),
    State.RECEIVED: pgettext_lazy("state", "Received"),
    State.CANCELLED: pgettext_lazy("state", "Withdrawn"),
    State.ACCEPTED: pgettext_lazy("state", "Accepted"),
    State.NOT_OURS: pgettext_lazy("state", "Not for this office"),
    State.REFUSED: pgettext_lazy("state", "Refused"),
    State.SUPPLEMENT_ASKED: pgettext_lazy("state", "Supplement asked for"),
    State.SUPPLEMENTED: pgettext_lazy("state", "Supplemented"),
    State.IN_HAND: pgettext_lazy("state", "In hand"),
    State.SPECIAL_BEGUN: pgettext_lazy("state", "Special procedure begun"),
    State.SPECIAL_ENDED: pgettext_lazy("state", "Special procedure ended"),
    State.PASSED: pgettext_lazy("state", "Passed"),
    State.PASSED_TOLERANTLY: pgettext_lazy("state", "Passed, materials to follow"),
    State.NOT_PASSED: pgettext_lazy("state", "Not passed"),
    State.RECALLED: pgettext_lazy("state", "Recalled"),
    State.REVOKED: pgettext_lazy("state", "Revoked"),
    State.WITHDRAWAL_ASKED: pgettext_lazy("state", "Withdrawal asked for"),
}
ACTS: Mapping[Act, Promise] = {
    Act.RECEIVE: pgettext_lazy("act", "Receive"),
    Act.ACCEPT: pgettext_lazy("act", "Accept"),
    Act.REFUSE: pgettext_lazy("act", "Refuse"),
    Act.NOT_OURS: pgettext_lazy("act", "Not for this office"),
    Act.ASK_SUPPLEMENT: pgettext_lazy("act", "Ask for a supplement"),
    Act.SUPPLEMENT: pgettext_lazy("act", "Take in the supplement"),
    Act.TAKE_UP: pgettext_lazy("act", "Take in hand"),
    Act.BEGIN_SPECIAL: pgettext_lazy("act", "Begin a special procedure"),
    Act.END_SPECIAL: pgettext_lazy("act", "End the special procedure"),
    Act.EXTEND: pgettext_lazy("act", "Extend the limit"),
    Act.REMOVE_EXTENSION: pgettext_lazy("act", "Remove the extension"),
    Act.DECIDE: pgettext_lazy("act", "Decide"),
    Act.DELIVER: pgettext_lazy("act", "Deliver the decision"),
    Act.ASK_WITHDRAWAL: pgettext_lazy("act", "Ask to withdraw"),
    Act.SETTLE_WITHDRAWAL: pgettext_lazy("act", "Settle the withdrawal"),
    Act.CANCEL: pgettext_lazy("act", "Withdraw"),
    Act.RECALL: pgettext_lazy("act", "Recall the decision"),
    Act.REVOKE: pgettext_lazy("act", "Revoke the decision"),
    Act.COMMIT: pgettext_lazy("act", "Decide on a commitment"),
    Act.TOLERATE: pgettext_lazy("act", "Let materials follow"),
    Act.COMPLETE_TOLERATED: pgettext_lazy("act", "Take in what was to follow"),
    Act.ASK_OPINIONS: pgettext_lazy("act", "Ask for opinions"),
    Act.GIVE_OPINION: pgettext_lazy("act", "Give an opinion"),
    Act.HAND_IN: pgettext_lazy("act", "Hand in"),
    Act.OBJECT_TO: pgettext_lazy("act", "Enter an objection"),
    Act.ANSWER_OBJECTION: pgettext_lazy("act", "Answer an objection"),
    Act.ESCALATE: pgettext_lazy("act", "Tell the chief"),
}

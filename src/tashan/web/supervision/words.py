"""What kinds of due things and acts are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tashan.casework.supervision.letter_rights import LetterAct

KINDS: dict[str, str | Promise] = {
    "matter": pgettext_lazy("what is due", "Matters"),
    "milestone": pgettext_lazy("what is due", "Milestones"),
    "round_report": pgettext_lazy("what is due", "Monthly reports"),
    "problem": pgettext_lazy("what is due", "Problems"),
    "problem_review": pgettext_lazy("what is due", "Problems on account to be reviewed"),
    "key_task": pgettext_lazy("what is due", "Key tasks"),
    "key_milestone": pgettext_lazy("what is due", "Milestones of key tasks"),
    "promise": pgettext_lazy("what is due", "Promises"),
    "lead": pgettext_lazy("what is due", "Progress of leads"),
    "exchange_signing": pgettext_lazy("what is due", "Exchanges to sign"),
    "exchange_payment": pgettext_lazy("what is due", "Exchanges to pay"),
    "exchange_hand_over": pgettext_lazy("what is due", "Exchanges to hand over and close"),
    "service_dispatch": pgettext_lazy("what is due", "Services to sign for"),
    "service_order": pgettext_lazy("what is due", "Services to move on"),
    "payment_complaint": pgettext_lazy("what is due", "Late payments to send on"),
    "act_report": pgettext_lazy("what is due", "Reports of acts"),
    "unreported_act": pgettext_lazy("what is due", "Acts without a report"),
    "visit": pgettext_lazy("what is due", "Visits to firms"),
    "target": pgettext_lazy("what is due", "Targets"),
    "letter": pgettext_lazy("what is due", "Letters"),
    "complaint": pgettext_lazy("what is due", "Complaints"),
}
LIGHTS: dict[str, str | Promise] = {
    "red": pgettext_lazy("light", "Late"),
    "yellow": pgettext_lazy("light", "Soon due"),
    "green": pgettext_lazy("light", "In time"),
    "stopped": pgettext_lazy("light", "Stopped"),
}
ACTS: dict[LetterAct, str | Promise] = {
    LetterAct.ISSUE: pgettext_lazy("act on a letter", "Issue"),
    LetterAct.DROP: pgettext_lazy("act on a letter", "Drop"),
    LetterAct.ANSWER: pgettext_lazy("act on a letter", "Answer"),
    LetterAct.RETURN: pgettext_lazy("act on a letter", "Return"),
    LetterAct.CLEAR: pgettext_lazy("act on a letter", "Clear"),
}
STEPS: dict[str, str | Promise] = {
    "issued": _("A letter was issued"),
    "assigned": _("A complaint is assigned"),
}


def kind_word(kind: str) -> str:
    return str(KINDS.get(kind, kind))

"""What stages, acts, bases and amounts of leads are called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.casework.promotion.acting import LeadAct
from tashan.casework.promotion.figures import Basis
from tashan.casework.promotion_models import Currency
from tashan.mechanisms.pipeline import LeadStage
from tashan.web.area_words import money, plain_number

STAGES: Mapping[LeadStage, str | Promise] = {
    LeadStage.LEAD: pgettext_lazy("stage of a lead", "Lead"),
    LeadStage.TALKS: pgettext_lazy("stage of a lead", "Talks"),
    LeadStage.REVIEW: pgettext_lazy("stage of a lead", "Entry review"),
    LeadStage.SIGNED: pgettext_lazy("stage of a lead", "Signed"),
    LeadStage.LANDED: pgettext_lazy("stage of a lead", "Landed"),
    LeadStage.STARTED: pgettext_lazy("stage of a lead", "Started"),
    LeadStage.PRODUCING: pgettext_lazy("stage of a lead", "In production"),
    LeadStage.ENDED: pgettext_lazy("stage of a lead", "Ended"),
    LeadStage.MERGED: pgettext_lazy("stage of a lead", "Merged"),
}
ACTS: Mapping[LeadAct, str | Promise] = {
    LeadAct.VISIT: gettext_lazy("Log a visit"),
    LeadAct.TALK: gettext_lazy("Begin talks"),
    LeadAct.PROMISE: gettext_lazy("Enter a promise"),
    LeadAct.OPEN_REVIEW: gettext_lazy("Open the entry review"),
    LeadAct.SCORE: gettext_lazy("Fill in a score sheet"),
    LeadAct.CLOSE_REVIEW: gettext_lazy("Close the review"),
    LeadAct.FAIR_REVIEW: gettext_lazy("Record the fair competition review"),
    LeadAct.SIGN: pgettext_lazy("a lead", "Sign"),
    LeadAct.LAND: pgettext_lazy("a lead", "Enter that it landed"),
    LeadAct.START: pgettext_lazy("a lead", "Enter the start of works"),
    LeadAct.PRODUCE: pgettext_lazy("a lead", "Enter the start of production"),
    LeadAct.ARRIVE: gettext_lazy("Enter capital that arrived"),
    LeadAct.CHECK_ARRIVAL: gettext_lazy("Check evidence of capital"),
    LeadAct.KEEP_PROMISE: gettext_lazy("Confirm a kept promise"),
    LeadAct.CONVERT: gettext_lazy("Make it a project"),
    LeadAct.HAND_OVER: pgettext_lazy("a lead", "Hand over"),
    LeadAct.CLAIM: gettext_lazy("Claim it for my office"),
    LeadAct.DECIDE_CLAIM: gettext_lazy("Decide a claim"),
    LeadAct.CORRECT: gettext_lazy("Correct a day"),
    LeadAct.MERGE: gettext_lazy("Merge into another"),
    LeadAct.END: pgettext_lazy("a lead", "End it"),
}
BASES: Mapping[Basis, str | Promise] = {
    Basis.CONTACT: gettext_lazy("Cohort: first reported in the year"),
    Basis.SIGNING: gettext_lazy("Cohort: signed in the year"),
    Basis.HAPPENED: gettext_lazy("Happened in the year"),
}
BASES_SAY: Mapping[Basis, str | Promise] = {
    Basis.CONTACT: gettext_lazy(
        "Of the leads first reported in the year, how many have come so far, whenever that was."
    ),
    Basis.SIGNING: gettext_lazy(
        "Of the agreements signed in the year, how many have come so far, whenever that was."
    ),
    Basis.HAPPENED: gettext_lazy(
        "What happened in the year, of whichever leads: a step may count more than the one before."
    ),
}
_UNITS: Mapping[str, str | Promise] = {
    Currency.USD: pgettext_lazy("amount", "%s 万美元"),
    Currency.HKD: pgettext_lazy("amount", "%s 万港元"),
    Currency.EUR: pgettext_lazy("amount", "%s 万欧元"),
}


def stage_word(stage: str) -> str:
    return str(STAGES[LeadStage(stage)])


def act_word(act: LeadAct) -> str:
    """What the button of an act says."""
    return str(ACTS[act])


def amount(hundredths: int | None, currency: str) -> str:
    """1.2 亿元, 300 万美元: with the unit of its currency; a dash where it is not known."""
    if hundredths is None or currency == Currency.CNY:
        return money(hundredths)
    ten_thousands = (Decimal(hundredths) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return str(_UNITS[currency]) % plain_number(ten_thousands)


def rate_word(rate: Decimal | None, part: int, whole: int) -> str:
    """50.0% (2 of 4); where nothing is to divide by it says so."""
    words = {"part": part, "whole": whole}
    if rate is None:
        return _("%(part)d of %(whole)d: nothing to divide by") % words
    return f"{rate}% " + _("(%(part)d of %(whole)d)") % words

"""Guarantees in words of the page."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.base.lights import Light
from tashan.mechanisms.settling import cited
from tashan.programmes.funds.terms import FundTerms
from tashan.programmes.guarantees.doing import GuaranteeAct
from tashan.web.figure_words import in_script, in_tongue

PER_CENT = Decimal("0.1")


def act_word(act: GuaranteeAct) -> str:
    """What the button of an act says."""
    words = {
        GuaranteeAct.WITHDRAW: _("Withdraw the application"),
        GuaranteeAct.REVIEW: pgettext("guarantee", "Review"),
        GuaranteeAct.SECURE: _("Enter a counter-guarantee"),
        GuaranteeAct.APPROVE: _("Approve the guarantee"),
        GuaranteeAct.REJECT: _("Reject the application"),
        GuaranteeAct.GRANT: _("Book the fee and grant it"),
        GuaranteeAct.INSPECT: _("Enter an inspection"),
        GuaranteeAct.REPAY: _("Report a repayment"),
        GuaranteeAct.CLAIM: _("Claim on the guarantee"),
        GuaranteeAct.ANSWER: _("Answer the claim"),
        GuaranteeAct.PAY: _("Pay the claim"),
        GuaranteeAct.RECEIVE: _("Book what others bear"),
        GuaranteeAct.RECOVER: _("Book a recovery"),
        GuaranteeAct.WRITE_OFF: _("Write off"),
    }
    return words[act]


def light_word(light: str) -> str:
    """What a light says."""
    words = {
        Light.GREEN: pgettext("guarantee", "Normal"),
        Light.YELLOW: pgettext("guarantee", "Watched"),
        Light.RED: pgettext("guarantee", "At risk"),
    }
    return words.get(Light(light), "") if light in list(Light) else pgettext("guarantee", "None")


def share_word(code: str) -> str:
    """Who bears a share of a loss."""
    words = {
        "guarantor": _("Guarantee fund"),
        "bank": pgettext("bears a loss", "Bank"),
        "reguarantee": _("Re-guarantor"),
        "treasury": _("Treasury"),
    }
    return words[code]


def basis_of(terms: FundTerms, parameter: str) -> str:
    """What the parameter of a limit is called and rests on; nothing for a number in the file."""
    found = terms.held.mechanism.parameters.get(parameter)
    if found is None:
        return ""
    basis = in_script("；".join(cited(found.basis)))
    title = "" if found.title is None else in_tongue(found.title)
    return "：".join(filter(None, (title, basis)))


def percent_of(part: int, whole: int) -> Decimal:
    """How many per cent, to a tenth; all of nothing where there is none."""
    if whole <= 0:
        return Decimal(100)
    share = Fraction(part * 100, whole)
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(PER_CENT)

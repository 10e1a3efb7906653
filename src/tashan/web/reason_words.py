"""Why a figure cannot be worked out, in the words of a page."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tashan.indicators.derived import Reason

REASONS: dict[Reason, str | Promise] = {
    Reason.UNKNOWN_VALUE: _("no figure"),
    Reason.UNKNOWN_BASE: _("no figure to compare with"),
    Reason.NO_BASE: _("no base: it was zero or negative"),
    Reason.JOINT_MONTHS: _("January and February are published together"),
    Reason.NO_CHANGE: _("the total stood still"),
    Reason.UNKNOWN_GROWTH: _("growth not known"),
    Reason.ALREADY_THERE: _("already there"),
    Reason.EQUAL_GROWTH: _("never: both grow alike"),
    Reason.WIDENING: _("never at this pace: the gap widens"),
    Reason.NOT_ADDITIVE: _("rates and shares do not add up"),
    Reason.UNKNOWN_PART: _("a part is not known"),
    Reason.RATE_TARGET: _("a rate is met by points"),
    Reason.NOT_WHOLE: _("the shares do not make up a hundred"),
}

"""A parameter's value as it is typed into a form, and what was typed as the file writes it."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.mechanisms.head import ParameterValue
from tashan.mechanisms.plain import Plain

_BETWEEN = re.compile("[\\s,，、;；]+")
REST = "*"
LONGEST = 500


def typed_of(value: ParameterValue | None) -> str:
    """What stands in the field of a value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, str):
        return value
    return "; ".join(_tier(item) if isinstance(item, tuple) else item for item in value)


def _tier(tier: tuple[Decimal | None, Decimal]) -> str:
    upto = REST if tier[0] is None else typed_of(tier[0])
    return f"{upto}: {typed_of(tier[1])}"


def plain_of(text: str, like: ParameterValue) -> Plain:
    """The value of what was typed, of the sort that ``like`` is. Raises UserError otherwise."""
    text = text.strip()[:LONGEST]
    if isinstance(like, bool):
        return text == "yes"
    if isinstance(like, Decimal):
        return _number(text)
    if isinstance(like, str):
        return _some(text)
    if isinstance(like[0], tuple):
        return [_tier_of(tier) for tier in re.split("[;；\\n]+", text) if tier.strip()]
    return [word for word in _BETWEEN.split(_some(text)) if word]


def _some(text: str) -> str:
    if not text:
        raise UserError(_("Nothing is written here."), hint=_("Write the value of your place."))
    return text


def _number(text: str) -> Plain:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**15:
        raise UserError(_("“%s” is no number.") % text, hint=_("Write digits, like 20000 or 0.95."))
    whole = number == number.to_integral_value()
    return int(number) if whole else Decimal(f"{number.normalize():f}")


def _tier_of(text: str) -> Plain:
    upto, colon, held = text.replace("：", ":").partition(":")
    if not colon:
        raise UserError(
            _("“%s” is no tier.") % text.strip(),
            hint=_("Write tiers like 5: 0.0002; *: 0.0004, where * is everything beyond."),
        )
    return [None if upto.strip() == REST else _number(upto.strip()), _number(held.strip())]

"""A parameter's value as somebody gives it, checked against what the parameter holds already."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.mechanisms.head import Parameter, ParameterValue, Tier
from tashan.programmes.offers import Offer

Given = object  # text, a number, true or false, a list of words, or of tiers


def values_for(offer: Offer, given: Mapping[str, Given]) -> dict[str, ParameterValue]:
    """The values by code. Raises UserError for what is not of the parameter's sort."""
    known = offer.origin.parameters
    return {
        code: _read(code, known[code], value) if code in known else str(value)
        for code, value in given.items()
    }


def _read(code: str, parameter: Parameter, given: Given) -> ParameterValue:
    sample = next(iter(parameter.values.values()))
    if isinstance(sample, bool):
        return _truth(code, given)
    if isinstance(sample, Decimal):
        return _number(code, given)
    if isinstance(sample, tuple):
        return _several(code, sample, given)
    if isinstance(given, str) and given.strip():
        return given.strip()
    raise _refused(code, _("Give it in words."))


def _truth(code: str, given: Given) -> bool:
    if isinstance(given, bool):
        return given
    if given in ("true", "false"):
        return given == "true"
    raise _refused(code, _("Give true or false."))


def _number(code: str, given: Given) -> Decimal:
    """Exact: a text like 0.95 or a whole number, never a binary fraction."""
    if isinstance(given, int | str) and not isinstance(given, bool):
        try:
            found = Decimal(str(given).strip())
        except InvalidOperation:
            raise _refused(code, _("Give a number like 0.95.")) from None
        if found.is_finite():
            return found
    raise _refused(code, _("Give a number like 0.95."))


def _several(code: str, sample: tuple[object, ...], given: Given) -> ParameterValue:
    if not isinstance(given, list | tuple) or not given:
        raise _refused(code, _("Give a list."))
    if isinstance(sample[0], str):
        return tuple(str(word) for word in given)
    return tuple(_tier(code, tier) for tier in given)


def _tier(code: str, given: Given) -> Tier:
    if not isinstance(given, list | tuple) or len(given) != 2:
        raise _refused(code, _("A tier is two: up to where, null without end, and the value."))
    end, value = given
    return (None if end is None else _number(code, end), _number(code, value))


def _refused(code: str, hint: str) -> UserError:
    return UserError(_("The value of “%s” is not understood.") % code, hint=hint)

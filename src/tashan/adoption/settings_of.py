"""Parameters of a file set anew from a day on."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from tashan.adoption.files import File
from tashan.base.errors import UserError
from tashan.mechanisms.head import ParameterValue
from tashan.mechanisms.plain import Plain


@dataclass(frozen=True, slots=True)
class Setting:
    """The value of a parameter, as the file writes it, and why it is that."""

    value: Plain
    reason: str


def settle(
    file: File, settings: Mapping[str, Setting], *, since: date
) -> tuple[File, dict[str, str]]:
    """The file with its parameters set from a day on, and the reasons by ``parameters/<code>``.

    What held before that day stays; values that were to hold later go. A value that holds
    already is no change. Raises UserError for an unknown parameter, another sort of value than
    it has, or one without a reason.
    """
    changed = copy.deepcopy(file)
    parameters = changed.get("parameters") or {}
    assert isinstance(parameters, dict)
    reasons = {}
    for code, setting in settings.items():
        parameter = parameters.get(code)
        if not isinstance(parameter, dict):
            raise UserError(
                _("The mechanism has no parameter “%s”.") % code,
                hint=_("Only what the file lists under its parameters can be set."),
            )
        values = parameter["values"]
        assert isinstance(values, dict)
        if setting.value != _held(values, since) or _later(values, since):
            _refuse(code, setting, values)
            parameter["values"] = _from(values, since, setting.value)
            reasons[f"parameters/{code}"] = setting.reason.strip()
    return changed, reasons


def _held(values: Mapping[Plain, Plain], day: date) -> Plain:
    dates = [first for first in values if isinstance(first, date) and first <= day]
    return values[max(dates)] if dates else None


def _later(values: Mapping[Plain, Plain], day: date) -> bool:
    return any(isinstance(first, date) and first > day for first in values)


def _from(values: Mapping[Plain, Plain], since: date, value: Plain) -> dict[Plain, Plain]:
    kept: dict[Plain, Plain] = {
        first: held for first, held in values.items() if isinstance(first, date) and first < since
    }
    kept[since] = value
    return kept


def _refuse(code: str, setting: Setting, values: Mapping[Plain, Plain]) -> None:
    if not setting.reason.strip():
        raise UserError(
            _("The change of “%s” has no reason.") % code,
            hint=_("Say why your place sets it otherwise: it is shown beside the value."),
        )
    sorts = {_sort(value) for value in values.values()}
    if _sort(setting.value) not in sorts:
        raise UserError(
            _("“%s” takes another sort of value.") % code,
            hint=_("Write it as the file does, like %s.") % next(iter(values.values())),
        )


def _sort(value: Plain) -> str:
    if isinstance(value, bool):
        return "truth"
    if isinstance(value, int | Decimal):
        return "number"
    return type(value).__name__


def told_as(value: object, like: ParameterValue) -> Plain:
    """A value that a program sends, of the sort that ``like`` is: exact numbers as text.

    Raises UserError for another sort.
    """
    if isinstance(like, Decimal) and isinstance(value, str | int) and not isinstance(value, bool):
        return _exact(str(value))
    if isinstance(like, bool) and isinstance(value, bool):
        return value
    if isinstance(like, str) and isinstance(value, str):
        return value
    if isinstance(like, tuple) and isinstance(value, list) and value:
        return [_item(item) for item in value]
    raise UserError(
        _("“%s” is another sort of value than the parameter has.") % value,
        hint=_("Numbers are texts like “0.95”; tiers are pairs of up to where, and the value."),
    )


def _item(item: object) -> Plain:
    if isinstance(item, str):
        return item
    if isinstance(item, list) and len(item) == 2:
        return [None if item[0] is None else _exact(str(item[0])), _exact(str(item[1]))]
    raise UserError(_("“%s” is no entry of a list.") % item, hint=_("Send words, or tiers of two."))


def _exact(text: str) -> int | Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**15:
        raise UserError(_("“%s” is no number.") % text, hint=_("Send a text like “0.95”."))
    whole = number == number.to_integral_value()
    return int(number) if whole else Decimal(f"{number.normalize():f}")

"""A form of a mechanism's parameters: each holds what holds today and takes another value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tashan.mechanisms.head import Parameter, ParameterValue, Tier
from tashan.mechanisms.words.names import Speaker
from tashan.web.matching.quantities import unit_word
from tashan.web.matching.rule_words import ShownParameter, parameters_of

_TIER = re.compile(r"\s*([^:：]*)[:：]\s*(\S+)\s*")
_BETWEEN = re.compile(r"[、,，;；\s]+")


class ParametersForm(forms.Form):
    """Fields are named ``p-<code>``; ``values`` are those that differ from what holds."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, parameters: Mapping[str, Parameter], by: Speaker
    ) -> None:
        self.held = {code: each.on(by.on) for code, each in parameters.items()}
        self.parameters = {code: parameters[code] for code in self.held}
        written = {f"p-{code}": _written(value) for code, value in self.held.items()}
        super().__init__({**written, **_asked(data)} if data is not None else None, initial=written)
        for code, parameter in self.parameters.items():
            (shown,) = parameters_of({code: parameter}, by)
            self.fields[f"p-{code}"] = _field(parameter, self.held[code], shown)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.values: dict[str, ParameterValue] = {}
        for code, held in self.held.items():
            name = f"p-{code}"
            if name not in cleaned:
                continue
            try:
                value = read(str(cleaned[name]), held)
            except (InvalidOperation, ValueError):
                self.add_error(name, _how(held))
                continue
            if value != held:
                self.values[code] = value
        return cleaned


def _asked(data: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(data[name]) for name in data if name.startswith("p-")}


def _field(
    parameter: Parameter, value: ParameterValue | None, shown: ShownParameter
) -> forms.Field:
    label, unit = shown.title, parameter.unit or ""
    label = f"{label}（{unit_word(unit)}）" if unit and isinstance(value, Decimal) else label
    told = _("holds: %s") % shown.value
    if isinstance(value, bool):
        choices = [("yes", _("yes")), ("no", _("no"))]
        return forms.ChoiceField(label=label, choices=choices, help_text=told)
    widget: forms.Widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
    if isinstance(value, Decimal):
        widget.attrs["inputmode"] = "decimal"
    elif isinstance(value, tuple) and isinstance(value[0], tuple):
        widget = forms.Textarea(attrs={"class": "input", "rows": len(value) + 1})
    return forms.CharField(label=label, max_length=1000, help_text=told, widget=widget)


def _written(value: ParameterValue | None) -> str:
    """As the field shows it: tiers a line each, 5: 0.0002."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value.normalize():f}"
        case tuple() if isinstance(value[0], tuple):
            return "\n".join(_tier_line(tier) for tier in value)
        case tuple():
            return "、".join(str(word) for word in value)
    return str(value)


def _tier_line(tier: Tier) -> str:
    upto, held = tier
    return f"{'' if upto is None else f'{upto.normalize():f}'}: {held.normalize():f}"


def read(text: str, held: ParameterValue | None) -> ParameterValue:
    """A value of the sort of the one that holds. Raises ValueError for anything else."""
    match held:
        case bool():
            return text == "yes"
        case tuple() if isinstance(held[0], tuple):
            return tuple(_tier(line) for line in text.splitlines() if line.strip())
        case tuple():
            return tuple(word for word in _BETWEEN.split(text) if word)
        case str():
            return text.strip()
    return _number(text)


def _number(text: str) -> Decimal:
    number = Decimal(text.replace(",", "").replace("，", "").strip())
    if not number.is_finite():
        raise ValueError(text)
    return number


def _tier(line: str) -> Tier:
    found = _TIER.fullmatch(line)
    if not found:
        raise ValueError(line)
    return (_number(found[1]) if found[1].strip() else None, _number(found[2]))


def _how(held: ParameterValue | None) -> str:
    """How a value of this sort is written."""
    if isinstance(held, tuple) and isinstance(held[0], tuple):
        return _("Write one tier a line: up to where, a colon, the value; the last without an end.")
    return _("Write a number, such as 1500 or 0.5.")

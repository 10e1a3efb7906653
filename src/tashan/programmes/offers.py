"""The programmes that can be matched: those in force here, and the library's for a preview."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.base.errors import UserError
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.head import Parameter, ParameterValue
from tashan.mechanisms.library import library
from tashan.mechanisms.programme import Programme

Plain = str | bool | list[str] | list[list[str | None]] | None


class Held(NamedTuple):
    """The adoption that a programme holds by, and the version of it."""

    adoption: Adoption
    version: AdoptionVersion


@dataclass(frozen=True)
class Offer:
    """A programme as it holds here, or as the library has it where ``held`` is None."""

    programme: Programme
    origin: Origin
    held: Held | None = None
    needs_review: bool = False

    @property
    def part(self) -> str:
        return self.origin.part

    @property
    def code(self) -> str:
        return self.programme.code or self.part

    @property
    def key(self) -> str:
        """One mechanism may be adopted several times, so the code alone does not name it."""
        return f"{self.held.adoption.pk}/{self.part}" if self.held else self.code

    @property
    def title(self) -> dict[str, str]:
        title = self.programme.title
        return {"zh": title.zh, "en": title.en or title.zh}

    def parameters_on(self, day: date) -> dict[str, Plain]:
        """The values that it runs with on a day, as JSON has them: numbers as text."""
        return {code: plain(found.on(day)) for code, found in self.origin.parameters.items()}

    def digest_on(self, day: date) -> str:
        """The SHA-256 of its rules and of the parameters in force."""
        later = {name for name in ("notice", "nominated") if not getattr(self.programme, name)}
        told = set(Programme.model_fields) - later  # older runs knew of none of these
        rules = self.programme.model_dump_json(include=told)
        said = json.dumps(self.parameters_on(day), ensure_ascii=False, sort_keys=True)
        return sha256(f"{rules}\n{said}".encode()).hexdigest()

    def changed(self, values: Mapping[str, ParameterValue], on: date) -> Offer:
        """The same with other parameters. Raises UserError for one that it has not."""
        parameters = dict(self.origin.parameters)
        for code, value in values.items():
            if code not in parameters:
                near = get_close_matches(code, parameters, n=1) or list(parameters)
                raise UserError(
                    _("There is no parameter “%s”.") % code,
                    hint=_("Its parameters are: %s.") % ", ".join(near),
                )
            parameters[code] = _with(parameters[code], value, on)
        origin = self.origin.model_copy(update={"parameters": parameters})
        return replace(self, origin=origin)


def _with(parameter: Parameter, value: ParameterValue, on: date) -> Parameter:
    return parameter.model_copy(update={"values": {**parameter.values, on: value}})


def plain(value: ParameterValue | None) -> Plain:
    """A parameter's value as JSON has it."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple):
        if isinstance(value[0], tuple):
            return [[_text(end), str(held)] for end, held in value]  # tiers
        return [str(word) for word in value]
    return value


def _text(end: Decimal | None) -> str | None:
    return None if end is None else str(end)


def offers(on: date) -> list[Offer]:
    """Every programme in force here on a day, in the order of the adoptions."""
    return [offer for found in current.in_force(on) for offer in of_adoption(found)]


def of_adoption(found: InForce) -> list[Offer]:
    """The programmes of one adoption."""
    return [
        _of_part(found, name)
        for name, part in found.mechanism.parts.items()
        if isinstance(part, Programme)
    ]


def offer(adoption: Adoption, part: str, on: date) -> Offer:
    """One programme in force. Raises UserError where the adoption has none of this name."""
    return offer_of(current.of(adoption, on), part)


def offer_of(found: InForce, part: str) -> Offer:
    """One programme of an adoption by a version."""
    if not isinstance(found.part(part), Programme):
        raise UserError(
            _("“%s” is no programme.") % part,
            hint=_("Choose one of the list of programmes."),
        )
    return _of_part(found, part)


def _of_part(found: InForce, name: str) -> Offer:
    part = found.part(name)
    assert isinstance(part, Programme)
    held = Held(found.adoption, found.version)
    return Offer(part, found.origin(name), held, current.needs_review(found.mechanism))


def preview(code: str) -> Offer:
    """A programme of the library, adopted or not. Raises UserError, with the nearest code."""
    known = library().programmes
    if code not in known:
        near = get_close_matches(code, known, n=1)
        hint = _("Did you mean “%s”?") % near[0] if near else _("See the list of programmes.")
        raise UserError(_("There is no programme “%s”.") % code, hint=hint)
    found = known[code]
    return Offer(found, found.origin)

"""Parameters as a form shows them: the origin's value, ours as typed, and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.mechanisms.head import Parameter, ParameterValue
from tashan.mechanisms.plain import Plain
from tashan.web.adopting.values import plain_of, typed_of
from tashan.web.adopting.words import title_of, value_words


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """``origin`` is the value that holds without a change; ``problem`` says what is wrong."""

    code: str
    title: str
    unit: str
    parameter: Parameter
    origin: ParameterValue | None
    typed: str
    reason: str
    value: Plain
    is_changed: bool
    problem: str

    @property
    def origin_words(self) -> str:
        return value_words(self.origin, self.unit)

    @property
    def is_truth(self) -> bool:
        return isinstance(self._like, bool)

    @property
    def is_number(self) -> bool:
        return isinstance(self._like, Decimal)

    @property
    def _like(self) -> ParameterValue:
        return (
            self.origin if self.origin is not None else next(iter(self.parameter.values.values()))
        )

    @property
    def words(self) -> str:
        """Ours, as a page shows it."""
        if not self.is_changed or self.problem:
            return self.origin_words
        return value_words(_value(self.value), self.unit)

    def parameter_as_set(self, since: date) -> Parameter:
        """The parameter with our value from a day on."""
        if not self.is_changed or self.problem:
            return self.parameter
        kept = {first: held for first, held in self.parameter.values.items() if first < since}
        values = {**kept, since: _value(self.value)}
        return self.parameter.model_copy(update={"values": values})


def _value(plain: Plain) -> ParameterValue:
    if isinstance(plain, bool | str):
        return plain
    if isinstance(plain, int | Decimal):
        return Decimal(plain)
    assert isinstance(plain, list)
    if plain and isinstance(plain[0], list):
        return tuple((_bound(tier), _held(tier)) for tier in plain if isinstance(tier, list))
    return tuple(str(word) for word in plain)


def _bound(tier: list[Plain]) -> Decimal | None:
    upto = tier[0]
    return Decimal(upto) if isinstance(upto, int | Decimal) else None


def _held(tier: list[Plain]) -> Decimal:
    held = tier[1]
    assert isinstance(held, int | Decimal)
    return Decimal(held)


def _like(parameter: Parameter, origin: ParameterValue | None) -> ParameterValue:
    """A value of the sort that the parameter has, where none holds yet the first to come."""
    return origin if origin is not None else next(iter(parameter.values.values()))


def rows_of(
    parameters: Mapping[str, Parameter], said: Mapping[str, str], *, on: date
) -> list[ParameterRow]:
    """One row a parameter: ``p.<code>`` is what was typed, ``r.<code>`` the reason."""
    return [_row(code, parameter, said, on) for code, parameter in parameters.items()]


def _row(code: str, parameter: Parameter, said: Mapping[str, str], on: date) -> ParameterRow:
    origin = parameter.on(on)
    typed = said.get(f"p.{code}", typed_of(origin)).strip()
    reason = said.get(f"r.{code}", "").strip()
    like = _like(parameter, origin)
    value: Plain = None
    is_changed, problem = typed != typed_of(origin), ""
    if is_changed:
        try:
            value = plain_of(typed, like)
            is_changed = origin is None or _value(value) != origin
        except UserError as error:
            problem = str(error)
    if is_changed and not problem and not reason:
        problem = _("Say why your place sets it otherwise.")
    return ParameterRow(
        code, title_of(code, parameter), parameter.unit or "", parameter, origin, typed, reason,
        value, is_changed, problem,
    )  # fmt: skip

"""What a rule may name: the subject's fields, figures, parameters, what is asked of applicants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tashan.mechanisms.definitions import IndicatorDefinition, RegisterDefinition
from tashan.mechanisms.head import Parameter
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.problems import unknown
from tashan.mechanisms.programme import Asked
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.vocabulary import AS_OF, Field, field_of_register, fields_of


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that are known where a rule stands; ``credit_kinds`` None: any is taken."""

    subject: Subject
    indicators: Mapping[str, IndicatorDefinition] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    asks: Mapping[str, Asked] = field(default_factory=dict)
    registers: Mapping[str, RegisterDefinition] = field(default_factory=dict)
    credit_kinds: frozenset[str] | None = None

    def field(self, code: str, offset: int) -> Field | None:
        """The field of a name. Raises RuleError where a register has no such field."""
        register, point, name = code.partition(".")
        if not point:
            return fields_of(self.subject).get(code)
        found = self.registers.get(register)
        if found is None:
            raise RuleError(unknown("register", register, self.registers), offset)
        if self.subject not in found.subjects:
            raise RuleError(f"the register {register!r} is not kept of {self.said}.", offset)
        if name not in found.fields:
            told = unknown("field of the register", name, found.fields)
            raise RuleError(told, offset + len(register) + 1)
        return field_of_register(register, name, found.fields[name])

    def indicator(self, code: str, offset: int) -> IndicatorDefinition:
        found = self.indicators.get(code)
        if found is None:
            if code in self.names:
                raise RuleError(f"{code!r} is no indicator: it has no period behind it.", offset)
            raise RuleError(unknown("indicator", code, self.indicators), offset)
        if self.subject not in found.subjects:
            kept = " and ".join(subject.value for subject in found.subjects)
            told = f"the indicator {code!r} is not kept of {self.said}, only of {kept}."
            raise RuleError(told, offset)
        return found

    @property
    def names(self) -> list[str]:
        """Everything that may stand alone."""
        return [*fields_of(self.subject), AS_OF, *self.parameters, *self.asks]

    @property
    def said(self) -> str:
        an = "an" if self.subject.value[0] in "aeiou" else "a"
        return f"{an} {self.subject.value}"

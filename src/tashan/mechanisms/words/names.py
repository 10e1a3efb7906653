"""What a name in a rule is called: fields, figures with their period, parameters, what is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tashan.base.divisions import division
from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.mechanisms.fields import Text
from tashan.mechanisms.head import ParameterValue
from tashan.mechanisms.rules.errors import RuleError
from tashan.mechanisms.rules.nodes import Figure, PeriodWord
from tashan.mechanisms.rules.scope import Scope
from tashan.mechanisms.rules.vocabulary import AS_OF, Field
from tashan.mechanisms.words.choices import choice
from tashan.mechanisms.words.spans import Tongue, said

_PERIODS = {
    PeriodWord.THIS_YEAR: ("本年", "this year"),
    PeriodWord.LAST_YEAR: ("上年", "last year"),
    PeriodWord.YEAR_BEFORE_LAST: ("前年", "the year before last"),
    PeriodWord.LAST_QUARTER: ("上季度", "last quarter"),
    PeriodWord.LAST_MONTH: ("上月", "last month"),
}
_DAY = Text(zh="当天", en="the day it is run for")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who puts rules into words: in a tongue, with what the names meant on a day.

    ``credits`` are the titles of credit events by code.
    """

    scope: Scope
    on: date
    tongue: Tongue
    credits: Mapping[str, Text] = field(default_factory=dict)

    def pick(self, zh: str, en: str) -> str:
        return zh if self.tongue is Tongue.ZH else en

    def field(self, code: str) -> Field | None:
        try:
            return self.scope.field(code, 0)
        except RuleError:
            return None

    def title(self, code: str) -> str:
        """Of a name that stands alone."""
        found = self.field(code)
        if found:
            return self.lowered(found.title)
        if code == AS_OF:
            return said(_DAY, self.tongue)
        asked = self.scope.asks.get(code)
        if asked:
            return self.lowered(asked.title)
        parameter = self.scope.parameters.get(code)
        return self.lowered(parameter.title) if parameter and parameter.title else code

    def value(self, code: str) -> ParameterValue | None:
        """A parameter's value on the day; None of any other name, or where it has none yet."""
        parameter = self.scope.parameters.get(code)
        is_parameter = self.field(code) is None and code not in self.scope.asks
        return parameter.on(self.on) if parameter and is_parameter else None

    def unit(self, code: str) -> str | None:
        parameter = self.scope.parameters.get(code)
        return parameter.unit if parameter else None

    def indicator(self, code: str) -> str:
        found = self.scope.indicators.get(code)
        return self.lowered(found.title) if found else code

    def period(self, figure: Figure) -> str:
        if figure.months:
            return self.pick(f"近 {figure.period} 个月", f"the last {figure.period} months")
        if isinstance(figure.period, PeriodWord):
            return self.pick(*_PERIODS[figure.period])
        return self.pick(f"{figure.period} 年", str(figure.period))

    def figure(self, figure: Figure) -> str:
        title, period = self.indicator(figure.code), self.period(figure)
        return self.pick(f"{period}{title}", f"{title} of {period}")

    def member(self, of: str, code: str) -> str:
        """What a code or word of a field means: C39 with its name, a stage, a credit event."""
        if of == "industry":
            return _industry(code, self.tongue)
        if of == "place":
            return _place(code, self.on)
        if of == "credit" and code in self.credits:
            return said(self.credits[code], self.tongue)
        options = self.pick(*_quotes(code)) if of == "labels" else self._option(of, code)
        return options or choice(of, code, self.tongue)

    def _option(self, of: str, code: str) -> str:
        """The word for a choice of a register's field; nothing where it has none."""
        register, _, name = of.partition(".")
        found = self.scope.registers.get(register)
        options = found.fields[name].options if found and name in found.fields else ()
        titles = {option.code: option.title for option in options}
        return said(titles[code], self.tongue) if code in titles else ""

    def lowered(self, text: Text) -> str:
        """A title within a sentence: English ones begin small, unless with an abbreviation."""
        words = said(text, self.tongue)
        if self.tongue is Tongue.ZH or words[1:2].isupper() or words[1:2] == "&":
            return words
        return words[:1].lower() + words[1:]


def _quotes(word: str) -> tuple[str, str]:
    return f"“{word}”", f"“{word}”"


def _industry(code: str, tongue: Tongue) -> str:
    try:
        found = industry(code)
    except UserError:
        return code
    return f"{found.name}（{found.full_code}）" if tongue is Tongue.ZH else f"{code} {found.name}"


def _place(code: str, on: date) -> str:
    try:
        return division(code, on=on).name
    except UserError:
        return code

"""An industrial chain as its adopted mechanism says it: tier, leader, offices, policies, links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.web.figure_words import in_script, in_tongue

SYSTEM = "S20"  # four ones
INDUSTRIES = "industries"
TIERS: dict[str, str | Promise] = {
    "pillar": pgettext_lazy("tier of a chain", "Pillar"),
    "leading": pgettext_lazy("tier of a chain", "Leading"),
    "pilot": pgettext_lazy("tier of a chain", "Pilot"),
}
STAGES: tuple[tuple[str, str | Promise], ...] = (
    ("upstream", gettext_lazy("Upstream")),
    ("midstream", gettext_lazy("Midstream")),
    ("downstream", gettext_lazy("Downstream")),
)


def is_chain(held: InForce) -> bool:
    """Whether an adopted mechanism is a chain: it serves S20 and names its industries."""
    return SYSTEM in held.mechanism.systems and INDUSTRIES in held.mechanism.parameters


@dataclass(frozen=True, slots=True)
class ChainTerms:
    """What the parameters of a chain say on a day; what they leave out is empty."""

    held: InForce
    day: date

    @property
    def pk(self) -> int:
        return self.held.adoption.pk

    @property
    def title(self) -> str:
        return self.held.adoption.title or in_tongue(self.held.mechanism.title)

    @property
    def tier(self) -> str:
        code = self.word("tier")
        return str(TIERS.get(code, code))

    @property
    def leader(self) -> str:
        return in_script(self.word("leader"))

    @property
    def offices(self) -> tuple[str, ...]:
        return tuple(in_script(each) for each in self.words("offices"))

    @property
    def policies(self) -> tuple[str, ...]:
        """The codes of mechanisms, or titles of papers."""
        return self.words("policies")

    @property
    def industries(self) -> tuple[str, ...]:
        """The codes that make up the chain: those it names, and those of its links."""
        named = [*self.words(INDUSTRIES), *(code for _, codes in self.stages for code in codes)]
        return tuple(dict.fromkeys(named))

    @property
    def stages(self) -> list[tuple[str, tuple[str, ...]]]:
        """Where no links are named, the industries themselves are the links of one stage."""
        told = [(str(title), self.words(code)) for code, title in STAGES]
        return [(title, codes) for title, codes in told if codes]

    def word(self, code: str) -> str:
        return next(iter(self.words(code)), "")

    def words(self, code: str) -> tuple[str, ...]:
        parameter = self.held.mechanism.parameters.get(code)
        value: object = parameter.on(self.day) if parameter else None
        if isinstance(value, str):
            return (value,)
        return tuple(str(each) for each in value) if isinstance(value, tuple) else ()


def industry_title(code: str) -> str:
    """电子元件制造 for C398; the code itself where the classification does not hold it."""
    try:
        return in_script(industry(code).name)
    except UserError:
        return code


def longest(codes: Iterable[str], held: str) -> str | None:
    """Of the codes that an industry lies in the finest: C3981 is of C398, not of C39."""
    return max((code for code in codes if held.startswith(code)), key=len, default=None)

"""An industrial chain as its adopted file says it on a day (四个一)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.mechanisms.chain import Chain, ChainTier, Link
from tashan.web.figure_words import in_script, in_tongue

TIERS: Mapping[ChainTier, str | Promise] = {
    ChainTier.PILLAR: pgettext_lazy("tier of a chain", "Pillar"),
    ChainTier.LEADING: pgettext_lazy("tier of a chain", "Leading"),
    ChainTier.PILOT: pgettext_lazy("tier of a chain", "Pilot"),
}


@dataclass(frozen=True, slots=True)
class ChainTerms:
    """Its tier, leader, offices, policies and industries; ``held`` says since when."""

    held: InForce
    part: Chain
    day: date

    @property
    def pk(self) -> int:
        return self.held.adoption.pk

    @property
    def title(self) -> str:
        """As the place calls it: one mechanism is adopted once for each chain."""
        return in_script(self.held.adoption.title)

    @property
    def tier(self) -> str:
        return str(TIERS[self.part.tier])

    @property
    def leader(self) -> str:
        return in_tongue(self.part.leader)

    @property
    def offices(self) -> tuple[str, ...]:
        return tuple(in_tongue(office) for office in self.part.offices)

    @property
    def own_industries(self) -> tuple[str, ...]:
        return self.part.industries_on(self.held.mechanism.parameters, self.day)

    @property
    def industries(self) -> tuple[str, ...]:
        """The codes that make it up: its own; those of its links where it has none yet."""
        linked = (code for link in self.part.links.values() for code in link.industries)
        return self.own_industries or tuple(dict.fromkeys(linked))

    @property
    def links(self) -> dict[str, Link]:
        """Those of them that its own industries touch."""
        return self.part.links_on(self.held.mechanism.parameters, self.day)


def chains_of(held: Iterable[InForce], day: date) -> list[ChainTerms]:
    """The chains among what is in force, one an adoption, in the order of their tiers."""
    found = [
        ChainTerms(each, part, day)
        for each in held
        for part in list(each.mechanism.parts.values())
        if isinstance(part, Chain)
    ]
    order = list(ChainTier)
    return sorted(found, key=lambda terms: (order.index(terms.part.tier), terms.pk))


def industry_title(code: str) -> str:
    """电子元件制造 for C398; the code itself where the classification does not hold it."""
    try:
        return in_script(industry(code).name)
    except UserError:
        return code


def finest(codes: Iterable[str], held: str) -> str | None:
    """Of the codes that an industry lies in the finest: C3981 is of C398, not of C39."""
    return max((code for code in codes if held.startswith(code)), key=len, default=None)

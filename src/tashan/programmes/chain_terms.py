"""An industrial chain as its adopted file says it on a day (四个一)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tashan.adoption.current import InForce
from tashan.mechanisms.chain import Chain, Link


@dataclass(frozen=True, slots=True)
class ChainTerms:
    """The part ``part`` of an adoption: its tier, leader, offices, policies and industries."""

    held: InForce
    part: str
    chain: Chain
    day: date

    @property
    def pk(self) -> int:
        return self.held.adoption.pk

    @property
    def own_industries(self) -> tuple[str, ...]:
        return self.chain.industries_on(self.held.mechanism.parameters, self.day)

    @property
    def industries(self) -> tuple[str, ...]:
        """The codes that make it up: its own; those of its links where it has none yet."""
        linked = (code for link in self.chain.links.values() for code in link.industries)
        return self.own_industries or tuple(dict.fromkeys(linked))

    @property
    def links(self) -> dict[str, Link]:
        """Those of them that its own industries touch."""
        return self.chain.links_on(self.held.mechanism.parameters, self.day)


def finest(codes: Iterable[str], held: str) -> str | None:
    """Of the codes that an industry lies in the finest: C3981 is of C398, not of C39."""
    return max((code for code in codes if held.startswith(code)), key=len, default=None)

"""An industrial chain in the words of the pages (四个一), and its links for the drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.mechanisms.chain import ChainTier
from tashan.programmes.chain_members import LinkHeld
from tashan.programmes.chain_terms import ChainTerms
from tashan.registry.models import EnterpriseFacts
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.matching.chain_map import ChainLink, ChainMap, Member

MOST_NAMED = 8
TIERS: Mapping[ChainTier, str | Promise] = {
    ChainTier.PILLAR: pgettext_lazy("tier of a chain", "Pillar"),
    ChainTier.LEADING: pgettext_lazy("tier of a chain", "Leading"),
    ChainTier.PILOT: pgettext_lazy("tier of a chain", "Pilot"),
}
Named = Callable[[EnterpriseFacts], Member]


class ChainHead:
    """Its title as the place calls it: one mechanism is adopted once for each chain."""

    def __init__(self, terms: ChainTerms) -> None:
        self.pk, self.title = terms.pk, in_script(terms.held.adoption.title)
        self.tier = str(TIERS[terms.chain.tier])
        self.leader = in_tongue(terms.chain.leader)
        self.offices = tuple(in_tongue(office) for office in terms.chain.offices)


def industry_title(code: str) -> str:
    """电子元件制造 for C398; the code itself where the classification does not hold it."""
    try:
        return in_script(industry(code).name)
    except UserError:
        return code


def coded(row: EnterpriseFacts) -> Member:
    """A member where names are not needed, as on the list of chains."""
    return Member(row.entity.code, "")


def map_of(title: str, links: Iterable[LinkHeld], named: Named = coded) -> ChainMap:
    """The links for the drawing, the largest enterprises of each named."""
    drawn = (
        ChainLink(
            one.code,
            in_tongue(one.link.title),
            tuple(f"{code} {industry_title(code)}" for code in one.link.industries),
            tuple(named(row) for row in one.facts[:MOST_NAMED]),
            len(one.facts),
            one.link.key,
        )
        for one in links
    )
    return ChainMap(title, tuple(drawn))

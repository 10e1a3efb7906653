"""Industrial chains (S20): who stands in which link, which links are missing, what is under way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.adoption.current import InForce
from tashan.indicators.newest import Newest
from tashan.mechanisms.chain import Chain, ChainTier
from tashan.programmes.chain_figures import ChainSum, figures_of, sums_of
from tashan.programmes.chain_members import LinkHeld, links_of, members_of, projects_of
from tashan.programmes.chain_terms import ChainTerms
from tashan.programmes.offers import Offer, of_adoption
from tashan.record.perms import Visitor
from tashan.registry.home import home
from tashan.registry.models import EnterpriseFacts, ProjectFacts


@dataclass(frozen=True, slots=True)
class ChainHeld:
    """A chain as adopted, on a day, with everybody in it in the order of ``members_of``.

    ``sums`` are of figures that its enterprises have, ``figures`` the newest of our own place.
    """

    terms: ChainTerms
    members: tuple[EnterpriseFacts, ...]
    links: tuple[LinkHeld, ...]
    projects: tuple[ProjectFacts, ...]
    sums: tuple[ChainSum, ...]
    figures: dict[str, Newest]
    policies: tuple[Offer, ...]

    @property
    def missing(self) -> list[LinkHeld]:
        """The missing links, the key ones first."""
        return sorted((one for one in self.links if one.is_missing), key=lambda x: not x.link.key)

    @property
    def unplaced(self) -> list[int]:
        """Those in its industries and in none of its links."""
        placed = {number for one in self.links for number in one.enterprises}
        return [row.entity_id for row in self.members if row.entity_id not in placed]


def chains_of(held: Iterable[InForce], day: date) -> list[ChainTerms]:
    """The chains among what is in force on a day, the pillars first."""
    found = [
        ChainTerms(each, name, part, day)
        for each in held
        for name, part in list(each.mechanism.parts.items())
        if isinstance(part, Chain)
    ]
    order = list(ChainTier)
    return sorted(found, key=lambda terms: (order.index(terms.chain.tier), terms.pk))


def chain(terms: ChainTerms, held: Sequence[InForce], *, user: Visitor) -> ChainHeld:
    """One chain filled from the register, its figures as the user may see them.

    ``held`` is all that is in force on its day. Four or five queries, however many are in it.
    """
    place = home()
    members = members_of([terms], place)
    return ChainHeld(
        terms=terms,
        members=tuple(members),
        links=links_of(terms, members),
        projects=tuple(projects_of(terms)),
        sums=tuple(sums_of(terms, members)),
        figures=figures_of(terms, place, user),
        policies=tuple(policies_of(terms, held)),
    )


def policies_of(terms: ChainTerms, held: Iterable[InForce]) -> list[Offer]:
    """Those that it names and that are in force, its own first; its own where it names none.

    What it has itself is its own: another chain's programme of the same code is no policy of it.
    """
    own, codes = of_adoption(terms.held), terms.chain.policies
    if not codes:
        return own
    have = {offer.code for offer in own}
    others = (offer for each in held if each.adoption.pk != terms.pk for offer in of_adoption(each))
    named = (*own, *(offer for offer in others if offer.code not in have))
    return [offer for offer in named if offer.code in codes]

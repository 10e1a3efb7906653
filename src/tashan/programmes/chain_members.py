"""Who is in a chain: the operating enterprises of our place, each in its finest link; projects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from tashan.mechanisms.chain import Link
from tashan.programmes.chain_terms import ChainTerms, finest
from tashan.registry.dated import held_on
from tashan.registry.kinds import ProjectStage, Standing
from tashan.registry.models import EnterpriseFacts, Entity, ProjectFacts
from tashan.registry.places import inside

UNDER_WAY = (
    ProjectStage.PLANNED,
    ProjectStage.RESERVED,
    ProjectStage.PREPARATORY,
    ProjectStage.STARTED,
    ProjectStage.BUILDING,
)


@dataclass(frozen=True, slots=True)
class LinkHeld:
    """One link with the enterprises in it; none: promotion looks for it."""

    code: str
    link: Link
    facts: tuple[EnterpriseFacts, ...]

    @property
    def enterprises(self) -> tuple[int, ...]:
        return tuple(row.entity_id for row in self.facts)

    @property
    def is_missing(self) -> bool:
        return not self.facts


def in_industries(codes: Iterable[str]) -> Q:
    """An industry that lies in one of the codes; nothing for no code."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(industry__startswith=code)
    return found


def members_of(chains: Sequence[ChainTerms], place: Entity) -> list[EnterpriseFacts]:
    """Of all these chains, those above designated size and of the largest capital first."""
    if not chains:
        return []
    day = chains[0].day
    codes = {code for terms in chains for code in terms.industries}
    rows = EnterpriseFacts.objects.filter(
        held_on(day), in_industries(codes), standing=Standing.OPERATING,
        entity__merged_into__isnull=True, place__in=inside(place, day),
    )  # fmt: skip
    columns = ("is_above_scale", "registered_capital")
    largest = [F(column).desc(nulls_last=True) for column in columns]
    return list(rows.select_related("entity").order_by(*largest, "pk"))


def links_of(terms: ChainTerms, members: Iterable[EnterpriseFacts]) -> tuple[LinkHeld, ...]:
    """An enterprise whose industry lies in two links stands in the finer one."""
    links = terms.links
    owner = {code: key for key, link in links.items() for code in link.industries}
    found: dict[str, list[EnterpriseFacts]] = {key: [] for key in links}
    for row in members:
        if code := finest(owner, row.industry):
            found[owner[code]].append(row)
    return tuple(LinkHeld(key, link, tuple(found[key])) for key, link in links.items())


def projects_of(terms: ChainTerms) -> list[ProjectFacts]:
    """Those of its industries that are not yet done, the largest investment first."""
    rows = ProjectFacts.objects.filter(
        held_on(terms.day), in_industries(terms.industries), stage__in=UNDER_WAY,
        entity__merged_into__isnull=True,
    )  # fmt: skip
    return list(rows.order_by(F("investment").desc(nulls_last=True), "pk"))

"""Who is in a chain: the operating enterprises of our place, each in its finest link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db.models import F, Q

from tashan.registry.dated import held_on
from tashan.registry.home import home
from tashan.registry.kinds import Standing
from tashan.registry.models import EnterpriseFacts
from tashan.registry.places import within
from tashan.web.figure_words import in_tongue
from tashan.web.matching.chain_map import ChainLink, ChainMap, Member
from tashan.web.matching.chains import ChainTerms, finest, industry_title

MOST_NAMED = 8
Named = Callable[[EnterpriseFacts], Member]


def in_industries(codes: Iterable[str]) -> Q:
    """An industry that lies in one of the codes; nothing for no code."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(industry__startswith=code)
    return found


def members_of(chains: Sequence[ChainTerms]) -> list[EnterpriseFacts]:
    """Of all these chains, those above designated size and of the largest capital first."""
    if not chains:
        return []
    day = chains[0].day
    codes = {code for terms in chains for code in terms.industries}
    rows = EnterpriseFacts.objects.filter(
        held_on(day), in_industries(codes), standing=Standing.OPERATING,
        entity__merged_into__isnull=True, place__in=sorted(within([home().pk], day)),
    )  # fmt: skip
    columns = ("is_above_scale", "registered_capital")
    largest = [F(column).desc(nulls_last=True) for column in columns]
    return list(rows.select_related("entity").order_by(*largest, "pk"))


def coded(row: EnterpriseFacts) -> Member:
    """A member where names are not needed, as on the list of chains."""
    return Member(row.entity.code, "")


def map_of(terms: ChainTerms, facts: Sequence[EnterpriseFacts], named: Named = coded) -> ChainMap:
    """An enterprise whose industry lies in two links stands in the finer one."""
    links = terms.links
    owner = {code: key for key, link in links.items() for code in link.industries}
    inside: dict[str, list[EnterpriseFacts]] = {key: [] for key in links}
    for row in facts:
        if code := finest(owner, row.industry):
            inside[owner[code]].append(row)
    drawn = (
        ChainLink(
            key,
            in_tongue(link.title),
            tuple(f"{code} {industry_title(code)}" for code in link.industries),
            tuple(named(row) for row in inside[key][:MOST_NAMED]),
            len(inside[key]),
            link.key,
        )
        for key, link in links.items()
    )
    return ChainMap(terms.title, tuple(drawn))

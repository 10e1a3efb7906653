"""Industrial chains, each on one page: its industry, leader, offices, policies and links."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption.current import in_force
from tashan.record import perms
from tashan.web.doors import OfficerRequest, page
from tashan.web.matching.chain_members import map_of, members_of
from tashan.web.matching.chain_page import ChainPage
from tashan.web.matching.chains import ChainTerms, chains_of
from tashan.web.matching.programme_list import ProgrammeLine, lines_of


@dataclass(frozen=True, slots=True)
class ChainCard:
    """One chain on the list."""

    pk: int
    title: str
    tier: str
    leader: str
    enterprises: int
    missing: tuple[str, ...]


@page(perms.may_see_mechanisms)
def chains(request: OfficerRequest) -> HttpResponse:
    """All chains in force today, the pillars first."""
    today = timezone.localdate()
    cards = _cards(chains_of(in_force(today), today))
    return render(request, "chains/list.html", {"chains": cards, "finding": _finding(cards)})


@page(perms.may_see_mechanisms)
def chain(request: OfficerRequest, adoption_id: int) -> HttpResponse:
    """One chain as it stands today."""
    today = timezone.localdate()
    held = in_force(today)
    terms = next((each for each in chains_of(held, today) if each.pk == adoption_id), None)
    if terms is None:
        raise Http404
    context = {
        "chain": ChainPage(terms, viewer=request.user),
        "policies": _policies(terms, lines_of(held)),
    }
    return render(request, "chains/chain.html", context)


def _policies(terms: ChainTerms, lines: list[ProgrammeLine]) -> list[ProgrammeLine]:
    """What the chain names and is in force; of what it has itself, its own and no other chain's."""
    named = [line for line in lines if line.offer.code in terms.part.policies]
    own = {line.offer.code for line in named if line.key[0] == terms.pk}
    return [line for line in named if line.key[0] == terms.pk or line.offer.code not in own]


def _cards(chains: list[ChainTerms]) -> list[ChainCard]:
    facts = members_of(chains)
    cards = []
    for terms in chains:
        drawn = map_of(terms, [r for r in facts if r.industry.startswith(terms.industries)])
        missing = tuple(link.title for link in drawn.missing)
        count = sum(row.industry.startswith(terms.industries) for row in facts)
        cards.append(ChainCard(terms.pk, terms.title, terms.tier, terms.leader, count, missing))
    return cards


def _finding(cards: list[ChainCard]) -> str:
    if not cards:
        return _("There is no chain yet")
    missing = sum(len(card.missing) for card in cards)
    told = ngettext("%d chain", "%d chains", len(cards)) % len(cards)
    return _("%(chains)s, %(missing)d missing links") % {"chains": told, "missing": missing}

"""Industrial chains, each on one page: its industry, leader, offices, policies and links."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption.current import InForce, in_force
from tashan.programmes.chain_members import links_of, members_of
from tashan.programmes.chain_terms import ChainTerms
from tashan.programmes.chains import ChainHeld, chains_of
from tashan.programmes.chains import chain as chain_held
from tashan.record import perms
from tashan.registry.home import home
from tashan.registry.models import EnterpriseFacts
from tashan.web.doors import OfficerRequest, page
from tashan.web.figure_words import in_tongue
from tashan.web.matching.chain_page import ChainPage
from tashan.web.matching.chains import ChainHead
from tashan.web.matching.programme_list import key_of, newest_of, programme_address
from tashan.web.matching.standings import Counts


@dataclass(frozen=True, slots=True)
class ChainCard:
    """One chain on the list."""

    pk: int
    title: str
    tier: str
    leader: str
    enterprises: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Policy:
    """A programme of the chain with the counts of its last match."""

    title: str
    url: str
    counts: Counts | None


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
    found = chain_held(terms, held, user=request.user)
    context = {"chain": ChainPage(found), "policies": _policies(found, held)}
    return render(request, "chains/chain.html", context)


def _policies(found: ChainHeld, held: list[InForce]) -> list[Policy]:
    """In their order, with what the last match of each gave."""
    last = newest_of(held)
    return [
        Policy(
            in_tongue(offer.programme.title),
            programme_address(offer),
            Counts.of(row, row.run) if (row := last.get(key_of(offer))) else None,
        )
        for offer in found.policies
    ]


def _cards(chains: list[ChainTerms]) -> list[ChainCard]:
    members = members_of(chains, home()) if chains else []
    return [
        _card(terms, [row for row in members if row.industry.startswith(terms.industries)])
        for terms in chains
    ]


def _card(terms: ChainTerms, members: list[EnterpriseFacts]) -> ChainCard:
    head = ChainHead(terms)
    missing = (in_tongue(one.link.title) for one in links_of(terms, members) if one.is_missing)
    return ChainCard(head.pk, head.title, head.tier, head.leader, len(members), tuple(missing))


def _finding(cards: list[ChainCard]) -> str:
    if not cards:
        return _("There is no chain yet")
    missing = sum(len(card.missing) for card in cards)
    told = ngettext("%d chain", "%d chains", len(cards)) % len(cards)
    return _("%(chains)s, %(missing)d missing links") % {"chains": told, "missing": missing}

"""The API: what its operations are gathered from, and what holds for all of them."""

from __future__ import annotations

from ninja import NinjaAPI

from tashan.api.faults import add_handlers
from tashan.api.routers import ALL
from tashan.api.views import (
    account,
    adoptions,
    analysis,
    award_lists,
    belongings,
    benchmark,
    books,
    budgets,
    cards,
    cases,
    changes,
    credit,
    delegations,
    duties,
    enterprises,
    entities,
    exports,
    figures,
    findings,
    guarantees,
    imports,
    indicators,
    investments,
    items,
    lists,
    loans,
    matches,
    mechanisms,
    nominations,
    notices,
    offices,
    openings,
    parks,
    places,
    plans,
    procedures,
    programmes,
    project_money,
    projects,
    ranking_acts,
    rankings,
    reports,
    sources,
    taking,
    trips,
)

# importing these modules declares their operations
SUBJECTS = (
    investments,
    books,
    account,
    entities,
    enterprises,
    places,
    offices,
    lists,
    parks,
    projects,
    changes,
    credit,
    belongings,
    indicators,
    figures,
    taking,
    sources,
    benchmark,
    analysis,
    plans,
    reports,
    findings,
    mechanisms,
    imports,
    exports,
    programmes,
    matches,
    award_lists,
    adoptions,
    trips,
    rankings,
    ranking_acts,
    openings,
    procedures,
    cases,
    notices,
    duties,
    delegations,
    items,
    guarantees,
    cards,
    budgets,
    nominations,
    loans,
    project_money,
)

api = NinjaAPI(
    title="Tashan",
    version="1",
    description=(
        "Everything that the pages of Tashan can do. Programs sign in with a token that an officer"
        " makes on the page “Tokens”; a token may do what its scopes and its account's roles both"
        " allow. Figures are exact decimals written as text, money is whole fen beside yuan, days"
        " are ISO 8601, and an unknown figure is null, never 0. What goes wrong is told as"
        " application/problem+json (RFC 9457)."
    ),
    urls_namespace="api",
    openapi_url=None,  # served by tashan.api.urls, with scopes and problems told
    docs_url=None,  # a page that loads its scripts from elsewhere shows nothing on a closed network
)
add_handlers(api)
for router in ALL.values():
    api.add_router("", router)

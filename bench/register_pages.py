"""The pages that ``registry.py`` asks for, each with what its answer must say to be measured."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from register_peer import ByHand, Peer, a_list, a_profile, a_search

from tashan.base import terms
from tashan.indicators.traits import forget
from tashan.registry.models import Entity, EntityName

Check = Callable[[str, Peer], str]  # what is wrong with an answer; empty for nothing
_LISTED = re.compile(r'<a class="name" href="/enterprises/(\d+)/[^"]*">')
_PEER = re.compile(r'<li[^>]*><a href="\?ref=(\d+)"')
_RANK = re.compile(r'<b>(\d+)</b><span class="of">/(\d+)</span>')
PEERS = 12
FIRST_INDICATOR = "factory_area_built"  # what a county looks at first


@dataclass(frozen=True, slots=True)
class Page:
    """``by_hand`` is the same in SQL, where the peer does it too."""

    name: str
    address: str
    check: Check
    by_hand: ByHand | None = None
    before: Callable[[], object] | None = None  # done each time before it is asked for

    def fault(self, answer: str, peer: Peer) -> str:
        return self.check(answer, peer)


def pages(ours: Entity, firm: EntityName) -> list[Page]:
    name, initials, words = firm.name, firm.initials[:8], firm.name[3:8]
    asked = terms.query(words)
    return [
        listed("list", "/enterprises/", a_list()),
        listed("list, page 40", "/enterprises/?page=40", a_list(page=40)),
        listed(
            "list, filtered",
            "/enterprises/?industry=C39&scale=large",
            a_list(where="AND f.industry LIKE 'C39%%' AND f.scale = %s", values=["large"]),
        ),
        listed(
            "list, by words",
            f"/enterprises/?q={words}",
            a_list(where="AND n.terms @@ %s::tsquery", values=[asked]),
        ),
        listed(
            "list, by a common word",
            "/enterprises/?q=有限公司",
            a_list(where="AND n.terms @@ %s::tsquery", values=[terms.query("有限公司")]),
        ),
        listed(
            "list, by initials",
            f"/enterprises/?q={initials}",
            a_list(where="AND n.initials LIKE %s", values=[f"{initials}%"]),
        ),
        Page("search of everything", f"/search/?q={name}", holds(f"/{firm.entity_id}/"),
             a_search(terms.query(name))),
        Page("one enterprise", f"/enterprises/{firm.entity_id}/", holds(name),
             a_profile(firm.entity_id)),
        Page("one indicator of it", f"/figures/of/{firm.entity_id}/main_revenue/",
             holds(name, "2026")),
        Page("benchmark, our peers", "/benchmark/", rightly_ranked(ours.pk)),
        Page("… after a new figure", "/benchmark/", rightly_ranked(ours.pk), before=forget),
        Page("a place", f"/places/{ours.pk}/", holds("<h1", ours.code)),
    ]  # fmt: skip


def listed(name: str, address: str, by_hand: ByHand) -> Page:
    """A list has the firms that the SQL by hand finds, in its order."""

    def check(answer: str, peer: Peer) -> str:
        shown = [int(pk) for pk in _LISTED.findall(answer)]
        rows = [row[0] for row in peer.rows(by_hand)]
        return "" if shown and shown == rows else f"shows {shown} and not {rows}"

    return Page(name, address, check, by_hand)


def holds(*parts: str) -> Check:
    def check(answer: str, _peer: Peer) -> str:
        missing = [part for part in parts if part not in answer]
        return f"without {missing}" if missing else ""

    return check


def rightly_ranked(ours: int) -> Check:
    """The peers are the likest of all counties, and our rank among them is right, both by SQL."""

    def check(answer: str, _peer: Peer) -> str:
        shown = [int(pk) for pk in _PEER.findall(answer)]
        with connection.cursor() as cursor:
            cursor.execute(_LIKEST, {"ours": ours, "most": PEERS})
            likest = [pk for (pk,) in cursor.fetchall()]
            cursor.execute(
                _OUR_RANK, {"ours": ours, "places": [ours, *likest], "code": FIRST_INDICATOR}
            )
            rank = cursor.fetchone()
        if shown != likest:
            return f"compares with {shown} and not {likest}"
        found = _RANK.search(answer)
        told = tuple(map(int, found.groups())) if found else None
        return "" if told == rank else f"ranks {told} and not {rank}"

    return check


_LIKEST = """
    WITH traits AS (
        SELECT p.subject_id AS place, p.value AS people, g.value / p.value AS wealth
          FROM indicators_observation p
          JOIN indicators_observation g USING (subject_id, last)
         WHERE last = '2025-12-31'
           AND p.indicator_id = (SELECT id FROM indicators_indicator
                                  WHERE code = 'resident_population')
           AND g.indicator_id = (SELECT id FROM indicators_indicator WHERE code = 'grp')
    )
    SELECT t.place FROM traits t, traits o
     WHERE o.place = %(ours)s AND t.place <> o.place
     ORDER BY round(40 * greatest(0, 1 - abs(ln(t.people / o.people)) / ln(4.0))
                  + 30 * greatest(0, 1 - abs(ln(t.wealth / o.wealth)) / ln(4.0)), 9) DESC,
              t.place::text COLLATE "C"
     LIMIT %(most)s
"""
_OUR_RANK = """
    WITH figures AS (
        SELECT subject_id, value FROM indicators_observation
         WHERE subject_id = ANY(%(places)s) AND last = '2025-12-31'
           AND indicator_id = (SELECT id FROM indicators_indicator WHERE code = %(code)s)
    )
    SELECT 1 + count(*) FILTER (WHERE value > (SELECT value FROM figures
                                                WHERE subject_id = %(ours)s)), count(*)
      FROM figures
"""

"""The lines of the tables of results: who, how much, what is missed, which figure is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tashan.programmes.outcomes import Outcome
from tashan.programmes.result_file import Standing
from tashan.programmes.results import ResultRow, Results
from tashan.registry.models import Entity
from tashan.registry.naming import names_on
from tashan.web.matching.quantities import fen_text, joined, listed
from tashan.web.matching.reasons import Needed, ShownReason, Wording, shown_reasons, wording_of
from tashan.web.matching.standings import standing_word

MOST_REASONS = 2


@dataclass(frozen=True, slots=True)
class Called:
    """What an entity is called, and its code."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class ShownResult:
    """One subject under one programme in one line."""

    subject: int
    name: str
    code: str
    url: str
    standing: str
    word: str
    amount: str = ""
    note: str = ""
    place: int | None = None
    why: str = ""
    detail: str = ""
    gap: str = ""
    bar: SafeString | str = ""
    needed: tuple[Needed, ...] = ()


def called_on(subjects: Sequence[int], day: date) -> dict[int, Called]:
    """Names and codes; two queries."""
    names = names_on(subjects, day)
    rows = Entity.objects.filter(pk__in=subjects).values_list("pk", "code")
    return {pk: Called(names.get(pk, code), code) for pk, code in rows}


def shown_results(found: Results, rows: Sequence[ResultRow]) -> list[ShownResult]:
    """The lines of one page of one programme."""
    words, known = wording_of(found), called_on([row.subject for row in rows], found.run.on)
    return [shown(row, found, words, known.get(row.subject, Called("", ""))) for row in rows]


def shown(row: ResultRow, found: Results, words: Wording, named: Called) -> ShownResult:
    reasons = shown_reasons(row.answer.reasons, words)
    missed = next((r for r in reasons if r.state == "missed"), None)
    is_near = row.standing is Standing.NEAR and missed is not None
    return ShownResult(
        subject=row.subject,
        name=named.name,
        code=named.code,
        url=answer_address(found, row.subject),
        standing=row.standing.value,
        word=standing_word(row.standing),
        amount=amount_of(row),
        note=note_of(row),
        place=row.place,
        why=why(row.standing, reasons),
        detail=missed.has if is_near and missed else "",
        gap=missed.gap if is_near and missed else "",
        bar=missed.bar if is_near and missed else "",
        needed=tuple(each for r in reasons for each in r.needed),
    )


def answer_address(found: Results, subject: int) -> str:
    url = reverse("match_answer", args=[found.run.pk, subject])
    return f"{url}?programme={found.row.position}"


def amount_of(row: ResultRow) -> str:
    """What is given, else what is due; empty where nothing is paid."""
    fen = row.given if row.given is not None else row.fen
    return "" if fen is None else fen_text(fen)


def note_of(row: ResultRow) -> str:
    """Why it is not the whole amount."""
    if row.outcome is None or row.outcome is Outcome.GIVEN:
        return ""
    if row.fen is not None and row.given is not None and row.given != row.fen:
        told = {"why": row.outcome.label, "due": fen_text(row.fen)}
        return _("%(why)s; by the rule %(due)s") % told
    return str(row.outcome.label)


def why(standing: Standing, reasons: Sequence[ShownReason]) -> str:
    """The line that tells most: numbers of those who qualify, what the others miss."""
    if standing is Standing.ELIGIBLE:
        told = [f"{r.says}（{r.sides[0].value}）" for r in reasons if r.has and not r.is_exclusion]
        return joined(told[:MOST_REASONS]) or _("meets every condition")
    if standing is Standing.UNKNOWN:
        return wanted([need for r in reasons for need in r.needed])
    missed = [exclusion_or_condition(r) for r in reasons if r.state == "missed"]
    return joined(missed)


def wanted(needed: Sequence[Needed]) -> str:
    """What each office holds, the office named once: 营业收入、资产总额，由县工信局持有."""
    by_holder: dict[str, dict[str, None]] = {}
    for each in needed:
        by_holder.setdefault(each.holder, {})[each.title] = None
    told = (Needed(listed(titles), holder).words for holder, titles in by_holder.items())
    return joined(told)


def exclusion_or_condition(reason: ShownReason) -> str:
    return _("Not: %(says)s") % {"says": reason.says} if reason.is_exclusion else reason.says

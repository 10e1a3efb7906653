"""One programme on one page: its rule, its parameters, its budget and its newest results."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.adoption import current
from tashan.mechanisms.programme import Mode
from tashan.programmes.binding import settled
from tashan.programmes.budgets import holding
from tashan.programmes.models import AwardList, ListState, RunProgramme
from tashan.programmes.offers import Offer
from tashan.programmes.words import condition_words
from tashan.record import perms
from tashan.record.models import User
from tashan.web.figure_words import in_script, in_tongue
from tashan.web.matching.budget_bars import BudgetLine
from tashan.web.matching.programme_list import budget_of, key_of
from tashan.web.matching.quantities import fen_text
from tashan.web.matching.result_page import ResultPage
from tashan.web.matching.reviews import reviews_of
from tashan.web.matching.rule_words import (
    SHORTAGES,
    SUBJECTS,
    clauses_of,
    given_by,
    parameters_of,
    speaker_of,
    used_by,
)
from tashan.web.matching.standings import Counts

LIST_LIGHTS = {
    ListState.DRAFTED: "yellow",
    ListState.CONFIRMED: "green",
    ListState.DROPPED: "stopped",
}


@dataclass(frozen=True, slots=True)
class ShownList:
    """A list of the programme in one line."""

    pk: int
    title: str
    count: int
    amount: str
    state: str
    light: str
    at: date


def context_of(offer: Offer, row: RunProgramme | None, request: HttpRequest) -> dict[str, object]:
    """Everything the page shows; ``row`` is of its newest finished match."""
    today = timezone.localdate()
    key, title = key_of(offer), in_tongue(offer.programme.title)
    counts = Counts.of(row, row.run) if row else None
    user = request.user
    context: dict[str, object] = {
        "title": title,
        "finding": finding(title, row, counts),
        "run": row.run if row else None,
        "lists": lists_of(*key),
        "money": money_of(offer, today),
        "may_export": row is not None and perms.may_export_figures(user),
        **_rule(offer, today),
        **_addresses(key, user),
    }
    if row is not None:
        budget = offer.programme.budget
        context |= {
            **ResultPage(row, request).context(),
            "budget": budget_of(row),
            "shortage": SHORTAGES[budget.shortage] if budget else "",
            "given": fen_text(row.given) if row.given else "",
            "total": fen_text(row.wanted) if row.wanted else "",
        }
    return context


def money_of(offer: Offer, today: date) -> BudgetLine | None:
    """The budget that the programme draws on this year, with where it stands."""
    assert offer.held is not None, "only what is adopted stands on these pages"
    row = holding.budget_of(offer.held.adoption.pk, offer.part, today.year)
    return BudgetLine(row, today) if row else None


def _rule(offer: Offer, today: date) -> dict[str, object]:
    assert offer.held is not None, "only what is adopted stands on these pages"
    held, by = current.of(offer.held.adoption, today), speaker_of(offer, today)
    return {
        "mechanism": in_script(offer.held.adoption.title),
        "mechanism_url": f"/adoptions/{offer.held.adoption.pk}/",
        "is_automatic": offer.programme.mode is Mode.AUTOMATIC,
        "review": reviews_of([held])[offer.held.adoption.pk],
        "subject": SUBJECTS[offer.programme.subject],
        "clauses": clauses_of(condition_words(settled(offer, today)), by),
        "gives": given_by(offer.programme, by),
        "parameters": parameters_of(used_by(offer.programme, offer.origin.parameters), by),
    }


def _addresses(key: tuple[int, str], user: object) -> dict[str, object]:
    may_match = isinstance(user, User) and perms.may_match(user)
    return {
        "may_match": may_match,
        "match_url": reverse("match_programme", args=key),
        "what_if_url": reverse("programme_what_if", args=key),
        "export_url": reverse("programme_export", args=key),
        "draft_url": reverse("draft_list", args=key),
    }


def finding(title: str, row: RunProgramme | None, counts: Counts | None) -> str:
    """工业技术改造补助：15 家符合，合计 1,260 万元."""
    if row is None or counts is None:
        return _("%(title)s: not matched yet") % {"title": title}
    told = ngettext("%d qualifies", "%d qualify", counts.eligible) % counts.eligible
    if row.given:
        sums = {"title": title, "count": told, "amount": fen_text(row.given)}
        return _("%(title)s: %(count)s, %(amount)s together") % sums
    near = ngettext("%d nearly does", "%d nearly do", counts.near) % counts.near
    return _("%(title)s: %(count)s, %(near)s") % {"title": title, "count": told, "near": near}


def lists_of(adoption: int, part: str) -> list[ShownList]:
    """The newest first; one query."""
    rows = AwardList.objects.filter(adoption=adoption, part=part).order_by("-number")
    summed = rows.annotate(count=Count("awards"), fen=Sum("awards__fen"))
    return [_shown(row, row.count, row.fen) for row in summed]


def _shown(row: AwardList, count: int, fen: int | None) -> ShownList:
    state = ListState(row.state)
    return ShownList(
        row.pk,
        list_title(row),
        count,
        fen_text(fen),
        str(state.label),
        LIST_LIGHTS[state],
        timezone.localdate(row.drafted_at),
    )


def list_title(row: AwardList) -> str:
    return _("%(title)s, list no. %(number)d") % {
        "title": in_script(row.title),
        "number": row.number,
    }

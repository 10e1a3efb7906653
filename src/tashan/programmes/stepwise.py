"""Stepwise awards: the step that is reached, less what earlier lists gave for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Sum

from tashan.ledger.reckoning import yuan
from tashan.programmes.models import Award, AwardState, ClawBack, ListState, RunProgramme
from tashan.programmes.run_offers import offer_of_row


class Given(NamedTuple):
    """What a list gives one subject: fen, its place, and how the amount came about."""

    subject: int
    fen: int | None
    place: int | None
    reckoning: list[dict[str, Any]]


def given(row: RunProgramme, awards: Iterable[tuple[int, int | None, int | None]]) -> list[Given]:
    """The awards of a result; of a stepwise programme less what was given before, if any is left.

    What was claimed back counts as not given.
    """
    found = [Given(*award, []) for award in awards]
    if not offer_of_row(row, row.run).programme.gives.steps:
        return found
    before = _before(row, [one.subject for one in found])
    less = (_less(one, before.get(one.subject, 0)) for one in found)
    return [one for one in less if one.fen is None or one.fen > 0]


def _less(one: Given, before: int) -> Given:
    step = one.fen or 0
    left = step - before
    title = {
        "zh": "本阶段累计金额减去以前名单已给的",
        "en": "The step less what earlier lists gave",
    }
    reckoned = {"title": title, "formula": f"{yuan(step)} − {yuan(before)}", "fen": left}
    return Given(one.subject, left, one.place, [reckoned])


def _before(row: RunProgramme, subjects: list[int]) -> dict[int, int]:
    """What lists that stand gave each subject under this programme, in fen."""
    rows = Award.objects.filter(
        entity__in=subjects, list__adoption=row.adoption_id, list__part=row.part,
        list__state__in=(ListState.DRAFTED, ListState.CONFIRMED),
    ).exclude(state=AwardState.DECLINED)  # fmt: skip
    had = dict(rows.values_list("entity").annotate(fen=Sum("fen")).values_list("entity", "fen"))
    claims = ClawBack.objects.filter(payment__award__in=rows.values("pk"))
    by_firm = claims.values_list("payment__award__entity").annotate(total=Sum("fen"))
    back = dict(by_firm.values_list("payment__award__entity", "total"))
    return {firm: (fen or 0) - back.get(firm, 0) for firm, fen in had.items()}

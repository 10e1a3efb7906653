"""Lists of who gets what: drafted from a run, confirmed or dropped, told to the enterprises.

A list is frozen when it is drafted. Every move is one function and one event of its stream.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.notices import refuse_unannounced
from tashan.mechanisms.programme import Mode
from tashan.programmes import list_labels, stepwise
from tashan.programmes.budgets import holding
from tashan.programmes.models import Award, AwardList, AwardState, ListState, RunProgramme, RunState
from tashan.programmes.offers import Offer
from tashan.programmes.results import Results
from tashan.programmes.run_offers import offer_of_row
from tashan.record import events, sources
from tashan.record.copying import copied
from tashan.record.models import User


@transaction.atomic
def draft(row: RunProgramme, *, actor: User, at: datetime, title: str = "") -> AwardList:
    """A list of all who are given something by this programme of a finished run.

    Where the programme draws on a budget, what the list comes to is set aside there.

    Raises UserError for a preview, for a run that is not done, where nobody is given anything,
    and where the budget does not reach.
    """
    budget = holding.locked(row.adoption_id, row.part, row.run.on) if row.adoption_id else None
    adoption = _adopted(row)
    found = [(told["subject"], told["given"], told["place"]) for told in awarded(row).to_dicts()]
    given = stepwise.given(row, found)
    if not given:
        raise UserError(
            _("Nobody is given anything by this run."),
            hint=_("Look at who misses one condition, and at the figures that are missing."),
        )
    awards = [(one.subject, one.fen, one.place) for one in given]
    made = AwardList.objects.create(
        programme=row, adoption=adoption, part=row.part,
        number=_next_number(adoption, row.part), title=title.strip() or row.title["zh"],
        sha256=events.hash_of_content(_content(row, awards)), drafted_by=actor, drafted_at=at,
    )  # fmt: skip
    copied([_award(made, one) for one in given])
    said = {"run": row.run_id, "sha256": made.sha256, "awards": len(awards)}
    events.append(made.stream, "list.drafted", said, actor=actor, at=at)
    if budget is not None:
        holding.reserve(budget, made, by=_by(actor, at))
    return made


def _award(made: AwardList, one: stepwise.Given) -> Award:
    return Award(
        list=made, entity_id=one.subject, fen=one.fen, place=one.place, reckoning=one.reckoning
    )


def _by(actor: User, at: datetime) -> By:
    return By(actor, at, timezone.localdate(at))


def awarded(row: RunProgramme) -> pl.DataFrame:
    """The rows of a result that are given something: money, or what is not money."""
    frame = Results(row).frame.filter(pl.col("outcome").is_in(["given", "part", "reduced"]))
    return frame.filter(pl.col("given").is_null() | (pl.col("given") > 0)).sort("place", "subject")


def _adopted(row: RunProgramme) -> Adoption:
    if row.run.state != RunState.DONE:
        raise UserError(_("The run is not done yet."), hint=_("Wait until it is."))
    if row.adoption is None:
        raise UserError(
            _("This was a preview of a programme that is not adopted here."),
            hint=_("Adopt the mechanism, then match it again."),
        )
    return Adoption.objects.select_for_update().get(pk=row.adoption.pk)


def _next_number(adoption: Adoption, part: str) -> int:
    rows = AwardList.objects.filter(adoption=adoption, part=part)
    last: int | None = rows.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _content(row: RunProgramme, awards: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """What is frozen: by which rules, of which day, from which result, who gets what."""
    return {
        "adoption": row.adoption_id,
        "part": row.part,
        "digest": row.digest,
        "on": row.run.on.isoformat(),
        "result": row.run.file.sha256 if row.run.file else "",
        "awards": [list(award) for award in awards],
    }


def is_whole(award_list: AwardList) -> bool:
    """Whether its awards are still those that its SHA-256 is of."""
    rows = award_list.awards.order_by("place", "entity").values_list("entity", "fen", "place")
    ordered = sorted(rows, key=lambda row: (row[2] is not None, row[2] or 0, row[0]))
    content = _content(award_list.programme, ordered)
    return events.hash_of_content(content) == award_list.sha256


@transaction.atomic
def confirm(award_list: AwardList, *, actor: User, at: datetime) -> AwardList:
    """What was drafted holds; the label that the programme gives is written on each.

    Who had it by an earlier list of the same year and is not on this one carries it no more.

    What it comes to is committed in its budget.

    Raises UserError for a list that is no draft, without a fair competition review where the
    mechanism needs one, and before a public notice is over that the programme asks for.
    """
    budget = holding.locked_of_list(award_list)
    award_list = _locked(award_list, ListState.DRAFTED)
    offer = offer_of_row(award_list.programme, award_list.programme.run)
    refuse_unreviewed(offer)
    since = timezone.localdate(at)
    refuse_unannounced(f"list:{award_list.pk}", offer.programme.notice, since)
    source = sources.entry(f"{award_list.title}（第{award_list.number}号名单）", actor=actor, at=at)
    ended = list_labels.end_of_others(award_list, offer, source, since)
    labelled = list_labels.give(award_list, offer.programme.gives, source, since)
    if offer.programme.mode is Mode.ON_APPLICATION:
        award_list.awards.update(state=AwardState.CONFIRMED)
    award_list.state, award_list.source = ListState.CONFIRMED, source
    award_list.confirmed_by, award_list.confirmed_at = actor, at
    award_list.save(update_fields=["state", "source", "confirmed_by", "confirmed_at"])
    said = {"sha256": award_list.sha256, "labelled": labelled, "ended": ended}
    events.append(award_list.stream, "list.confirmed", said, actor=actor, at=at)
    if budget is not None:
        holding.commit(budget, award_list, by=_by(actor, at))
    return award_list


def refuse_unreviewed(offer: Offer) -> None:
    """Fair competition review regulations: nothing is issued that was not reviewed."""
    assert offer.held is not None, "lists come of adopted programmes"
    if offer.needs_review and not current.is_reviewed(offer.held.adoption):
        raise UserError(
            _("“%s” needs a fair competition review before anything is given by it.")
            % offer.held.adoption.title,
            hint=_("Have it reviewed and record the conclusion with the adoption."),
        )


@transaction.atomic
def drop(award_list: AwardList, *, reason: str, actor: User, at: datetime) -> AwardList:
    """A draft that nobody confirms; it stays to be seen."""
    if not reason.strip():
        raise UserError(_("Say why the list is dropped."), hint=_("A few words are enough."))
    budget = holding.locked_of_list(award_list)
    award_list = _locked(award_list, ListState.DRAFTED)
    award_list.state = ListState.DROPPED
    award_list.save(update_fields=["state"])
    events.append(award_list.stream, "list.dropped", {"reason": reason.strip()}, actor=actor, at=at)
    if budget is not None:
        holding.release(budget, award_list, reason.strip(), by=_by(actor, at))
    return award_list


def _locked(award_list: AwardList, state: ListState) -> AwardList:
    found = AwardList.objects.select_for_update().get(pk=award_list.pk)
    if found.state != state:
        raise UserError(
            _("The list is: %s.") % ListState(found.state).label,
            hint=_("Draft a new list; this one stays as it is."),
        )
    return found

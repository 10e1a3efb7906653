"""A list as a sheet that an office signs; that it went out is an event."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tashan.indicators.handouts import XLSX, Handout
from tashan.papers.sheets import Column, Sheet, signed_by, workbook
from tashan.programmes.models import Award, AwardList, AwardState, ListState
from tashan.record.events import append
from tashan.record.models import User
from tashan.registry.naming import names_on


@transaction.atomic
def hand_out(award_list: AwardList, *, actor: User, at: datetime) -> Handout:
    """The list as ``xlsx``, signed by the officer; recorded in the stream of the list."""
    data = sheet_of(award_list, officer=actor.display_name, on=timezone.localdate(at))
    append(award_list.stream, "list.exported", {"sha256": award_list.sha256}, actor=actor, at=at)
    return Handout(f"{award_list.title}-{award_list.number}.xlsx", XLSX, data)


def sheet_of(award_list: AwardList, *, officer: str, on: date) -> bytes:
    """One row an award, in the order of the list; what is only drafted says so."""
    awards = list(award_list.awards.select_related("entity").order_by("place", "entity"))
    names = names_on((award.entity_id for award in awards), award_list.programme.run.on)
    columns = [
        Column(_("Number"), 8),
        Column(_("Enterprise"), 36),
        Column(_("Code"), 22),
        Column(_("Place"), 8),
        Column(_("Amount"), 16, "#,##0.00", "元"),
        Column(_("State"), 16),
    ]
    rows = [_cells(number, award, names) for number, award in enumerate(awards, start=1)]
    state = ListState(award_list.state).label
    footer = f"{state}    SHA-256 {award_list.sha256}    " + signed_by(officer=officer, on=on)
    return workbook([Sheet(award_list.title, columns, rows, footer)])


def _cells(number: int, award: Award, names: dict[int, str]) -> list[object]:
    return [
        number,
        names.get(award.entity_id, ""),
        award.entity.code,
        award.place,
        None if award.fen is None else Decimal(award.fen) / 100,
        AwardState(award.state).label,
    ]

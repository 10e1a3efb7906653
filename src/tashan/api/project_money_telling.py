"""Money of projects as answers tell it: sources, lines, and the whole of one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from tashan.api.fields import ROOT, Money
from tashan.api.guarantee_telling import money
from tashan.api.schemas import project_money as told
from tashan.api.schemas.shared import Refs
from tashan.ledger.models import Entry
from tashan.ledger.reckoning import percent, yuan
from tashan.programmes.project_money.acting import acts_for
from tashan.programmes.project_money.lights import Deal
from tashan.programmes.project_money.standing import (
    MoneyStands,
    SourceTotals,
    moneys_on,
    rules_on,
    totals_on,
)
from tashan.programmes.project_money_models import MoneySource, ProjectMoney
from tashan.record.models import User
from tashan.record.perms import Visitor


def source_lines(rows: Sequence[MoneySource], on: date) -> list[told.SourceLine]:
    """Each source with what it comes to on a day."""
    return [told.SourceLine(**_source(one, on)) for one in totals_on(rows, on)]


def _source(one: SourceTotals, on: date) -> dict[str, Any]:
    row = one.source
    return {
        "id": row.pk, "url": f"{ROOT}/project-money/{row.pk}", "kind": row.kind,
        "title": row.title, "document": row.document, "uses": row.uses, "since": row.since,
        "until": row.until, "on": on, "book": row.book_id, "quota": money(row.fen),
        "granted": money(one.granted), "received": money(one.received), "paid": money(one.paid),
        "returned": money(one.returned), "left": money(one.left),
    }  # fmt: skip


def source_in_full(row: MoneySource, on: date, viewer: Visitor) -> told.SourceInFull:
    """A source with every project's money of it."""
    rows = row.moneys.filter(applied_on__lte=on).select_related("project").order_by("pk")
    known = list(rows)
    for one in known:
        one.source = row
    line, months = _source(totals_on([row], on)[0], on), rules_on(row, on)[1]
    return told.SourceInFull(**line, idle_months=months, moneys=money_lines(known, on, viewer))


def money_lines(
    rows: Sequence[ProjectMoney], on: date, viewer: Visitor
) -> list[told.MoneyLine]:  # fmt: skip
    """Each project's money on a day, with its light."""
    refs = Refs([one.project for one in rows], on=on, viewer=viewer)
    return [told.MoneyLine(**_line(one, refs)) for one in moneys_on(rows, on)]


def _line(one: MoneyStands, refs: Refs) -> dict[str, Any]:
    row, stands = one.row, one.stands
    return {
        "id": row.pk, "url": f"{ROOT}/project-money/of/{row.pk}", "source": row.source_id,
        "project": refs.to(row.project), "state": row.state,
        "light": None if one.light is None else str(one.light), "idle_since": one.idle_since,
        "is_idle": one.is_idle, "asked": money(row.asked), "granted": Money.of(row.granted),
        "received": money(stands.arrived), "paid": money(stands.paid),
        "carried": money(stands.carried), "returned": money(stands.returned),
        "left": money(stands.left), "advance": money(one.advance),
        "progress": _percent(one.progress),
    }  # fmt: skip


def _percent(share: int | None) -> str | None:
    return None if share is None else f"{Decimal(share) / 100:.2f}"


def money_in_full(row: ProjectMoney, on: date, viewer: User) -> told.MoneyInFull:
    """One project's money with contracts, entries, and what the viewer may do."""
    one = moneys_on([row], on)[0]
    people = [row.project, *(deal.contract.contractor for deal in one.deals)]
    refs = Refs(people, on=on, viewer=viewer)
    entries = Entry.objects.filter(book=row.source.book_id, about=row.about).order_by("number")
    return told.MoneyInFull(
        **_line(one, refs),
        application=row.application, applied_on=row.applied_on, grant=row.grant,
        granted_on=row.granted_on, closed_on=row.closed_on,
        contracts=[_contract(deal, refs) for deal in one.deals],
        entries=[
            told.MoneyEntry(number=e.number, kind=e.kind, on=e.on, says=e.says,
                            reckoning=e.reckoning)
            for e in entries
        ],
        acts=[str(act) for act in acts_for(viewer, row)],
    )  # fmt: skip


def _contract(deal: Deal, refs: Refs) -> told.ContractTold:
    row, may = deal.contract, deal.may
    done = _percent(deal.progress) or "0.00"
    return told.ContractTold(
        id=row.pk, number=row.number, title=row.title, contractor=refs.to(row.contractor),
        amount=money(row.fen), signed_on=row.signed_on, progress=done, paid=money(may.paid),
        payable=money(may.most), left=money(may.left), advance=money(may.advance),
        formula=f"{yuan(row.fen)} × {done}% × {percent(may.share)} = {yuan(may.most)}",
    )  # fmt: skip

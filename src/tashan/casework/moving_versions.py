"""Move chosen cases to the version in force, as their previews showed it; one event a case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.calendars import in_force
from tashan.casework.kinds import Need
from tashan.casework.models import Case, Material, Matter, Prerequisite
from tashan.casework.moving.by import By
from tashan.casework.opening import new_matter, opening_of
from tashan.casework.proposals import Proposal
from tashan.casework.states import ENDS, PASSES, State
from tashan.casework.versions import (
    Change,
    MatterChange,
    Preview,
    actors_for,
    cases_of,
    preview,
    refuse,
)
from tashan.record import events


@transaction.atomic
def move_cases(ids: Iterable[int], says: str, *, by: By) -> list[Preview]:
    """All of these cases or none; ``says`` is why. Raises UserError where one cannot be moved."""
    if not says.strip():
        raise UserError(
            _("It is not told why the cases are moved."), hint=_("Say it in a few words.")
        )
    locked = Case.objects.select_for_update().filter(pk__in=list(ids)).order_by("pk")
    wanted = [case.pk for case in locked]
    if not wanted:
        raise UserError(_("No case was chosen."), hint=_("Choose one or more from the list."))
    return [_moved(case, says.strip(), by) for case in cases_of(wanted)]


def _moved(case: Case, says: str, by: By) -> Preview:
    told = preview(case, by.on)
    proposal = refuse(told)
    changes = told.changes
    rows = _matters(told, proposal, changes)
    _prerequisites(proposal, rows)
    _materials(case, proposal, rows)
    earlier = case.version.number
    held = told.target.version
    Case.objects.filter(pk=case.pk).update(
        version=held, opening=opening_of(proposal), moves=F("moves") + 1,
        unfinished=sum(row.state not in ENDS for row in rows.values()),
    )  # fmt: skip
    said = {
        "from": earlier, "to": held.number, "says": says,
        "changes": [_said(one) for one in changes if one.change is not Change.SAME],
    }  # fmt: skip
    events.append(case.stream, "case.rules_moved", said, actor=by.user, at=by.at, occurred_on=by.on)
    return told


def _said(one: MatterChange) -> dict[str, Any]:
    def day(on: date | None) -> str | None:
        return on.isoformat() if on else None

    return {
        "matter": one.code, "change": one.change.value,
        "promised": [day(one.before.promised_on), day(one.after.promised_on)],
        "statutory": [day(one.before.statutory_on), day(one.after.statutory_on)],
    }  # fmt: skip


def _matters(told: Preview, proposal: Proposal, changes: list[MatterChange]) -> dict[str, Matter]:
    """The rows as they then stand: changed, new and gone."""
    who = actors_for(proposal, told.on)
    counts = in_force()
    gone = [told.matters[one.code] for one in changes if one.change is Change.GOES]
    Material.objects.filter(from_matter__in=gone).update(from_matter=None)
    Prerequisite.objects.filter(after__case=told.case).delete()
    Matter.objects.filter(pk__in=[row.pk for row in gone]).delete()
    rows: dict[str, Matter] = {}
    for position, one in enumerate((o for o in changes if o.change is not Change.GOES), start=1):
        row = told.matters.get(one.code)
        step = proposal.steps.get(one.code)
        if row is None:
            assert step is not None
            acting = who.of(step.step.duty, step.step.item, proposal.where.acting)
            row = new_matter(told.case, step, position, acting)
            row.save(force_insert=True)
        elif one.change in (Change.SAME, Change.OTHER_TERMS) and step is not None:
            row.position, row.terms = position, step.step.terms
            row.title, row.item = step.step.title.model_dump(), step.step.item
            row.stage, row.sort = step.step.stage, step.step.sort.value
            if row.state == State.NOT_BEGUN:
                row.duty = step.step.duty
                acting = who.of(row.duty, row.item, proposal.where.acting)
                if acting is not None:
                    row.office, row.officer = acting.office, acting.officer
                    row.seal, row.delegation = acting.seal, acting.delegation
            row.promised_on, row.statutory_on = one.after.promised_on, one.after.statutory_on
            row.remind_on, row.counted_by = one.after.remind_on, counts.number
            row.save()
        rows[one.code] = row
    return rows


def _prerequisites(proposal: Proposal, rows: dict[str, Matter]) -> None:
    """Those of the new version; matters that it has no more come before nothing."""
    made = [
        Prerequisite(
            before=rows[edge.before], after=rows[step.code],
            need=Need.HARD if edge.is_hard else Need.SOFT, basis=list(edge.basis),
        )
        for step in proposal.applying
        for edge in step.before
    ]  # fmt: skip
    Prerequisite.objects.bulk_create(made)
    for code, row in rows.items():
        hard = [m.before for m in made if m.after.pk == row.pk and m.need == Need.HARD]
        waits = sum(before.state not in PASSES for before in hard)
        if rows[code].waits != waits:
            Matter.objects.filter(pk=row.pk).update(waits=waits)


def _materials(case: Case, proposal: Proposal, rows: dict[str, Matter]) -> None:
    """What the new version asks for besides; what was handed in stays."""
    known = {row.code: row for row in case.materials.all()}
    for one in proposal.materials:
        giver = rows.get(one.from_step or "")
        if one.code not in known:
            Material.objects.create(
                case=case, code=one.code, title=one.title.model_dump(), from_matter=giver
            )
        elif known[one.code].from_matter_id != (giver.pk if giver else None):
            Material.objects.filter(pk=known[one.code].pk).update(from_matter=giver)

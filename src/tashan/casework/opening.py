"""Open a case: one row a matter under the version in force, with why each applies or does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.kinds import Mode, Need
from tashan.casework.models import Case, Material, Matter, Prerequisite
from tashan.casework.moving.by import By
from tashan.casework.moving.receiving import receive
from tashan.casework.numbering import next_number
from tashan.casework.proposals import Held, Proposal, ProposedStep
from tashan.casework.proposing import propose
from tashan.duties.acting import Acting, Actors, actors
from tashan.record import events
from tashan.record.models import StoredFile
from tashan.registry.models import Entity
from tashan.registry.naming import name_on

__all__ = ["Intake", "Received", "open_case", "propose", "receive_ready"]
LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Intake:
    """What was handed in with the application: materials with their file or on paper (None).

    ``committed`` are the steps for which the applicant chose notification and commitment.
    """

    given: Mapping[str, StoredFile | None] = field(default_factory=dict)
    committed: frozenset[str] = frozenset()


@transaction.atomic
def open_case(
    proposal: Proposal,
    *,
    title: str = "",
    applicant: Entity | None = None,
    by: By,
    intake: Intake | None = None,
    parties: Mapping[str, Entity] | None = None,
) -> Case:
    """The case with its matters and prerequisites; nothing is received yet (``receive_ready``).

    ``parties`` answer for duties in this case alone, by duty: the bank that lent. Without an
    applicant the project's owner applies. Raises UserError where the procedure is not
    for the subject, a fact is unknown, the subject lies outside the pilots, or nothing is to do.
    """
    refuse(proposal)
    brought = intake or Intake()
    who = actors(
        proposal.on, duties=_duties(proposal), items={s.step.item for s in proposal.applying}
    )
    case = _case(proposal, title, applicant or proposal.owner, who, by)
    rows = {step.code: _matter(case, step, position, brought, who, parties or {})
            for position, step in enumerate(proposal.applying, start=1)}  # fmt: skip
    Matter.objects.bulk_create(rows.values())
    Prerequisite.objects.bulk_create(_prerequisites(proposal, rows))
    Material.objects.bulk_create(_materials(proposal, case, rows, brought, by))
    said = {"part": proposal.part, "version": proposal.held.version.number,
            "matters": list(rows), "given": sorted(brought.given)}  # fmt: skip
    events.append(case.stream, "case.opened", said, actor=by.user, at=by.at, occurred_on=by.on)
    return case


@dataclass(frozen=True, slots=True)
class Received:
    """The matters that were received, and why others that could begin were not."""

    received: list[Matter]
    refused: list[UserError]


@transaction.atomic
def receive_ready(case: Case, *, by: By) -> Received:
    """Receive every matter of the case that waits for nothing and has not begun.

    One that cannot be (nobody holds its duty) holds nothing else up.
    """
    told = Received([], [])
    for matter in Matter.objects.filter(case=case, waits=0, state=0).order_by("position"):
        try:
            with transaction.atomic():
                receive(matter.pk, by=by)
        except UserError as error:
            told.refused.append(error)
        else:
            told.received.append(matter)
    return told


def refuse(proposal: Proposal) -> None:
    """Raises UserError, which says what to do, where the case cannot be opened."""
    if proposal.fits is False:
        missed = [one.says.zh for one in proposal.conditions if one.answer.holds is False]
        raise UserError(
            _("“%(title)s” is not for this subject: %(missed)s.")
            % {"title": proposal.settled.title.zh, "missed": "；".join(missed)},
            hint=_("Choose the procedure whose conditions hold."),
        )
    if proposal.missing or proposal.fits is None or proposal.undecided:
        told = [f"{fact.title.zh}（{fact.holder.zh}）" for fact in proposal.missing]
        raise UserError(
            _("It is not known yet: %s.") % "、".join(told),
            hint=_("Ask the office that knows, and enter it first."),
        )
    if proposal.is_outside_pilots:
        parks = [name_on(one.park, proposal.on) for one in proposal.pilots]
        raise UserError(
            _("“%(title)s” is piloted in %(parks)s only.")
            % {"title": proposal.settled.title.zh, "parks": "、".join(parks)},
            hint=_("Projects elsewhere go the usual way until the pilot ends."),
        )
    if not proposal.applying:
        raise UserError(
            _("No step of it applies: there is nothing to do."),
            hint=_("Look at the facts of the subject again."),
        )


def _duties(proposal: Proposal) -> set[str]:
    stages = proposal.settled.stages.values()
    return {step.step.duty for step in proposal.applying} | {stage.lead for stage in stages}


def _case(proposal: Proposal, title: str, applicant: Entity | None, who: Actors, by: By) -> Case:
    assert by.user is not None  # somebody opens it
    settled, where = proposal.settled, proposal.where
    named = (title.strip() or name_on(proposal.subject, proposal.on))[:LONGEST_TITLE]
    lead = next(iter(settled.stages.values())).lead if settled.stages else ""
    leading = who.of(lead, place=where.acting) if lead else None
    return Case.objects.create(
        number=next_number(proposal.held.adoption.place, named, by=by),
        title=named,
        subject=proposal.subject,
        about=proposal.about,
        version=proposal.held.version,
        part=proposal.part,
        route=settled.route or "",
        project_code=proposal.code.value if proposal.code.lets_accept else "",
        applicant=applicant,
        place=where.acting,
        lead=leading.office if leading else None,
        opening=opening_of(proposal),
        opened_on=by.on,
        unfinished=len(proposal.applying),
        opened_by=by.user,
        at=by.at,
    )


def _matter(
    case: Case, step: ProposedStep, position: int, intake: Intake, who: Actors,
    parties: Mapping[str, Entity],
) -> Matter:  # fmt: skip
    mode = Mode.COMMITTED if step.code in intake.committed else Mode.EXAMINED
    party = parties.get(step.step.duty)
    if party is not None:
        matter = new_matter(case, step, position, Acting(party, None, party, party, None), mode)
        matter.terms = matter.terms | {"party": True}
        return matter
    acting = who.of(step.step.duty, step.step.item, case.place)
    return new_matter(case, step, position, acting, mode)


def new_matter(
    case: Case, step: ProposedStep, position: int, acting: Acting | None,
    mode: Mode = Mode.EXAMINED,
) -> Matter:  # fmt: skip
    """The row of a step, not stored yet. Who acts is provisional until it is accepted."""
    return Matter(
        case=case,
        code=step.code,
        position=position,
        title=step.step.title.model_dump(),
        item=step.step.item,
        stage=step.step.stage,
        sort=step.step.sort.value,
        mode=mode if "commitment" in step.step.terms else Mode.EXAMINED,
        duty=step.step.duty,
        office=acting.office if acting else None,
        officer=acting.officer if acting else None,
        seal=acting.seal if acting else None,
        delegation=acting.delegation if acting else None,
        waits=step.waits,
        terms=step.step.terms,
    )


def _prerequisites(proposal: Proposal, rows: Mapping[str, Matter]) -> Iterator[Prerequisite]:
    for step in proposal.applying:
        for edge in step.before:
            yield Prerequisite(
                before=rows[edge.before],
                after=rows[step.code],
                need=Need.HARD if edge.is_hard else Need.SOFT,
                basis=list(edge.basis),
            )


def _materials(
    proposal: Proposal, case: Case, rows: Mapping[str, Matter], intake: Intake, by: By
) -> Iterator[Material]:
    for one in proposal.materials:
        is_given = one.code in intake.given
        yield Material(
            case=case,
            code=one.code,
            title=one.title.model_dump(),
            given_on=by.on if is_given else None,
            given_by=by.user if is_given else None,
            file=intake.given.get(one.code),
            from_matter=rows.get(one.from_step or ""),
        )


def opening_of(proposal: Proposal) -> dict[str, Any]:
    """What the case keeps of how it began: why each step applies or not, with the facts used.

    The database keeps no order of keys: ``position`` tells it.
    """
    settled = proposal.settled
    return {
        "title": settled.title.model_dump(),
        "on": proposal.on.isoformat(),
        "conditions": [_held(one) for one in proposal.conditions],
        "steps": {
            code: _step(step, proposal.on) | {"position": position}
            for position, (code, step) in enumerate(proposal.steps.items(), start=1)
        },
        "gates": [_held(one) for one in proposal.gates],
        "stages": {
            code: {
                "position": position, "title": stage.title.model_dump(), "lead": stage.lead,
                "limit": stage.limit,
                "done": stage.done,
                "milestones": [s.code for s in proposal.applying
                               if s.step.stage == code and s.step.milestone],
            }
            for position, (code, stage) in enumerate(settled.stages.items(), start=1)
        },
        "joint": {step.code: list(step.members) for step in proposal.applying if step.members},
        "pilot": proposal.pilot.park_id if proposal.pilot else None,
        "code": {"state": proposal.code.state.value, "says": proposal.code.says},
    }  # fmt: skip


def _held(one: Held) -> dict[str, Any]:
    said = {"code": one.code, "says": one.says.model_dump(), "basis": list(one.basis)}
    return said | one.answer.as_json()


def _step(step: ProposedStep, on: date) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": step.step.title.model_dump(),
        "applies": step.applies,
        "why": step.why.value,
    }
    if step.answer is not None:
        told |= step.answer.as_json()
    if step.spared_by is not None:
        row = step.spared_by
        told["spared_by"] = {
            "id": row.pk, "document": row.document, "decided_by": row.decided_by,
            "area": name_on(row.area, on),
        }  # fmt: skip
    if step.members:
        told["members"] = list(step.members)
    return told

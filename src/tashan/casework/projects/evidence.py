"""Papers and photos of a project, each of a kind that the library's file names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.project_models import (
    EvidenceTakenBack,
    PlanEntry,
    ProjectEvidence,
    StageMove,
)
from tashan.casework.projects.terms import needed_library
from tashan.record import events, perms
from tashan.record.models import StoredFile, User
from tashan.registry.changes import lock
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """``document`` is its title with its number, or what the photo shows."""

    kind: str
    document: str
    file: StoredFile | None = None


@transaction.atomic
def enter_evidence(project: Entity, new: NewEvidence, *, by: By) -> ProjectEvidence:
    """Something is shown of the project. Raises UserError for a kind that the file does not name,
    and for a photo without its file."""
    lock(project)
    kinds = needed_library(by.on).part.evidence
    if new.kind not in kinds or project.kind != Kind.PROJECT:
        raise UserError(
            _("The library has no evidence of the kind “%s”.") % new.kind,
            hint=_("Its kinds are: %s.") % ", ".join(kinds),
        )
    if kinds[new.kind].file and new.file is None:
        raise UserError(
            _("“%s” needs the file itself.") % kinds[new.kind].title.zh,
            hint=_("Attach the photo or the scan."),
        )
    made = ProjectEvidence.objects.create(
        project=project, kind=new.kind, document=documented(new.document), file=new.file,
        on=by.on, actor=person(by), at=by.at,
    )  # fmt: skip
    said = {"kind": new.kind, "document": made.document, "evidence": made.pk}
    said |= {"sha256": new.file.sha256} if new.file else {}
    note(project, "project.evidence", said, by)
    return made


@transaction.atomic
def take_back(row: ProjectEvidence, reason: str, *, by: By) -> EvidenceTakenBack:
    """It was wrongly given: from that day on no condition is met by it.

    What had been made on it stays and is named. Raises UserError for others than who gave it and
    stewards, for what is taken back already, and for a day before that of the evidence.
    """
    lock(row.project)
    if row.actor_id != person(by).pk and not perms.may_keep_work(person(by)):
        raise UserError(
            _("Who gave a piece of evidence takes it back, or a steward."),
            hint=_("Ask %s, or a steward.") % row.actor.display_name,
        )
    if EvidenceTakenBack.objects.filter(evidence=row).exists():
        raise UserError(_("It is taken back already."), hint=_("Enter the right one."))
    if by.on < row.on:
        raise UserError(
            _("The evidence is of %s.") % row.on.isoformat(),
            hint=_("Give that day or a later one."),
        )
    made = EvidenceTakenBack.objects.create(
        evidence=row, reason=reasoned(reason), stood=list(standing_on(row)), on=by.on,
        actor=person(by), at=by.at,
    )  # fmt: skip
    said = {"evidence": row.pk, "kind": row.kind, "document": row.document,
            "reason": made.reason, "stood": made.stood}  # fmt: skip
    note(row.project, "project.evidence_taken_back", said, by)
    return made


class Standing(TypedDict):
    """A move or an entry of a plan that was made on a piece of evidence."""

    sort: str  # move, plan
    id: int  # of the move, or of the plan
    says: str
    on: str


def standing_on(row: ProjectEvidence) -> Iterator[Standing]:
    """What was made on it: moves of the project, and its entries in plans. Two queries."""
    for move in StageMove.objects.filter(project=row.project_id).order_by("pk"):
        if row.pk in cited(move.shown):
            yield Standing(sort="move", id=move.pk, says=move.stage, on=move.on.isoformat())
    entries = PlanEntry.objects.filter(project=row.project_id).select_related("plan")
    for entry in entries.order_by("pk"):
        if row.pk in cited(entry.shown):
            plan = entry.plan
            yield Standing(sort="plan", id=plan.pk, says=plan.title, on=entry.on.isoformat())


def cited(shown: Iterable[Mapping[str, Any]]) -> set[int]:
    """The evidence that what was shown names."""
    return {
        proof["id"] for one in shown for proof in one["by"]
        if proof["sort"] == "evidence" and proof["id"] is not None
    }  # fmt: skip


def documented(document: str) -> str:
    """Raises UserError for nothing."""
    if not document.strip():
        raise UserError(_("A document is missing."), hint=_("Give its title and its number."))
    return document.strip()[:200]


def reasoned(reason: str) -> str:
    """Raises UserError for nothing."""
    if not reason.strip():
        raise UserError(_("A reason is missing."), hint=_("Say why in a few words."))
    return reason.strip()[:300]


def person(by: By) -> User:
    """Who does it: nothing of a project happens of itself."""
    if by.user is None:
        raise ValueError("the library of projects is kept by persons")
    return by.user


def note(project: Entity, kind: str, said: dict[str, object], by: By) -> None:
    """One event of the project's own stream, which is what counts as news of it."""
    events.append(project.stream, kind, said, actor=by.user, at=by.at, occurred_on=by.on)

"""Papers and photos of a project, each of a kind that the library's file names."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.moving.by import By
from tashan.casework.project_models import ProjectEvidence
from tashan.casework.projects.terms import needed_library
from tashan.record import events
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

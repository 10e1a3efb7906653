"""Mechanisms are adopted, changed from a day on, reviewed and ended here; nothing is overwritten.

Every act is an event of the adoption's stream. A version keeps the whole local file and the file
that it was adopted from.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import files, following, local_files
from tashan.adoption.models import Adoption, AdoptionVersion, Conclusion, Review
from tashan.adoption.settings_of import Setting, settle
from tashan.base.errors import UserError
from tashan.mechanisms.merge import Side
from tashan.mechanisms.plain import Path, Plain
from tashan.record import events
from tashan.record.models import User


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """Where we learned it: a division code or a name, the report, and what it says there."""

    place: str
    report: str = ""
    note: str = ""

    def written(self) -> dict[Plain, Plain]:
        said = {"place": self.place, "report": self.report, "note": self.note}
        return {key: value for key, value in said.items() if value}


@dataclass(frozen=True, slots=True)
class NewAdoption:
    """A mechanism of the library, or of another place's ``origin``, for a place from a day on.

    ``settings`` are the parameters that the place sets otherwise, each with its reason;
    ``learned`` is the link of the pedigree that leads to us.
    """

    mechanism: str
    title: str
    place: str
    since: date
    settings: Mapping[str, Setting] = field(default_factory=dict)
    learned: LearnedFrom | None = None
    origin: Adoption | None = None


@transaction.atomic
def adopt(new: NewAdoption, *, actor: User, at: datetime) -> Adoption:
    """Work by a mechanism from a day on. Raises UserError where it cannot be adopted so."""
    _refuse(new)
    base = _base(new)
    local, reasons = settle(base, new.settings, since=new.since)
    if new.learned is not None:
        links = local.get("learned_from") or []
        assert isinstance(links, list)
        local = {**local, "learned_from": [new.learned.written(), *links]}
        reasons["learned_from"] = new.learned.note or new.learned.report or new.learned.place
    files.written(local)
    _refuse_unknown_values(local, new.since)
    made = Adoption.objects.create(
        mechanism=new.mechanism, title=new.title.strip(), place=new.place, origin=new.origin,
        since=new.since, at=at,
    )  # fmt: skip
    version = _add(made, local, base, reasons, since=new.since, actor=actor, at=at)
    payload = {"mechanism": new.mechanism, "title": made.title, "sha256": version.sha256}
    events.append(made.stream, "adoption.adopted", payload, actor=actor, at=at,
                  occurred_on=new.since)  # fmt: skip
    return made


def _refuse(new: NewAdoption) -> None:
    if not new.title.strip():
        raise UserError(
            _("The adoption has no title."), hint=_("Give it the name that your place uses.")
        )
    same = Adoption.objects.filter(
        mechanism=new.mechanism, place=new.place, title=new.title.strip(), ended_on__isnull=True
    )
    if same.exists():
        raise UserError(
            _("“%s” is adopted here already.") % new.title.strip(),
            hint=_("Give this one another title, or change the parameters of that one."),
        )


def _base(new: NewAdoption) -> files.File:
    if new.origin is None:
        return files.of_library(new.mechanism)
    version = version_on(new.origin, new.since)
    if version is None or new.origin.mechanism != new.mechanism:
        raise UserError(
            _("“%s” holds nothing on that day.") % new.origin.title,
            hint=_("Choose a later day, or adopt it from the library."),
        )
    return files.of_version(version)


def _refuse_unknown_values(local: files.File, day: date) -> None:
    parameters = files.checked(files.read(files.written(local)[0])).parameters
    unknown = [code for code, parameter in parameters.items() if parameter.on(day) is None]
    if unknown:
        raise UserError(
            _("On %(day)s these parameters have no value yet: %(codes)s.")
            % {"day": day.isoformat(), "codes": ", ".join(unknown)},
            hint=_("Set them, with the reason, or adopt it from a later day."),
        )


@transaction.atomic
def change_parameters(
    adoption: Adoption,
    settings: Mapping[str, Setting],
    *,
    since: date,
    actor: User,
    at: datetime,
) -> AdoptionVersion:
    """A new version from a day on; what held before that day holds there still."""
    adoption = _open(adoption, since)
    last = adoption.versions.latest("number")
    local, reasons = settle(files.of_version(last), settings, since=since)
    if not reasons:
        raise UserError(
            _("Nothing differs from what holds already."), hint=_("Change a value, or go back.")
        )
    version = _add(
        adoption, local, files.of_base(last), last.reasons | reasons, since=since, actor=actor,
        at=at,
    )  # fmt: skip
    payload = {"version": version.number, "since": since.isoformat(), "reasons": reasons}
    events.append(adoption.stream, "adoption.changed", payload, actor=actor, at=at)
    return version


@transaction.atomic
def change_file(
    adoption: Adoption,
    text: str,
    *,
    since: date,
    reasons: Mapping[str, str],
    actor: User,
    at: datetime,
    seen: int | None = None,
) -> AdoptionVersion:
    """A new version from a day on that says what the place's own edited file says.

    ``reasons`` are by path, see ``local_files.reasons_of``; ``seen`` is the number of the version
    that was edited, where it is known. Raises UserError, of a file that is not sound with each
    problem at its line; then nothing is kept.
    """
    adoption = _open(adoption, since)
    last = adoption.versions.latest("number")
    if seen is not None and seen != last.number:
        raise UserError(
            _("Somebody else made version %d meanwhile.") % last.number,
            hint=_("Fetch the file that holds now and change that one."),
        )
    local = local_files.sound(text, adoption.mechanism)
    found = local_files.changes(files.of_version(last), local)
    kept = local_files.reasons_of(found, reasons)
    _refuse_unknown_values(local, since)
    version = _add(
        adoption, local, files.of_base(last), last.reasons | kept, since=since, actor=actor, at=at
    )
    payload = {"version": version.number, "since": since.isoformat(), "reasons": kept}
    events.append(adoption.stream, "adoption.changed", payload, actor=actor, at=at)
    return version


@transaction.atomic
def follow(
    adoption: Adoption,
    *,
    settled: Mapping[Path, Side],
    since: date,
    actor: User,
    at: datetime,
) -> AdoptionVersion:
    """A new version from a day on that takes what the source changed since it was adopted.

    ``settled`` says for every conflict whose side is taken. Raises UserError where one is left
    open, and where the source has nothing newer.
    """
    adoption = _open(adoption, since)
    last = adoption.versions.latest("number")
    newer = following.newer(adoption, last, on=since, settled=settled)
    if newer is None:
        raise UserError(
            _("The source has nothing newer."), hint=_("What was adopted is what it says now.")
        )
    if newer.merged.conflicts:
        open_ones = "、".join("/".join(one.path) for one in newer.merged.conflicts)
        raise UserError(
            _("Both sides changed: %s.") % open_ones,
            hint=_("Say for each which side is to hold, ours or the source's."),
        )
    version = _add(
        adoption, newer.file, newer.source, last.reasons, since=since, actor=actor, at=at
    )
    payload = {
        "version": version.number,
        "since": since.isoformat(),
        "taken": ["/".join(path) for path in newer.followed],
        "settled": {"/".join(path): side.value for path, side in settled.items()},
    }
    events.append(adoption.stream, "adoption.followed", payload, actor=actor, at=at)
    return version


def _open(adoption: Adoption, day: date) -> Adoption:
    """The adoption, locked. Raises UserError where it does not hold on the day."""
    adoption = Adoption.objects.select_for_update().get(pk=adoption.pk)
    if adoption.ended_on is not None and day >= adoption.ended_on:
        raise UserError(
            _("“%(title)s” ended on %(day)s.")
            % {"title": adoption.title, "day": adoption.ended_on.isoformat()},
            hint=_("Adopt the mechanism anew."),
        )
    if day < adoption.since:
        raise UserError(
            _("“%(title)s” holds from %(day)s on only.")
            % {"title": adoption.title, "day": adoption.since.isoformat()},
            hint=_("Choose that day or a later one."),
        )
    return adoption


def _add(
    adoption: Adoption,
    local: files.File,
    base: files.File,
    reasons: Mapping[str, str],
    *,
    since: date,
    actor: User,
    at: datetime,
) -> AdoptionVersion:
    text, digest = files.written(local)
    base_text, base_digest = files.written(base)
    return AdoptionVersion.objects.create(
        adoption=adoption, number=adoption.versions.count() + 1, since=since,
        text=text, sha256=digest, base_text=base_text, base_sha256=base_digest,
        reasons=local_files.still(reasons, base, local), actor=actor, at=at,
    )  # fmt: skip


@transaction.atomic
def end(adoption: Adoption, *, on: date, reason: str, actor: User, at: datetime) -> Adoption:
    """It no longer holds from that day on; what ran under it stays as it was."""
    if not reason.strip():
        raise UserError(
            _("An end needs its reason."), hint=_("Say in a few words why, and what follows it.")
        )
    adoption = _open(adoption, on)
    if adoption.ended_on is not None or on == adoption.since:
        raise UserError(
            _("“%s” cannot end on that day.") % adoption.title,
            hint=_("Choose a day after it began; one that ended stays so."),
        )
    adoption.ended_on = on
    adoption.save(update_fields=["ended_on"])
    payload = {"reason": reason.strip(), "on": on.isoformat()}
    events.append(adoption.stream, "adoption.ended", payload, actor=actor, at=at, occurred_on=on)
    return adoption


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a fair competition review said, by which organ, in which document."""

    conclusion: Conclusion
    document: str
    reviewer: str
    decided_on: date


@transaction.atomic
def record_review(adoption: Adoption, said: Reviewed, *, actor: User, at: datetime) -> Review:
    """The review of what the newest version says."""
    if not said.document.strip() or not said.reviewer.strip():
        raise UserError(
            _("A review names its document and the organ that made it."),
            hint=_("Both stand on the opinion of the review."),
        )
    version = adoption.versions.latest("number")
    review = Review.objects.create(
        version=version, conclusion=said.conclusion, document=said.document.strip(),
        reviewer=said.reviewer.strip(), decided_on=said.decided_on, actor=actor, at=at,
    )  # fmt: skip
    payload = {
        "version": version.number,
        "conclusion": str(said.conclusion),
        "document": review.document,
    }
    events.append(adoption.stream, "adoption.reviewed", payload, actor=actor, at=at,
                  occurred_on=said.decided_on)  # fmt: skip
    return review


def version_on(adoption: Adoption, day: date) -> AdoptionVersion | None:
    """The version in force on a day: the highest number of those that hold from it or before."""
    if adoption.ended_on is not None and day >= adoption.ended_on:
        return None
    return newest(adoption.versions.all(), day)


def newest(versions: Iterable[AdoptionVersion], day: date) -> AdoptionVersion | None:
    held = [version for version in versions if version.since <= day]
    return max(held, key=lambda version: version.number, default=None)


def file_with(adoption: Adoption) -> files.File:
    """A copy of the newest local file, for a form to begin with."""
    return copy.deepcopy(files.of_version(adoption.versions.latest("number")))

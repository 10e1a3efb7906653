"""Adoptions: what our places work by, adopted, changed from a day on, reviewed, ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query

from tashan.adoption import adopting, current, files, pedigree
from tashan.adoption.adopting import NewAdoption, Reviewed
from tashan.adoption.models import Adoption, AdoptionVersion, Conclusion
from tashan.adoption.settings_of import Setting, told_as
from tashan.api.asked import today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import ROOT, Id
from tashan.api.routers import mechanisms as router
from tashan.api.schemas import adoptions as told
from tashan.api.schemas.shared import AsOf, Done
from tashan.learning import lessons
from tashan.mechanisms.schema import Mechanism
from tashan.programmes.offers import plain
from tashan.reading.models import ReportFinding
from tashan.record import perms
from tashan.record.tokens import Scope

READ, WRITE = Scope.MECHANISMS_READ, Scope.MECHANISMS_WRITE
IN_ORDER = [Key("since", is_descending=True), Key("pk", is_descending=True)]


@door(router, "GET", "/adoptions", scope=READ, right=perms.may_see_mechanisms,
      answer=Page[told.AdoptionLine])  # fmt: skip
def list_adoptions(
    request: ProgramRequest, asked: Query[told.AdoptionsAsked], paging: Query[Paging]
) -> Page[told.AdoptionLine]:
    """What was adopted, the newest first; with ``on`` what was in force that day."""
    rows = Adoption.objects.all()
    if asked.on:
        rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=asked.on), since__lte=asked.on)
    if asked.mechanism:
        rows = rows.filter(mechanism=asked.mechanism)
    if asked.place:
        rows = rows.filter(place=asked.place)

    def shown(found: list[Adoption]) -> list[told.AdoptionLine]:
        return [line(row) for row in found]

    return page(request, rows, IN_ORDER, shown=shown, asked=paging)


def line(row: Adoption) -> told.AdoptionLine:
    return told.AdoptionLine.model_validate(_fields(row))


def _fields(row: Adoption) -> dict[str, Any]:
    return {
        "id": row.pk,
        "mechanism": row.mechanism,
        "title": row.title,
        "place": row.place,
        "since": row.since,
        "ended_on": row.ended_on,
        "origin": row.origin_id,
    }


@door(router, "GET", "/adoptions/{adoption_id}", scope=READ, right=perms.may_see_mechanisms,
      answer=told.AdoptionInFull)  # fmt: skip
def read_adoption(
    request: ProgramRequest, adoption_id: Id, asked: Query[AsOf]
) -> told.AdoptionInFull:
    """One adoption as of a day; before it holds and after its end by its last version."""
    row, on = _found(adoption_id), asked.on or today()
    versions = list(row.versions.select_related("actor").order_by("number"))
    held = adopting.version_on(row, on)
    version = held or versions[-1]
    mechanism = files.mechanism_of(version)
    review, learned = current.newest_review(row), lessons.lessons_of(row)
    kin = pedigree.pedigree(row, on=on)
    day = max(on, row.since)
    return told.AdoptionInFull.model_validate(
        _fields(row)
        | {
            "in_force": held is not None,
            "version": version.number,
            "parameters": [_parameter(version, mechanism, code, day)
                           for code in mechanism.parameters],
            "versions": [_version(one) for one in versions],
            "learned_from": [vars_of(link) for link in kin.before],
            "learned_by": [taker.pk for taker in kin.after],
            "needs_review": current.needs_review(mechanism),
            "is_reviewed": current.review_holds(review, versions[-1]),
            "review": review and {
                "conclusion": review.conclusion,
                "document": review.document,
                "reviewer": review.reviewer,
                "decided_on": review.decided_on,
                "version": review.version.number,
            },
            "trips": sorted({one.trip_id for one in learned if one.trip_id}),
            "findings": [_finding_url(one.finding) for one in learned if one.finding],
            "text": version.text,
        }
    )  # fmt: skip


def vars_of(link: pedigree.Link) -> dict[str, str]:
    return {"name": link.name, "code": link.code, "report": link.report, "note": link.note}


def _finding_url(finding: ReportFinding) -> str:
    return f"{ROOT}/reports/{finding.report_id}/findings/{finding.number}"


def _found(adoption_id: int) -> Adoption:
    return get_object_or_404(Adoption, pk=adoption_id)


def _parameter(
    version: AdoptionVersion, mechanism: Mechanism, code: str, day: Any
) -> dict[str, Any]:
    ours = mechanism.parameters[code]
    base = files.checked(files.read(version.base_text)).parameters.get(code)
    return {
        "code": code,
        "unit": ours.unit,
        "origin": plain(base.on(day)) if base else None,
        "here": plain(ours.on(day)),
        "since": ours.since(day),
        "reason": version.reasons.get(f"parameters/{code}"),
    }


def _version(row: AdoptionVersion) -> dict[str, Any]:
    fields = ("number", "since", "sha256", "base_sha256", "reasons", "at")
    return {name: getattr(row, name) for name in fields} | {"by": str(row.actor)}


@door(router, "POST", "/adoptions", scope=WRITE, right=perms.may_adopt, answer=Done, status=201)
def adopt_mechanism(request: ProgramRequest, given: told.AdoptionGiven) -> Done:
    """Work by a mechanism of the library, or of another place, from a day on."""
    origin = _found(given.origin) if given.origin else None
    base = files.of_version(origin.versions.latest("number")) if origin else None
    file = base or files.of_library(given.mechanism)
    mechanism = files.checked(files.read(files.written(file)[0]))
    finding = _finding(given.learned_from) if given.learned_from else None
    new = NewAdoption(
        given.mechanism,
        given.title,
        given.place,
        given.since,
        _settings(mechanism, given.settings),
        lessons.learned_from(finding) if finding else None,
        origin,
    )
    now = timezone.now()
    with transaction.atomic():
        made = adopting.adopt(new, actor=request.user, at=now)
        if finding is not None:
            lessons.link(made, finding=finding, actor=request.user, at=now)
    return _done(made)


def _finding(key: told.FindingKey) -> ReportFinding:
    rows = ReportFinding.objects.select_related("report").defer("report__text")
    found = get_object_or_404(rows, report=key.report, number=key.number)
    return lessons.practice(found).finding


def _settings(mechanism: Mechanism, given: Mapping[str, told.SettingGiven]) -> dict[str, Setting]:
    """Those of unknown parameters go on as they are: the act itself refuses them."""
    known = {code: next(iter(one.values.values())) for code, one in mechanism.parameters.items()}
    return {
        code: Setting(told_as(one.value, known[code]) if code in known else None, one.reason)
        for code, one in given.items()
    }


def _done(row: Adoption) -> Done:
    return Done(id=row.pk, url=f"{ROOT}/adoptions/{row.pk}")


@door(router, "POST", "/adoptions/{adoption_id}/versions", scope=WRITE, right=perms.may_adopt,
      answer=Done, status=201)  # fmt: skip
def change_parameters(request: ProgramRequest, adoption_id: Id, given: told.ChangeGiven) -> Done:
    """A new version from a day on; what held before that day stays."""
    row = _found(adoption_id)
    mechanism = files.mechanism_of(row.versions.latest("number"))
    adopting.change_parameters(
        row, _settings(mechanism, given.settings), since=given.since, actor=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return _done(row)


@door(router, "POST", "/adoptions/{adoption_id}/file", scope=WRITE, right=perms.may_adopt,
      answer=Done, status=201)  # fmt: skip
def change_file(request: ProgramRequest, adoption_id: Id, given: told.FileGiven) -> Done:
    """The place's own edited file from a day on; what is wrong in it is told with its lines."""
    row = _found(adoption_id)
    adopting.change_file(
        row, given.text, since=given.since, reasons=given.reasons, actor=request.user,
        at=timezone.now(), seen=given.version,
    )  # fmt: skip
    return _done(row)


@door(router, "POST", "/adoptions/{adoption_id}/reviews", scope=WRITE, right=perms.may_adopt,
      answer=Done, status=201)  # fmt: skip
def review_adoption(request: ProgramRequest, adoption_id: Id, given: told.ReviewGiven) -> Done:
    """The conclusion of a fair competition review of the newest version."""
    row = _found(adoption_id)
    said = Reviewed(Conclusion(given.conclusion), given.document, given.reviewer, given.decided_on)
    adopting.record_review(row, said, actor=request.user, at=timezone.now())
    return _done(row)


@door(router, "POST", "/adoptions/{adoption_id}/end", scope=WRITE, right=perms.may_adopt,
      answer=Done)  # fmt: skip
def end_adoption(request: ProgramRequest, adoption_id: Id, given: told.EndGiven) -> Done:
    """It no longer holds from that day on; what ran under it stays as it was."""
    row = _found(adoption_id)
    adopting.end(row, on=given.on, reason=given.reason, actor=request.user, at=timezone.now())
    return _done(row)

"""Lines are set up from the adopted file; things are hung under a line and taken from it."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.casework.key_work.seating import Known
from tashan.casework.key_work_models import KeyTask, SeatRole
from tashan.duties.line_models import Line, LinePost, LineThing
from tashan.duties.models import Duty
from tashan.indicators.models import Target
from tashan.mechanisms.duty import Duty as DutyPart
from tashan.mechanisms.duty import Line as LineSaid
from tashan.record.events import append
from tashan.record.models import Source
from tashan.registry import keeping
from tashan.registry.dated import as_of
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

KINDS = ("duty", "office", "key_task", "project", "target", "chain")


@transaction.atomic
def set_up(adoption: Adoption, part: str, *, on: date, source: Source) -> list[Line]:
    """The lines of a part with their posts and offices from a day on.

    Raises UserError for a part without lines, and for a line that there is already.
    """
    found = current.of(adoption, on).part(part)
    if not isinstance(found, DutyPart) or not found.lines:
        raise UserError(
            _("“%s” has no lines of work.") % part, hint=_("Choose a part of duties with lines.")
        )
    if taken := Line.objects.filter(code__in=list(found.lines)).first():
        raise UserError(
            _("The line “%s” is set up.") % taken.code, hint=_("Give it another post instead.")
        )
    known = Known.on(on)
    return [
        _enter(code, said, position, known, on=on, source=source)
        for position, (code, said) in enumerate(found.lines.items(), start=1)
    ]


def _enter(
    code: str, said: LineSaid, position: int, known: Known, *, on: date, source: Source
) -> Line:  # fmt: skip
    title = {"zh": said.title.zh, "en": said.title.en}
    line = Line.objects.create(code=code, position=position, title=title)
    seat = known.seat(SeatRole.LEADER, said.post)
    if seat.office is not None and seat.post:
        give_post(line, seat.office, seat.post, since=on, source=source)
    for words in said.offices:
        office = known.seat(SeatRole.MEMBER, words).office
        if office is not None:
            hang(line, f"office:{office.pk}", since=on, source=source)
    append(line.stream, "line.set_up", {"code": code}, actor=source.actor, at=source.at,
           occurred_on=on)  # fmt: skip
    return line


@transaction.atomic
def give_post(line: Line, office: Entity, post: str, *, since: date, source: Source) -> LinePost:
    """From a day on the line belongs to this post; to the one before until that day."""
    Line.objects.select_for_update().get(pk=line.pk)
    if not post.strip() or office.kind != Kind.OFFICE:
        raise UserError(
            _("A line belongs to a post of an office."), hint=_("Give the office and the post.")
        )
    held = LinePost.objects.filter(line=line, replaced__isnull=True)
    if held.filter(since__gte=since).exists():
        raise UserError(
            _("It was given from that day or a later one already."), hint=_("Give a later day.")
        )
    for row in as_of(held, since):
        keeping.end(row, on=since, source=source)
    made = LinePost.objects.create(
        line=line, office=office, post=post.strip(), since=since, source=source, entered=source
    )
    said = {"office": office.pk, "post": made.post}
    append(line.stream, "line.given", said, actor=source.actor, at=source.at, occurred_on=since)
    return made


@transaction.atomic
def hang(line: Line, about: str, *, since: date, source: Source) -> LineThing:
    """Hang something under the line. Raises UserError for what there is not, or hangs elsewhere."""
    Line.objects.select_for_update().get(pk=line.pk)
    _refuse_unknown(about)
    held = as_of(LineThing.objects.filter(about=about), since).select_related("line").first()
    if held is not None:
        raise UserError(
            _("It hangs under the line “%s”.") % held.line.title.get("zh", held.line.code),
            hint=_("Take it from there first: one thing hangs under one line."),
        )
    made = LineThing.objects.create(
        line=line, about=about, since=since, source=source, entered=source
    )
    append(line.stream, "line.hung", {"about": about}, actor=source.actor, at=source.at,
           occurred_on=since)  # fmt: skip
    return made


@transaction.atomic
def take_off(thing: LineThing, *, on: date, source: Source) -> None:
    """It hangs under the line no more from a day on."""
    keeping.end(thing, on=on, source=source)
    append(thing.line.stream, "line.taken_off", {"about": thing.about}, actor=source.actor,
           at=source.at, occurred_on=on)  # fmt: skip


def _refuse_unknown(about: str) -> None:
    kind, _colon, key = about.partition(":")
    if not _is_known(kind, key):
        raise UserError(
            _("There is nothing like “%s”.") % about,
            hint=_("Write a kind and its number or code, one of: %s.") % ", ".join(KINDS),
        )


def _is_known(kind: str, key: str) -> bool:
    if kind == "duty":
        return Duty.objects.filter(code=key).exists()
    if kind == "chain":
        return Adoption.objects.filter(pk=_number(key)).exists()
    if kind == "key_task":
        return KeyTask.objects.filter(pk=_number(key)).exists()
    if kind == "target":
        return Target.objects.filter(pk=_number(key), replaced__isnull=True).exists()
    entity = {"office": Kind.OFFICE, "project": Kind.PROJECT}.get(kind)
    return entity is not None and Entity.objects.filter(pk=_number(key), kind=entity).exists()


def _number(key: str) -> int:
    return int(key) if key.isdecimal() and len(key) < 18 else 0

"""What officers do: give and end duties, join offices, delegate and recall items, evaluate them.

Each act writes dated rows and one event. Who did it, when and why is the source's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.duties import refusing
from tashan.duties.models import Delegation, Duty, Evaluation, Form, Holding, JointMember
from tashan.record.events import append
from tashan.record.models import Source
from tashan.registry import changes, keeping
from tashan.registry.dated import as_of
from tashan.registry.models import Entity

Title = Mapping[str, str]  # by language


@transaction.atomic
def give_duty(
    code: str,
    title: Title,
    office: Entity,
    *,
    since: date,
    source: Source,
    place: Entity | None = None,
    post: str = "",
    officer: Entity | None = None,
) -> Holding:
    """From a day on the office answers for the duty; who did before does so until that day.

    ``post`` or ``officer`` of the office narrow it to one person. With ``place`` it is the duty
    there alone. Raises UserError where it was given from that day or a later one already.
    """
    refusing.no_holder(office, post, officer, since)
    duty = _duty(code, title, place)
    held = Holding.objects.filter(duty=duty, replaced__isnull=True)
    refusing.given_later(held.filter(since__gte=since).order_by("since").first())
    for row in as_of(held, since):
        keeping.end(row, on=since, source=source)
    row = Holding.objects.create(
        duty=duty, office=office, post=post, officer=officer,
        since=since, source=source, entered=source,
    )  # fmt: skip
    said = {"office": office.pk, "post": post, "officer": officer.pk if officer else None}
    _note(duty, "duty.given", said, source=source, on=since)
    return row


def _duty(code: str, title: Title, place: Entity | None) -> Duty:
    """The duty of this code there, made where there is none, locked."""
    refusing.no_code(code)
    said = {key: text.strip() for key, text in title.items() if text.strip()}
    row, _is_new = Duty.objects.get_or_create(
        code=code, place=place, defaults={"title": said or {"zh": code}}
    )
    return Duty.objects.select_for_update().get(pk=row.pk)


def _note(duty: Duty, kind: str, said: dict[str, Any], *, source: Source, on: date) -> None:
    payload = said | {"code": duty.code, "source": source.pk}
    append(duty.stream, kind, payload, actor=source.actor, at=source.at, occurred_on=on)


@transaction.atomic
def end_duty(row: Holding, *, on: date, source: Source) -> Holding:
    """The office answers for the duty no more from a day on; nobody does, until it is given."""
    duty = Duty.objects.select_for_update().get(pk=row.duty_id)
    refusing.replaced(row)
    ended = keeping.end(row, on=on, source=source)
    _note(duty, "duty.ended", {"office": row.office_id}, source=source, on=on)
    return ended  # type: ignore[return-value]  # end() gives a row of the same table


@transaction.atomic
def join(
    joint: Entity, member: Entity, *, since: date, source: Source, is_lead: bool = False
) -> JointMember:
    """From a day on an office belongs to a joint office, whose lead's seal its decisions bear."""
    changes.lock(joint)
    refusing.member(joint, member, since, is_lead=is_lead)
    row = JointMember.objects.create(
        joint=joint, member=member, is_lead=is_lead, since=since, source=source, entered=source
    )
    said = {"member": member, "is_lead": is_lead}
    changes.note(joint, "office.joined", said, source=source, on=since)
    return row


@transaction.atomic
def part(row: JointMember, *, on: date, source: Source) -> JointMember:
    """The office belongs to the joint office no more from a day on."""
    changes.lock(row.joint)
    refusing.replaced(row)
    ended = keeping.end(row, on=on, source=source)
    changes.note(row.joint, "office.parted", {"member": row.member}, source=source, on=on)
    return ended  # type: ignore[return-value]  # end() gives a row of the same table


@dataclass(frozen=True, slots=True)
class NewDelegation:
    """An item to be delegated, as ``Delegation`` describes; ``every`` is in months."""

    item: str
    title: Title
    holder: Entity
    to: Entity
    form: Form
    document: str
    since: date
    announced: str = ""
    is_to_organ: bool = False
    place: Entity | None = None
    every: int | None = None
    until: date | None = None


@transaction.atomic
def delegate(new: NewDelegation, *, source: Source) -> Delegation:
    """From a day on another office handles the item, in the legal form that was chosen.

    Raises UserError with what to mend: no document; entrusted without announcement, to who is no
    administrative organ, or by who was itself entrusted; already delegated on those days.
    """
    changes.lock(new.holder)
    refusing.delegation(
        item=new.item, holder=new.holder, to=new.to, form=new.form, document=new.document,
        announced=new.announced, is_to_organ=new.is_to_organ,
    )  # fmt: skip
    refusing.delegated_twice(new.item, new.holder, new.place, new.since, new.until)
    refusing.passed_on(new.item, new.holder, new.form, new.since, new.until)
    row = Delegation.objects.create(
        item=new.item, title=dict(new.title), holder=new.holder, to=new.to, place=new.place,
        form=new.form, document=new.document.strip(), announced=new.announced.strip(),
        is_to_organ=new.is_to_organ, evaluated_every=new.every,
        since=new.since, until=new.until, source=source, entered=source,
    )  # fmt: skip
    said = {"item": new.item, "to": new.to, "form": new.form.value, "document": row.document}
    changes.note(new.holder, "item.delegated", said, source=source, on=new.since)
    return row


@transaction.atomic
def recall(row: Delegation, *, on: date, source: Source) -> Delegation:
    """From a day on the holder acts again; cases in hand keep who acted when they were accepted."""
    changes.lock(row.holder)
    refusing.replaced(row)
    if row.until is not None and row.until <= on:
        raise UserError(
            _("It ends on %(until)s already.") % {"until": row.until},
            hint=_("Give an earlier day."),
        )
    ended = keeping.end(row, on=on, source=source)
    changes.note(row.holder, "item.recalled", {"item": row.item, "to": row.to},
                 source=source, on=on)  # fmt: skip
    return ended  # type: ignore[return-value]  # end() gives a row of the same table


@transaction.atomic
def evaluate(row: Delegation, *, on: date, passes: bool, says: str, source: Source) -> Evaluation:
    """How the item was found to be handled; one that does not pass asks for its recall."""
    changes.lock(row.holder)
    refusing.evaluation(row, on, says)
    made = Evaluation.objects.create(
        delegation=row, on=on, passes=passes, says=says.strip(), source=source
    )
    said = {"item": row.item, "to": row.to_id, "passes": passes}
    changes.note(row.holder, "item.evaluated", said, source=source, on=on)
    return made

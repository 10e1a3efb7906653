"""Letters, complaints and channels of supervision for programs."""

from __future__ import annotations

from typing import Literal

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query

from tashan.api.asked import named, today
from tashan.api.cursors import Key, Page, Paging, page
from tashan.api.doors import ProgramRequest, door
from tashan.api.fields import Id
from tashan.api.files import attachment
from tashan.api.routers import supervision as router
from tashan.api.schemas import supervision as told
from tashan.api.supervision_telling import (
    complaints_told,
    letter_in_full,
    letter_lines,
    messages_told,
    webhooks_told,
)
from tashan.api.views.cases import by_of
from tashan.api.views.supervision import DOCX, NEWEST, READ, WRITE
from tashan.base.errors import UserError
from tashan.casework.supervision import complaints, letter_acts, sending
from tashan.casework.supervision.complaints import NewComplaint
from tashan.casework.supervision.letter_rights import LetterAct, may_do
from tashan.casework.supervision.webhook_keeping import close_webhook, open_webhook
from tashan.casework.supervision_models import (
    Complaint,
    LetterState,
    Message,
    MessageState,
    SupervisionLetter,
    Webhook,
    WebhookForm,
)
from tashan.record import files, perms
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of
from tashan.registry.kinds import Kind
from tashan.registry.naming import name_on

LETTER, COMPLAINT = "/supervision/letters/{letter_id}", "/supervision/complaints/{complaint_id}"
BY_DAY = [Key("answer_by"), Key("pk")]


def may_move_letters(user: Visitor) -> bool:
    """Stewards issue and clear, offices answer; each letter asks further."""
    return perms.may_report_work(user) or perms.may_check_work(user)


def may_complain(user: Visitor) -> bool:
    """Agents for their enterprise; stewards, handlers and chiefs type in anybody's."""
    return perms.may_apply(user) or perms.may_keep_work(user) or perms.may_report_work(user)


def may_read_complaints(user: Visitor) -> bool:
    """Who follows the work, and agents; each those that are theirs to read."""
    return perms.may_apply(user) or perms.may_see_work(user)


def _letter(letter_id: int) -> SupervisionLetter:
    return get_object_or_404(SupervisionLetter.objects.select_related("office", "file"),
                             pk=letter_id)  # fmt: skip


@door(router, "GET", "/supervision/letters", scope=READ, right=perms.may_see_work,
      answer=Page[told.LetterLine])  # fmt: skip
def list_letters(
    request: ProgramRequest, paging: Query[Paging], state: LetterState | None = None
) -> Page[told.LetterLine]:
    """Letters to offices, the newest first."""

    def shown(found: list[SupervisionLetter]) -> list[told.LetterLine]:
        return letter_lines(found, request.user)

    rows = SupervisionLetter.objects.all()
    rows = rows.filter(state=state) if state else rows
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "GET", LETTER, scope=READ, right=perms.may_see_work, answer=told.LetterInFull)
def read_letter(request: ProgramRequest, letter_id: Id) -> told.LetterInFull:
    """A letter with its causes and what the account may do to it."""
    return letter_in_full(_letter(letter_id), request.user)


@door(router, "GET", LETTER + "/letter.docx", scope=READ, right=perms.may_see_work, answer=DOCX)
def read_letter_paper(request: ProgramRequest, letter_id: Id) -> HttpResponse:
    """The paper of an issued letter."""
    row = _letter(letter_id)
    if row.file is None:
        raise Http404
    return attachment(files.read(row.file), row.file.name, DOCX)


@door(router, "POST", LETTER + "/{act}", scope=WRITE, right=may_move_letters,
      answer=told.LetterInFull)  # fmt: skip
def move_letter(
    request: ProgramRequest,
    letter_id: Id,
    act: Literal["issue", "drop", "answer", "return", "clear"],
    given: told.LetterActGiven,
) -> told.LetterInFull:
    """Issue or drop a draft, answer, return an answer, or clear: by another than who answered."""
    row, wanted = _letter(letter_id), LetterAct(act)
    if not may_do(request.user, wanted, row, today()):
        raise PermissionDenied
    letter_acts.perform(wanted, row, given.says, by_of(request, given.on))
    return letter_in_full(_letter(letter_id), request.user)


def _complaint(request: ProgramRequest, complaint_id: int) -> Complaint:
    rows = complaints.visible(request.user, today())
    return get_object_or_404(rows, pk=complaint_id)


def _told(request: ProgramRequest, complaint_id: int) -> told.ComplaintTold:
    row = get_object_or_404(Complaint, pk=complaint_id)
    return complaints_told([row], request.user)[0]


@door(router, "GET", "/supervision/complaints", scope=READ, right=may_read_complaints,
      answer=Page[told.ComplaintTold])  # fmt: skip
def list_complaints(request: ProgramRequest, paging: Query[Paging]) -> Page[told.ComplaintTold]:
    """Complaints that the account may read, the first to be answered first."""

    def shown(found: list[Complaint]) -> list[told.ComplaintTold]:
        return complaints_told(found, request.user)

    rows = complaints.visible(request.user, today())
    return page(request, rows, BY_DAY, shown=shown, asked=paging)


@door(router, "GET", COMPLAINT, scope=READ, right=may_read_complaints, answer=told.ComplaintTold)
def read_complaint(request: ProgramRequest, complaint_id: Id) -> told.ComplaintTold:
    """One complaint with its limits and its answer."""
    return complaints_told([_complaint(request, complaint_id)], request.user)[0]


@door(router, "POST", "/supervision/complaints", scope=WRITE, right=may_complain,
      answer=told.ComplaintTold, status=201)  # fmt: skip
def enter_complaint(request: ProgramRequest, given: told.ComplaintGiven) -> told.ComplaintTold:
    """Complain of an office; an agent for their enterprise, an officer for anybody."""
    by, about = by_of(request, given.on), named(given.about, Kind.OFFICE)
    firm = named(given.enterprise, Kind.ENTERPRISE) if given.enterprise else None
    who = given.by
    if perms.may_apply(request.user):
        firm = entity_of(request.user, by.on)
        if firm is None:
            raise UserError(_("The account belongs to no enterprise."),
                            hint=_("Ask the county's registrar to enter it."))  # fmt: skip
        who = name_on(firm, by.on)
    made = complaints.receive(NewComplaint(about, who, given.says, firm), by=by)
    return _told(request, made.pk)


@door(router, "POST", COMPLAINT + "/assign", scope=WRITE, right=perms.may_keep_work,
      answer=told.ComplaintTold)  # fmt: skip
def assign_complaint(
    request: ProgramRequest, complaint_id: Id, given: told.ComplaintAssigned
) -> told.ComplaintTold:
    """Another office than the one complained of answers it."""
    row, office = _complaint(request, complaint_id), named(given.office, Kind.OFFICE)
    complaints.assign(row, office, by=by_of(request, given.on))
    return _told(request, complaint_id)


@door(router, "POST", COMPLAINT + "/answer", scope=WRITE, right=perms.may_report_work,
      answer=told.ComplaintTold)  # fmt: skip
def answer_complaint(
    request: ProgramRequest, complaint_id: Id, given: told.ComplaintAnswered
) -> told.ComplaintTold:
    """The assigned office answers; who complained reads it at once."""
    row = _complaint(request, complaint_id)
    if not complaints.may_answer(request.user, row, today()):
        raise PermissionDenied
    complaints.answer(row, given.says, is_upheld=given.upheld, by=by_of(request, given.on))
    return _told(request, complaint_id)


@door(router, "GET", "/supervision/webhooks", scope=READ, right=perms.may_keep_work,
      answer=Page[told.WebhookTold])  # fmt: skip
def list_webhooks(request: ProgramRequest, paging: Query[Paging]) -> Page[told.WebhookTold]:
    """The open webhooks of offices, without their addresses and secrets."""

    def shown(found: list[Webhook]) -> list[told.WebhookTold]:
        return webhooks_told(found, request.user)

    return page(request, Webhook.objects.filter(closed_at=None), NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/supervision/webhooks", scope=WRITE, right=perms.may_keep_work,
      answer=told.WebhookTold, status=201)  # fmt: skip
def add_webhook(request: ProgramRequest, given: told.WebhookGiven) -> told.WebhookTold:
    """From now on the group of an office is told there; the one before it is closed."""
    if given.form not in WebhookForm.values:
        raise UserError(_("There is no such form of webhook."),
                        hint=_("Give one of: %s.") % ", ".join(WebhookForm.values))  # fmt: skip
    made = open_webhook(
        named(given.office, Kind.OFFICE), WebhookForm(given.form), given.address, given.secret,
        actor=request.user, at=timezone.now(),
    )  # fmt: skip
    return webhooks_told([made], request.user)[0]


@door(router, "POST", "/supervision/webhooks/{webhook_id}/close", scope=WRITE,
      right=perms.may_keep_work, answer=told.WebhookTold)  # fmt: skip
def end_webhook(request: ProgramRequest, webhook_id: Id) -> told.WebhookTold:
    """Nothing goes there any more."""
    row = close_webhook(get_object_or_404(Webhook, pk=webhook_id), actor=request.user,
                        at=timezone.now())  # fmt: skip
    return webhooks_told([row], request.user)[0]


@door(router, "GET", "/supervision/messages", scope=READ, right=perms.may_keep_work,
      answer=Page[told.MessageTold])  # fmt: skip
def list_messages(
    request: ProgramRequest, paging: Query[Paging], state: MessageState | None = None
) -> Page[told.MessageTold]:
    """Deliveries by their state, the newest first."""

    def shown(found: list[Message]) -> list[told.MessageTold]:
        return messages_told(found, request.user)

    rows = Message.objects.all()
    rows = rows.filter(state=state) if state else rows
    return page(request, rows, NEWEST, shown=shown, asked=paging)


@door(router, "POST", "/supervision/messages/{message_id}/again", scope=WRITE,
      right=perms.may_keep_work, answer=told.MessageTold)  # fmt: skip
def send_message_again(request: ProgramRequest, message_id: Id) -> told.MessageTold:
    """What has failed is tried once more under the same key."""
    row = get_object_or_404(Message, pk=message_id)
    sending.try_again(row, timezone.now())
    row.refresh_from_db()
    return messages_told([row], request.user)[0]

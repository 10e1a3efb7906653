"""Stewards open and close the webhook of an office; its secret is stored locked, never shown."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.supervision.addresses import refuse_address
from tashan.casework.supervision_models import Webhook, WebhookForm
from tashan.record.events import append
from tashan.record.locked import lock_away
from tashan.record.models import User
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity


@transaction.atomic
def open_webhook(
    office: Entity, form: WebhookForm, address: str, secret: str, *, actor: User, at: datetime
) -> Webhook:
    """From now on the group of the office is told there; the one before it is closed.

    Raises UserError for a wrong address, and without a secret where the form is signed.
    """
    if office.kind != Kind.OFFICE:
        raise UserError(_("A webhook belongs to an office."), hint=_("Choose the office."))
    refuse_address(address.strip())
    if form is not WebhookForm.WECOM and not secret.strip():
        raise UserError(
            _("This form is signed and needs a secret."),
            hint=_("Enter the secret that the other side knows too."),
        )
    Entity.objects.select_for_update().get(pk=office.pk)
    for row in Webhook.objects.filter(office=office, closed_at=None):
        close_webhook(row, actor=actor, at=at)
    row = Webhook.objects.create(
        office=office, form=form, address=address.strip(), opened_by=actor, opened_at=at,
        locked_secret=lock_away(secret.strip()) if secret.strip() else "",
    )  # fmt: skip
    append(row.stream, "webhook.opened", {"office": office.pk, "form": form.value},
           actor=actor, at=at)  # fmt: skip
    return row


@transaction.atomic
def close_webhook(webhook: Webhook, *, actor: User, at: datetime) -> Webhook:
    """Nothing goes there any more. Raises UserError where it was closed already."""
    row = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if row.closed_at is not None:
        raise UserError(_("It was closed already."), hint=_("Look at the page again."))
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    append(row.stream, "webhook.closed", {"office": row.office_id}, actor=actor, at=at)
    return row

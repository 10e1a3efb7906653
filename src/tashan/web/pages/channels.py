"""Channels: the webhooks of offices, and what could not be sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.casework.supervision import sending
from tashan.casework.supervision.webhook_keeping import close_webhook, open_webhook
from tashan.casework.supervision_models import Message, MessageState, Webhook, WebhookForm
from tashan.record import perms
from tashan.registry.naming import names_on
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.supervision import ChannelForm

MOST_FAILED = 50


@page(perms.may_keep_work)
def channels(request: OfficerRequest) -> HttpResponseBase:
    """The open webhooks, how many messages wait, what failed; a POST opens a webhook."""
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _opened(request, form):
        return redirect("channels")
    rows = list(Webhook.objects.filter(closed_at=None).order_by("pk"))
    failed = Message.objects.filter(state=MessageState.FAILED).select_related("user")
    shown = list(failed.order_by("-pk")[:MOST_FAILED])
    on = timezone.localdate()
    ids = {one.office_id for one in rows} | {one.recipient_id for one in shown}
    waiting = Message.objects.filter(state__in=[MessageState.WAITING, MessageState.SENDING])
    context = {"rows": rows, "failed": shown, "names": names_on(ids, on), "form": form,
               "waiting": waiting.count()}  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "supervision/channels.html", context, status=status)


def _opened(request: OfficerRequest, form: ChannelForm) -> bool:
    said = form.cleaned_data
    try:
        open_webhook(
            said["office"], WebhookForm(said["form"]), said["address"], said["secret"],
            actor=request.user, at=timezone.now(),
        )  # fmt: skip
    except UserError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The group of the office is told from now on."))
    return True


@require_POST
@page(perms.may_keep_work)
def close_channel(request: OfficerRequest, webhook_id: int) -> HttpResponseBase:
    """Nothing goes there any more."""
    row = get_object_or_404(Webhook, pk=webhook_id)
    close_webhook(row, actor=request.user, at=timezone.now())
    messages.success(request, _("The webhook is closed."))
    return redirect("channels")


@require_POST
@page(perms.may_keep_work)
def send_again(request: OfficerRequest, message_id: int) -> HttpResponse | HttpResponseBase:
    """What has failed is tried once more, under the same key."""
    sending.try_again(get_object_or_404(Message, pk=message_id), timezone.now())
    messages.success(request, _("It is tried again within a minute."))
    return redirect("channels")

"""Tokens of one's own account: made, shown once, listed, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.record.models import Token
from tashan.record.tokens import Scope, make_token, revoke, tokens_of
from tashan.web.doors import OfficerRequest, anyone_signed_in, page
from tashan.web.forms.tokens import TokenForm
from tashan.web.listing import page_of


@page(anyone_signed_in)
def tokens(request: OfficerRequest) -> HttpResponse:
    """GET: all tokens of the account. POST: a new one, whose secret is on this answer alone."""
    now = timezone.now()
    form = TokenForm(request.POST or None, user=request.user, today=timezone.localdate(now))
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            made, secret = make_token(request.user, form.asked(), at=now)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            form = TokenForm(user=request.user, today=timezone.localdate(now))
            messages.success(request, _("The token “%s” is made.") % made.name)
    context = {
        "form": form,
        "secret": secret,
        "shown": page_of(request, tokens_of(request.user)),
        "labels": dict(Scope.choices),
        "now": now,
    }
    return render(request, "tokens/list.html", context, status=422 if form.errors else 200)


@require_POST
@page(anyone_signed_in)
def revoke_token(request: OfficerRequest, token_id: int) -> HttpResponseBase:
    """The token opens nothing any more."""
    token = get_object_or_404(Token, pk=token_id, user=request.user)
    revoke(token, actor=request.user, at=timezone.now())
    messages.success(request, _("The token “%s” is revoked.") % token.name)
    return redirect("tokens")

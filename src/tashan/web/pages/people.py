"""Accounts: system administrators make, close and open them; security administrators give roles.

Neither sees a report or a finding, and neither can do the other's part.
"""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tashan.base.errors import UserError
from tashan.record import accounts, perms
from tashan.record.models import Role, RoleGrant, User
from tashan.web.doors import OfficerRequest, page
from tashan.web.forms.accounts import AccountForm, PasswordForm
from tashan.web.listing import in_order, order_of, page_of, words_of
from tashan.web.navigation import may_see_people
from tashan.web.role_words import ROLES

COLUMNS = {"name": "display_name", "office": "office", "kind": "kind", "made": "created_at"}


def people_with_roles() -> QuerySet[User]:
    """Accounts with the roles they hold now."""
    held = RoleGrant.objects.filter(to_at__isnull=True)
    return User.objects.prefetch_related(Prefetch("grants", held, to_attr="held"))


@page(may_see_people)
def people(request: OfficerRequest) -> HttpResponse:
    """All accounts; ``?q=`` looks in names and offices."""
    rows = people_with_roles()
    if words := words_of(request):
        rows = rows.filter(username__icontains=words) | rows.filter(display_name__icontains=words)
    order = order_of(request, COLUMNS, default="name")
    context = {
        "shown": page_of(request, in_order(rows, order, COLUMNS)),
        "order": order,
        "role_names": ROLES,
        "may_make": perms.may_manage_users(request.user),
    }
    return render(request, "people/list.html", context)


@page(perms.may_manage_users)
def new_account(request: OfficerRequest) -> HttpResponseBase:
    """Make an account; a taken name or a weak password is told beside the form."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        password = data.pop("password")
        try:
            made = accounts.make_account(
                accounts.Account(**data), password, actor=request.user, at=timezone.now()
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The account of %s is made; it has no role yet.") % made)
            return redirect("person", made.pk)
    return render(request, "people/new.html", {"form": form})


@page(may_see_people)
def person(request: OfficerRequest, user_id: int) -> HttpResponse:
    """One account with its roles and what may be done with it."""
    somebody = get_object_or_404(people_with_roles(), pk=user_id)
    held = {grant.role_id for grant in somebody.held}  # type: ignore[attr-defined]
    roles = Role.objects.filter(kind=somebody.kind)
    context = {
        "person": somebody,
        "roles": [(role.code, ROLES[role.code], role.code in held) for role in roles],
        "password_form": PasswordForm(),
        "may_manage_users": perms.may_manage_users(request.user),
        "may_manage_security": perms.may_manage_security(request.user),
    }
    return render(request, "people/person.html", context)


@require_POST
@page(perms.may_manage_users)
def switch(request: OfficerRequest, user_id: int) -> HttpResponseBase:
    """Close an account, or open a closed one."""
    somebody = get_object_or_404(User, pk=user_id)
    if somebody == request.user:
        raise UserError(
            _("You cannot close your own account."), hint=_("Ask another system administrator.")
        )
    act = accounts.close_account if somebody.is_active else accounts.open_account
    act(somebody, actor=request.user, at=timezone.now())
    messages.success(request, _("Done, and recorded."))
    return redirect("person", user_id)


@require_POST
@page(perms.may_manage_users)
def set_password(request: OfficerRequest, user_id: int) -> HttpResponseBase:
    """A new password for somebody who lost theirs."""
    somebody = get_object_or_404(User, pk=user_id)
    password = request.POST.get("password", "")
    accounts.reset_password(somebody, password, actor=request.user, at=timezone.now())
    messages.success(request, _("The password is set. Tell it in person."))
    return redirect("person", user_id)


@require_POST
@page(perms.may_manage_security)
def set_role(request: OfficerRequest, user_id: int, role: str) -> HttpResponseBase:
    """Give a role, or end one that is held."""
    somebody = get_object_or_404(User, pk=user_id)
    get_object_or_404(Role, pk=role)
    act = accounts.give_role if request.POST.get("give") == "1" else accounts.end_role
    act(somebody, role, actor=request.user, at=timezone.now())
    messages.success(request, _("Done, and recorded."))
    return redirect("person", user_id)

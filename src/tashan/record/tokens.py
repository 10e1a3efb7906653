"""Keys for programs: an officer makes, lists and revokes those of their own account.

What a token may do is its scope and the account's right at once: a role that is ended ends what
the account's tokens could do with it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tashan.base.errors import UserError
from tashan.record import perms
from tashan.record.events import append
from tashan.record.models import Token, User
from tashan.record.perms import Visitor

PREFIX = "tashan_"  # so that a search for leaked secrets finds them
LONGEST = timedelta(days=365)
HINT = 8
USE_IS_KEPT_EVERY = timedelta(minutes=1)
MOST_OPEN = 20


class Scope(TextChoices):
    """What a token is made for."""

    REGISTERS_READ = "registers:read", gettext_lazy("Read the registers")
    REGISTERS_WRITE = "registers:write", gettext_lazy("Keep the registers")
    FIGURES_READ = "figures:read", gettext_lazy("Read figures and analyses")
    FIGURES_WRITE = "figures:write", gettext_lazy("Record and correct figures")
    BENCHMARK_READ = "benchmark:read", gettext_lazy("Read benchmarks")
    PLANS_READ = "plans:read", gettext_lazy("Read plans and targets")
    PLANS_WRITE = "plans:write", gettext_lazy("Set targets and grant exemptions")
    EXCHANGE = "exchange", pgettext_lazy("scope", "Import sheets")
    REPORTS_READ = "reports:read", gettext_lazy("Read reports and findings")
    REPORTS_WRITE = "reports:write", gettext_lazy("Bring in reports and decide on findings")
    PROGRAMMES_READ = "programmes:read", gettext_lazy("Read programmes, matches and lists")
    PROGRAMMES_WRITE = "programmes:write", gettext_lazy("Match programmes and keep lists")
    MECHANISMS_READ = "mechanisms:read", gettext_lazy("Read what is adopted, and study trips")
    MECHANISMS_WRITE = "mechanisms:write", gettext_lazy("Adopt mechanisms and keep study trips")
    RANKINGS_READ = "rankings:read", gettext_lazy("Read rankings, appraisals and boards")
    RANKINGS_WRITE = "rankings:write", gettext_lazy("Run rankings, record for them and publish")
    CASES_READ = "cases:read", gettext_lazy("Read cases, their clocks and public notices")
    CASES_WRITE = "cases:write", gettext_lazy("Open and move cases, hand in, announce")
    DUTIES_READ = "duties:read", gettext_lazy("Read duties, delegated items and the catalogue")
    DUTIES_WRITE = "duties:write", gettext_lazy("Give duties, delegate and evaluate items")
    FUNDS_READ = "funds:read", gettext_lazy("Read funds, budgets, cards and their books")
    FUNDS_WRITE = "funds:write", gettext_lazy("Apply, promise, approve, pay and keep cards")
    WORK_READ = "work:read", gettext_lazy("Read plans, lists, promotion, services and people")
    WORK_WRITE = "work:write", gettext_lazy("Report, visit, order, answer, check and supervise")
    EXPORT = "export", gettext_lazy("Take files out")


def may_see_some_registers(user: Visitor) -> bool:
    """Officers see the registers; agents and clerks what is their own."""
    return perms.may_see_registers(user) or perms.may_see_own(user)


def may_see_some_cases(user: Visitor) -> bool:
    """Caseworkers see the cases that they may; an agent those of their own enterprise."""
    return perms.may_see_cases(user) or perms.may_apply(user)


def may_move_some_cases(user: Visitor) -> bool:
    """The window, handlers and chiefs move cases; an agent hands in and withdraws."""
    return perms.may_take_in(user) or perms.may_handle(user) or perms.may_apply(user)


# the rights of which a scope can make use; an account that has none of them needs no such scope
USES: dict[Scope, tuple[Callable[[Visitor], bool], ...]] = {
    Scope.REGISTERS_READ: (may_see_some_registers,),
    Scope.REGISTERS_WRITE: (perms.may_keep_registers,),
    Scope.FIGURES_READ: (perms.may_see_figures,),
    Scope.FIGURES_WRITE: (perms.may_record_figures,),
    Scope.BENCHMARK_READ: (perms.may_see_figures,),
    Scope.PLANS_READ: (perms.may_see_figures,),
    Scope.PLANS_WRITE: (perms.may_plan,),
    Scope.EXCHANGE: (perms.may_import,),
    Scope.REPORTS_READ: (perms.may_read_report,),
    Scope.REPORTS_WRITE: (perms.may_upload, perms.may_review, perms.may_read_again),
    Scope.PROGRAMMES_READ: (perms.may_see_mechanisms, may_see_some_registers),
    Scope.PROGRAMMES_WRITE: (perms.may_match, perms.may_confirm),
    Scope.MECHANISMS_READ: (perms.may_see_mechanisms,),
    Scope.MECHANISMS_WRITE: (perms.may_adopt, perms.may_keep_trips),
    Scope.RANKINGS_READ: (perms.may_see_mechanisms,),
    Scope.RANKINGS_WRITE: (perms.may_rank, perms.may_confirm),
    Scope.CASES_READ: (may_see_some_cases, perms.may_see_mechanisms),
    Scope.CASES_WRITE: (may_move_some_cases, perms.may_run_procedures, perms.may_confirm),
    Scope.DUTIES_READ: (perms.may_see_registers,),
    Scope.DUTIES_WRITE: (perms.may_keep_duties,),
    Scope.FUNDS_READ: (perms.may_see_funds, perms.may_see_own),
    Scope.FUNDS_WRITE: (
        perms.may_keep_funds,
        perms.may_pay,
        perms.may_promise,
        perms.may_apply,
        perms.may_handle,
        perms.may_confirm,
    ),
    Scope.WORK_READ: (perms.may_see_work, perms.may_see_own, perms.may_see_statistics),
    Scope.WORK_WRITE: (
        perms.may_keep_work,
        perms.may_report_work,
        perms.may_check_work,
        perms.may_apply,
        perms.may_promise,
        perms.may_see_work,  # who takes a post over signs, a leader decides between offices
    ),
    Scope.EXPORT: (perms.may_export, perms.may_export_figures),
}


def scopes_for(user: User) -> list[Scope]:
    """The scopes that a token of this account could make use of now."""
    return [scope for scope, rights in USES.items() if any(right(user) for right in rights)]


@dataclass(frozen=True, slots=True)
class NewToken:
    """What is asked for; ``secret`` of the answer is shown once and kept nowhere."""

    name: str
    scopes: tuple[str, ...]
    expires_at: datetime


@transaction.atomic
def make_token(user: User, new: NewToken, *, at: datetime) -> tuple[Token, str]:
    """A token of the account's own, and its secret. Raises UserError for what is too wide."""
    name = _checked_name(new.name)
    scopes = _checked_scopes(new.scopes, user)
    _refuse_bad_end(new.expires_at, at=at)
    User.objects.select_for_update().get(pk=user.pk)
    if open_tokens(user, at).count() >= MOST_OPEN:
        raise UserError(
            _("You have %d tokens already.") % MOST_OPEN, hint=_("Revoke one that is not needed.")
        )
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        name=name,
        user=user,
        sha256=digest(secret),
        hint=secret.removeprefix(PREFIX)[:HINT],
        scopes=scopes,
        created_at=at,
        expires_at=new.expires_at,
    )
    said = {"token": token.pk, "name": name, "scopes": scopes, "until": f"{new.expires_at:%F}"}
    append(user.stream, "token.made", said, actor=user, at=at)
    return token, secret


def _checked_name(text: str) -> str:
    name = text.strip()
    if not name or len(name) > 100:
        raise UserError(
            _("A token needs a name of at most 100 characters."),
            hint=_("Name the program that will use it."),
        )
    return name


def _checked_scopes(asked: Iterable[str], user: User) -> list[str]:
    offered = {scope.value for scope in scopes_for(user)}
    wanted = [scope for scope in Scope.values if scope in set(asked)]
    strange = sorted(set(asked) - offered)
    if strange:
        raise UserError(
            _("Your account could not use these scopes: %s.") % ", ".join(strange),
            hint=_("A token may never do more than its account."),
        )
    if not wanted:
        raise UserError(_("A token without a scope can do nothing."), hint=_("Choose one."))
    return wanted


def _refuse_bad_end(expires_at: datetime, *, at: datetime) -> None:
    if not at < expires_at <= at + LONGEST:
        raise UserError(
            _("A token ends within a year."),
            hint=_("Give a day from tomorrow on, at most a year ahead."),
        )


@transaction.atomic
def revoke(token: Token, *, actor: User, at: datetime) -> None:
    """The token opens nothing any more. One that is revoked already stays as it is."""
    row = Token.objects.select_for_update().select_related("user").get(pk=token.pk)
    if row.revoked_at is not None:
        return
    row.revoked_at = at
    row.save(update_fields=["revoked_at"])
    append(
        row.user.stream, "token.revoked", {"token": row.pk, "name": row.name}, actor=actor, at=at
    )


def tokens_of(user: User) -> QuerySet[Token]:
    """All tokens the account ever had, the newest first."""
    return Token.objects.filter(user=user).order_by("-created_at", "-pk")


def open_tokens(user: User, at: datetime) -> QuerySet[Token]:
    """Those that open something at a moment."""
    return tokens_of(user).filter(revoked_at__isnull=True, expires_at__gt=at)


def token_of(secret: str, *, at: datetime) -> Token | None:
    """The token with this secret, if it opens anything at ``at`` and its account is open."""
    if not secret.startswith(PREFIX) or len(secret) > 200:
        return None
    rows = Token.objects.select_related("user").filter(revoked_at__isnull=True, expires_at__gt=at)
    return rows.filter(sha256=digest(secret), user__is_active=True).first()


def note_use(token: Token, *, at: datetime) -> None:
    """Remember when the token was last used, to the minute: not every request writes."""
    last = token.last_used_at
    if last is None or at - last >= USE_IS_KEPT_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used_at=at)


def digest(secret: str) -> str:
    """What is kept of a secret; it is random enough to need no salt."""
    return sha256(secret.encode()).hexdigest()

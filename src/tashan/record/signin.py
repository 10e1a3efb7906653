"""Sign-in: what Tashan adds to django-allauth. Who came in, who tried and what changed about the
ways to come in are events; allauth tells it by its adapters, so no Django signal is needed."""

from __future__ import annotations

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.utils import filter_users_by_email
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from tashan.record.events import append
from tashan.record.models import User

# Where somebody tried to come in under a name that nobody has; the name is not kept, because
# people type their password there.
STRANGERS = "sign-in"


class AccountAdapter(DefaultAccountAdapter):
    """Passwords and sessions."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: accounts are made by a system administrator."""
        return False

    def post_login(
        self, request: HttpRequest, user: User, *, signup: bool, **rest: Any
    ) -> HttpResponse:
        """Record who came in and how, and speak the user's language from here on."""
        response = super().post_login(request, user, signup=signup, **rest)
        detail = {"by": _ways(request, user), "ip": self.get_client_ip(request)}
        append(user.stream, "signed.in", detail, actor=user, at=timezone.now())
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            user.language,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        return response

    def logout(self, request: HttpRequest) -> None:
        """Record who went out."""
        user = request.user
        super().logout(request)
        if isinstance(user, User):
            append(user.stream, "signed.out", {}, actor=user, at=timezone.now())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password; under the account's stream where there is such an account."""
        super().authentication_failed(request, **credentials)
        user = _meant(credentials)
        stream = user.stream if user is not None else STRANGERS
        detail = {"by": ["password"], "ip": self.get_client_ip(request)}
        append(stream, "sign-in.failed", detail, actor=None, at=timezone.now())

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Whatever allauth would write a mail about is recorded: password_changed,
        totp_activated, webauthn_removed, recovery_codes_generated and their like."""
        super().send_notification_mail(template_prefix, user, context, email)
        kind = "sign-in." + template_prefix.rpartition("/")[2]
        append(user.stream, kind, {}, actor=user, at=timezone.now())


class ServiceAdapter(DefaultSocialAccountAdapter):
    """The county's own sign-in service opens accounts that exist; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts are made by a system administrator."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Who comes for the first time is known by the claim that holds the username here.

        Only where TASHAN_OIDC_CLAIM names it: a claim that people can set for themselves would
        open other people's accounts.
        """
        claim = settings.SIGN_IN_CLAIM
        if sociallogin.is_existing or not claim:
            return
        data = sociallogin.account.extra_data
        username = {**data.get("id_token", {}), **data.get("userinfo", {})}.get(claim)
        user = User.objects.filter(username__iexact=str(username or "")).first()
        if user is not None:
            sociallogin.connect(request, user)


class FactorAdapter(DefaultMFAAdapter):
    """Second factors; their secrets lie in the database under a key made of TASHAN_SECRET_KEY."""

    def encrypt(self, text: str) -> str:
        """The secret as it is stored."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret as it was given to the user."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


class RecordedCode(BaseAuthenticateForm):
    """A code of six digits, or one of the recovery codes; a wrong one is recorded."""

    def clean_code(self) -> str:
        """The code that was typed in."""
        try:
            return super().clean_code()
        except ValidationError:
            _record_failure(self.user, by="code")
            raise


class CodeForm(RecordedCode, AuthenticateForm):
    """The second step of coming in."""


class CodeAgainForm(RecordedCode, ReauthenticateForm):
    """The code once more, before something that matters is changed."""


class KeyForm(AuthenticateWebAuthnForm):
    """The second step of coming in, with a security key; one that does not fit is recorded."""

    def clean_credential(self) -> object:
        """What the key answered."""
        try:
            return super().clean_credential()
        except ValidationError:
            _record_failure(self.user, by="webauthn")
            raise


def _record_failure(user: User, *, by: str) -> None:
    append(user.stream, "sign-in.failed", {"by": [by]}, actor=None, at=timezone.now())


def _ways(request: HttpRequest, user: User) -> list[str]:
    """How the session was opened, as in ["password", "totp"]."""
    return [
        record.get("type") or record["method"]
        for record in get_authentication_records(request, user)
    ]


def _meant(credentials: dict[str, Any]) -> User | None:
    """The account whose name or mail address was typed in."""
    if username := credentials.get("username"):
        return User.objects.filter(username__iexact=username).first()
    if email := credentials.get("email"):
        return next(iter(filter_users_by_email(email)), None)
    return None


def _cipher() -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"tashan second factors")
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))

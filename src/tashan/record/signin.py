"""Sign-in: what Tashan adds to django-allauth."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by a system administrator; nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Closed, always."""
        return False


class ServiceAdapter(DefaultSocialAccountAdapter):
    """The county's sign-in service opens existing accounts; it makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Closed, always."""
        return False

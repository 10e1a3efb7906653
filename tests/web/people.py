"""Accounts for the tests of the pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from tests import cast

from tashan.record.accounts import Account, give_role, make_account
from tashan.record.models import AccountKind, Role, User

PASSWORD = "stone-of-another-hill"


class OfficerClient(Client):
    """A browser in which somebody is signed in."""

    user: User


Knock = Callable[..., OfficerClient]


def account(username: str, *roles: str) -> User:
    """An account that holds the roles; its kind is that of its first role."""
    kind = Role.objects.get(pk=roles[0]).kind if roles else AccountKind.BUSINESS
    wanted = Account(username, f"{username} 某", kind=kind, office="他山县发展和改革局")
    made = make_account(wanted, PASSWORD, actor=None, at=cast.AT)
    for role in roles:
        give_role(made, role, actor=None, at=cast.AT)
    return made


def sign_in(user: User) -> OfficerClient:
    """A client in which this user is signed in."""
    client = OfficerClient()
    client.user = user
    client.force_login(user)
    return client


def speaking_english(client: OfficerClient) -> OfficerClient:
    """The same browser with English chosen, for tests that quote what pages say."""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def browser(user: User) -> OfficerClient:
    """A client in which this user is signed in, speaking English."""
    return speaking_english(sign_in(user))


def shown(user: User, address: str, status: int = 200) -> str:
    """The page that the user sees there, in English."""
    answer = browser(user).get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()

"""Whose token it is, and what it may do now."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema

from tashan.api.asked import today
from tashan.api.doors import ProgramRequest, door
from tashan.api.routers import account as router
from tashan.api.schemas.shared import Ref, Refs
from tashan.record import perms, tokens
from tashan.record.perms import Visitor
from tashan.registry.belonging import entity_of


def anyone(user: Visitor) -> bool:
    """Everybody whose token opens anything."""
    return True


class Account(Schema):
    """The account and what this token may do: its scopes as far as the roles allow them."""

    username: str
    name: str
    office: str
    roles: list[str]
    token: str
    scopes: list[str]
    expires_at: datetime
    belongs_to: Ref | None


@door(router, "GET", "/me", scope=(), right=anyone, answer=Account)
def read_me(request: ProgramRequest) -> Account:
    """The account of this token, its roles, and the scopes that open anything now."""
    user, token = request.user, request.auth
    useful = {scope.value for scope in tokens.scopes_for(user)}
    own = entity_of(user, today())
    refs = Refs([own], on=today(), viewer=user)
    return Account(
        username=user.username,
        name=user.display_name,
        office=user.office,
        roles=sorted(perms.roles_of(user)),
        token=token.name,
        scopes=[scope for scope in token.scopes if scope in useful],
        expires_at=token.expires_at,
        belongs_to=refs.of(own),
    )

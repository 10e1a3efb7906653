"""Each rule that the record's tables hold by themselves, by its name."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError

from tashan.record.models import Event, Role, Seal, SealedHead, StoredFile, StreamHead, User

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
HASH, OTHER = "a" * 64, "b" * 64
Making = Callable[[], object]


def user(**fields: object) -> User:
    return User.objects.create(**({"username": "linxia", "display_name": "林夏"} | fields))


def head(**fields: object) -> StreamHead:
    return StreamHead.objects.create(**({"stream": "report:1"} | fields))


def event(**fields: object) -> Event:
    sound: dict[str, object] = {
        "stream": "report:1",
        "sequence": 1,
        "kind": "note",
        "payload": {},
        "occurred_on": AT.date(),
        "recorded_at": AT,
        "hash": HASH,
    }
    return Event.objects.create(**(sound | fields))


def seal(number: int = 1, **fields: object) -> Seal:
    minute = AT + timedelta(minutes=number)
    sound = {"number": number, "minute": minute, "streams": 1, "events": 1, "hash": HASH}
    return Seal.objects.create(**(sound | fields))


def sealed(made: Seal, **fields: object) -> SealedHead:
    sound = {"seal": made, "stream": "report:1", "length": 1, "hash": HASH}
    return SealedHead.objects.create(**(sound | fields))


def file(**fields: object) -> StoredFile:
    sound = {"sha256": HASH, "size": 1, "media_type": "text/plain", "name": "a", "stored_at": AT}
    return StoredFile.objects.create(**(sound | fields))


def twice(make: Callable[[], object]) -> None:
    make()
    make()


def two_seals_of_one_minute() -> None:
    seal(1, minute=AT)
    seal(2, minute=AT)


def two_heads_of_one_stream_in_a_seal() -> None:
    made = seal()
    sealed(made, length=1)
    sealed(made, length=2)


def one_length_in_two_seals() -> None:
    sealed(seal(1))
    sealed(seal(2))


BROKEN: dict[str, Making] = {
    "user_username_once": lambda: twice(user),
    "user_email_once": lambda: (
        user(email="A@county.example"),
        user(username="other", email="a@County.example"),
    ),
    "user_has_a_name": lambda: user(display_name=""),
    "user_kind_known": lambda: user(kind="other"),
    "role_kind_known": lambda: Role.objects.create(code="all", kind="other"),
    "head_has_a_hash_when_it_has_events": lambda: head(length=1),
    "head_sealed_no_further_than_its_length": lambda: head(sealed_length=1),
    "event_sequence_once_a_stream": lambda: twice(event),
    "event_hash_is_sha256": lambda: event(hash="a"),
    "event_first_has_no_previous": lambda: event(previous=OTHER),
    "seal_minute_once": two_seals_of_one_minute,
    "seal_number_from_one": lambda: seal(0),
    "seal_hash_is_sha256": lambda: seal(hash=""),
    "sealed_head_once_a_seal": two_heads_of_one_stream_in_a_seal,
    "sealed_head_length_once_a_stream": one_length_in_two_seals,
    "sealed_head_hash_is_sha256": lambda: sealed(seal(), hash="x" * 64),
    "file_content_once": lambda: twice(file),
    "file_sha256_is_sha256": lambda: file(sha256="A" * 64),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_what_the_constraint_names(name: str) -> None:
    with pytest.raises(IntegrityError, match=name):
        BROKEN[name]()


def test_accounts_without_a_mail_address_are_many() -> None:
    user()
    user(username="other")
    assert User.objects.filter(email="").count() == 2


def test_a_kind_of_account_can_be_pointed_at_together_with_its_row() -> None:
    """user_id_with_kind and role_code_with_kind are what the two keys of a grant point at."""
    named = {constraint.name for model in (User, Role) for constraint in model._meta.constraints}
    assert named >= {"user_id_with_kind", "role_code_with_kind"}

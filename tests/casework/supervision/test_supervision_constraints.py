"""What the database itself refuses of reminders, letters, complaints and channels."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction
from tests.casework import making
from tests.casework.supervision.supervised import FRIDAY, Supervised

from tashan.casework.supervision import complaints, feeds
from tashan.casework.supervision.complaints import NewComplaint
from tashan.casework.supervision.webhook_keeping import open_webhook
from tashan.casework.supervision_models import (
    Complaint,
    DueFeed,
    LetterCause,
    Message,
    RedSpell,
    Reminder,
    SupervisionLetter,
    Webhook,
    WebhookForm,
)

pytestmark = pytest.mark.django_db
AT = making.moment(FRIDAY)


@pytest.fixture
def place() -> Supervised:
    found = Supervised(date(2026, 11, 20))
    found.remind(FRIDAY)
    new = NewComplaint(found.office, "王先生", "态度差")
    complaints.receive(new, by=making_by(found))
    open_webhook(found.office, WebhookForm.GENERIC, "https://a.example/", "s",
                 actor=found.steward, at=AT)  # fmt: skip
    feeds.make_feed(found.handler, AT)
    return found


def making_by(found: Supervised) -> Any:
    from tashan.casework.moving.by import By

    return By(found.steward, AT, FRIDAY)


def again(row: models.Model, **said: Any) -> None:
    row.pk = None
    row._state.adding = True
    if isinstance(row, Message) and "key" not in said:
        said["key"] = row.key
    for name, value in said.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def changed(model: type[models.Model], **said: Any) -> Callable[[], None]:
    return lambda: (model._default_manager.update(**said), None)[1]


CASES: list[tuple[str, Callable[[], None]]] = [
    ("red_spell_one_open_a_cause", lambda: again(RedSpell.objects.get())),
    ("red_spell_ends_after_it_begins", changed(RedSpell, until=date(2020, 1, 1))),
    ("webhook_one_open_an_office", lambda: again(Webhook.objects.get())),
    ("webhook_signed_where_it_can_be", changed(Webhook, locked_secret="")),
    ("message_key_once", lambda: again(Message.objects.latest("pk"))),
    ("message_has_its_way", changed(Message, user=None)),
    ("message_sent_has_its_moment", changed(Message, state="sent", sent_at=None)),
    ("reminder_once_for_a_cause", lambda: again(Reminder.objects.latest("pk"))),
    ("letter_issued_whole", changed(SupervisionLetter, state="issued")),
    ("letter_once_for_a_cause", lambda: again(LetterCause.objects.get())),
    ("complaint_says_something", changed(Complaint, says="")),
    ("complaint_assigned_whole", changed(Complaint, assigned_on=FRIDAY)),
    ("complaint_answered_whole", changed(Complaint, answered_on=FRIDAY)),
    ("due_feed_one_a_user", lambda: again(DueFeed.objects.get(), sha256="1" * 64)),
    ("due_feed_secret_once", lambda: again(DueFeed.objects.get(), revoked_at=AT)),
    ("due_feed_secret_is_hashed", changed(DueFeed, sha256="x")),
]


@pytest.mark.parametrize(("name", "wrong"), CASES, ids=[name for name, _wrong in CASES])
def test_the_database_refuses(name: str, wrong: Callable[[], None], place: Supervised) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        wrong()


def test_a_complaint_is_not_answered_by_whom_it_is_about(place: Supervised) -> None:
    name = "complaint_not_answered_by_whom_it_is_about"
    said = {"office": place.office, "assigned_on": FRIDAY, "assigned_by": place.steward}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Complaint.objects.update(**said)


def test_letters_have_one_number_and_are_cleared_by_another(place: Supervised) -> None:
    from tashan.casework.supervision import letters

    row = letters.issue(SupervisionLetter.objects.get(), by=making_by(place))
    with pytest.raises(IntegrityError, match="letter_number_once"), transaction.atomic():
        again(SupervisionLetter.objects.get())
    row = SupervisionLetter.objects.get()
    with pytest.raises(IntegrityError, match="letter_answered_says_what"), transaction.atomic():
        SupervisionLetter.objects.update(state="answered")
    said = {"state": "cleared", "answer": "好", "answered_on": FRIDAY, "answered_by": place.chief,
            "closed_by": place.chief, "closed_on": FRIDAY}  # fmt: skip
    with pytest.raises(IntegrityError, match="letter_cleared_by_another"), transaction.atomic():
        SupervisionLetter.objects.filter(pk=row.pk).update(**said)

"""Post an entry: the book's head is locked, then all is written in one statement, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.ledger.models import Account, Entry
from tashan.record import statements
from tashan.record.events import exact_time, hash_of
from tashan.record.models import Event, User
from tashan.record.statements import Value

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be posted: ``lines`` are fen by account id, debits positive.

    ``about`` names the case or list, ``version`` is the id of the rules' adoption version;
    ``reckoning`` as in ``models.Entry``. Raises UserError for what is no entry.
    """

    kind: str
    lines: Mapping[int, int]
    on: date
    about: str
    version: int
    says: str
    reckoning: Sequence[Step] = ()
    reverses: int | None = None
    told: Mapping[str, Any] = field(default_factory=dict)  # further, for the event alone

    def __post_init__(self) -> None:
        if not all(isinstance(fen, int) for fen in self.lines.values()):
            raise TypeError("amounts are whole fen")
        amounts = list(self.lines.values())
        if len(amounts) < 2 or 0 in amounts or sum(amounts) != 0:
            raise UserError(
                _("The entry “%s” is not in balance.") % self.says,
                hint=_("Debits and credits are the same sum, of at least two accounts."),
            )


@dataclass(frozen=True, slots=True)
class Posted:
    """The entry as it was stored."""

    id: int
    number: int


class BelowFloorError(UserError):
    """The money is not there."""


def post(book_id: int, new: NewEntry, *, actor: User, at: datetime) -> Posted:
    """Store an entry with its postings and its event.

    Raises BelowFloorError where an account would fall below its floor, on the day or a later
    one; nothing is stored then. Within a transaction the book stays locked until its end: lock
    it (``lock``) before anything else of it is read that the entry depends on.
    """
    try:
        if connection.in_atomic_block:
            return _locked(book_id, new, actor, at)
        return _alone(book_id, new, actor, at)
    except IntegrityError as error:
        if "account_never_below_its_floor" in str(error):
            raise _below(new) from error
        raise


def _locked(book_id: int, new: NewEntry, actor: User, at: datetime) -> Posted:
    with transaction.atomic():
        posted = _write(book_id, lock(book_id), new, actor, at)
    assert posted is not None, "the head is locked"
    return posted


def _alone(book_id: int, new: NewEntry, actor: User, at: datetime) -> Posted:
    """In a transaction that is the one statement: it writes only where the head is as read."""
    for _try in range(TRIES):
        posted = _write(book_id, _head(_SEEN, book_id), new, actor, at)
        if posted is not None:
            return posted
    return _locked(book_id, new, actor, at)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a book and its stream of events end."""

    entries: int
    length: int
    hash: str


TRIES = 3  # before the head is locked first
_SEEN = """SELECT b.entries, h.length, h.hash FROM ledger_book b
JOIN record_streamhead h ON h.stream = 'book:' || b.id WHERE b.id = %(book)s"""
_HEAD = f"{_SEEN} FOR UPDATE OF b, h"


def lock(book_id: int) -> Head:
    """The end of a book, locked until the transaction ends: one posts at a time."""
    return _head(_HEAD, book_id)


def _head(statement: str, book_id: int) -> Head:
    found = statements.fetch(statement, {"book": book_id})
    if found is None:
        raise LookupError(f"no book {book_id}")
    return Head(*found)


def _write(book_id: int, head: Head, new: NewEntry, actor: User, at: datetime) -> Posted | None:
    """None where the head has moved on, and nothing was written."""
    number = head.entries + 1
    event = _event(book_id, head, number, new, actor, at)
    values: dict[str, Value] = {
        "book": book_id, "number": number, "kind": new.kind, "on": new.on, "about": new.about,
        "version": new.version, "actor": actor.pk, "says": new.says,
        "reckoning": _json(list(new.reckoning)), "lines": len(new.lines),
        "reverses": new.reverses, "at": exact_time(at), "accounts": list(new.lines),
        "fen": list(new.lines.values()), "stream": event.stream, "sequence": event.sequence,
        "event": event.kind, "payload": _json(event.payload), "previous": event.previous,
        "hash": event.hash,
    }  # fmt: skip
    try:
        found = statements.fetch(_statement(), values)
    except IntegrityError as error:
        if _OTHER_EVENT in str(error):
            return None
        raise
    return Posted(int(found[0]), number) if found else None


def _event(
    book_id: int, head: Head, number: int, new: NewEntry, actor: User, at: datetime
) -> Event:
    lines = {str(account): fen for account, fen in new.lines.items()}
    said: dict[str, Any] = {
        "number": number, "kind": new.kind, "about": new.about, "version": new.version,
        "lines": lines, "says": new.says, **new.told,
    }  # fmt: skip
    if new.reverses is not None:
        said["reverses"] = new.reverses
    event = Event(
        stream=f"book:{book_id}", sequence=head.length + 1, kind="entry.posted", payload=said,
        actor=actor, occurred_on=new.on, recorded_at=at, previous=head.hash,
    )  # fmt: skip
    event.hash = hash_of(event)
    return event


# another event than an entry's came into the stream since the head was read
_OTHER_EVENT = 'null value in column "book_id" of relation "ledger_entry"'


@cache
def _statement() -> str:
    """Everything hangs on the book's row and the head of its stream, in this order of locks.

    Where the book has moved on nothing is written; where its stream alone has, all is refused.
    Each trigger asks which are ignored: a setting that does not exist would cost it an exception.
    """
    entry = ", ".join(
        ("book_id", "number", "kind", '"on"', "about", "version_id", "actor_id", "says",
         "reckoning", "lines", "reverses_id", "at")
    )  # fmt: skip
    told = ("book", "number", "kind", "on", "about", "version", "actor", "says", "reckoning",
            "lines", "reverses", "at")  # fmt: skip
    given = ", ".join(f"%({name})s" for name in told if name != "book")
    return f"""WITH b AS (UPDATE ledger_book SET entries = %(number)s
WHERE id = %(book)s AND entries = %(number)s::int - 1 RETURNING id),
h AS (UPDATE record_streamhead s SET length = %(sequence)s, hash = %(hash)s FROM b
WHERE s.stream = %(stream)s AND s.length = %(sequence)s::int - 1 AND s.hash = %(previous)s
RETURNING b.id),
n AS (INSERT INTO ledger_entry ({entry}) SELECT (SELECT id FROM h), {given} FROM b RETURNING id),
p AS (INSERT INTO ledger_posting (entry_id, account_id, fen) SELECT n.id, l.account, l.fen
FROM n, unnest(%(accounts)s::bigint[], %(fen)s::bigint[]) AS l (account, fen)),
e AS (INSERT INTO record_event (stream, sequence, kind, payload, actor_id, occurred_on,
recorded_at, previous, hash) SELECT %(stream)s, %(sequence)s, %(event)s, %(payload)s, %(actor)s,
%(on)s, %(at)s, %(previous)s, %(hash)s FROM b)
SELECT id, set_config('pgtrigger.ignore',
    coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{{}}'), true) FROM n"""


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _below(new: NewEntry) -> BelowFloorError:
    rows = Account.objects.filter(pk__in=new.lines).exclude(floor=None)
    named = "、".join(row.title["zh"] for row in rows)
    return BelowFloorError(
        _("There is not enough in “%(account)s” for “%(says)s”.")
        % {"account": named, "says": new.says},
        hint=_("Nothing was posted. Look at the balance of that day and of every later one."),
    )


def reverse(entry: Entry, *, says: str, on: date, actor: User, at: datetime) -> Posted:
    """Turn an entry round, once, with the reason: the entry itself stays.

    Raises UserError for one that was reversed or is a reversal itself, and without a reason.
    """
    if not says.strip():
        raise UserError(_("Say why the entry is reversed."), hint=_("A few words are enough."))
    with transaction.atomic():
        lock(entry.book_id)
        if entry.reverses_id is not None or entry.reversals.exists():
            raise UserError(
                _("Entry %d was reversed, or is a reversal.") % entry.number,
                hint=_("Post anew what is right."),
            )
        if on < entry.on:
            raise UserError(
                _("Entry %(number)d is of %(on)s.") % {"number": entry.number, "on": entry.on},
                hint=_("It is reversed on that day or later."),
            )
        turned = {row.account_id: -row.fen for row in entry.postings.all()}
        new = NewEntry(
            kind="reversal", lines=turned, on=on, about=entry.about, version=entry.version_id,
            says=says.strip(), reverses=entry.pk,
        )  # fmt: skip
        return post(entry.book_id, new, actor=actor, at=at)

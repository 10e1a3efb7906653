"""Post an entry: all of it is written in one statement, or nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.ledger.models import Account, Entry
from tashan.record import statements
from tashan.record.events import HOLE, canonical, exact_time, hashed_text
from tashan.record.models import User
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
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return _write(book_id, new, actor, at)
    except IntegrityError as error:
        if "account_never_below_its_floor" in str(error):
            raise _below(new) from error
        raise


def lock(book_id: int) -> None:
    """Lock a book until the transaction ends: one posts at a time."""
    if statements.fetch(_LOCK, {"book": book_id}) is None:
        raise LookupError(f"no book {book_id}")


_LOCK = """SELECT b.id FROM ledger_book b JOIN record_streamhead h ON h.stream = 'book:' || b.id
WHERE b.id = %(book)s FOR UPDATE OF b, h"""


def _write(book_id: int, new: NewEntry, actor: User, at: datetime) -> Posted:
    stream = f"book:{book_id}"
    said = dict(zip(("said_0", "said_1"), canonical(_payload(new)), strict=True))
    text = hashed_text(stream, EVENT, actor=actor, on=new.on, at=at)
    hashed = dict(zip(("text_0", "text_1", "text_2", "text_3"), text, strict=True))
    values: dict[str, Value] = {
        "book": book_id, "kind": new.kind, "on": new.on, "about": new.about,
        "version": new.version, "actor": actor.pk, "says": new.says,
        "reckoning": _json(list(new.reckoning)), "lines": len(new.lines),
        "reverses": new.reverses, "at": exact_time(at), "accounts": list(new.lines),
        "fen": list(new.lines.values()), "stream": stream, "event": EVENT, **said, **hashed,
    }  # fmt: skip
    found = statements.fetch(_statement(), values)
    if found is None:
        raise LookupError(f"no book {book_id}")
    return Posted(int(found[0]), int(found[1]))


EVENT = "entry.posted"


def _payload(new: NewEntry) -> dict[str, Any]:
    said: dict[str, Any] = {
        "number": HOLE, "kind": new.kind, "about": new.about, "version": new.version,
        "lines": {str(account): fen for account, fen in new.lines.items()}, "says": new.says,
        **new.told,
    }  # fmt: skip
    if new.reverses is not None:
        said["reverses"] = new.reverses
    return said


@cache
def _statement() -> str:
    """Everything hangs on the book's row and the head of its stream, in this order of locks.

    Number, previous hash and hash are those of the rows once they are locked, so nothing is read
    before. Each trigger asks which are ignored: a setting that does not exist would cost it an
    exception.
    """
    entry = ", ".join(
        ("book_id", "number", "kind", '"on"', "about", "version_id", "actor_id", "says",
         "reckoning", "lines", "reverses_id", "at")
    )  # fmt: skip
    told = ("kind", "on", "about", "version", "actor", "says", "reckoning", "lines", "reverses",
            "at")  # fmt: skip
    given = ", ".join(f"%({name})s" for name in told)
    return f"""WITH b AS (
UPDATE ledger_book SET entries = entries + 1 WHERE id = %(book)s RETURNING id, entries),
h AS (SELECT b.id, b.entries, s.length + 1 AS sequence, s.hash AS previous,
%(said_0)s::text || b.entries || %(said_1)s::text AS said
FROM b, record_streamhead s WHERE s.stream = %(stream)s FOR UPDATE OF s),
e AS (INSERT INTO record_event (stream, sequence, kind, payload, actor_id, occurred_on,
recorded_at, previous, hash) SELECT %(stream)s, sequence, %(event)s, said::jsonb, %(actor)s,
%(on)s, %(at)s, previous, encode(sha256(convert_to(%(text_0)s::text || said || %(text_1)s::text
|| '"' || previous || '"' || %(text_2)s::text || sequence || %(text_3)s::text, 'UTF8')), 'hex')
FROM h RETURNING stream, sequence, hash),
m AS (UPDATE record_streamhead s SET length = e.sequence, hash = e.hash FROM e
WHERE s.stream = e.stream),
n AS (INSERT INTO ledger_entry ({entry}) SELECT id, entries, {given} FROM h RETURNING id, number),
p AS (INSERT INTO ledger_posting (entry_id, account_id, fen) SELECT n.id, l.account, l.fen
FROM n, unnest(%(accounts)s::bigint[], %(fen)s::bigint[]) AS l (account, fen))
SELECT id, number, set_config('pgtrigger.ignore',
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

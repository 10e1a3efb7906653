"""What a move writes, in one statement: the case, the matter, its rows, the event and the head.

The statement does nothing where the case has moved since it was read, and all or nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db.models import JSONField, Model

from tashan.casework.kinds import CaseState
from tashan.casework.legal import KINDS, Act
from tashan.casework.models import Matter
from tashan.casework.moving.by import By
from tashan.casework.moving.situation import Situation
from tashan.casework.states import ENDS, PASSES, State
from tashan.record import statements
from tashan.record.events import exact_time, hash_of
from tashan.record.models import Event
from tashan.record.statements import Value

# the columns that moves change; the others are as the case was opened
CHANGED = (
    "mode", "office_id", "officer_id", "seal_id", "delegation_id", "state", "received_on",
    "accepted_on", "is_deemed", "ended_on", "delivered_on", "outcome", "result_id",
    "tolerated_until", "promised_on", "statutory_on", "remind_on", "counted_by",
)  # fmt: skip


@dataclass(slots=True)
class Decision:
    """What a move does: the matter as it will stand, further rows, and what the event says.

    ``rows`` are new where they have no key; of others ``rows_change`` names what changes.
    """

    act: Act
    matter: Matter
    said: dict[str, Any] = field(default_factory=dict)
    rows: Sequence[Model] = ()
    rows_change: tuple[str, ...] = ()
    given: list[str] = field(default_factory=list)  # materials that came in with it
    begins: int = 0  # matters that the move adds to the case


def write(now: Situation, then: Decision, by: By) -> bool:
    """Store the move. False where somebody was faster, and nothing is stored."""
    before, after = now.state, State(then.matter.state)
    passes = (after in PASSES) - (before in PASSES)
    event = _event(now, then, by)
    values: dict[str, Value] = {
        "case": now.case.pk, "moves": now.case.moves, "matter": then.matter.pk,
        "stream": event.stream, "sequence": event.sequence, "kind": event.kind,
        "payload": _json(event.payload), "actor": event.actor_id, "on": by.on,
        "at": exact_time(by.at), "previous": event.previous, "hash": event.hash,
        **_case(now, before, after, passes, by, begins=then.begins), **_columns(then.matter),
    }  # fmt: skip
    shapes = []
    for number, row in enumerate(then.rows):
        names = _names(row, then.rows_change)
        shapes.append((row._meta.db_table, names, row.pk is not None))
        values |= {f"{name}_{number}": _value(row, name) for name in names}
        values[f"id_{number}"] = row.pk
    if then.given:
        values["given"] = "{" + ",".join(f'"{code}"' for code in then.given) + "}"
    statement = _statement(passes, event.sequence == 1, bool(then.given), tuple(shapes))
    told = {name: value for name, value in values.items() if f"%({name})s" in statement}
    found = statements.fetch(statement, told)
    return found is not None and found[0] == 1


def _event(now: Situation, then: Decision, by: By) -> Event:
    said = {"matter": now.matter.code, "from": int(now.state), "to": int(then.matter.state)}
    if by.is_late_entry:
        said["late"] = True
    event = Event(
        stream=now.case.stream,
        sequence=now.length + 1,
        kind=KINDS[then.act],
        payload=said | then.said,
        actor=by.user,
        occurred_on=by.on,
        recorded_at=by.at,
        previous=now.hash,
    )
    event.hash = hash_of(event)
    return event


def _case(
    now: Situation, before: State, after: State, passes: int, by: By, *, begins: int
) -> dict[str, Value]:
    """The counters of the case after the move, and whether it closes with it.

    It is over once nothing is open and nothing can be received any more.
    """
    case = now.case
    unfinished = case.unfinished + begins - (after in ENDS and before not in ENDS)
    told: dict[str, Value] = {
        "unfinished": unfinished, "case_state": case.state, "closed_on": case.closed_on,
    }  # fmt: skip
    alive = now.alive + begins
    alive += now.freed if passes > 0 else -now.held if passes < 0 else 0
    if case.state == CaseState.RUNNING and after in ENDS and not alive:
        is_done = not unfinished and (now.passed or after in PASSES)
        told["case_state"] = CaseState.FINISHED.value if is_done else CaseState.ENDED.value
        told["closed_on"] = by.on
    return told


def _columns(matter: Matter) -> dict[str, Value]:
    return {name: _value(matter, name) for name in CHANGED}


def _names(row: Model, changed: tuple[str, ...]) -> tuple[str, ...]:
    if row.pk is not None:
        return changed
    return tuple(f.attname for f in row._meta.concrete_fields if not f.primary_key)


def _value(row: Model, name: str) -> Value:
    value = getattr(row, name)
    if name in _json_fields(type(row)):
        return _json(value)
    return value if value is None or isinstance(value, bool | date) else str(value)


@cache
def _json_fields(model: type[Model]) -> frozenset[str]:
    fields = model._meta.concrete_fields
    return frozenset(f.attname for f in fields if isinstance(f, JSONField))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


Shape = tuple[str, tuple[str, ...], bool]


@cache
def _statement(passes: int, is_first: bool, gives: bool, shapes: tuple[Shape, ...]) -> str:
    """One statement for each shape of a move; ``c`` is the case where nobody was faster."""
    sets = ", ".join(f"{name} = %({name})s" for name in CHANGED)
    parts = [
        "c AS (UPDATE casework_case SET moves = moves + 1, unfinished = %(unfinished)s, "
        "state = %(case_state)s, closed_on = %(closed_on)s "
        "WHERE id = %(case)s AND moves = %(moves)s RETURNING id)",
        f"m AS (UPDATE casework_matter SET {sets} FROM c WHERE casework_matter.id = %(matter)s)",
        "e AS (INSERT INTO record_event (stream, sequence, kind, payload, actor_id, occurred_on, "
        "recorded_at, previous, hash) SELECT %(stream)s, %(sequence)s, %(kind)s, %(payload)s, "
        "%(actor)s, %(on)s, %(at)s, %(previous)s, %(hash)s FROM c)",
        _head(is_first),
        *(_row(number, *shape) for number, shape in enumerate(shapes)),
    ]
    if passes:
        parts.append(
            f"f AS (UPDATE casework_matter f SET waits = f.waits - ({passes}) "
            "FROM casework_prerequisite p, c "
            "WHERE p.before_id = %(matter)s AND p.need = 'hard' AND f.id = p.after_id)"
        )
    if passes > 0:
        parts.append(_given("from_matter_id = %(matter)s", "r"))
    if gives:
        parts.append(_given("case_id = c.id AND code = ANY(%(given)s::text[])", "g"))
    return f"WITH {', '.join(parts)} SELECT count(*) FROM c"


def _head(is_first: bool) -> str:
    if is_first:
        return (
            "h AS (INSERT INTO record_streamhead (stream, length, hash, sealed_length) "
            "SELECT %(stream)s, 1, %(hash)s, 0 FROM c)"
        )
    return (
        "h AS (UPDATE record_streamhead SET length = %(sequence)s, hash = %(hash)s FROM c "
        "WHERE stream = %(stream)s)"
    )


def _row(number: int, table: str, names: tuple[str, ...], is_known: bool) -> str:
    told = [f"%({name}_{number})s" for name in names]
    if not is_known:
        into = f"INSERT INTO {table} ({', '.join(names)})"
        return f"r{number} AS ({into} SELECT {', '.join(told)} FROM c)"
    sets = ", ".join(f"{name} = {value}" for name, value in zip(names, told, strict=True))
    return f"r{number} AS (UPDATE {table} SET {sets} FROM c WHERE {table}.id = %(id_{number})s)"


def _given(which: str, name: str) -> str:
    return (
        f"{name} AS (UPDATE casework_material SET given_on = %(on)s, given_by_id = %(actor)s "
        f"FROM c WHERE {which} AND given_on IS NULL)"
    )

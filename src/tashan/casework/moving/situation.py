"""How a matter stands and who is at it, read in one statement."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.casework.legal import LEADS, Act
from tashan.casework.models import Case, Extension, Matter, Objection, Opinion, Stop
from tashan.casework.moving.by import By
from tashan.casework.perms import OFFICES, STANDS_FOR, Actor
from tashan.casework.states import ENDS, PASSES, State
from tashan.record import statements
from tashan.registry.kinds import Kind

M = TypeVar("M", Stop, Extension, Opinion, Objection)
MATTER = [field.attname for field in Matter._meta.concrete_fields]
CASE = [f.attname for f in Case._meta.concrete_fields if f.name != "opening"]
_JSON = frozenset({"title", "terms", "outcome"})
_ENDS, _PASSES = (",".join(str(int(s)) for s in sorted(some)) for some in (ENDS, PASSES))


def _rows(table: str) -> str:
    found = f"SELECT json_agg(r ORDER BY r.id) FROM casework_{table} r WHERE r.matter_id = m.id"
    return f"({found})::text"


# what who acts follows from: rows of duties and posts only grow, or are replaced by a new source
_DUTIES = ("duties_holding", "duties_delegation", "duties_jointmember")
_GROWN = (*_DUTIES, "registry_tenure", "registry_succession", "record_source")
_STAMP = "CASE WHEN m.state IN (0, 1, 7) THEN concat_ws(' ', {}) END".format(
    ", ".join(
        [f"(SELECT max(id) FROM {table})" for table in _GROWN]
        + [f"(SELECT count(*) FROM {table} WHERE replaced_id IS NULL)" for table in _DUTIES]
    )
)
# of the other matters of the case: only an act that may end or open one asks for these
_OTHERS = """o.alive, o.passed, o.based, n.freed, n.held"""
_FROM_OTHERS = f"""CROSS JOIN LATERAL (SELECT
count(*) FILTER (WHERE s.state = 0 AND s.waits = 0 OR s.state NOT IN (0,{_ENDS})) AS alive,
count(*) FILTER (WHERE s.state IN ({_PASSES})) AS passed,
bool_or(CASE WHEN s.state NOT IN (0,{_ENDS}) THEN s.terms @> jsonb_build_object('limits',
jsonb_build_array(jsonb_build_object('base', 'step:' || m.code))) ELSE false END) AS based
FROM casework_matter s WHERE s.case_id = c.id AND s.id <> m.id) o
CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE f.waits = 1) AS freed,
count(*) FILTER (WHERE f.waits = 0) AS held
FROM casework_prerequisite p JOIN casework_matter f ON f.id = p.after_id
WHERE p.before_id = m.id AND p.need = 'hard' AND f.state = 0) n"""


def _statement(others: str, joined: str) -> str:
    return f"""SELECT {", ".join(f"m.{name}" for name in MATTER)},
{", ".join(f"c.{name}" for name in CASE)},
e.kind, coalesce(h.length, 0), coalesce(h.hash, ''), u.is_active,
ARRAY(SELECT role_id FROM record_rolegrant WHERE user_id = %(user)s AND to_at IS NULL),
{OFFICES}, {STANDS_FOR}, coalesce((SELECT max(id) FROM casework_holidaynotice), 0),
{_rows("stop")}, {_rows("extension")}, {_rows("opinion")}, {_rows("objection")},
ARRAY(SELECT code FROM casework_material WHERE case_id = c.id AND given_on IS NOT NULL),
{_STAMP}, {others}
FROM casework_matter m JOIN casework_case c ON c.id = m.case_id
JOIN registry_entity e ON e.id = c.subject_id
LEFT JOIN record_user u ON u.id = %(user)s
LEFT JOIN record_streamhead h ON h.stream = 'case:' || c.id
{joined}
WHERE m.id = %(matter)s"""


READ = _statement(_OTHERS, _FROM_OTHERS)
READ_ALONE = _statement("1, 0, false, 0, 0", "")
# acts after which the case may be over, or others' limits begin
TOUCHING = frozenset(
    act
    for act, leads in LEADS.items()
    if any(start in PASSES or ends & ENDS for start, ends in leads.items())
)
LOCK = """SELECT c.id FROM casework_case c
WHERE c.id = (SELECT case_id FROM casework_matter WHERE id = %(matter)s) FOR NO KEY UPDATE"""


@dataclass(frozen=True, slots=True)
class Situation:
    """A matter with all that decides whether a move is legal.

    ``alive`` counts the other matters of the case that are open or could be received, ``freed``
    the followers that wait for this one alone and ``held`` those not begun that would wait for it
    again; ``is_base`` says that limits of open ones run from it: these are asked only for an act
    that touches others. ``stamp`` changes with whatever decides who acts.
    """

    matter: Matter
    case: Case
    subject_kind: Kind
    length: int
    hash: str
    actor: Actor
    notice: int
    stops: list[Stop]
    extensions: list[Extension]
    opinions: list[Opinion]
    objections: list[Objection]
    given: frozenset[str]
    alive: int
    passed: int
    is_base: bool
    freed: int
    held: int
    stamp: str

    @property
    def state(self) -> State:
        return State(self.matter.state)

    @property
    def terms(self) -> Mapping[str, Any]:
        terms: Mapping[str, Any] = self.matter.terms
        return terms

    @property
    def missing(self) -> list[str]:
        """The materials that the matter needs and nobody has handed in."""
        return [code for code in self.terms.get("materials", ()) if code not in self.given]

    @property
    def stop(self) -> Stop | None:
        """What stops the clock now."""
        return next((stop for stop in self.stops if stop.resumed_on is None), None)

    @property
    def extension(self) -> Extension | None:
        """The extension that stands."""
        return next((one for one in self.extensions if one.removed_on is None), None)

    @property
    def owing(self) -> list[int]:
        """The offices whose opinion is missing."""
        return [one.office_id for one in self.opinions if one.given_on is None]

    def changed(self, **fields: Any) -> Matter:
        """The matter as it would stand with these changes; this one stays as it is."""
        matter = copy(self.matter)
        for name, value in fields.items():
            setattr(matter, name, value)
        return matter

    @property
    def last_day(self) -> date | None:
        """The last day on which something happened to the matter, as far as its rows tell."""
        m = self.matter
        days = [m.received_on, m.accepted_on, m.ended_on, m.delivered_on]
        days += [day for stop in self.stops for day in (stop.stopped_on, stop.resumed_on)]
        return max((day for day in days if day is not None), default=None)


def read(matter_id: int, act: Act, by: By) -> Situation:
    """How the matter stands now, before an act. Raises UserError where there is none."""
    user = by.user.pk if by.user else None
    statement = READ if act in TOUCHING else READ_ALONE
    row = statements.fetch(statement, {"matter": matter_id, "user": user, "on": by.entered_on})
    if row is None:
        raise UserError(_("There is no such matter."), hint=_("Open the case again."))
    at = len(MATTER)
    matter = Matter.from_db("default", MATTER, _decoded(row[:at]))
    case = Case.from_db("default", CASE, row[at : at + len(CASE)])
    matter.case = case
    kind, length, head, is_active, roles, offices, stands_for, notice, *more = row[at + len(CASE) :]
    stops, extensions, opinions, objections, given, stamp, alive, passed, based, freed, held = more
    return Situation(
        matter, case, Kind(kind), length, head,
        Actor(frozenset(roles if is_active else ()), frozenset(offices), stands_for), notice,
        _instances(Stop, stops), _instances(Extension, extensions), _instances(Opinion, opinions),
        _instances(Objection, objections),
        frozenset(given), alive, passed, bool(based), freed, held, stamp or "",
    )  # fmt: skip


def lock(matter_id: int) -> None:
    """Hold the row of the matter's case until the transaction ends."""
    statements.fetch(LOCK, {"matter": matter_id})


def _decoded(values: tuple[Any, ...]) -> list[Any]:
    return [
        json.loads(value) if name in _JSON else value
        for name, value in zip(MATTER, values, strict=True)
    ]


def _instances(model: type[M], text: str | None) -> list[M]:
    if text is None:
        return []
    names = [field.attname for field in model._meta.concrete_fields]
    return [
        model.from_db("default", names, [_dated(name, row[name]) for name in names])
        for row in json.loads(text)
    ]


def _dated(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.endswith("_on") and value is not None else value

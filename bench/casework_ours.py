"""Our side of the casework bench: an office, cases with their moves, and finished cases in bulk."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import casework_shape as shape
from django.db import connection, connections

from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.casework import acts
from tashan.casework.models import Case, Matter, Prerequisite
from tashan.casework.states import State
from tashan.duties.models import Duty, Holding
from tashan.record import sources
from tashan.record.accounts import Account, make_account
from tashan.registry import keeping
from tashan.registry.belonging import belong
from tashan.registry.kinds import Capacity, Kind
from tashan.registry.models import Entity
from tashan.registry.offices import NewOffice, appoint, enter_office, enter_officer

ON, SINCE = date(2026, 11, 2), date(2020, 1, 1)
AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
LIMIT = {"n": 7, "unit": "working", "day_one": "next_day", "base": "acceptance", "basis": []}
TERMS: dict[str, Any] = {
    "limits": [LIMIT | {"kind": "promised"}, LIMIT | {"kind": "statutory", "n": 20}],
    "stops": ["supplement"], "materials": [], "on_expiry": "nothing",
}  # fmt: skip


class Office:
    """One handler of one office, who makes all moves of all cases."""

    def __init__(self) -> None:
        self.user = make_account(
            Account("bench", "Bench"), "stone-of-another-hill", roles=("handler", "chief"),
            actor=None, at=AT,
        )  # fmt: skip
        source = sources.of_document("for the bench alone", at=AT)
        new = keeping.New("他山县", SINCE, "999901", {"level": "county"})
        self.place = keeping.enter(Kind.PLACE, new, source=source)
        self.office = enter_office(NewOffice("发展和改革局", SINCE, self.place), source=source)
        officer = enter_officer("林清和", since=SINCE, source=source)
        appoint(officer, self.office, "科长", since=SINCE, source=source)
        belong(self.user, officer, Capacity.OFFICER, since=SINCE, source=source)
        duty = Duty.objects.create(code="all", title={"zh": "全部"})
        Holding.objects.create(
            duty=duty, office=self.office, since=SINCE, source=source, entered=source
        )
        new = keeping.New("电子产业园一期", SINCE, code="2607-999901-04-01-100010")
        self.subject: Entity = keeping.enter(Kind.PROJECT, new, source=source)
        adoption = Adoption.objects.create(
            mechanism="bench", title="bench", place="999901", since=SINCE, at=AT
        )
        self.version = AdoptionVersion.objects.create(
            adoption=adoption, number=1, since=SINCE, text="{}", sha256="0" * 64,
            base_text="{}", base_sha256="0" * 64, actor=self.user, at=AT,
        )  # fmt: skip
        self.by = acts.By(self.user, AT, ON)
        self.opened, self.is_filled = 0, False

    def open(self) -> list[int]:
        """A case of the shape all engines run; the ids of its matters."""
        self.opened += 1
        case = Case.objects.create(
            number=f"b{self.opened}", title="bench", subject=self.subject, version=self.version,
            part="bench", project_code=self.subject.code, place=self.place, opened_on=ON,
            unfinished=shape.MATTERS, opened_by=self.user, at=AT,
        )  # fmt: skip
        matters = Matter.objects.bulk_create(
            Matter(
                case=case, code=f"m{n}", position=n, title={"zh": f"m{n}"}, duty="all",
                office=self.office, waits=len(shape.before(n)), terms=TERMS,
            )
            for n in range(shape.MATTERS)
        )  # fmt: skip
        Prerequisite.objects.bulk_create(
            Prerequisite(before=matters[first], after=matters[after], need="hard")
            for first, after in shape.EDGES
        )
        return [matter.pk for matter in matters]

    def run(self, seconds: float) -> dict[str, Any]:
        """Whole cases until the time is over; the clock counts moves alone, not the opening."""
        steps, took, order = 0, 0.0, []
        while took < seconds:
            ids, order = self.open(), []
            began = time.perf_counter()
            for number, pk in enumerate(ids):
                acts.receive(pk, by=self.by)
                acts.accept(pk, by=self.by)
                acts.take_up(pk, by=self.by)
                acts.decide(pk, "pass", by=self.by)
                order.append(number)
            took += time.perf_counter() - began
            steps += 4 * len(ids)
            _check(ids)
        return {"steps": steps, "seconds": took, "order": order}

    def close(self) -> None:
        connections.close_all()


def _check(ids: list[int]) -> None:
    passed = Matter.objects.filter(pk__in=ids, state=State.PASSED).select_related("case")
    assert len(passed) == len(ids)
    assert passed[0].case.state == "finished"


def load_finished(cases: int, each: int) -> None:
    """So many finished cases, whose matters have passed, laid in by the server itself."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(_CASES, {"cases": cases})
        cursor.execute(_MATTERS, {"each": each})
        cursor.execute("SET session_replication_role = DEFAULT")
        for table in ("casework_case", "casework_matter"):
            cursor.execute(f"ANALYZE {table}")
        cursor.execute("CHECKPOINT")


def size() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        return str(cursor.fetchone()[0])


_CASES = """
INSERT INTO casework_case (number, title, subject_id, about, version_id, part, route, project_code,
 place_id, state, opening, opened_on, closed_on, unfinished, moves, opened_by_id, at)
SELECT 'f' || n, title, subject_id, about, version_id, part, route, project_code, place_id,
 'finished', opening, opened_on - (n % 3000)::int, opened_on, 0, 100, opened_by_id, at
FROM (SELECT * FROM casework_case WHERE state = 'finished' ORDER BY id LIMIT 1) c,
 generate_series(1, %(cases)s) n
"""
_MATTERS = """
INSERT INTO casework_matter (case_id, code, position, title, item, stage, sort, mode, duty,
 office_id, officer_id, seal_id, state, waits, terms, received_on, accepted_on, is_deemed,
 ended_on, delivered_on, outcome, promised_on, statutory_on, counted_by)
SELECT c.id, 'm' || n, n, m.title, m.item, m.stage, m.sort, m.mode, m.duty, m.office_id,
 m.officer_id, m.seal_id, 11, 0, m.terms, m.received_on, m.accepted_on, false, m.ended_on,
 m.ended_on, m.outcome, m.promised_on, m.statutory_on, 0
FROM (SELECT * FROM casework_matter WHERE state = 11 ORDER BY id LIMIT 1) m,
 (SELECT id FROM casework_case WHERE number LIKE 'f%%') c, generate_series(1, %(each)s) n
"""

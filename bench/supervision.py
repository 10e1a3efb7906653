"""``make bench-supervision``: the lights and reminders of a day over many open matters.

One statement a question, beside a plain loop over the rows in Python that must come to the same.
See README.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg

from casework import SETTINGS
from registry import set_up
from tashan.demo import cluster

ON, AT = date(2026, 11, 27), datetime(2026, 11, 27, 1, tzinfo=UTC)
OFFICES, OFFICERS, PER_CASE = 200, 2_000, 5
MOST_SECONDS = 10.0
_ENTITIES = """
INSERT INTO registry_entity (kind, code, entered_id) SELECT %s, '', %s FROM generate_series(1, %s)
RETURNING id
"""


def main() -> None:
    found = argparse.ArgumentParser(description=__doc__)
    found.add_argument("--matters", type=int, default=100_000, help="that are open")
    options = found.parse_args()
    home = Path(tempfile.mkdtemp(prefix="tashan-bench-"))
    try:
        with database(home) as server:
            set_up(server.address(database="ours"), home)
            measure(options.matters)
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def database(home: Path) -> Iterator[cluster.Cluster]:
    server = cluster.Cluster(home / "pg", home / "postgres.txt")
    process = cluster.start(server, tell=print)
    try:
        with psycopg.connect(server.address(database="postgres"), autocommit=True) as connection:
            for setting in SETTINGS:
                connection.execute(f"ALTER SYSTEM SET {setting}")
            connection.execute("CREATE DATABASE ours")
        cluster.stop(process)
        process = cluster.start(server, tell=print)
        yield server
    finally:
        cluster.stop(process)


def measure(matters: int) -> None:
    from tashan.casework.supervision import deriving
    from tashan.casework.supervision.rules import rules_on
    from tashan.casework.supervision.sources import values_on
    from tashan.casework.supervision.standing import counts

    load(matters)
    rules = rules_on(ON)
    began = time.perf_counter()
    found = counts(values_on(ON))
    lights = time.perf_counter() - began
    began = time.perf_counter()
    made = deriving.remind(ON, AT)
    reminders = time.perf_counter() - began
    began = time.perf_counter()
    again = deriving.remind(ON, AT)
    second = time.perf_counter() - began
    began = time.perf_counter()
    lit, told = plainly(rules)
    plain = time.perf_counter() - began
    ours = Counter[str]()
    for one in found:
        ours[one.light] += one.n
    check(ours == lit, f"the lights differ: {ours}, plainly {lit}")
    check(kept() == told, "the reminders are not those of the plain loop")
    check(not (again.messages or again.reminders or again.letters), f"a second run made {again}")
    print(f"{matters:,} open matters, {OFFICES} offices, {OFFICERS:,} officers")
    print(f"lights            {lights:6.2f} s  {dict(ours)}")
    print(f"reminders         {reminders:6.2f} s  {made.reminders:,} in {made.messages:,} messages,"
          f" {made.letters} drafts of letters")  # fmt: skip
    print(f"a second run      {second:6.2f} s  0 reminders, 0 letters")
    print(f"a loop by the row {plain:6.2f} s  without writing anything:"
          f" {plain / (lights + reminders):.1f} times ours")  # fmt: skip
    check(lights + reminders <= MOST_SECONDS, f"more than {MOST_SECONDS} s")


def check(holds: bool, says: str) -> None:
    if not holds:
        sys.exit(f"bench: {says}")


def load(matters: int) -> None:
    """Offices with heads, officers with accounts, cases whose matters fall due around the day."""
    from django.db import connection

    from tashan.adoption.adopting import NewAdoption, adopt
    from tashan.record import sources
    from tashan.record.models import User

    clerk = User.objects.create(username="bench", display_name="bench")
    source = sources.of_document("bench", at=AT)
    made = adopt(
        NewAdoption("supervision", "督办", "999901", date(2026, 1, 1), {}), actor=clerk, at=AT
    )
    version = made.versions.get().pk
    with connection.cursor() as cursor:
        offices = entities(cursor, "office", source.pk, OFFICES)
        officers = entities(cursor, "officer", source.pk, OFFICERS)
        (project,) = entities(cursor, "project", source.pk, 1)
        cursor.execute(_STAFF, {"officers": officers, "offices": offices, "source": source.pk})
        said = {"n": matters // PER_CASE, "each": PER_CASE, "version": version, "clerk": clerk.pk,
                "project": project, "offices": offices, "officers": officers,
                "on": ON}  # fmt: skip
        cursor.execute(_CASES, said)
        cursor.execute(_MATTERS, said)
        cursor.execute("ANALYZE")


def entities(cursor: Any, kind: str, source: int, n: int) -> list[int]:
    cursor.execute(_ENTITIES, [kind, source, n])
    return [row[0] for row in cursor.fetchall()]


_STAFF = """
WITH people AS (
SELECT o AS officer, n, (%(offices)s::bigint[])[1 + (n - 1) %% cardinality(%(offices)s::bigint[])]
    AS office FROM unnest(%(officers)s::bigint[]) WITH ORDINALITY AS u (o, n)
),
accounts AS (
INSERT INTO record_user (username, email, display_name, office, post, language, kind, is_active,
    created_at, password)
SELECT 'officer' || officer, 'o' || officer || '@county.example', 'o', '', '', 'zh-hans',
    'business',
    true, now(), '!' FROM people RETURNING id, username
),
posts AS (
INSERT INTO registry_tenure (officer_id, office_id, post, is_lead, "order", since, source_id,
    entered_id)
SELECT officer, office, '科员', n <= cardinality(%(offices)s::bigint[]), 1, '2020-01-01',
    %(source)s, %(source)s FROM people
)
INSERT INTO registry_belonging (user_id, entity_id, capacity, since, source_id, entered_id)
SELECT a.id, p.officer, 'officer', '2020-01-01', %(source)s, %(source)s
  FROM accounts a JOIN people p ON a.username = 'officer' || p.officer
"""
_CASES = """
INSERT INTO casework_case (number, title, subject_id, about, version_id, part, route, project_code,
    state, opening, opened_on, unfinished, moves, opened_by_id, at)
SELECT 'bench-' || n, '项目' || n, %(project)s, '', %(version)s, 'x', '', '', 'running', '{}',
    '2026-06-01', %(each)s, 0, %(clerk)s, now() FROM generate_series(1, %(n)s) n
"""
_MATTERS = """
INSERT INTO casework_matter (case_id, code, position, title, item, stage, sort, mode, duty,
    office_id, officer_id, terms, state, waits, is_deemed, outcome,
    received_on, accepted_on, promised_on, statutory_on,
    counted_by)
SELECT c.id, 'm' || k, k, '{"zh": "事项"}', '', '', 'licence', 'A', 'x',
    (%(offices)s::bigint[])[1 + (c.id * 5 + k) %% cardinality(%(offices)s::bigint[])],
    CASE WHEN k > 1 THEN (%(officers)s::bigint[])[
        1 + (c.id * 7 + k) %% cardinality(%(officers)s::bigint[])] END,
    '{}', CASE WHEN (c.id + k) %% 11 = 0 THEN 9 ELSE 8 END, 0, false, '{}',
    '2026-06-01', '2026-06-01', %(on)s::date + (((c.id * 31 + k * 17) %% 160) - 40)::int, NULL, 0
  FROM casework_case c, generate_series(1, %(each)s) k
"""
Told = set[tuple[str, str, int, str, str]]


def plainly(rules: Any) -> tuple[Counter[str], Told]:
    """The same by a loop over the rows, one thing after the other."""
    from tashan.casework.calendars import in_force
    from tashan.casework.due import Due, light_of
    from tashan.casework.models import Matter
    from tashan.casework.states import ENDS
    from tashan.registry.models import Tenure

    calendar, lit, told = in_force().calendar, Counter[str](), set[tuple[str, str, int, str, str]]()
    heads = {row.office_id: row.officer_id for row in Tenure.objects.filter(is_lead=True)}
    rows = Matter.objects.filter(state__gt=0).exclude(state__in=sorted(ENDS)).select_related("case")
    for row in rows.iterator():
        due = Due(f"matter:{row.pk}", row.code, row.office_id, row.officer_id, None,
                  row.promised_on, row.is_stopped, None)  # fmt: skip
        light = light_of(due, on=ON, calendar=calendar)
        if light is None or due.due_on is None:
            continue
        lit[light.value] += 1
        late = calendar.working_days_between(due.due_on, ON)
        for step in rules.steps:
            is_time = light == "red" if step.first > 0 else (
                light in ("yellow", "green") and due.due_on >= ON)  # fmt: skip
            if not is_time or not step.first <= late <= step.last or step.channel == "webhook":
                continue
            head = heads.get(due.office or 0)
            who = {"officer": due.officer or head, "chief": head}.get(step.told.value)
            if who is not None:
                number = (late - step.first) // step.every if step.every else 0
                told.add((due.cause, step.code, who, step.channel.value, f"{due.due_on}/{number}"))
    return lit, told


def kept() -> Told:
    """What was written, by the same key."""
    from tashan.casework.supervision_models import Reminder

    rows = Reminder.objects.values_list("cause", "step", "recipient", "channel", "period")
    return set(rows)


if __name__ == "__main__":
    main()

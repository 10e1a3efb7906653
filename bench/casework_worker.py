"""A workflow engine in an environment of its own: ``python casework_worker.py ENGINE ADDRESS``.

Says ``ready``; for each line ``run SECONDS`` it runs whole cases for so long, every step a durable
commit, and answers with one JSON line: steps, seconds, and the order in which matters were done.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import psycopg
from casework_shape import BRANCHES, MATTERS, before

Order = list[int]


class Spiff:
    """A case is a workflow kept as JSON in one row; each step reads, completes, rewrites it and
    writes an event."""

    def __init__(self, address: str) -> None:
        from SpiffWorkflow.serializer.json import JSONSerializer
        from SpiffWorkflow.specs.Join import Join
        from SpiffWorkflow.specs.Simple import Simple
        from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

        self.serializer = JSONSerializer()
        self.spec = WorkflowSpec(name="case", addstart=True)
        self.nodes: list[Any] = []
        for matter in range(MATTERS):
            first = before(matter)
            if len(first) > 1:
                gate = Join(self.spec, f"join{matter}")
                for one in first:
                    self.nodes[one].connect(gate)
                node = Simple(self.spec, f"m{matter}", manual=True)
                gate.connect(node)
            else:
                node = Simple(self.spec, f"m{matter}", manual=True)
                (self.nodes[first[0]] if first else self.spec.start).connect(node)
            self.nodes.append(node)
        self.db = psycopg.connect(address, prepare_threshold=0)
        self.db.execute("CREATE TABLE IF NOT EXISTS spiff (id bigserial PRIMARY KEY, state text)")
        self.db.execute(
            "CREATE TABLE IF NOT EXISTS spiff_event (id bigserial PRIMARY KEY, flow bigint, "
            "said text, at timestamptz DEFAULT now())"
        )
        self.db.commit()

    def case(self, step: Callable[[], bool]) -> Order:
        from SpiffWorkflow.util.task import TaskState
        from SpiffWorkflow.workflow import Workflow

        flow = Workflow(self.spec)
        flow.run_all(halt_on_manual=True)
        text = flow.serialize(self.serializer)
        row = self.db.execute("INSERT INTO spiff (state) VALUES (%s) RETURNING id", [text])
        pk = row.fetchone()[0]
        self.db.commit()
        done: Order = []
        while step():
            text = self.db.execute(
                "SELECT state FROM spiff WHERE id = %s FOR UPDATE", [pk]
            ).fetchone()[0]
            flow = Workflow.deserialize(self.serializer, text)
            ready = flow.get_tasks(state=TaskState.READY, manual=True)
            if not ready:
                self.db.commit()
                break
            ready[0].run()
            flow.run_all(halt_on_manual=True)
            done.append(int(ready[0].task_spec.name[1:]))
            self.db.execute(
                "UPDATE spiff SET state = %s WHERE id = %s", [flow.serialize(self.serializer), pk]
            )
            self.db.execute(
                "INSERT INTO spiff_event (flow, said) VALUES (%s, %s)",
                [pk, ready[0].task_spec.name],
            )
            self.db.commit()
        return done


class Viewflow:
    """A case is a process with a task for each matter of the simpler shape; a step is a handle
    run under the lock that viewflow recommends for PostgreSQL."""

    def __init__(self, address: str) -> None:
        import django
        from django.conf import settings

        package, flows = ModuleType("bench_case"), ModuleType("bench_case.flows")
        package.__path__ = [str(Path(__file__).parent)]  # viewflow names a flow by its app
        sys.modules |= {"bench_case": package, "bench_case.flows": flows}

        database, host = address.split("@/")[1].split("?host=")
        settings.configure(
            DATABASES={"default": {
                "ENGINE": "django.db.backends.postgresql", "NAME": database,
                "USER": address.split("//")[1].split("@")[0], "HOST": unquote(host),
            }},
            INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "viewflow",
                            "viewflow.workflow", "bench_case"],
            USE_TZ=True, DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            SECRET_KEY="for the bench alone",
        )  # fmt: skip
        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        self.flow = flows.CaseFlow = self._flow()

    def _flow(self) -> Any:
        from viewflow import this
        from viewflow.workflow import flow, lock
        from viewflow.workflow.models import Process

        nodes: dict[str, Any] = {
            "process_class": Process, "lock_impl": lock.select_for_update_lock,
            "start": flow.StartHandle().Next(this.m0), "m0": flow.Handle().Next(this.split),
            "join": flow.Join().Next(this.end), "end": flow.End(),
            "__module__": "bench_case.flows",
        }  # fmt: skip
        split = flow.Split()
        for branch in BRANCHES:
            split = split.Next(getattr(this, f"m{branch[0]}"))
            for matter, after in pairwise(branch):
                nodes[f"m{matter}"] = flow.Handle().Next(getattr(this, f"m{after}"))
            nodes[f"m{branch[-1]}"] = flow.Handle().Next(this.join)
        nodes["split"] = split
        return type("CaseFlow", (flow.Flow,), nodes)

    def case(self, step: Callable[[], bool]) -> Order:
        from django.db import transaction
        from viewflow.workflow.models import Task

        with transaction.atomic():
            process = self.flow.start.run()
        done: Order = []
        while step():
            rows = Task.objects.filter(process=process, status="NEW", flow_task_type="FUNCTION")
            task = rows.order_by("pk").first()
            if task is None:
                break
            task.flow_task.run(task)
            done.append(int(task.flow_task.name[1:]))
        return done


def main() -> None:
    engine = {"spiff": Spiff, "viewflow": Viewflow}[sys.argv[1]](sys.argv[2])
    print("ready", flush=True)
    for line in sys.stdin:
        seconds = float(line.split()[1])
        print(json.dumps(run(engine, seconds)), flush=True)


def run(engine: Any, seconds: float) -> dict[str, Any]:
    """Whole cases until the time is over; the clock counts steps alone, not the opening."""
    steps, took, order = 0, 0.0, []
    began = 0.0

    def step() -> bool:
        nonlocal steps, began, took
        moment = time.perf_counter()
        if began:
            took += moment - began
            steps += 1
        began = time.perf_counter()
        return True

    while took < seconds:
        began = 0.0
        order = engine.case(step)
        steps -= 1  # the last asking found nothing to do
    return {"steps": steps, "seconds": took, "order": order}


if __name__ == "__main__":
    main()

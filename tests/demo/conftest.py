"""Demos in folders of their own, and a count of what is left of them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import psutil
import pytest

HAND_IN = """
import django; django.setup()
from django.utils import timezone
from tashan.reading.intake import store_report
from tashan.reading.tasks import queue_reading
from tashan.record.models import User
steward, now = User.objects.get(username="steward"), timezone.now()
text = "去年,入驻率达到91%。\\n" * 200_000
report = store_report(text.encode(), name="long.txt", actor=steward, at=now).report
queue_reading(report, actor=steward, at=now)
"""
SOURCE = Path(__file__).resolve().parents[2] / "src"
PATIENCE = 60


class Demo:
    """One demo, started, and every process that belongs to it."""

    def __init__(self, var: Path, *arguments: str, through: tuple[str, ...] = ()) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.var = var
        self.process = subprocess.Popen(
            [
                *(*through, sys.executable, "-m", "tashan", "demo"),
                *("--var", str(var), "--port", str(self.port), *arguments),
            ],
            env=os.environ | {"PYTHONPATH": str(SOURCE)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []

    def wait_until_ready(self) -> Demo:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            if "Ctrl-C" in line:
                return self
        raise AssertionError("".join(self.lines) + self.logs())

    def logs(self) -> str:
        return "".join(log.read_text()[-3000:] for log in (self.var / "log").glob("*.txt"))

    def processes(self) -> dict[str, psutil.Process]:
        """The processes by their part; a server process of the web server is a part too."""
        supervisor = psutil.Process(self.process.pid)
        found = {"supervisor": supervisor}
        for child in supervisor.children():
            words = " ".join(child.cmdline())
            if "postgres" in child.name():
                found["database"] = child
            elif "serve" in words:
                found["web server"] = child
                found["page server"] = max(child.children(), key=lambda each: each.num_threads())
            else:
                found["worker"] = child
        return found

    def hand_in_a_long_report(self) -> None:
        """Have the worker read something that takes a while."""
        folder = quote(str(self.var / "postgres"), safe="")
        settings = {
            "DJANGO_SETTINGS_MODULE": "tashan.settings",
            "TASHAN_DATABASE_URL": f"postgresql://postgres@/tashan?host={folder}",
            "TASHAN_VAR": str(self.var),
            "PYTHONPATH": str(SOURCE),
        }
        command = [sys.executable, "-c", HAND_IN]
        subprocess.run(command, env=os.environ | settings, check=True)

    def all(self) -> list[psutil.Process]:
        supervisor = psutil.Process(self.process.pid)
        return [supervisor, *supervisor.children(recursive=True)]

    @staticmethod
    def left(processes: list[psutil.Process]) -> list[psutil.Process]:
        """Those of the processes that are still there after a while of patience."""
        _, alive = psutil.wait_procs(processes, timeout=PATIENCE)
        return [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]

    def end(self) -> str:
        """Wait for the supervisor's own end; all that it said."""
        rest, _ = self.process.communicate(timeout=PATIENCE)
        return "".join(self.lines) + rest


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for demos that follow each other: its database is made once."""
    return tmp_path_factory.mktemp("demo") / "var"


@pytest.fixture
def start(var: Path) -> Iterator[Callable[..., Demo]]:
    """Start a demo; whatever is left of it after the test is killed."""
    made: list[Demo] = []

    def start(folder: Path | None = None, *arguments: str, through: tuple[str, ...] = ()) -> Demo:
        made.append(Demo(folder or var, *arguments, through=through))
        return made[-1]

    yield start
    for demo in made:
        if demo.process.poll() is None:
            demo.process.send_signal(signal.SIGTERM)
            try:
                demo.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                demo.process.kill()
        if demo.process.stdout:
            demo.process.stdout.close()

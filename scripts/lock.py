"""Write requirements*.txt, with hashes, and package-lock.json again from the newest releases.

Run with the Python of ``.venv`` (``make lock``); needs pip-tools there. The files name no index
and no download address, so any mirror can serve them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
QUIET_ABOUT_INDEXES = ("--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links")
NPM_OPTIONS = (
    "--package-lock-only",
    "--ignore-scripts",
    "--omit-lockfile-registry-resolved",
    "--no-audit",
    "--no-fund",
)
# Each later lock agrees with those before it: they are installed into one environment.
LOCKS = ("build", "", "dev", "ocr")


def wanted(lock: str) -> list[str]:
    """The requirements, as pyproject.toml states them, of one lock."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project = pyproject["project"]
    if not lock:
        return list(project["dependencies"])
    extras, groups = project["optional-dependencies"], pyproject["dependency-groups"]
    return list(extras.get(lock) or groups[lock])


def file_of(lock: str) -> str:
    return f"requirements-{lock}.txt" if lock else "requirements.txt"


def compile_lock(lock: str, *, beside: list[str]) -> None:
    constraints = [part for name in beside for part in ("--constraint", file_of(name))]
    command = [
        *(sys.executable, "-m", "piptools", "compile", "--quiet", "--upgrade"),
        *("--generate-hashes", "--allow-unsafe", "--strip-extras", "--no-header", "--no-annotate"),
        *QUIET_ABOUT_INDEXES,
        *constraints,
        *("--output-file", file_of(lock), "-"),
    ]
    text = "\n".join(wanted(lock))
    subprocess.run(command, input=text, text=True, check=True, cwd=ROOT)


def lock_front_end() -> None:
    (ROOT / "package-lock.json").unlink(missing_ok=True)
    npm = Path(sys.executable).parent / "npm"
    path = f"{npm.parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(
        [npm, "install", *NPM_OPTIONS],
        check=True,
        cwd=ROOT,
        env=os.environ | {"PATH": path},
    )
    drop_addresses(ROOT / "package-lock.json")


def drop_addresses(lock: Path) -> None:
    """Take the addresses of sponsors out of the lock: it names packages and hashes, no hosts."""
    content = json.loads(lock.read_text("utf-8"))
    for package in content["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


def main() -> None:
    for number, lock in enumerate(LOCKS):
        compile_lock(lock, beside=list(LOCKS[:number]))
    lock_front_end()


if __name__ == "__main__":
    main()

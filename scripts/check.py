"""Lint, types, contracts, missing migrations and untranslated strings. Changes nothing.

Every check runs, whatever the others say; the last lines name those that failed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PLACES = [name for name in ("src", "tests", "scripts", "bench") if (ROOT / name).is_dir()]
# The checks read the models, never the database.
WITHOUT_DATABASE = {
    "DJANGO_SETTINGS_MODULE": "tashan.settings",
    "TASHAN_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none?connect_timeout=1",
    "TASHAN_SECRET_KEY": "only for checks, never for a server",
    "TASHAN_HTTPS": "0",
}
CHECKS: dict[str, list[str]] = {
    "lint": [f"{BIN}/ruff", "check", *PLACES],
    "format": [f"{BIN}/ruff", "format", "--check", *PLACES],
    "types": [f"{BIN}/mypy"],
    "contracts": [f"{BIN}/lint-imports"],
    "migrations": [
        *(sys.executable, "-W", "ignore:Got an error checking"),
        *("-m", "django", "makemigrations", "--check", "--dry-run"),
    ],
    "translations": [sys.executable, "scripts/messages.py"],
}


def passes(name: str, command: list[str]) -> bool:
    """Run one check; show what it says only if it fails."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | WITHOUT_DATABASE | {"PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name:<14}{verdict:<8}{time.monotonic() - began:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout.rstrip(), flush=True)
    return not done.returncode


def main() -> int:
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if failed:
        print(f"Failed: {', '.join(failed)}. `make fix` mends what ruff can mend.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Which rules read a report: the package's version and a digest of the rules themselves."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_HERE = Path(__file__).parent
RULES = ("attribution", "meaning", "numbers", "text")


@cache
def rules_version() -> str:
    """Like ``0.1.0+3f2a9c1b``; it changes whenever a rule does."""
    digest = sha256()
    for path in sorted(path for folder in RULES for path in (_HERE / folder).glob("*.[pt]*")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{_package_version()}+{digest.hexdigest()[:8]}"


def _package_version() -> str:
    try:
        return version("tashan")
    except PackageNotFoundError:
        return "0"

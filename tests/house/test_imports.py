"""What runs imports only what is installed to run: the tools of developers are not there."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
# run by developers alone: it writes the catalogues
FOR_DEVELOPERS = {"tashan/web/tongues.py"}
# run only where its extra is installed, and imported by name alone: programmes/engines.py
OF_AN_EXTRA = {"tashan/mechanisms/rules/engines/kernel": {"numba"}}
# what a module is called where its package is not installed, like the extra for scans
PACKAGES = {"PIL": ["pillow"]}
MODULES = sorted(SOURCE.rglob("*.py"))


@cache
def locked() -> frozenset[str]:
    """The packages of the locks that the demo and scans are installed from."""
    files = [ROOT / "requirements.txt", ROOT / "requirements-ocr.txt"]
    names = (re.findall(r"^([\w.-]+)==", f.read_text("utf-8"), re.MULTILINE) for f in files)
    return frozenset(plain(name) for found in names for name in found)


@cache
def owners() -> dict[str, list[str]]:
    """The packages that give each name that can be imported."""
    return PACKAGES | dict(packages_distributions())


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(path: Path) -> Iterator[str]:
    """The first part of every module that the file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_what_the_demo_installs(path: Path) -> None:
    if str(path.relative_to(SOURCE)) in FOR_DEVELOPERS:
        return
    foreign = set(imported(path)) - {"tashan"} - sys.stdlib_module_names
    missing = {
        name for name in foreign if not {plain(o) for o in owners().get(name, [name])} & locked()
    }
    assert missing - OF_AN_EXTRA.get(str(path.parent.relative_to(SOURCE)), set()) == set()


def test_nothing_that_runs_needs_what_is_for_developers_or_an_extra() -> None:
    named = {
        f"{folder}/{path.name}".removesuffix(".py").replace("/", ".")
        for folder in OF_AN_EXTRA
        for path in (SOURCE / folder).glob("*.py")
        if path.name != "__init__.py"
    }
    named |= {name.removesuffix(".py").replace("/", ".") for name in FOR_DEVELOPERS}
    users = {
        str(path.relative_to(SOURCE))
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and str(path.parent.relative_to(SOURCE)) not in OF_AN_EXTRA
        and {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)} & named
    }
    assert users == set()

"""The rules of CONTRIBUTING.md that a program can hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tashan"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts)
LONGEST_FUNCTION, LONGEST_MODULE = 40, 500
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc"}


def long_functions(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{node.name}: {lines} lines"


def named(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_functions_and_modules_stay_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert list(long_functions(ast.parse(text))) == []
    assert text.count("\n") <= LONGEST_MODULE


def test_a_module_is_named_for_its_subject() -> None:
    assert [named(path) for path in MODULES if path.stem in NAMES_THAT_SAY_NOTHING] == []


def test_no_code_stands_in_an_init_module() -> None:
    inits = [path for path in MODULES if path.name == "__init__.py"]
    assert [named(path) for path in inits if ast.parse(path.read_text()).body[1:]] == []


def test_tests_mirror_the_tree() -> None:
    """A folder of tests is a package of the code, a folder of the project, or named here."""
    beside = {"browser", "generative", "house", "spec"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()} - {"__pycache__"}
    assert {
        name
        for name in folders - beside
        if not ((PACKAGE / name).exists() or (ROOT / name).exists())
    } == set()

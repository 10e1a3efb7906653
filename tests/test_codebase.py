"""Tests about the code itself: the rules of CONTRIBUTING that no linter holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path

import allauth
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import PROTECT, Model, OneToOneField
from django.template.loader import get_template

from tashan.reading.limits import PREFIX, Limits
from tashan.record.append_only import append_only_tables
from tashan.record.models import User

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "tashan"
MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
TESTS = sorted((ROOT / "tests").rglob("*.py"))
TEMPLATES = SOURCE / "web" / "templates"
LONGEST_FUNCTION, LONGEST_MODULE = 40, 500
# found by their name by Django
TEMPLATES_OF_DJANGO = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def nodes(path: Path) -> list[ast.AST]:
    return list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def functions(paths: Iterable[Path]) -> Iterator[tuple[str, Function]]:
    """Every function, with where it stands."""
    for path in paths:
        for node in nodes(path):
            if isinstance(node, Function):
                yield f"{name(path)}:{node.lineno} {node.name}", node


def imports(path: Path) -> Iterator[str]:
    """Every module and every name that the module imports, as a.b.c."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_models() -> list[type[Model]]:
    return [m for m in apps.get_models() if m.__module__.startswith("tashan.")]


def test_no_function_is_longer_than_forty_lines() -> None:
    found = functions(MODULES + TESTS)
    lengths = {place: (f.end_lineno or 0) - f.lineno + 1 for place, f in found}
    assert {p: length for p, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_no_module_is_longer_than_five_hundred_lines() -> None:
    lengths = {name(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {p: length for p, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_function_says_what_it_returns() -> None:
    silent = [place for place, f in functions(MODULES) if f.returns is None]
    assert [place for place in silent if not place.endswith(" __init__")] == []


def test_no_module_is_a_drawer_for_anything() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common"}
    assert [name(p) for p in MODULES if drawers & set(p.with_suffix("").parts)] == []


def test_no_code_stands_in_an_init() -> None:
    full = [
        name(path)
        for path in SOURCE.rglob("__init__.py")
        if not all(_is_docstring(node) for node in ast.parse(path.read_text("utf-8")).body)
    ]
    assert full == []


def _is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def test_no_django_signal_is_used() -> None:
    signal = re.compile(r"^(django|allauth)\..*\bsignals\b|^django\.dispatch\b")
    assert [(name(p), i) for p in MODULES for i in imports(p) if signal.search(i)] == []


def test_no_import_is_a_star() -> None:
    assert [(name(p), i) for p in MODULES for i in imports(p) if i.endswith(".*")] == []


def test_gettext_has_no_name_that_the_search_for_strings_does_not_know() -> None:
    renamed = [
        (name(path), alias.asname)
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname not in (None, "_")
    ]
    assert renamed == []


def test_every_constraint_and_index_has_a_name_in_words() -> None:
    poor = [
        f"{model.__name__}: {entry.name}"
        for model in own_models()
        for entry in [*model._meta.constraints, *model._meta.indexes]
        if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", entry.name)
        or re.search(r"_[0-9a-f]{6,}(_idx|_uniq|_check)?$", entry.name)
    ]
    assert poor == []


def test_what_must_be_unique_is_a_named_constraint() -> None:
    nameless = [
        str(field)
        for model in own_models()
        for field in model._meta.local_fields
        if field.unique and not field.primary_key and not isinstance(field, OneToOneField)
    ]
    assert nameless == []
    assert not any(model._meta.unique_together for model in own_models())


def test_every_constraint_is_tested_by_its_name() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in TESTS)
    names = {entry.name for model in own_models() for entry in model._meta.constraints}
    assert sorted(entry for entry in names if entry not in said) == []


def test_nothing_is_deleted_in_the_wake_of_a_user() -> None:
    wakes = [
        str(field)
        for model in own_models()
        for field in model._meta.local_fields
        if field.related_model is User and field.remote_field.on_delete is not PROTECT
    ]
    assert wakes == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_django_finds_nothing_to_warn_of() -> None:
    call_command("check", fail_level="WARNING")


def test_every_model_says_how_its_past_is_kept() -> None:
    table = (ROOT / "docs" / "reference" / "history.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z]+\.[A-Za-z]+)` \|", table, re.MULTILINE))
    assert listed == {model._meta.label for model in own_models()}


def test_the_tables_that_only_grow_are_those_the_history_names() -> None:
    table = (ROOT / "docs" / "reference" / "history.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z]+\.[A-Za-z]+)` \| only grows", table, re.MULTILINE))
    growing = {m._meta.label for m in own_models() if m._meta.db_table in append_only_tables()}
    assert listed == growing


def test_every_setting_is_in_the_reference() -> None:
    said = "\n".join(path.read_text(encoding="utf-8") for path in MODULES)
    used = set(re.findall(r"\bTASHAN_[A-Z_]+[A-Z]\b", said))
    used |= {f"{PREFIX}{field.name.upper()}" for field in fields(Limits)}
    reference = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"`(TASHAN_[A-Z_]+)`", reference))
    assert used - listed == set()
    assert listed - used == {"TASHAN_TEST_DATABASE_URL", "TASHAN_CHROMIUM"}


def template_names() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.*"))


def test_no_template_is_unused() -> None:
    sources = [*MODULES, *TEMPLATES.rglob("*.*")]
    said = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    unused = [
        template
        for template in template_names()
        if f'"{template}"' not in said
        and f"'{template}'" not in said
        and template not in TEMPLATES_OF_DJANGO
        and not is_of_allauth(template)
    ]
    assert unused == []


def is_of_allauth(template: str) -> bool:
    """Whether django-allauth has a template of this name, which ours then stands in for."""
    return (Path(allauth.__file__).parent / "templates" / template).exists()


def test_every_template_compiles() -> None:
    for template in template_names():
        get_template(template)

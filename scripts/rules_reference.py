"""Writes docs/reference/rules.md from the tables that test the language of rules.

    python scripts/rules_reference.py

Every row of the page is run by tests/spec on every engine; a test holds the page to the tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.plain import Plain, read_plain
from tashan.mechanisms.rules.bound import Sort
from tashan.mechanisms.rules.nodes import PeriodWord
from tashan.mechanisms.rules.vocabulary import Field, fields_of

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = ROOT / "tests" / "spec" / "chapters"
PAGE = ROOT / "docs" / "reference" / "rules.md"
HEAD = """\
# The language of rules

Conditions, amounts and figures of mechanism files are rules: one expression in the grammar of
Python, of which only what stands here has a meaning. `tashan check` tells a mistake at its line and
column, with what to write instead. This page is written by `scripts/rules_reference.py` from the
tables of `tests/spec/`, and every row of it is run on every engine.

A rule names fields of the subject (`scale`), figures with a period (`tax_paid[last_year]`), fields
of registers (`park_tenant.entered_on`), parameters of the file, what applicants are asked, and
`as_of`, the day of the run.
"""
FIELDS = "| field | is | 中文 | kept by |"
SORTS = {
    Sort.NUMBER: "number",
    Sort.TRUTH: "yes or no",
    Sort.CODE: "code",
    Sort.WORDS: "words",
    Sort.DATE: "date",
}


def page() -> str:
    chapters = [_chapter(path) for path in sorted(CHAPTERS.glob("*.yaml"))]
    return "\n".join([HEAD, _periods(), *chapters, _fields()])


def _periods() -> str:
    words = ", ".join(f"`{word}`" for word in PeriodWord)
    return f"Periods: {words}, `last_6_months` with any number of months, and a year as `2025`.\n"


def _chapter(path: Path) -> str:
    chapter = read_plain(path.read_bytes(), path.name).value
    assert isinstance(chapter, dict)
    title = chapter["title"]
    assert isinstance(title, dict)
    lines = [f"## {title['en']} {title['zh']}", *_list(chapter["says"]), ""]
    rows = [*_entries(chapter, "rows"), *_entries(chapter, "rows_of_money")]
    if rows:
        lines += ["| rule | given | gives |", "|---|---|---|", *map(_row, rows), ""]
    refused = [*_entries(chapter, "refused"), *_entries(chapter, "refused_amounts")]
    if refused:
        lines += ["| rule | begins to be wrong at | says |", "|---|---|---|"]
        lines += [*map(_refused, refused), ""]
    return "\n".join(lines)


def _list(says: Plain) -> list[str]:
    assert isinstance(says, list)
    return [f"- {line}" for line in says] if len(says) > 1 else [str(line) for line in says]


def _entries(chapter: dict[Plain, Plain], name: str) -> Iterator[dict[Plain, Plain]]:
    entries = chapter.get(name, [])
    assert isinstance(entries, list)
    for entry in entries:
        assert isinstance(entry, dict)
        yield entry


def _row(entry: dict[Plain, Plain]) -> str:
    given = entry.get("given", {})
    assert isinstance(given, dict)
    listed = "<br>".join(f"`{name}`: {_said(value)}" for name, value in given.items())
    gives = _said(entry["gives"])
    missing = entry.get("missing", [])
    if isinstance(missing, list) and missing:
        gives += "<br>missing: " + ", ".join(f"`{key}`" for key in missing)
    if "why" in entry:
        gives += f"<br>{entry['why']}"
    return f"| {_code(entry['rule'])} | {listed} | {gives} |"


def _refused(entry: dict[Plain, Plain]) -> str:
    at = _code(entry["at"]) if entry["at"] else "the end"
    told = str(entry["told"]).replace("|", "\\|")
    return f"| {_code(entry['rule'])} | {at} | {told} |"


def _code(text: Plain) -> str:
    escaped = str(text).replace("|", "\\|")
    return f"`{escaped}`"


def _said(value: Plain) -> str:
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    words = {None: "unknown", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def _fields() -> str:
    lines = ["## Fields of subjects 字段"]
    for subject in Subject:
        lines += [
            "",
            f"### Of {subject.value}s",
            "| field | is | 中文 | kept by |",
            "|---|---|---|---|",
        ]
        lines += [_field(field) for field in fields_of(subject).values()]
    return "\n".join(lines) + "\n"


def _field(field: Field) -> str:
    kind = "a set: `'x' in " + field.code + "`" if field.is_set else SORTS[field.sort]
    if field.unit:
        kind += f", {field.unit}"
    if field.choices:
        kind += ": " + ", ".join(field.choices)
    return f"| `{field.code}` | {kind} | {field.title.zh} | {field.holder.zh} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

"""Mechanism files written for a test."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent, indent

from tashan.mechanisms.library import Library, library_of
from tashan.mechanisms.loader import LoadedFile, load_bytes

HEAD = """\
mechanism: {code}
title: {{zh: 试, en: Trial}}
systems: [S04]
"""
INDICATOR = """\
{code}:
  kind: indicator
  title: {{zh: 甲, en: A}}
  definition: {{zh: 甲的定义, en: What A is}}
  unit: 亿元
  nature: flow
  direction: higher
  frequency: month
  subjects: [place]
  additive: {{places: true, periods: true}}
  decimals: 2
"""


def indicator(code: str, more: str = "", **changed: str) -> str:
    """One part of a file; ``changed`` replaces fields, ``more`` adds lines to it."""
    lines = INDICATOR.format(code=code).splitlines()
    for field, written in changed.items():
        lines = [f"  {field}: {written}" if at(line, field) else line for line in lines]
    return "\n".join(lines) + "\n" + indent(dedent(more), "  ")


def at(line: str, field: str) -> bool:
    return line.startswith(f"  {field}:")


def mechanism(*parts: str, code: str = "trial", more: str = "") -> str:
    return HEAD.format(code=code) + dedent(more) + "parts:\n" + indent("".join(parts), "  ")


def loaded(text: str | bytes, file: str = "trial.yaml") -> LoadedFile:
    return load_bytes(text if isinstance(text, bytes) else text.encode(), file)


def told(text: str | bytes) -> list[str]:
    """Everything that is wrong with one file by itself, in order."""
    return [str(problem) for problem in sorted(loaded(text).tree.problems)]


def library_with(**files: str) -> Library:
    """A library of files by the name before .yaml."""
    return library_of([loaded(text, f"{name}.yaml") for name, text in files.items()])


def wrong_in(**files: str) -> list[str]:
    return [str(problem) for problem in library_with(**files).errors]


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path

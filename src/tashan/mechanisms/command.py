"""`tashan check`: are these mechanism files right, and do their examples hold?"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from tashan.base.errors import UnreadableFileError
from tashan.mechanisms.examples import run_examples
from tashan.mechanisms.law import hinders, legality
from tashan.mechanisms.library import Library, library_folders, library_of
from tashan.mechanisms.loader import LoadedFile, files_in, load_file
from tashan.mechanisms.problems import Problem
from tashan.mechanisms.schema import json_schema

EPILOG = """\
examples:
  tashan check                       the library in use (TASHAN_LIBRARY, or the shipped one)
  tashan check my-county/            an office's own files, which may name what the library defines
  tashan check rent.yaml --alone     one file without the library beside it
  tashan check --schema > tashan.schema.json      for the editor

exit codes:
  0 all files are right              3 no file is right
  1 a bug in Tashan                  4 some files are right, others not
  2 the command was wrong

Everything that is wrong is told on standard error, a line each, with file, line and column.
Warnings say for what of the law a mechanism may be drafted and not published; they are no errors.
"""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a file defines, how many examples of it were run, and what is wrong.

    ``warnings`` say for what it may be drafted and not published; with them it is right.
    """

    file: str
    defines: str  # the mechanism's code, or the year of a calendar
    parts: Counter[str]
    examples: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()


def check(argv: list[str]) -> int:
    """Run ``tashan check`` with its arguments; returns the exit code."""
    options = _parser().parse_args(argv)
    if options.schema:
        print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
        return 0
    paths = options.paths or [_from_here(folder) for folder in library_folders()]
    checked = check_paths(paths, alone=options.alone)
    if not checked:
        raise UnreadableFileError(
            "no_files",
            f"There is no mechanism file in {', '.join(map(str, paths))}.",
            hint="Files ending in .yaml and .yml are read in folders.",
        )
    for problem in sorted(p for one in checked for p in one.problems):
        print(problem, file=sys.stderr)
    for warning in sorted(w for one in checked for w in one.warnings):
        print(f"{warning.mark}: warning: {warning.message}", file=sys.stderr)
    print(_as_json(checked) if options.format == "json" else _as_table(checked))
    wrong = sum(bool(one.problems) for one in checked)
    return 0 if not wrong else 3 if wrong == len(checked) else 4


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan check",
        description="Check mechanism files and run their examples.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument(
        "--alone", action="store_true", help="do not look up codes in the library in use"
    )
    parser.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of a mechanism file"
    )
    return parser


def _from_here(folder: Path) -> Path:
    """As short as it can be written from where the command runs."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


def check_paths(
    paths: list[Path], *, alone: bool = False, on: date | None = None
) -> list[CheckedFile]:
    """Check the files of the paths, with the library in use beside them unless ``alone``.

    The law is asked as of ``on``; without it, of today.
    """
    asked = {path.resolve(): path for given in paths for path in files_in(given)}
    in_use = [] if alone else [folder for folder in library_folders() if folder.is_dir()]
    beside = [path for folder in in_use for path in files_in(folder)]
    files = [load_file(path) for path in beside if path.resolve() not in asked]
    own = [load_file(path) for path in asked.values()]
    library = library_of([*files, *own])
    problems = [*library.errors]
    runs: Counter[str] = Counter()
    by_code = {file.mechanism.mechanism: file for file in own if file.mechanism}
    for run in run_examples(library):
        file = by_code.get(run.mechanism)
        if file and file.file in library.loaded:
            runs[file.file] += 1
            mark = file.tree.mark(("examples", str(run.number)))
            problems += [
                Problem(mark, "example", f"example {run.name!r}: {wrong}") for wrong in run.wrong
            ]
    day = on or datetime.now(tz=UTC).date()
    return [
        _checked(file, problems, _warnings(file, library, day), examples=runs[file.file])
        for file in own
    ]


def _warnings(file: LoadedFile, beside: Library, on: date) -> tuple[Problem, ...]:
    """For what the file may not be published; of one that is wrong nothing is said."""
    if file.mechanism is None or file.file not in beside.loaded:
        return ()
    points = hinders(legality(file.mechanism, on=on, within=beside))
    return tuple(
        Problem(
            file.tree.mark(point.path).moved(point.offset + (point.path in file.tree.quoted)),
            f"law_{point.code}",
            f"{point.says.en} ({point.article.en})",
        )
        for point in points
    )


def _checked(
    file: LoadedFile, problems: list[Problem], warnings: tuple[Problem, ...], *, examples: int
) -> CheckedFile:
    own = tuple(problem for problem in problems if problem.mark.file == file.file)
    parts: Counter[str] = Counter()
    defines = "?"
    if file.mechanism:
        defines = file.mechanism.mechanism
        parts.update(part.kind for part in file.mechanism.parts.values())
    elif file.calendar:
        defines = str(file.calendar.year)
        parts["calendar"] = 1
    return CheckedFile(file.file, defines, parts, examples, own, warnings)


def _as_table(checked: list[CheckedFile]) -> str:
    width = max(len(one.file) for one in checked)
    lines = [f"{one.file:{width}}  {_state(one)}" for one in checked]
    wrong = sum(bool(one.problems) for one in checked)
    lines.append(f"{len(checked)} files: {len(checked) - wrong} right, {wrong} wrong")
    if len(checked) > 1:
        lines.append(_held(sum((one.parts for one in checked), Counter[str]())))
    return "\n".join(lines)


def _held(parts: Counter[str]) -> str:
    return ", ".join(_counted(number, kind) for kind, number in sorted(parts.items()))


def _state(one: CheckedFile) -> str:
    if one.problems:
        return f"wrong: {_counted(len(one.problems), 'problem')}"
    ran = f"; {_counted(one.examples, 'example')} run" if one.examples else ""
    warned = f"; {_counted(len(one.warnings), 'warning')}" if one.warnings else ""
    return f"right: {_held(one.parts)}{ran}{warned}"


_PLURALS = {"duty": "duties", "options": "options"}


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {_PLURALS.get(word, word + 's')}"


def _as_json(checked: list[CheckedFile]) -> str:
    files = [
        {
            "file": one.file,
            "right": not one.problems,
            "defines": one.defines,
            "parts": dict(sorted(one.parts.items())),
            "examples": one.examples,
            "problems": [_told(problem) for problem in sorted(one.problems)],
            "warnings": [_told(warning) for warning in sorted(one.warnings)],
        }
        for one in checked
    ]
    return json.dumps({"files": files}, ensure_ascii=False, indent=2)


def _told(problem: Problem) -> dict[str, str | int]:
    return {
        "line": problem.mark.line,
        "column": problem.mark.column,
        "code": problem.code,
        "message": problem.message,
    }

"""`tashan clock`: others' test tables of limits, one JSON object a line in, one out."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from tashan.base.errors import UnreadableFileError
from tashan.casework.lines.answered import answer_line

EPILOG = """\
fields of a line (docs/reference/clocks.md tells more of each):
  start         a day, 2026-03-02                                   must be given
  n             a whole number from 0 on                            must be given
  unit          working, calendar, month                            working
  day_one       next_day, same_day, next_working_day                next_day
  calendar      cn (the library's), none (weekends alone)           cn
  holidays      own days off                                        []
  make_up_days  own days that are worked                            []
  weekend       free days of the week, Monday 0 to Sunday 6         [5, 6]
  pauses        [{"from", "to"}], both days included                []
  extensions    [{"n", "unit"}]                                     []
  roll          null, next_working_day                              null
  as_of         a day, or null                                      null

examples:
  echo '{"start": "2026-03-02", "n": 7, "as_of": "2026-03-05"}' | tashan clock
  tashan clock table.jsonl > answers.jsonl
  tashan clock table.jsonl --strict > /dev/null    does every line ask for a clock?

exit codes:
  0 every line was answered        3 the file could not be read; --strict: every line was wrong
  1 a bug in Tashan                4 --strict: some lines were wrong
  2 the command was wrong

A line that is wrong is answered with {"error"}, and the rest go on.
"""


def clock(argv: list[str]) -> int:
    """Run ``tashan clock`` with its arguments; returns the exit code."""
    options = _parser().parse_args(argv)
    right = wrong = 0
    for line in _lines(options.file):
        answered = answer_line(line)
        is_wrong = answered.startswith('{"error"')
        right, wrong = right + (not is_wrong), wrong + is_wrong
        print(answered, flush=True)
    if not options.strict or not wrong:
        return 0
    return 4 if right else 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan clock",
        description="Reckon limits: one JSON object a line in, one out.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="of lines; - (default) for stdin"
    )
    parser.add_argument("--strict", action="store_true", help="end with 4 or 3 for wrong lines")
    return parser


def _lines(file: str) -> Iterator[str]:
    """Each line as it comes, so that a program may ask and wait for its answer."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    if file == "-":
        yield from _decoded(sys.stdin.buffer)
        return
    try:
        with Path(file).open("rb") as opened:
            yield from _decoded(opened)
    except OSError as error:
        raise UnreadableFileError(
            "not_opened", f"{file} cannot be opened: {error.strerror or error}."
        ) from None


def _decoded(lines: BinaryIO) -> Iterator[str]:
    """What is no UTF-8 becomes a mark that no field takes; a mark of order at the head is none."""
    for place, line in enumerate(iter(lines.readline, b"")):
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        yield text if place else text.removeprefix("\ufeff")

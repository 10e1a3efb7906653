"""`tashan read`: reports in, findings out, with no database."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tashan.base.errors import UnreadableFileError, UserError
from tashan.reading.isolation.child import Outcome, Source, read_each
from tashan.reading.isolation.jobs import ReaderBugError, Work
from tashan.reading.limits import limits_from
from tashan.reading.llm.settings import settings_from
from tashan.reading.output import Writer, opened_output, writer_for
from tashan.reading.rows import ReadFile, file_by_llm, file_by_rules
from tashan.reading.sources import find_sources
from tashan.reading.whole import READERS

MOST_JOBS = 64
LINES = {
    "rules": Work(file_by_rules, warm=READERS["rules"].warm),
    "llm": Work(file_by_llm, warm=READERS["llm"].warm),
}
EPILOG = """\
examples:
  tashan read report.docx                      a table of what it says
  tashan read reports/ --format jsonl --out findings.jsonl
  cat report.txt | tashan read - --format json
  tashan read scan.pdf --reader llm            through the model at TASHAN_LLM_URL

exit codes:
  0 everything was read            3 nothing could be read
  1 a bug in Tashan                4 some files were read, others not
  2 the command was wrong

A file that cannot be read is named with its reason on standard error; the others go on.
Limits are settings: TASHAN_READ_MAX_BYTES, _MAX_SECONDS, _MAX_MEMORY, _MAX_PAGES and so on
(docs/reference/limits.md).
"""


@dataclass(slots=True)
class Tally:
    """How the files fared."""

    counts: Counter[str] = field(default_factory=Counter)

    @property
    def exit_code(self) -> int:
        if self.counts["bug"]:
            return 1
        if self.counts["unread"]:
            return 4 if self.counts["read"] else 3
        return 0


def read_command(argv: list[str]) -> int:
    """Run ``tashan read`` with its arguments; returns the exit code."""
    options = _parser().parse_args(argv)
    limits = limits_from(os.environ)
    if options.reader == "llm":
        settings_from(os.environ)  # a slip in the settings is told once, not for each file
        limits = limits.for_llm()
    found = find_sources(options.paths, limits)
    if not found.sources:
        raise UnreadableFileError(
            "no_files",
            f"There is no file to read in {', '.join(options.paths)}.",
            hint="Files ending in .txt, .html, .docx and .pdf are read in folders.",
        )
    _spare_sources(found.sources, options.out)
    outcomes = read_each(found.sources, LINES[options.reader], limits=limits, jobs=options.jobs)
    with opened_output(options.out) as out:
        writer = writer_for(options.format, out, several=len(found.sources) > 1)
        with _progress(len(found.sources)) as advance:
            tally = _write_all(_in_order(outcomes, found.sources, advance), writer)
        writer.close()
        _tell(tally, found.passed_over)
        if tally.exit_code == 3:
            raise UnreadableFileError("nothing_read", "Nothing could be read.")
    return tally.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan read",
        description="Read reports into findings: indicators, mechanisms, gaps and measures.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder, or - for stdin")
    parser.add_argument("--format", choices=("table", "jsonl", "json"), default="table")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write here, all or nothing")
    parser.add_argument("--reader", choices=tuple(LINES), default="rules")
    parser.add_argument(
        "--jobs", type=_jobs, default=_cores(), metavar="N", help="files at a time (default: cores)"
    )
    return parser


def _spare_sources(sources: tuple[Source, ...], out: Path | None) -> None:
    if (
        out
        and out.exists()
        and any(s.path and s.path.exists() and out.samefile(s.path) for s in sources)
    ):
        raise UserError(f"{out} is one of the files to read.", hint="Choose another --out.")


def _jobs(written: str) -> int:
    if not written.isdecimal() or not 1 <= int(written) <= MOST_JOBS:
        raise argparse.ArgumentTypeError(f"{written!r} is no number from 1 to {MOST_JOBS}")
    return int(written)


def _cores() -> int:
    return min(len(os.sched_getaffinity(0)), MOST_JOBS)


def _in_order(
    outcomes: Iterator[Outcome[ReadFile]], sources: tuple[Source, ...], advance: Callable[[], None]
) -> Iterator[Outcome[ReadFile]]:
    """The outcomes in the order of the sources; those that come early wait."""
    early: dict[int, Outcome[ReadFile]] = {}
    following = 0
    for outcome in outcomes:
        advance()
        early[outcome.source.number] = outcome
        while following in early:
            yield early.pop(following)
            following += 1


def _write_all(outcomes: Iterator[Outcome[ReadFile]], writer: Writer) -> Tally:
    tally = Tally()
    for outcome in outcomes:
        name, error = outcome.source.name, outcome.error
        if isinstance(error, ReaderBugError):
            tally.counts["bug"] += 1
            _say(f"{name}: a bug in Tashan; please report it with what follows.\n{error}")
        elif error is not None:
            tally.counts["unread"] += 1
            _say(f"{name}: {error}")
            writer.unread(name, error)
        elif outcome.value is not None:
            tally.counts["read"] += 1
            for note in outcome.value.notes:
                _say(f"{name}: {note}")
            writer.read(name, outcome.value)
    return tally


def _tell(tally: Tally, passed_over: int) -> None:
    counts = tally.counts
    if passed_over:
        _say(f"{passed_over} files of other kinds were passed over.")
    if counts["read"] and counts.total() > counts["read"]:
        _say(f"{counts['read']} of {counts.total()} files were read.")


def _say(line: str) -> None:
    """On standard error, in the colours of no terminal: names may hold control characters."""
    safe = "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in line)
    print(safe.encode("utf-8", "replace").decode(), file=sys.stderr)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal; nothing where nobody watches or one file is quick."""
    if total < 2 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda: bar.advance(task)

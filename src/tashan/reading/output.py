"""What `tashan read` writes: lines of JSON, one JSON object, or tables to look at."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

from tashan.base.errors import UnreadableFileError, UserError
from tashan.reading.rows import ReadFile

DISK_ERRORS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


class Writer(Protocol):
    """Told of each file in order, and then that there are no more."""

    def read(self, name: str, file: ReadFile) -> None: ...

    def unread(self, name: str, error: UnreadableFileError) -> None: ...

    def close(self) -> None: ...


class LineWriter:
    """One finding a line; with several files each line names its own."""

    def __init__(self, out: TextIO, *, several: bool) -> None:
        self._out = out
        self._several = several

    def read(self, name: str, file: ReadFile) -> None:
        start = f'{{"file":{_json(name)},' if self._several else "{"
        for line in file.lines:
            self._out.write(start + line[1:] + "\n")

    def unread(self, name: str, error: UnreadableFileError) -> None:
        pass  # a line is a finding; the reason stands on standard error

    def close(self) -> None:
        self._out.flush()


class ObjectWriter:
    """One object: the files that were read, with their sections, and those that were not."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._unread: list[dict[str, str]] = []
        self._between = ""
        out.write('{"files":[')

    def read(self, name: str, file: ReadFile) -> None:
        head = _json(
            {
                "file": name,
                "format": file.format,
                "encoding": file.encoding,
                "title": file.title,
                "characters": file.characters,
                "notes": file.notes,
                "sections": file.sections,
            }
        )
        findings = ",\n".join(file.lines)
        self._out.write(f'{self._between}\n{head[:-1]},"findings":[\n{findings}]}}')
        self._between = ","

    def unread(self, name: str, error: UnreadableFileError) -> None:
        self._unread.append(
            {"file": name, "code": error.code, "message": error.message, "hint": error.hint}
        )

    def close(self) -> None:
        self._out.write(f'],\n"unread":{_json(self._unread)}}}\n')
        self._out.flush()


class TableWriter:
    """A table a file, in the width of the terminal, or wide where it is piped."""

    def __init__(self, out: TextIO) -> None:
        from rich.console import Console

        self._console = Console(file=out, width=None if out.isatty() else 160, highlight=False)

    def read(self, name: str, file: ReadFile) -> None:
        from rich.markup import escape
        from rich.table import Table

        caption = f"{len(file.lines)} findings in {file.characters} characters"
        table = Table(title=escape(name), caption=caption, title_justify="left")
        for column, width in _WIDTHS.items():
            whole = width is None  # one word, never parted
            table.add_column(
                column, overflow="fold", no_wrap=whole, min_width=width, max_width=width
            )
        table.add_column("quote", ratio=1, no_wrap=True, overflow="ellipsis")
        for line in file.lines:
            table.add_row(*(escape(cell) for cell in _cells(json.loads(line))))
        self._console.print(table)

    def unread(self, name: str, error: UnreadableFileError) -> None:
        pass

    def close(self) -> None:
        pass


# characters of a column on a terminal; None as wide as its longest word
_WIDTHS = {
    "at": None,
    "kind": None,
    "name": 22,
    "value": 13,
    "period": 12,
    "place": 10,
    "type": None,
    "status": None,
}


def _cells(row: dict[str, Any]) -> list[str]:
    value = "" if row["value"] is None else f"{row['value']:g}"
    return [
        str(row["start"]),
        row["kind"],
        row["name"],
        f"{row['approximate'] or ''} {value} {row['unit'] or ''}".strip(),
        row["period"] or "",
        row["place"] or "",
        row["type"] or "",
        "" if row["status"] == "ok" else row["status"],
        "".join(sign if sign.isprintable() else " " for sign in row["quote"]),
    ]


def writer_for(form: str, out: TextIO, *, several: bool) -> Writer:
    if form == "table":
        return TableWriter(out)
    return ObjectWriter(out) if form == "json" else LineWriter(out, several=several)


@contextmanager
def opened_output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes its place only when all of it is written."""
    if path is None:
        if isinstance(sys.stdout, io.TextIOWrapper):  # JSON is UTF-8 whatever the terminal speaks
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        with _told_plainly("Standard output"):
            yield sys.stdout
            sys.stdout.flush()
        return
    draft = _draft_beside(path)
    try:
        with _told_plainly(f"{path} (it is as it was before)"):
            with open(draft, "w", encoding="utf-8") as out:
                yield out
            os.replace(draft, path)
    finally:
        Path(draft).unlink(missing_ok=True)


@contextmanager
def _told_plainly(what: str) -> Iterator[None]:
    """A full or broken disk is told in one line."""
    try:
        yield
    except OSError as error:
        if error.errno not in DISK_ERRORS:
            raise
        forget_stdout()
        raise UserError(
            f"{what} cannot be written: {error.strerror}.", hint="Make room, or write elsewhere."
        ) from error


def forget_stdout() -> None:
    """Nothing that is left in the buffer is written at exit, where it would fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _draft_beside(path: Path) -> str:
    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        file, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise UserError(
            f"{path} cannot be written ({error.strerror}).", hint="Choose another place for --out."
        ) from error
    mask = os.umask(0)
    os.umask(mask)
    os.fchmod(file, 0o666 & ~mask)
    os.close(file)
    return draft


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)

"""The files that somebody names on the command line: themselves, in folders, or piped in."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from tashan.reading.formats.kinds import suffix_kind
from tashan.reading.isolation.child import Source, ocr_is_installed
from tashan.reading.limits import MEGABYTE, Limits

PIPED = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """The sources in order, and how many files in the folders were none."""

    sources: tuple[Source, ...]
    passed_over: int


def find_sources(paths: list[str], limits: Limits) -> Found:
    """Every path as a source; a folder is every file below it that a reader knows."""
    sources: list[Source] = []
    passed_over = 0
    pictures = ocr_is_installed()
    for path in paths:
        if path == PIPED:
            sources.append(_piped(sys.stdin.buffer, limits))
        elif not os.path.isdir(path):
            sources.append(_source(path))
        else:
            for file in _files_below(path):
                kind = suffix_kind(file)
                if kind and (pictures or kind != "picture"):
                    sources.append(_source(file))
                else:
                    passed_over += 1
    numbered = tuple(replace(source, number=at) for at, source in enumerate(sources))
    return Found(numbered, passed_over)


def _source(path: str) -> Source:
    """Names may hold bytes that are no text; what is printed is."""
    return Source(name=os.fsencode(path).decode("utf-8", "replace"), path=Path(path))


def _files_below(folder: str) -> Iterator[str]:
    """In order of name; hidden files, Word's locks and the parts of saved pages are none."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_beside(name, files))
        for name in sorted(files):
            if not name.startswith((".", "~$")):
                yield os.path.join(here, name)


def _is_beside(folder: str, files: list[str]) -> bool:
    """Whether a folder is hidden or holds the pictures and scripts of a saved page."""
    page = folder.removesuffix("_files")
    return folder.startswith(".") or (
        page != folder and any(f"{page}{suffix}" in files for suffix in (".html", ".htm"))
    )


def _piped(stream: BinaryIO, limits: Limits) -> Source:
    """Standard input in a file without a name; one byte too many tells that it is too large."""
    left = limits.max_bytes + 1
    with tempfile.TemporaryFile() as spool:
        while left and (block := stream.read(min(left, MEGABYTE))):
            spool.write(block)
            left -= len(block)
        spool.flush()
        # the descriptor ends with the program
        return Source(name=PIPED, descriptor=os.dup(spool.fileno()))

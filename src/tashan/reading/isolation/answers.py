"""The answer of a child, taken apart with suspicion: the child has held a stranger's file."""

from __future__ import annotations

import pickle
from dataclasses import is_dataclass
from enum import Enum
from importlib import import_module
from typing import Any, BinaryIO

from tashan.reading.isolation.jobs import ReaderBugError

_OWN = "tashan."


class _Answers(pickle.Unpickler):
    """Makes plain values, and the records and enumerations of this package; calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "getattr"):
            return _member  # how the Python of Debian 12 writes an enumeration
        if module.startswith(_OWN) and "." not in name:
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise ReaderBugError(f"A child answered with {module}.{name}, which is no finding.")


def _member(enumeration: object, name: str) -> Enum:
    if isinstance(enumeration, type) and issubclass(enumeration, Enum):
        return enumeration[name]
    raise ReaderBugError(f"A child asked {enumeration} for {name}, which is no finding.")


def read_answer(stream: BinaryIO) -> Any:
    """The answer in the stream. Raises ReaderBugError for anything but records of this package."""
    return _Answers(stream).load()

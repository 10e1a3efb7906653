"""The file of an adoption: checked when it is made, read when it is asked for, never changed."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

from django.utils.translation import gettext as _

from tashan.adoption.models import AdoptionVersion
from tashan.base.errors import UserError
from tashan.mechanisms.library import library
from tashan.mechanisms.loader import LoadedFile, load_bytes
from tashan.mechanisms.plain import Plain
from tashan.mechanisms.schema import Mechanism
from tashan.mechanisms.writing import yaml_of

File = dict[Plain, Plain]


def of_library(code: str) -> File:
    """The library's file of a mechanism. Raises UserError where it has none."""
    tree = library().trees.get(code)
    if tree is None or not isinstance(tree.value, dict):
        raise UserError(
            _("The library has no mechanism “%s”.") % code,
            hint=_("Choose one on the page of mechanisms."),
        )
    return copy.deepcopy(tree.value)


def of_version(version: AdoptionVersion) -> File:
    """The local file, a copy that may be changed."""
    return _values(version.text)


def of_base(version: AdoptionVersion) -> File:
    """The file that the version was adopted from."""
    return _values(version.base_text)


def _values(text: str) -> File:
    value = read(text).tree.value
    assert isinstance(value, dict)
    return copy.deepcopy(value)


def mechanism_of(version: AdoptionVersion) -> Mechanism:
    """The local file as a mechanism; it was checked when the version was made."""
    return checked(read(version.text))


@lru_cache(maxsize=256)
def read(text: str) -> LoadedFile:
    """The text through the loader; the same text is read once."""
    return load_bytes(text.encode(), "local.yaml")


def checked(file: LoadedFile) -> Mechanism:
    """Its mechanism. Raises UserError with the first problem where it is not sound."""
    if file.mechanism is None:
        first = min(file.tree.problems).message if file.tree.problems else _("It is a calendar.")
        raise UserError(
            _("The local file is not sound: %s") % first,
            hint=_("Nothing was kept. Change what the message names."),
        )
    return file.mechanism


def written(value: File) -> tuple[str, str]:
    """The text of a file and its SHA-256. Raises UserError where it is no sound mechanism."""
    text = yaml_of(value)
    checked(read(text))
    return text, sha256(text.encode()).hexdigest()


def differences(base: Plain, local: Plain, path: tuple[str, ...] = ()) -> list[str]:
    """Where the files differ, as ``parameters/pool``; a parameter or a part counts as one."""
    if isinstance(base, Mapping) and isinstance(local, Mapping) and len(path) < 2:
        keys = list(dict.fromkeys([*base, *local]))
        return [
            found
            for key in keys
            for found in differences(base.get(key), local.get(key), (*path, str(key)))
        ]
    return [] if base == local else ["/".join(path)]

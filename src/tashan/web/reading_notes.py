"""What a reader noted about a file, in the tongue of the page.

The readers know no Django and speak English. What they say is told apart by its form; a note of
a new form is shown in their own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FORMS: tuple[tuple[re.Pattern[str], str | Promise], ...] = (
    (
        re.compile(r"The document holds macros"),
        _("The document holds macros; only its text was read and none was run."),
    ),
    (
        re.compile(r"Pages with hardly any text .*: (?P<pages>[\d, ]+)(?: and more)?\.$"),
        _("Pages with hardly any text, empty or scanned: %(pages)s. Check them in the original."),
    ),
    (
        re.compile(r"Encodings are mixed: UTF-8, and GB 18030 in line (?P<lines>[\d, ]+)"),
        _("The file mixes two encodings (line %(lines)s and others); check the text there."),
    ),
    (
        re.compile(r"Bytes that are not UTF-8 are shown as . in line (?P<lines>[\d, ]+)"),
        _("Some characters are damaged and shown as � (line %(lines)s and others)."),
    ),
    (re.compile(r"Half characters"), _("Half characters are shown as �.")),
    (
        re.compile(r"Recognised from pictures: (?P<lines>\d+) lines, (?P<doubtful>\d+)"),
        _("Recognised from pictures: %(lines)s lines, %(doubtful)s of them doubtful."),
    ),
    (
        re.compile(r"It is named like "),
        _("The file's extension does not fit; it was read as what it is."),
    ),
)


def notes_in_words(notes: Iterable[str]) -> list[str]:
    """Each note once, worded for the officer."""
    return list(dict.fromkeys(_worded(note) for note in notes))


def _worded(note: str) -> str:
    for form, words in FORMS:
        if found := form.match(note):
            return str(words) % found.groupdict() if found.groupdict() else str(words)
    return note

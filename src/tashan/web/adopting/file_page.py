"""The page on which a place brings its own file: the text, then the changes with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from tashan.adoption import files, local_files
from tashan.adoption.local_files import ALL, UnsoundFileError
from tashan.adoption.models import Adoption, AdoptionVersion
from tashan.base.errors import UserError
from tashan.base.storable import storable
from tashan.mechanisms.merge import Taken
from tashan.mechanisms.plain import MOST_BYTES
from tashan.web.adopting.change_words import REASON, ChangeLine, line_of

EVERYTHING = "r.all"  # the field of the reason of every change without one of its own
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Complaint:
    """One problem at its line, with what stands there."""

    line: int
    text: str
    message: str


class FilePage:
    """What was typed is kept; nothing is stored before it is confirmed."""

    def __init__(
        self,
        adoption: Adoption,
        said: Mapping[str, str],
        upload: UploadedFile[bytes] | None,
        *,
        on: date,
    ) -> None:
        self.adoption, self.said = adoption, said
        self.first = max(on, adoption.since)
        self.problem = ""
        self.complaints: list[Complaint] = []
        self.text = self._typed(upload)
        self.changes: tuple[Taken, ...] = ()
        self.local: files.File = {}
        if said:
            self._compare()

    @cached_property
    def last(self) -> AdoptionVersion:
        return self.adoption.versions.latest("number")

    def _typed(self, upload: UploadedFile[bytes] | None) -> str:
        """What was uploaded, else what was typed, else the file that holds."""
        typed = self.said.get("text", self.last.text if not self.said else "")
        typed = storable(typed.replace("\r\n", "\n"))
        if upload is None:
            return typed
        try:
            return _read(upload)
        except UserError as error:
            self.problem = str(error)
            return typed

    def _compare(self) -> None:
        """Find what differs, or what is wrong with the text."""
        if self.problem:
            return
        try:
            self.local = local_files.sound(self.text, self.adoption.mechanism)
            self.changes = local_files.changes(files.of_version(self.last), self.local)
        except UnsoundFileError as error:
            lines = self.text.split("\n")
            self.complaints = [
                Complaint(one.mark.line, _line(lines, one.mark.line), one.message)
                for one in error.problems
            ]
        except UserError as error:
            self.problem = str(error)

    @property
    def is_compared(self) -> bool:
        """Whether the second step is shown."""
        return bool(self.changes) and self.said.get("step") != "edit"

    @property
    def is_confirmed(self) -> bool:
        return self.is_compared and self.said.get("step") == "confirm"

    @property
    def is_refused(self) -> bool:
        return bool(self.problem or self.complaints)

    @cached_property
    def since(self) -> date:
        try:
            return date.fromisoformat(self.said.get("since", ""))
        except ValueError:
            return self.first

    @property
    def seen(self) -> int:
        """The number of the version that was edited."""
        typed = self.said.get("seen", "")
        return int(typed) if typed.isdecimal() and len(typed) < 6 else self.last.number

    @property
    def everything(self) -> str:
        return storable(self.said.get(EVERYTHING, ""))[:LONGEST].strip()

    @property
    def reasons(self) -> dict[str, str]:
        """What was typed, by path."""
        own = {"/".join(one.path): self._reason("/".join(one.path)) for one in self.changes}
        return own | {ALL: self.everything}

    def _reason(self, path: str) -> str:
        return storable(self.said.get(f"{REASON}{path}", ""))[:LONGEST].strip()

    @cached_property
    def lines(self) -> list[ChangeLine]:
        before = files.of_version(self.last)
        return [
            line_of(one, before, self.local, self._reason("/".join(one.path)))
            for one in self.changes
        ]


def _read(upload: UploadedFile[bytes]) -> str:
    if (upload.size or 0) > MOST_BYTES:
        raise UserError(
            _("“%s” is too large for a mechanism file.") % upload.name,
            hint=_("Choose the local file that you edited."),
        )
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(
            _("“%s” is no text in UTF-8.") % upload.name,
            hint=_("Save it as UTF-8 in your editor, and upload it again."),
        ) from None
    return storable(text.replace("\r\n", "\n"))


def _line(lines: list[str], number: int) -> str:
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""

"""The source's newer version beside ours: what is taken, what stays, what an officer settles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tashan.adoption.following import Newer, newer
from tashan.adoption.models import Adoption
from tashan.mechanisms.merge import ABSENT, ORDER, Conflict, Side, Value
from tashan.mechanisms.plain import Path, Plain

SIDE = "side:"  # begins the name of a field that says which side holds
MOST = 160  # characters of a value that a line shows


@dataclass(frozen=True, slots=True)
class NewerLine:
    """One value: what it was when it was adopted, ours, the source's, and what was chosen."""

    path: str
    title: str
    base: str
    ours: str
    source: str
    chosen: str = ""

    @property
    def field(self) -> str:
        return f"{SIDE}{self.path}"


class NewerPage:
    """What a form says of each conflict is read from ``said``."""

    def __init__(self, adoption: Adoption, said: Mapping[str, str], *, on: date) -> None:
        self.adoption = adoption
        self.said = said
        self.first = max(on, adoption.since)

    @cached_property
    def since(self) -> date:
        try:
            return date.fromisoformat(self.said.get("since", ""))
        except ValueError:
            return self.first

    @cached_property
    def newer(self) -> Newer | None:
        """Without what was chosen, so that every conflict is shown."""
        last = self.adoption.versions.latest("number")
        return newer(self.adoption, last, on=self.since)

    @property
    def settled(self) -> dict[Path, Side]:
        """The sides chosen, of the conflicts that there are."""
        chosen = {c.path: self.said.get(f"{SIDE}{'/'.join(c.path)}", "") for c in self._conflicts}
        sides = (Side.LOCAL.value, Side.UPSTREAM.value)
        return {path: Side(side) for path, side in chosen.items() if side in sides}

    @property
    def _conflicts(self) -> tuple[Conflict, ...]:
        return self.newer.merged.conflicts if self.newer else ()

    @property
    def conflicts(self) -> list[NewerLine]:
        settled = self.settled
        return [
            NewerLine(
                "/".join(c.path),
                self._title(c.path),
                words(c.base),
                words(c.local),
                words(c.upstream),
                settled[c.path].value if c.path in settled else "",
            )
            for c in self._conflicts
        ]

    @property
    def followed(self) -> list[NewerLine]:
        return self._taken(Side.UPSTREAM)

    @property
    def kept(self) -> list[NewerLine]:
        return self._taken(Side.LOCAL)

    def _taken(self, side: Side) -> list[NewerLine]:
        taken = self.newer.merged.taken if self.newer else ()
        return [
            NewerLine("/".join(t.path), self._title(t.path), words(t.base), words(t.value), "")
            for t in taken
            if t.side is side
        ]

    def _title(self, path: Path) -> str:
        """Of a parameter or a part its title, and behind it the rest of the path."""
        if path[-1:] == (ORDER,):
            path = (*path[:-1], _("order"))
        held: Plain = self.newer.source if self.newer else None
        for number, step in enumerate(path[:2]):
            held = held.get(step) if isinstance(held, dict) else None
            if number == 1 and isinstance(held, dict) and isinstance(held.get("title"), dict):
                rest = [name for name in path[2:] if name != "values"]
                return " / ".join([words(held["title"]), *rest])
        return " / ".join(path)


def words(value: Value) -> str:
    """A value of a file as a line of a page; of what has two tongues the page's."""
    if value is ABSENT:
        return _("taken out")
    match value:
        case None:
            return "—"
        case bool():
            return _("Yes") if value else _("No")
        case dict():
            if set(value) == {"zh", "en"}:
                return str(value["en" if get_language() == "en" else "zh"])
            return _short("；".join(f"{key}: {words(held)}" for key, held in value.items()))
        case list():
            return _short("、".join(words(held) for held in value))
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - 1] + "…"

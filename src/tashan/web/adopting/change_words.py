"""What changed in a file, in plain words: where it stands, what it said, what it says."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from tashan.mechanisms.merge import ABSENT, ORDER, Taken, at
from tashan.mechanisms.plain import Path, Plain
from tashan.web.industry_words import industry_name

REASON = "r:"  # begins the name of the field of a change's reason
MOST = 240  # characters of a value that a line shows
FIELDS: dict[str, str | Promise] = {
    "title": pgettext_lazy("field of a file", "name"),
    "aliases": pgettext_lazy("field of a file", "other names"),
    "basis": pgettext_lazy("field of a file", "basis"),
    "needs": pgettext_lazy("field of a file", "needs"),
    "law": pgettext_lazy("field of a file", "law"),
    "effect": pgettext_lazy("field of a file", "effect measured by"),
    "parameters": pgettext_lazy("field of a file", "parameters"),
    "parts": pgettext_lazy("field of a file", "parts"),
    "examples": pgettext_lazy("field of a file", "examples"),
    "links": pgettext_lazy("field of a file", "links"),
    "industries": pgettext_lazy("field of a file", "industries"),
    "key": pgettext_lazy("field of a file", "key link"),
    "leader": pgettext_lazy("field of a file", "leader"),
    "offices": pgettext_lazy("field of a file", "offices"),
    "tier": pgettext_lazy("field of a file", "tier"),
    "policies": pgettext_lazy("field of a file", "policies"),
    "indicators": pgettext_lazy("field of a file", "indicators"),
    "eligible": pgettext_lazy("field of a file", "conditions"),
    "excluded": pgettext_lazy("field of a file", "grounds of exclusion"),
    "gives": pgettext_lazy("field of a file", "what is given"),
    "amount": pgettext_lazy("field of a file", "amount"),
    "places": pgettext_lazy("field of a file", "places"),
    "rule": pgettext_lazy("field of a file", "rule"),
    "says": pgettext_lazy("field of a file", "in words"),
    "unit": pgettext_lazy("field of a file", "unit"),
    "values": pgettext_lazy("field of a file", "values"),
    ORDER: pgettext_lazy("field of a file", "order"),
}  # what is not here stands as the file writes it


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change; ``reason`` is what was typed for it."""

    path: str
    title: str
    before: str
    after: str
    reason: str

    @property
    def field(self) -> str:
        return f"{REASON}{self.path}"


def line_of(change: Taken, before: Plain, after: Plain, reason: str) -> ChangeLine:
    """A change between two files as a page shows it."""
    was = _("not there") if change.base is ABSENT else words(change.base)
    now = _("taken out") if change.value is ABSENT else words(change.value)
    title = titled("/".join(change.path), before, after)
    return ChangeLine("/".join(change.path), title, was, now, reason)


def titled(told: str, before: Plain, after: Plain) -> str:
    """Every step of a path by its title, or as its field is called, without parts/parameters."""
    path = tuple(told.split("/"))
    steps = [
        _step(path[: number + 1], before, after)
        for number in range(len(path))
        if not (number == 0 and len(path) > 1 and path[0] in ("parts", "parameters"))
    ]
    return " › ".join(steps)


def _step(path: Path, before: Plain, after: Plain) -> str:
    for side in (after, before):
        held = at(side, path)
        title = held.get("title") if isinstance(held, dict) else None
        if isinstance(title, dict):
            return words(title)
    return str(FIELDS.get(path[-1], path[-1]))


def words(value: Plain) -> str:
    """A value of a file in a line; of what has two tongues the page's."""
    match value:
        case None:
            return "—"
        case bool():
            return _("Yes") if value else _("No")
        case dict():
            if set(value) == {"zh", "en"}:
                return str(value["en" if get_language() == "en" else "zh"])
            said = (f"{FIELDS.get(str(key), key)}: {words(held)}" for key, held in value.items())
            return _short("；".join(said))
        case list():
            return _short("、".join(words(held) for held in value))
    name = industry_name(value) if isinstance(value, str) else ""
    return _short(f"{value} {name}" if name else str(value))


def _short(text: str) -> str:
    return text if len(text) <= MOST else text[: MOST - 1] + "…"

"""What the kinds of open things are called, and where each opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tashan.casework.line_work.load import Thing
from tashan.casework.models import Matter
from tashan.casework.supervision.sources import OF_LINES
from tashan.web.supervision import words as supervision_words


def kind_word(kind: str) -> str:
    words = {
        "matter": _("Matters"),
        "key_task": _("Key tasks"),
        "key_milestone": _("Milestones"),
        "project": _("Projects"),
        "target": _("Targets"),
        "duty": _("Duties"),
        "chain": _("Chains"),
        "office": _("Offices"),
    }
    return words.get(kind) or supervision_words.kind_word(kind)


def light_word(light: str) -> str:
    """A light in a word, beside its shape."""
    words = {
        "red": pgettext("light", "overdue"), "yellow": pgettext("light", "soon due"),
        "green": pgettext("light", "in time"), "stopped": pgettext("light", "standing still"),
    }  # fmt: skip
    return words.get(light, "—")


_PAGES = {one.kind: one.page for one in OF_LINES.values()} | {
    "target": "target", "chain": "chain"
}  # fmt: skip


def addresses(things: Sequence[Thing]) -> Mapping[str, str]:
    """Where each opens, by cause; one query for the cases of matters."""
    matters = [int(one.key) for one in things if one.kind == "matter"]
    cases = dict(Matter.objects.filter(pk__in=matters).values_list("pk", "case"))
    found = {}
    for one in things:
        if one.kind == "matter" and int(one.key) in cases:
            found[one.cause] = reverse("case", args=[cases[int(one.key)]])
        elif one.kind in _PAGES:
            found[one.cause] = reverse(_PAGES[one.kind], args=[int(one.key.partition(":")[0])])
        elif one.kind == "duty":
            found[one.cause] = reverse("duties")
    return found

"""What a message says, in the tongue of its reader: the steps, and under each what is late."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tashan.casework.supervision_models import Message, Reminder

MOST_LINES = 50


def write(message: Message, rows: Iterable[Reminder]) -> tuple[str, str]:
    """The subject and the text of a message, the latest things first."""
    found = sorted(rows, key=lambda row: (-row.late, row.pk))
    tongue = message.user.language if message.user else settings.LANGUAGE_CODE
    with translation.override(tongue):
        n = len(found)
        subject = ngettext("%(n)d thing is due (%(day)s)", "%(n)d things are due (%(day)s)", n)
        lines = [subject % {"n": n, "day": message.day.isoformat()}, ""]
        shown = found[:MOST_LINES]
        for late, group in groupby(shown, key=lambda row: row.late > 0):
            lines.append(_("Late") if late else _("Soon due"))
            lines += [f"· {row.title}: {_when(row)}" for row in group]
        if n > len(shown):
            lines.append(_("and %d more, on the page of notices") % (n - len(shown)))
        lines += ["", _("This was sent by Tashan; look at “Notices” there.")]
        return lines[0], "\n".join(lines)


def _when(row: Reminder) -> str:
    day = row.due_on.isoformat() if row.due_on else "—"
    if row.late > 0:
        late = ngettext("%d working day late", "%d working days late", row.late) % row.late
        return _("due %(day)s, %(late)s") % {"day": day, "late": late}
    return _("due %s") % day

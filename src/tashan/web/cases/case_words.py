"""What happened in a case, and what marks a matter, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from tashan.casework.clocks import Span, Unit
from tashan.casework.kinds import Mode
from tashan.casework.legal import KINDS
from tashan.casework.picture import MatterPicture
from tashan.casework.terms import LimitKind, limits_of
from tashan.casework.words import ACTS
from tashan.record.models import Event
from tashan.web.cases.stop_words import STOP_REASONS

_ACTS: Mapping[str, str | Promise] = {kind: ACTS[act] for act, kind in KINDS.items()} | {
    "matter.handed_over": gettext_lazy("Matter passed to the follower"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A tag beside a matter: what is special about it."""

    word: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An event in words; ``url`` leads to its slip where it has one."""

    event: Event
    what: str
    matter: str
    says: str
    who: str

    @property
    def is_automatic(self) -> bool:
        return self.event.actor_id is None

    @property
    def is_late_entry(self) -> bool:
        return bool(self.event.payload.get("late"))


def told(event: Event, titles: Mapping[str, str]) -> Told:
    """The event with its matter's title and what was said; Tashan did what nobody did."""
    actor = event.actor
    who = " · ".join(filter(None, (actor.office, actor.display_name))) if actor else _("Tashan")
    code = str(event.payload.get("matter", ""))
    return Told(
        event, _what(event), titles.get(code, code), str(event.payload.get("says", "")), who
    )


def _what(event: Event) -> str:
    if event.kind == "case.opened":
        return _("Case opened")
    if event.kind == "case.handed_in":
        return _("Material handed in")
    return str(_ACTS.get(event.kind, event.kind))


def marks(each: MatterPicture, late: Iterable[str]) -> Iterator[Mark]:
    """What a reader must know of a matter at a glance; ``late`` are codes typed in later."""
    limit = limits_of(each.matter).get(LimitKind.PROMISED)
    if limit and limit.span.n == 0:
        yield Mark(pgettext("mark", "Same day"))
    if each.matter.mode == Mode.COMMITTED:
        yield Mark(pgettext("mark", "Commitment"))
    if each.opinions:
        words = _("Joint: %(asked)d asked, %(given)d given")
        yield Mark(words % {"asked": len(each.opinions), "given": each.given})
    if each.matter.tolerated_until:
        words = _("Materials follow until %s")
        yield Mark(words % f"{each.matter.tolerated_until:%m-%d}", "yellow")
    elif each.matter.outcome.get("tolerated"):
        yield Mark(pgettext("mark", "Materials followed"))
    if each.matter.is_deemed:
        yield Mark(pgettext("mark", "Automatic"), "grey")
    if each.code in late:
        yield Mark(pgettext("mark", "Late entry"), "yellow")
    if each.is_asked_again:
        yield Mark(_("Same materials asked for twice"), "red")


def span_word(span: Span) -> str:
    """Seven working days, thirty days, two months."""
    if span.n == 0:
        return pgettext("limit", "same day")
    if span.unit is Unit.WORKING:
        return ngettext("%d working day", "%d working days", span.n) % span.n
    if span.unit is Unit.MONTH:
        return ngettext("%d month", "%d months", span.n) % span.n
    return ngettext("%d day", "%d days", span.n) % span.n


def stop_word(each: MatterPicture) -> list[str]:
    """The stops of a matter: why, from, to."""
    return [_stop(str(STOP_REASONS.get(s.reason, s.reason)), s.stopped_on, s.resumed_on)
            for s in each.stops]  # fmt: skip


def _stop(reason: str, since: date, until: date | None) -> str:
    if until is None:
        return _("%(reason)s: stopped since %(since)s") % {
            "reason": reason, "since": f"{since:%m-%d}"
        }  # fmt: skip
    return _("%(reason)s: stopped %(since)s to %(until)s") % {
        "reason": reason, "since": f"{since:%m-%d}", "until": f"{until:%m-%d}"
    }  # fmt: skip

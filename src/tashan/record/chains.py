"""Walk along one stream and find what does not hold together.

An event's hash covers its own number. So where events were renumbered to hide one taken out or
put in, the number that fits an event's hash tells where it stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tashan.record.events import hash_of
from tashan.record.faults import Fault, FaultKind
from tashan.record.models import Event, StreamHead

# how far a renumbered event is looked for
REACH = 20


class Walk:
    """Where the walk along a stream stands, and what was found wrong on the way."""

    def __init__(self, stream: str, sealed: Mapping[int, str]) -> None:
        self.stream = stream
        self.sealed = sealed
        self.faults: list[Fault] = []
        self.count = 0
        self.expected = 1
        self.previous: str | None = ""  # None where the event before was not what it should be
        self.shift = 0
        self.agreed = 0  # up to here a seal agreed
        self.disagreed: tuple[int, int] | None = None  # in this range the first one did not

    def report(self, kind: FaultKind, sequence: int | None, detail: str) -> None:
        """Take down one fault of this stream."""
        self.faults.append(Fault(kind, self.stream, sequence, detail))

    def step(self, event: Event) -> None:
        """Look at the next event."""
        self.count += 1
        own = self._own_number(event)
        if own is None:
            self.report(
                FaultKind.CHANGED_EVENT, event.sequence, "its content does not fit its hash"
            )
            self.expected, self.previous = event.sequence - self.shift + 1, None
            return
        self._compare_number(own, event)
        self._compare_seal(own, event)
        self.expected, self.previous = own + 1, event.hash
        self.shift = event.sequence - own

    def _own_number(self, event: Event) -> int | None:
        """The number that fits the event's hash, looked for near the one that it has."""
        near = event.sequence - self.shift
        steps = sorted(range(-REACH, REACH + 1), key=abs)
        try:
            fitting = (near + step for step in steps if fits(event, sequence=near + step))
            return next(fitting, None)
        except ValueError:  # a payload that could never have been appended
            return None

    def _compare_number(self, own: int, event: Event) -> None:
        if own > self.expected:
            detail = f"{_events(own - self.expected)} taken out"
            self.report(FaultKind.MISSING_EVENT, self.expected, detail)
        elif own < self.expected:
            first = own + self.shift
            self.faults = [f for f in self.faults if f.sequence is None or f.sequence < first]
            self.report(FaultKind.ADDED_EVENT, first, f"{_events(self.expected - own)} put in here")
        elif self.previous is not None and event.previous != self.previous:
            detail = "the next event holds another hash of it"
            self.report(FaultKind.CHANGED_EVENT, event.sequence - 1, detail)

    def _compare_seal(self, own: int, event: Event) -> None:
        sealed = self.sealed.get(own)
        if sealed == event.hash:
            self.agreed = own
        elif sealed is not None and self.disagreed is None:
            self.disagreed = (self.agreed + 1, own)

    def end(self, head: StreamHead | None) -> None:
        """Compare where the events end with the head and the seals."""
        last = self.expected - 1
        known = max([head.length if head else 0, *self.sealed])
        if not self.count:
            self.report(FaultKind.LOST_STREAM, None, f"all of its {_events(known)} gone")
        elif known > last:
            self.report(FaultKind.CUT_TAIL, last + 1, f"{_events(known - last)} cut off")
        elif head is None:
            self.report(FaultKind.CHANGED_HEAD, None, "the stream has events but no head")
        elif not self.faults:
            self._compare_head(head, last)

    def _compare_head(self, head: StreamHead, last: int) -> None:
        if head.length < last:
            detail = f"{_events(last - head.length)} beyond the head"
            self.report(FaultKind.ADDED_EVENT, head.length + 1, detail)
        elif head.hash != self.previous:
            if self.agreed == last:
                self.report(FaultKind.CHANGED_HEAD, last, "its hash is not that of the last event")
            else:
                self.report(FaultKind.CHANGED_EVENT, last, "the head holds another hash of it")
        elif self.disagreed is not None:
            first, until = self.disagreed
            detail = f"the seal holds another hash for the events up to {until}"
            self.report(FaultKind.CHANGED_EVENT, first, detail)


def fits(event: Event, *, sequence: int) -> bool:
    """Whether the event's hash is the one it would have at this number."""
    return hash_of(event, sequence=sequence) == event.hash


def _events(count: int) -> str:
    return f"{count} event" if count == 1 else f"{count} events"


def walk(
    stream: str, events: Iterable[Event], *, head: StreamHead | None, sealed: Mapping[int, str]
) -> Walk:
    """Go along the whole stream. ``sealed`` maps a length to the hash that a seal holds for it."""
    way = Walk(stream, sealed)
    for event in events:
        way.step(event)
    way.end(head)
    return way

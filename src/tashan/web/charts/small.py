"""Charts as small as a word, for table cells and cards: drawn by the server, without a script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tashan.base.lights import Light
from tashan.indicators.figure_text import Number, exact, rounded
from tashan.web.charts.parts import Tone

Spot = tuple[str, str]  # x and y, as text for the drawing


@dataclass(frozen=True, slots=True)
class Strip:
    """Where places stand on one line; those without a figure are left out. Ours is drawn last."""

    values: tuple[tuple[Number | None, Tone], ...]
    summary: str

    def svg(self) -> SafeString:
        known = [(exact(value), tone) for value, tone in self.values if value is not None]
        known.sort(key=lambda pair: _DRAWN.index(pair[1]) if pair[1] in _DRAWN else 0)
        places = _scaled([value for value, _ in known], low=6, high=144)
        sizes = {Tone.OURS: "5", Tone.REFERENCE: "4.5"}
        dots = format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="10" r="{}"/>',
            ((tone, x, sizes.get(tone, "3.2")) for x, (_, tone) in zip(places, known, strict=True)),
        )
        line = mark_safe('<line x1="2" y1="10" x2="148" y2="10"/>')
        return _picture("strip-plot", "0 0 150 20", self.summary, line + dots)


_DRAWN = (Tone.PEER, Tone.REFERENCE, Tone.OURS)


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The run of one figure; an unknown one breaks the line. The last known is a dot."""

    values: tuple[Number | None, ...]
    summary: str
    tone: Tone = Tone.OURS

    def svg(self) -> SafeString:
        runs = list(_runs(self._spots()))
        paths = format_html_join("", '<polyline points="{}"/>', ((_joined(r),) for r in runs))
        lone = format_html_join(
            "",
            '<circle class="lone" cx="{}" cy="{}" r="1.5"/>',
            (r[0] for r in runs if len(r) == 1),
        )
        end = format_html_join(
            "",
            '<circle class="{}" cx="{}" cy="{}" r="3"/>',
            ((self.tone, *r[-1]) for r in runs[-1:]),
        )
        return _picture("spark", "0 0 80 26", self.summary, paths + lone + end)

    def _spots(self) -> list[Spot | None]:
        known = [exact(value) for value in self.values if value is not None]
        heights = iter(_scaled(known, low=22, high=4))
        wide = max(len(self.values) - 1, 1)
        return [
            None if value is None else (_text(4 + Decimal(72) * i / wide), next(heights))
            for i, value in enumerate(self.values)
        ]


@dataclass(frozen=True, slots=True)
class ProgressBar:
    """How much is done, in per cent, with a tick where the time elapsed stands. An unknown share
    is an empty dashed bar. The light colours it; its shape and word stand beside it on the page."""

    done: Number | None
    summary: str
    elapsed: Number | None = None
    light: Light | None = None

    def svg(self) -> SafeString:
        whole = max([Decimal(100), *(exact(v) for v in (self.done, self.elapsed) if v is not None)])
        kind = "unknown" if self.done is None else self.light or "none"
        parts = format_html('<rect class="well {}" width="100%" height="8" y="4" rx="2"/>', kind)
        if self.done is not None:
            share = _share(max(exact(self.done), Decimal(0)), whole)
            parts += format_html(
                '<rect class="done {}" width="{}" height="8" y="4" rx="2"/>', kind, share
            )
        if self.elapsed is not None:
            at = _share(exact(self.elapsed), whole)
            parts += format_html('<line class="tick" x1="{0}" x2="{0}" y1="1" y2="15"/>', at)
        return _picture("progress", "", self.summary, parts)


@dataclass(frozen=True, slots=True)
class Bullet:
    """A need against a capacity: the tick is the capacity, what lies beyond it is short."""

    need: Number | None
    capacity: Number
    summary: str

    def svg(self) -> SafeString:
        capacity = exact(self.capacity)
        need = None if self.need is None else exact(self.need)
        whole = max(capacity * Decimal("1.28"), need or Decimal(0)) or Decimal(1)
        tick = _share(capacity, whole)
        parts = format_html(
            '<rect class="well {}" width="{}" height="10" y="3"/>',
            "unknown" if need is None else "none",
            tick,
        )
        if need is not None:
            within = _share(min(need, capacity), whole)
            over = _share(max(need - capacity, Decimal(0)), whole)
            parts += format_html('<rect class="need" width="{}" height="6" y="5"/>', within)
            parts += format_html(
                '<rect class="short" x="{}" width="{}" height="6" y="5"/>', tick, over
            )
        parts += format_html('<line class="tick" x1="{0}" x2="{0}" y1="0" y2="16"/>', tick)
        return _picture("progress bullet", "", self.summary, parts)


def _scaled(values: Sequence[Decimal], *, low: int, high: int) -> list[str]:
    """Each value between the ends; where all are the same, in the middle."""
    if not values:
        return []
    least, most = min(values), max(values)
    if least == most:
        return [_text(Decimal(low + high) / 2)] * len(values)
    return [_text(low + (high - low) * (value - least) / (most - least)) for value in values]


def _runs(spots: Iterable[Spot | None]) -> Iterable[list[Spot]]:
    """Stretches without a gap."""
    run: list[Spot] = []
    for spot in [*spots, None]:
        if spot is not None:
            run.append(spot)
        elif run:
            yield run
            run = []


def _joined(run: Sequence[Spot]) -> str:
    return " ".join(f"{x},{y}" for x, y in run)


def _share(part: Decimal, whole: Decimal) -> str:
    return f"{_text(100 * part / whole)}%"


def _text(length: Decimal) -> str:
    return f"{rounded(length, 2):f}"


def _picture(kind: str, box: str, summary: str, parts: SafeString) -> SafeString:
    view = format_html(' viewBox="{}"', box) if box else ""
    return format_html(
        '<svg class="{}"{} role="img" aria-label="{}">{}</svg>', kind, view, summary, parts
    )

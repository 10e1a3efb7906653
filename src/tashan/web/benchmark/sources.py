"""The addresses behind figures: a stored one opens its source, a worked-out one its inputs."""

from __future__ import annotations

from django.urls import reverse

from tashan.indicators.choices import Choice
from tashan.indicators.held import Measured
from tashan.web.benchmark.question import query_of


def source_url(figure: Measured | None, place: int, choice: Choice) -> str:
    """Nothing for what is not known."""
    if figure is None:
        return ""
    if not figure.is_computed:
        return reverse("figure_source", args=[figure.observations[0]])
    inputs = ",".join(str(pk) for pk in figure.observations)
    address = reverse("benchmark_inputs", args=[place, choice.code])
    return f"{address}?{query_of(of=inputs)}"

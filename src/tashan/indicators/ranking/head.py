"""What a run says of itself: titles, weights, units, classes and counts, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from tashan.indicators.ranking.prepared import Prepared
from tashan.mechanisms.definitions import Origin
from tashan.mechanisms.fields import Text, Words
from tashan.mechanisms.ranking import RankedMeasure
from tashan.mechanisms.scoring.content import Json
from tashan.mechanisms.scoring.settled import BoundMeasure


def head_of(prepared: Prepared, origin: Origin) -> dict[str, Json]:
    """Everything that a page needs to tell of a run, whatever the files say later."""
    ranking, bound = prepared.ranking, prepared.bound
    pairs = zip(ranking.measures, bound.measures, strict=True)
    return {
        "mechanism": origin.mechanism,
        "title": _text(ranking.title),
        "subject": ranking.subject.value,
        "snapshot": prepared.snapshot.sha256,
        "decimals": ranking.decimals,
        "self_assessed": ranking.self_assessed,
        "measures": [_measure(measure, settled) for measure, settled in pairs],
        "groups": _titles({group.code: group.title for group in ranking.groups}),
        "grades": _titles({grade.code: grade.title for grade in ranking.grades}),
        "extras": _titles({extra.code: extra.title for extra in ranking.extras}),
        "vetoes": _titles({veto.code: veto.title for veto in ranking.vetoes}),
        "excluded": {
            bound_one.code: _said(condition.says)
            for condition, bound_one in zip(ranking.excluded, bound.excluded, strict=True)
        },
        "counts": _counts(prepared),
    }


def _measure(measure: RankedMeasure, settled: BoundMeasure) -> Json:
    return {
        "code": measure.code,
        "title": _text(measure.title),
        "method": measure.scoring.method.value,
        "lower_is_better": measure.scoring.lower_is_better,
        "weight": str(settled.weighted.weight),
        "figure": measure.figure,
        "unit": settled.unit,
        "base": settled.base,
        "factor": str(settled.weighted.per),
        "only": measure.only,
        "columns": [
            {"key": c.key, "unit": c.unit, "factor": str(c.factor)} for c in settled.columns
        ],
    }


def _counts(prepared: Prepared) -> dict[str, Json]:
    """How many have which state, and how many figures serve statistics alone."""
    states = Counter(outcome.state.value for outcome in prepared.outcomes)
    states.update(out.standing.value for out in prepared.entries.outside)
    return {state: states[state] for state in sorted(states)}


def _titles(titles: Mapping[str, Text]) -> Json:
    return [{"code": code, "title": _text(title)} for code, title in titles.items()]


def _text(text: Text) -> Json:
    return {"zh": text.zh, "en": text.en}


def _said(says: Words | Text) -> Json:
    return _text(says) if isinstance(says, Text) else {"zh": says, "en": says}

"""The analysis of a month as plain data for the API: exact figures as text, unknown as null."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tashan.indicators.analysis.ends import End
from tashan.indicators.analysis.monthly import Analysis
from tashan.indicators.analysis.rows import Missing, Row
from tashan.indicators.analysis.seasons import Season
from tashan.indicators.analysis.series import Cell
from tashan.indicators.analysis.standings import Rank
from tashan.indicators.analysis.wholes import Whole
from tashan.indicators.derived import Derived


def as_json(analysis: Analysis) -> dict[str, Any]:
    """Everything that the page shows, without words in any tongue."""
    return {
        "place": {"id": analysis.place.pk, "code": analysis.place.code, "name": analysis.name},
        "month": str(analysis.sheet),
        "months": [str(end) for end in analysis.months],
        "among": analysis.among.value,
        "peers": [{"id": pk, "name": name} for pk, name in analysis.peers.items()],
        "faster": len(analysis.faster),
        "compared": len(analysis.compared),
        "anomalies": [row.code for row in analysis.anomalies],
        "mismatches": [row.code for row in analysis.mismatches],
        "rows": [_row(analysis, row) for row in analysis.rows],
        "contributions": [_whole(whole) for whole in analysis.wholes],
    }


def _row(analysis: Analysis, row: Row) -> dict[str, Any]:
    standing = analysis.standing(row)
    return {
        "code": row.code,
        "theme": row.line.theme.value,
        "is_headline": row.line.is_headline,
        "unit": row.of.unit,
        "period": None if row.period is None else str(row.period),
        "holder": None if row.series is None else row.series.track.holder,
        "level": _cell(row.level),
        "month": _derived(row.month),
        "published_growth": _cell(row.published),
        "recomputed_growth": _derived(row.recomputed),
        "published_agrees": None if row.check is None else row.check.agrees,
        "change_in_points": _derived(row.change),
        "two_year_average": _derived(row.two_years),
        "rank": _rank(standing.level),
        "growth_rank": _rank(standing.growth),
        "season": _season(analysis.seasons.get(row.code)),
        "done": _text(analysis.done.get(row.code)),
        "missing": _missing(row.missing),
        "beside": [
            {
                "holder": line.holder, "scope": line.scope,
                "level": _cell(line.level), "growth": _cell(line.growth),
            }
            for line in row.beside
        ],
    }  # fmt: skip


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"observation": cell.id, "value": _text(cell.value), "vintage": cell.vintage}


def _derived(found: Derived) -> dict[str, str | None]:
    return {
        "value": _text(found.value),
        "reason": None if found.reason is None else found.reason.value,
    }


def _rank(rank: Rank | None) -> dict[str, Any] | None:
    if rank is None:
        return None
    return {"rank": rank.rank, "of": rank.of, "is_shared": rank.is_shared}


def _season(season: Season | None) -> dict[str, Any] | None:
    if season is None:
        return None
    last = season.last
    return {
        "watched": season.watched.value,
        "value": _text(last.value),
        "expected": _text(last.expected),
        "low": _text(last.low),
        "high": _text(last.high),
        "z": _text(last.z),
        "is_anomaly": last.is_anomaly,
        "method": None if last.method is None else last.method.value,
        "since": None if last.since is None else str(End(*last.since)),
    }


def _missing(missing: Missing | None) -> dict[str, str] | None:
    if missing is None:
        return None
    return {
        "period": str(missing.period),
        "absence": missing.absence.value,
        "due": str(missing.due),
    }


def _whole(whole: Whole) -> dict[str, Any]:
    return {
        "code": whole.row.code,
        "method": whole.method.value,
        "parts": [
            {
                "code": share.row.code,
                "share": _derived(share.worked.share),
                "pull": _derived(share.worked.pull),
            }
            for share in whole.shares
        ],
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"

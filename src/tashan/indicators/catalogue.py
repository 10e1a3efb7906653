"""The indicators in use: their files, and the row and the numbered definitions kept of each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from hashlib import sha256
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from tashan.base.errors import UserError
from tashan.indicators.models import Definition, Indicator
from tashan.mechanisms.definitions import IndicatorDefinition
from tashan.mechanisms.library import library


class Synced(NamedTuple):
    """How many indicators are new here, and of how many the definition changed."""

    new: int
    changed: int


def definition(code: str) -> IndicatorDefinition:
    """What the library says of a code. Raises UserError, with the nearest code, for another."""
    known = library().indicators
    if code in known:
        return known[code]
    near = get_close_matches(code, known, n=1)
    hint = _("Did you mean “%s”?") % near[0] if near else _("See the list of indicators.")
    raise UserError(_("There is no indicator “%s”.") % code, hint=hint)


def indicators(codes: Iterable[str]) -> Mapping[str, Indicator]:
    """The rows of these codes, made where they are missing."""
    wanted = sorted(set(codes))
    known = set(Indicator.objects.filter(code__in=wanted).values_list("code", flat=True))
    missing = [Indicator(code=code) for code in wanted if code not in known]
    Indicator.objects.bulk_create(missing, ignore_conflicts=True)
    return {row.code: row for row in Indicator.objects.filter(code__in=wanted)}


@transaction.atomic
def sync(*, on: date) -> Synced:
    """Keep the library's definitions: one that says something else than before is a new number.

    So a figure of an earlier year can still be read with the definition that held then.
    """
    told = {code: _content(found) for code, found in library().indicators.items()}
    rows = indicators(told)
    newest = _newest_hashes()
    added = [
        Definition(
            indicator=rows[code], number=number + 1, since=on, content=content, sha256=digest
        )
        for code, content in told.items()
        for number, known in [newest.get(rows[code].pk, (0, ""))]
        if (digest := _digest(content)) != known
    ]
    Definition.objects.bulk_create(added)
    new = sum(row.number == 1 for row in added)
    return Synced(new, len(added) - new)


def _newest_hashes() -> dict[int, tuple[int, str]]:
    last = Definition.objects.values("indicator").annotate(last=Max("number"))
    numbers = {row["indicator"]: row["last"] for row in last}
    rows = Definition.objects.filter(indicator__in=numbers)
    return {
        row.indicator_id: (row.number, row.sha256)
        for row in rows
        if numbers[row.indicator_id] == row.number
    }


def _content(found: IndicatorDefinition) -> dict[str, Any]:
    """What the definition says of its figures: neither where its file lies nor who holds them."""
    left_out = {"origin", "held_by", "is_tax"}
    content: dict[str, Any] = json.loads(found.model_dump_json(exclude=left_out))
    return content


def _digest(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()

"""Plus and minus points, vetoes and own scores: recorded by people, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tashan.adoption.models import Adoption
from tashan.base.errors import UserError
from tashan.indicators.ranking_models import MarkKind, RankingMark, SelfScore
from tashan.mechanisms.ranking import Ranking
from tashan.mechanisms.scoring.entering import Recorded
from tashan.mechanisms.scoring.totals import Given, Struck
from tashan.record import events
from tashan.record.models import StoredFile, User
from tashan.registry.models import Entity


@dataclass(frozen=True, slots=True)
class Assessed:
    """Whom a record is about, in which part of which adoption, for which year."""

    adoption: Adoption
    part: str
    year: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document by its title and number, or a file; one of them at least."""

    document: str = ""
    file: StoredFile | None = None

    def __post_init__(self) -> None:
        if not self.document and self.file is None:
            raise UserError(
                _("There is no evidence."), hint=_("Name the document, or attach a file.")
            )


@transaction.atomic
def record_mark(
    of: Assessed,
    ranking: Ranking,
    *,
    kind: MarkKind,
    code: str,
    evidence: Evidence,
    occurred_on: date,
    actor: User | None,
    at: datetime,
    level: str = "",
    times: int = 1,
) -> RankingMark:
    """It counts from the next run on. Raises UserError for what the ranking does not know."""
    _refuse_unknown(ranking, kind, code, level)
    mark = RankingMark.objects.create(
        adoption=of.adoption,
        part=of.part,
        year=of.year,
        entity=of.entity,
        kind=kind,
        code=code,
        level=level,
        times=times,
        occurred_on=occurred_on,
        document=evidence.document,
        file=evidence.file,
        actor=actor,
        at=at,
    )
    said = _said(mark) | {"document": evidence.document}
    if evidence.file is not None:
        said["file"] = evidence.file.sha256
    events.append(
        of.adoption.stream, "ranking.marked", said, actor=actor, at=at, occurred_on=occurred_on
    )
    return mark


def _refuse_unknown(ranking: Ranking, kind: MarkKind, code: str, level: str) -> None:
    if kind == MarkKind.VETO:
        known = {veto.code for veto in ranking.vetoes}
        levels: set[str] = {""}
    else:
        known = {extra.code for extra in ranking.extras}
        levels = {""} | {
            lv for extra in ranking.extras if extra.code == code for lv in extra.levels
        }
    if code not in known:
        raise UserError(
            _("“%s” is not in the rules of this ranking.") % code,
            hint=_("Choose one of its plus and minus points or vetoes."),
        )
    if level not in levels:
        raise UserError(_("There is no level “%s”.") % level, hint=_("Choose one of the list."))


def _said(mark: RankingMark) -> dict[str, object]:
    return {
        "mark": mark.pk,
        "entity": mark.entity_id,
        "part": mark.part,
        "year": mark.year,
        "code": mark.code,
        "level": mark.level,
        "times": mark.times,
    }


@transaction.atomic
def take_back(mark: RankingMark, why: str, *, actor: User, at: datetime) -> None:
    """It counts no more from the next run on; the row stays with its reason."""
    row = RankingMark.objects.select_for_update().get(pk=mark.pk)
    if row.taken_back_at is not None:
        raise UserError(_("This is taken back already."), hint=_("Load the page again."))
    if not why.strip():
        raise UserError(_("Say why it is taken back."))
    row.taken_back_at, row.taken_back_why = at, why.strip()
    row.save(update_fields=["taken_back_at", "taken_back_why"])
    told = _said(row) | {"why": row.taken_back_why}
    events.append(row.adoption.stream, "ranking.mark_taken_back", told, actor=actor, at=at)


def recorded(
    adoption: Adoption, part: str, year: int, *, ranking: Ranking
) -> Mapping[int, Recorded]:
    """What counts in a run, by subject."""
    effects = {veto.code: veto.effect for veto in ranking.vetoes}
    rows = RankingMark.objects.filter(
        adoption=adoption, part=part, year=year, taken_back_at__isnull=True
    ).order_by("entity", "code", "level", "id")
    given: dict[int, list[Given]] = {}
    struck: dict[int, list[Struck]] = {}
    for row in rows.select_related("file"):
        if row.kind == MarkKind.EXTRA:
            entry = Given(row.code, row.level, row.times)
            given.setdefault(row.entity_id, []).append(entry)
        elif row.code in effects:
            document = row.document or (row.file.name if row.file else "")
            struck.setdefault(row.entity_id, []).append(
                Struck(row.code, effects[row.code], document)
            )
    return {
        subject: Recorded(tuple(given.get(subject, ())), tuple(struck.get(subject, ())))
        for subject in given.keys() | struck.keys()
    }


@transaction.atomic
def assess_oneself(
    of: Assessed,
    measure: str,
    points: Decimal,
    *,
    ranking: Ranking,
    actor: User | None,
    at: datetime,
    note: str = "",
) -> SelfScore:
    """The points that the assessed ask for; they stand beside the verified ones, never in them."""
    if not ranking.self_assessed:
        raise UserError(
            _("In this ranking nobody scores themselves."),
            hint=_("The mechanism's file says so: self_assessed."),
        )
    if measure not in {m.code for m in ranking.measures}:
        raise UserError(_("“%s” is no measure of this ranking.") % measure)
    row = SelfScore.objects.create(
        adoption=of.adoption,
        part=of.part,
        year=of.year,
        entity=of.entity,
        measure=measure,
        points=points,
        note=note,
        actor=actor,
        at=at,
    )
    said = {"entity": of.entity.pk, "part": of.part, "measure": measure, "points": str(points)}
    events.append(of.adoption.stream, "ranking.self_assessed", said, actor=actor, at=at)
    return row


def own_scores(adoption: Adoption, part: str, year: int) -> dict[int, dict[str, Decimal]]:
    """The newest own points by subject and measure."""
    rows = SelfScore.objects.filter(adoption=adoption, part=part, year=year).order_by("id")
    found: dict[int, dict[str, Decimal]] = {}
    for row in rows:
        found.setdefault(row.entity_id, {})[row.measure] = row.points
    return found

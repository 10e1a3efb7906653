"""Publication: names and ranks with consent on record, frozen with a hash, numbered."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from tashan.adoption import current
from tashan.adoption.current import InForce
from tashan.base.errors import UserError
from tashan.base.pinyin import sort_key
from tashan.indicators.ranking import storing
from tashan.indicators.ranking.consents import consents
from tashan.indicators.ranking.objections import is_open
from tashan.indicators.ranking.running import ranking_of
from tashan.indicators.ranking_models import Consent, Publication, RankedRow, RankingRun
from tashan.mechanisms.ranking import Published, Publishing, Ranking
from tashan.mechanisms.scoring.content import Json
from tashan.record import events
from tashan.record.models import User
from tashan.registry.home import home
from tashan.registry.naming import both_names_on, name_on


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that would stand on the list, and what its enterprise said of that."""

    row: RankedRow
    name: str
    consent: Consent | None
    needs_consent: bool

    @property
    def is_named(self) -> bool:
        return not self.needs_consent or (self.consent is not None and self.consent.is_given)


def candidates(run: RankingRun, ranking: Ranking, on: date) -> list[Candidate]:
    """Who would be published, in the order of the table."""
    publishing = _publishing(ranking)
    rows = run.rows.filter(rank__isnull=False).select_related("entity").order_by("position")
    shown = [r for r in rows if publishing.first is None or (r.rank or 0) <= publishing.first]
    ids = [row.entity_id for row in shown]
    held = consents(run.version.adoption, ids, on) if publishing.consent else {}
    names = both_names_on(ids, on)[1]
    return [
        Candidate(row, names[row.entity_id], held.get(row.entity_id), publishing.consent)
        for row in shown
    ]


def hindrances(run: RankingRun, held: InForce) -> list[UserError]:
    """What stands in the way of publishing, each with what to do about it."""
    found = []
    if current.needs_review(held.mechanism) and not current.is_reviewed(held.adoption):
        found.append(
            UserError(
                _("The fair competition review is not on record."),
                hint=_("Record it with the adoption of the mechanism."),
            )
        )
    if is_open(run):
        found.append(
            UserError(_("An objection waits for its answer."), hint=_("Answer it, then publish."))
        )
    if not run.rows.filter(rank__isnull=False).exists():
        found.append(
            UserError(_("Nobody is ranked in this run."), hint=_("See which figures are missing."))
        )
    return found


@transaction.atomic
def publish(
    run: RankingRun, held: InForce, *, on: date, actor: User | None, at: datetime, reason: str = ""
) -> Publication:
    """Freeze the list. A second one for the same year is a correction and needs a reason.

    Raises UserError where something stands in the way.
    """
    for error in hindrances(run, held):
        raise error
    if not storing.is_intact(run):
        raise UserError(
            _("The stored run is no longer what its hash says."), hint=_("Run the ranking again.")
        )
    first, number = _numbered(run)
    if first is not None and not reason.strip():
        raise UserError(
            _("A list for this year is published already."),
            hint=_("Say what this version corrects; the earlier one stays beside it."),
        )
    content = content_of(run, ranking_of(held, run.part), on, held=held, number=number)
    row = Publication.objects.create(
        run=run,
        first=first,
        number=number,
        content=content,
        sha256=hash_of(content),
        reason=reason.strip(),
        published_on=on,
        actor=actor,
        at=at,
    )
    said = {"publication": row.pk, "number": number, "sha256": row.sha256, "reason": row.reason}
    events.append(run.stream, "ranking.published", said, actor=actor, at=at, occurred_on=on)
    return row


def hash_of(content: Mapping[str, Json]) -> str:
    """SHA-256 over the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def content_of(
    run: RankingRun, ranking: Ranking, on: date, *, held: InForce, number: int
) -> dict[str, Json]:
    """What is made public: nothing here but titles, names, ranks or classes, and moves."""
    content = _list(run, ranking, on) | {
        "place": name_on(home(), on),
        "year": run.year,
        "on": on.isoformat(),
        "number": number,
        "run": run.sha256,
    }
    beside = _beside(run, ranking, held)
    if beside is not None:
        other, its_ranking = beside
        content["beside"] = _list(other, its_ranking, on)
    return content


def _list(run: RankingRun, ranking: Ranking, on: date) -> dict[str, Json]:
    shows = _publishing(ranking).shows
    found = candidates(run, ranking, on)
    return {
        "title": run.head["title"],
        "shows": shows.value,
        "consent": _publishing(ranking).consent,
        "groups": run.head["groups"],
        "grades": run.head["grades"],
        "rows": [_told(candidate, shows) for candidate in _in_order(found, shows)],
    }


def _in_order(found: list[Candidate], shows: Published) -> list[Candidate]:
    """Where classes alone are shown, the order within a class is that of the names."""
    if shows is not Published.CLASSES:
        return found
    named = [candidate for candidate in found if candidate.is_named]
    return sorted(named, key=lambda c: (c.row.group, c.row.grade, sort_key(c.name)))


def _told(candidate: Candidate, shows: Published) -> Json:
    row = candidate.row
    said: dict[str, Json] = {"name": candidate.name if candidate.is_named else None}
    if row.group:
        said["group"] = row.group
    if shows is Published.CLASSES:
        return said | {"grade": row.grade}
    said |= {"rank": row.rank, "shared": row.is_shared}
    if candidate.is_named and row.run.before_id is not None:
        said["before"] = row.before
    if shows is Published.SCORES:
        said |= {"score": f"{row.score:.{row.run.head['decimals']}f}", "grade": row.grade}
    return said


def _publishing(ranking: Ranking) -> Publishing:
    if ranking.publishing is None:
        raise UserError(
            _("The mechanism's file does not say how this ranking may be published."),
            hint=_("Write 'publishing' into the local file, with its reason."),
        )
    return ranking.publishing


def _numbered(run: RankingRun) -> tuple[Publication | None, int]:
    """The first version of the list, and the number that the next one gets."""
    rows = Publication.objects.select_for_update().filter(
        run__version__adoption=run.version.adoption_id, run__part=run.part, run__year=run.year
    )
    known = list(rows.order_by("number"))
    return (known[0], known[-1].number + 1) if known else (None, 1)


def _beside(run: RankingRun, ranking: Ranking, held: InForce) -> tuple[RankingRun, Ranking] | None:
    """The newest run of the same year of the ranking that the file wants beside this one."""
    part = _publishing(ranking).beside
    if part is None:
        return None
    others = [r for r in storing.runs_of(run.version, part) if r.year == run.year]
    return (others[0], ranking_of(held, part)) if others else None


def newest_versions() -> list[Publication]:
    """The newest version of every list, the latest first."""
    rows = Publication.objects.order_by("-published_on", "-id").select_related("run")
    found: dict[int, Publication] = {}
    for row in rows.only("id", "first", "number", "run", "published_on", "sha256", "content"):
        best = found.setdefault(row.list_id, row)
        if row.number > best.number:
            found[row.list_id] = row
    return list(found.values())


def version_of(list_id: int, number: int | None) -> Publication | None:
    """A version of a list, or the newest."""
    known = versions_of(list_id)
    if number is None:
        return known[-1] if known else None
    return next((row for row in known if row.number == number), None)


def versions_of(list_id: int) -> list[Publication]:
    """All versions of a list, the first one first; none for a number that begins no list."""
    own = Q(first=list_id) | Q(pk=list_id, first__isnull=True)
    return list(Publication.objects.filter(own).select_related("run").order_by("number"))

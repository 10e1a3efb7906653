"""The list of enterprises: filtered, sorted and paged without reading all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from tashan.base.errors import UserError
from tashan.base.industries import industry
from tashan.registry.dated import as_of, held_on
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import EnterpriseFacts, Entity, EntityName, Label
from tashan.registry.naming import names_on
from tashan.registry.search import in_list_order, matching

MOST_NAMED = 10_000
FACTS = "entity__enterprise_facts__"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; an empty field narrows nothing."""

    words: str = ""
    industry: str = ""
    scale: str = ""
    is_above_scale: bool | None = None
    places: frozenset[int] | None = None
    park: int | None = None
    label: str = ""
    standing: str = ""
    sort: str = "name"
    is_descending: bool = False


def listed(asked: Asked, on: date) -> QuerySet[EntityName]:
    """The official names, with ``entity``, of the enterprises of a day, in order."""
    rows = as_of(EntityName.objects.filter(kind=Kind.ENTERPRISE, sort=NameSort.OFFICIAL), on)
    rows = rows.filter(*_of_facts(asked, on), entity__merged_into__isnull=True)
    if asked.words:
        rows = rows.filter(_by_words(asked.words))
    if asked.label:
        labels = Label.objects.filter(held_on(on), code=asked.label, entity=OuterRef("entity"))
        rows = rows.filter(Exists(labels))
    return _in_order(rows, asked).select_related("entity")


def _of_facts(asked: Asked, on: date) -> list[Q]:
    """One condition on one row of facts, or none at all."""
    wanted: dict[str, object] = {}
    if asked.industry:
        wanted["industry__startswith"] = industry_prefix(asked.industry)
    if asked.scale:
        wanted["scale"] = asked.scale
    if asked.is_above_scale is not None:
        wanted["is_above_scale"] = asked.is_above_scale
    if asked.places is not None:
        wanted["place__in"] = sorted(asked.places)
    if asked.park is not None:
        wanted["park"] = asked.park
    if asked.standing:
        wanted["standing"] = asked.standing
    if not wanted and asked.sort == "name":
        return []
    return [held_on(on, FACTS) & Q(**{FACTS + field: value for field, value in wanted.items()})]


def industry_prefix(code: str) -> str:
    """C39 for 39; what is no industry matches as it was typed, which finds nothing."""
    try:
        return industry(code).full_code
    except UserError:
        return code.upper()


def _by_words(words: str) -> Q:
    """By any name that the enterprise ever had, or by the whole code.

    What very many names hold is looked for in the names of the day alone, in the list's own
    order: sorting all that match would take too long.
    """
    code = words.replace(" ", "").upper()
    coded = Entity.objects.filter(kind=Kind.ENTERPRISE, code=code).exclude(code="")
    named = matching(words).filter(kind=Kind.ENTERPRISE).values_list("entity")
    both = named.union(coded.values_list("pk"), all=True)  # not sorted out: a limit stops it early
    found = {pk for (pk,) in both[: MOST_NAMED + 1]}
    return Q(entity__in=found) if len(found) <= MOST_NAMED else in_list_order(words)


def _in_order(rows: QuerySet[EntityName], asked: Asked) -> QuerySet[EntityName]:
    columns = {"capital": FACTS + "registered_capital", "established": FACTS + "established_on"}
    if asked.sort not in columns:
        sign = "-" if asked.is_descending else ""
        return rows.order_by(f"{sign}key", f"{sign}entity")
    column = F(columns[asked.sort])
    ordered = column.desc(nulls_last=True) if asked.is_descending else column.asc(nulls_last=True)
    return rows.order_by(ordered, "entity")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    entity: Entity
    name: str
    facts: EnterpriseFacts | None
    labels: tuple[str, ...]
    place: str
    park: str


def lines(names: list[EntityName], on: date) -> list[Row]:
    """The lines of one page: three queries, however long the page is."""
    entities = [row.entity_id for row in names]
    facts = {
        row.entity_id: row for row in as_of(EnterpriseFacts.objects.filter(entity__in=entities), on)
    }
    labels: dict[int, list[str]] = {}
    carried = as_of(Label.objects.filter(entity__in=entities), on).order_by("code")
    for entity, code in carried.values_list("entity", "code"):
        labels.setdefault(entity, []).append(code)
    where = {pk for row in facts.values() for pk in (row.place_id, row.park_id)}
    called = names_on(where, on)
    return [
        _row(row, facts.get(row.entity_id), labels.get(row.entity_id, []), called) for row in names
    ]


def _row(
    name: EntityName, facts: EnterpriseFacts | None, labels: list[str], called: dict[int, str]
) -> Row:
    place = called.get(facts.place_id or 0, "") if facts else ""
    park = called.get(facts.park_id or 0, "") if facts else ""
    return Row(name.entity, name.name, facts, tuple(labels), place, park)


def labels_in_use(on: date) -> list[str]:
    """The labels that any entity carries on a day."""
    rows = as_of(Label.objects.all(), on).order_by("code").values_list("code", flat=True)
    return list(rows.distinct()[:200])

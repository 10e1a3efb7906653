"""The rows of registers, narrowed as their pages are, in the order of pinyin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from tashan.exchange.outgoing.cells import cell, references
from tashan.exchange.outgoing.kind import Asking, Rows
from tashan.exchange.registers import labels, officers
from tashan.exchange.registers.book import Book
from tashan.registry.dated import Dated, as_of, held_on
from tashan.registry.enterprise_list import Asked, listed
from tashan.registry.households import name_for
from tashan.registry.keeping import FACTS
from tashan.registry.kinds import Kind, NameSort
from tashan.registry.models import Entity, EntityName, Label, Tenure
from tashan.registry.places import within
from tashan.registry.search import matching

_AT_ONCE = 5_000
_RELATED = {
    Kind.PLACE: "place_facts", Kind.OFFICE: "office_facts", Kind.PARK: "park_facts",
    Kind.PROJECT: "project_facts", Kind.HOUSEHOLD: "household_facts",
}  # fmt: skip
_BY_VALUE = ("level", "stage", "type", "route", "funding")
_BY_ENTITY = ("place", "park", "village", "parent")


def names(kind: Kind, asking: Asking) -> QuerySet[EntityName]:
    """The official names of the things that the page shows."""
    if kind is Kind.ENTERPRISE:
        return listed(_asked(asking), asking.on)
    rows = as_of(EntityName.objects.filter(kind=kind, sort=NameSort.OFFICIAL), asking.on)
    rows = rows.filter(entity__merged_into__isnull=True)
    wanted: dict[str, object] = {n: asking.word(n) for n in _BY_VALUE if asking.word(n)}
    wanted |= {n: asking.number(n) for n in _BY_ENTITY if asking.word(n)}
    if asking.word("key") and kind is Kind.PROJECT:
        wanted["is_key"] = True
    if wanted and kind in _RELATED:
        prefix = f"{'entity__'}{_RELATED[kind]}__"
        rows = rows.filter(
            held_on(asking.on, prefix), **{prefix + name: value for name, value in wanted.items()}
        )
    if words := asking.word("q"):
        named = matching(words).filter(kind=kind).values("entity")
        rows = rows.filter(Q(entity__in=named) | Q(entity__code__icontains=words))
    return rows.order_by("key", "entity").select_related("entity")


def _asked(asking: Asking) -> Asked:
    above = {"yes": True, "no": False}.get(asking.word("above"))
    sort = asking.word("sort")
    return Asked(
        words=asking.word("q"),
        industry=asking.word("industry"),
        scale=asking.word("scale"),
        is_above_scale=above,
        places=_places(asking),
        park=asking.number("park"),
        label=asking.word("label"),
        standing=asking.word("standing"),
        sort=sort.removeprefix("-") or "name",
        is_descending=sort.startswith("-"),
    )


def _places(asking: Asking) -> frozenset[int] | None:
    """A place by its name or code, with all that lies in it; None where none is asked for."""
    words = asking.word("place")
    if not words:
        return None
    named = EntityName.objects.filter(kind=Kind.PLACE, name=words, replaced__isnull=True)
    found = Entity.objects.filter(Q(pk__in=named.values("entity")) | Q(code=words), kind=Kind.PLACE)
    return frozenset().union(*(within(place, asking.on) for place in found))


def counted(kind: Kind) -> Callable[[Asking], int]:
    return lambda asking: names(kind, asking).count()


def rows_of(book: Book) -> Callable[[Asking], Rows]:
    """The rows of a book, each as an import of it takes them."""
    return lambda asking: _rows(book, asking)


def _rows(book: Book, asking: Asking) -> Rows:
    shown = list(names(book.kind, asking).values_list("entity", "name", "entity__code"))
    for at in range(0, len(shown), _AT_ONCE):
        yield from _some(book, asking, shown[at : at + _AT_ONCE])


def _some(book: Book, asking: Asking, shown: Sequence[tuple[int, str, str]]) -> Rows:
    entities = [pk for pk, _name, _code in shown]
    model = FACTS[book.kind]
    of_these = model._default_manager.filter(Q(entity__in=entities))
    facts = _by_entity(as_of(of_these, asking.on))
    called = references(
        {getattr(row, f"{book.facts[f]}_id") for row in facts.values() for f in book.references},
        asking.on,
    )
    short = _short(entities, asking)
    for pk, name, code in shown:
        row = facts.get(pk)
        told: dict[str, object] = {
            "code": code,
            "short": short.get(pk, ""),
            "name": name_for(asking.actor, name) if book.kind is Kind.HOUSEHOLD else name,
        }
        for field, attribute in book.facts.items():
            if row is None:
                continue
            if field in book.references:
                told[field] = called.get(getattr(row, f"{attribute}_id") or 0)
            else:
                told[field] = getattr(row, attribute)
        yield [cell(field, told.get(field.code)) for field in book.fields]


def _by_entity(rows: QuerySet[Dated]) -> dict[int, Dated]:
    return {row.entity_id: row for row in rows}  # type: ignore[attr-defined]  # facts name theirs


def _short(entities: Sequence[int], asking: Asking) -> dict[int, str]:
    rows = EntityName.objects.filter(entity__in=entities, sort=NameSort.SHORT)
    return dict(as_of(rows, asking.on).order_by("-since").values_list("entity", "name"))


def _tenures(asking: Asking) -> QuerySet[Tenure]:
    rows = as_of(Tenure.objects.all(), asking.on).filter(officer__merged_into__isnull=True)
    if (office := asking.number("office")) is not None:
        rows = rows.filter(office=office)
    if words := asking.word("q"):
        rows = rows.filter(officer__in=matching(words).filter(kind=Kind.OFFICER).values("entity"))
    return rows.select_related("officer").order_by("office", "order", "pk")


def count_officers(asking: Asking) -> int:
    return _tenures(asking).count()


def officer_rows(asking: Asking) -> Rows:
    tenures = list(_tenures(asking))
    people = references({row.officer_id for row in tenures}, asking.on)
    offices = references({row.office_id for row in tenures}, asking.on)
    plain = {row.officer_id: row.officer.code for row in tenures}
    full = _full_names(people, asking)
    for row in tenures:
        told = {"name": full.get(row.officer_id, ""), "code": plain[row.officer_id],
                "office": offices.get(row.office_id), "post": row.post, "is_lead": row.is_lead,
                "order": row.order}  # fmt: skip
        yield [cell(field, told.get(field.code)) for field in officers.fields()]


def _full_names(entities: Iterable[int], asking: Asking) -> dict[int, str]:
    rows = EntityName.objects.filter(entity__in=list(entities), sort=NameSort.OFFICIAL)
    return dict(as_of(rows, asking.on).values_list("entity", "name"))


def _labels(asking: Asking) -> QuerySet[Label]:
    rows = as_of(Label.objects.all(), asking.on)
    if code := asking.word("label"):
        rows = rows.filter(code=code)
    return rows.select_related("entity").order_by("code", "entity", "since")


def count_labels(asking: Asking) -> int:
    return _labels(asking).count()


def label_rows(asking: Asking) -> Iterator[Sequence[object]]:
    marks = list(_labels(asking))
    called = references({row.entity_id for row in marks}, asking.on)
    for row in marks:
        told = {"subject": called.get(row.entity_id), "code": row.code, "since": row.since,
                "until": row.until, "note": row.note}  # fmt: skip
        yield [cell(field, told.get(field.code)) for field in labels.fields()]

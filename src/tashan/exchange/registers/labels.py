"""Labels of enterprises and other things as a table: 高新技术企业 from a day to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.problems import Problem
from tashan.exchange.registers.bounds import Bounds
from tashan.exchange.registers.columns import day, text
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import ENDS_EARLY, LATER, ONE_ROW, TWICE, words
from tashan.papers.tables.fields import Field
from tashan.papers.tables.rows import Row
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Label

_AT_ONCE = 5_000


@cache
def fields() -> tuple[Field, ...]:
    return (
        Field("subject", ("企业名称", "名称", "统一社会信用代码", "对象"), required=True,
              help="企业、园区、项目等的代码或全称"),
        text("code", "标签", "称号", "资质", "类别", required=True),
        day("since", "起始日期", "认定日期", "认定时间"),
        day("until", "终止日期", "有效期至", "到期日期"),
        text("note", "备注", "说明", "文号"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """What one row says; ``until`` is the first day without the label."""

    entity: Entity
    code: str
    since: date
    until: date | None
    note: str


class LabelsLoading(Loading):
    """The rows of a sheet about labels."""

    kinds = (Kind.ENTERPRISE, Kind.PARK, Kind.PROJECT, Kind.PLACE, Kind.OFFICE, Kind.HOUSEHOLD)

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._marks: dict[int, Mark] = {}
        self._bounds = Bounds(Label, {"code": "code", "note": "note"})

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        subjects = Lookup(self.kinds, [str(row.values.get("subject") or "") for row in rows],
                          on=self.setting.options.since)  # fmt: skip
        seen: dict[object, int] = {}
        for row in rows:
            yield from self._bounds.problems(row, self.setting)
            entity = subjects[str(row.values.get("subject") or "")]
            if isinstance(entity, NotFound):
                yield self.setting.problem(row, "subject", entity.reason, entity.expected)
                continue
            mark = self._mark(row, entity)
            if mark.until is not None and mark.until <= mark.since:
                yield self.setting.problem(row, "until", words(ENDS_EARLY), words(LATER))
            earlier = seen.setdefault((entity.pk, mark.code, mark.since), row.number)
            if earlier != row.number:
                yield self.setting.problem(
                    row, "subject", words(TWICE, row=earlier), words(ONE_ROW)
                )
            self._marks[row.number] = mark

    def _mark(self, row: Row, entity: Entity) -> Mark:
        since, until = row.values.get("since"), row.values.get("until")
        return Mark(
            entity,
            str(row.values.get("code") or ""),
            since if isinstance(since, date) else self.setting.options.since,
            until if isinstance(until, date) else None,
            str(row.values.get("note") or ""),
        )

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        counts, done = Counts(), 0
        marks = [self._marks[number] for number in numbers]
        for at in range(0, len(marks), _AT_ONCE):
            some = marks[at : at + _AT_ONCE]
            self._some(some, source, counts)
            done += len(some)
            tell(done)
        return counts

    def _some(self, marks: Sequence[Mark], source: Source, counts: Counts) -> None:
        """A label that overlaps one of the same code takes its place on the days it names."""
        entities = sorted({mark.entity.pk for mark in marks})
        list(Entity.objects.select_for_update().filter(pk__in=entities).order_by("pk").values("pk"))
        rows = Label.objects.filter(entity__in=entities, replaced__isnull=True)
        known: dict[tuple[int, str], list[Label]] = {}
        for row in rows:
            known.setdefault((row.entity_id, row.code), []).append(row)
        made: list[Label] = []
        replaced: list[int] = []
        for mark in marks:
            said = Label(entity=mark.entity, code=mark.code, note=mark.note, since=mark.since,
                         until=mark.until, source=source, entered=source)  # fmt: skip
            touching = [row for row in known.get((mark.entity.pk, mark.code), [])
                        if _touch(row, said)]  # fmt: skip
            if any(_same(row, said) for row in touching):
                counts.unchanged += 1
                continue
            counts.changed += bool(touching)
            counts.entered += not touching
            replaced += [row.pk for row in touching]
            made += [said, *(part for row in touching for part in _rest(row, said, source))]
        Label.objects.filter(pk__in=replaced).update(replaced=source)
        copied(made)


def _touch(a: Label, b: Label) -> bool:
    return (a.until is None or b.since < a.until) and (b.until is None or a.since < b.until)


def _same(row: Label, said: Label) -> bool:
    """A row without a last day says nothing against one that is known."""
    is_inside = row.since <= said.since and said.until in (None, row.until)
    return is_inside and said.note in ("", row.note)


def _rest(row: Label, said: Label, source: Source) -> Iterator[Label]:
    """What the earlier label says of days before the new one, said again."""
    if row.since < said.since:
        yield Label(entity=row.entity, code=row.code, note=row.note, since=row.since,
                    until=said.since, source=row.source, entered=source)  # fmt: skip

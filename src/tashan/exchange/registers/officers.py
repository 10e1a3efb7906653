"""Officers as a table: who holds which post in which office, from the day on.

An officer is known by the code, else by the name together with the office. Of an office that the
sheet names for an officer, all posts are in the sheet: others that the officer held there end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.problems import Problem
from tashan.exchange.registers.bounds import Bounds
from tashan.exchange.registers.columns import text
from tashan.exchange.registers.known import Known
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import NAMESAKE, ONE_ROW, THE_CODE, TWICE, words
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.rows import Row
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.dated import as_of
from tashan.registry.keeping import New, end, enter_many
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity, Tenure
from tashan.registry.naming import names_on


@cache
def fields() -> tuple[Field, ...]:
    return (
        Field("name", ("姓名", "干部姓名", "人员姓名"), required=True),
        text("code", "人员编号", "工号", "编号"),
        text("office", "单位", "所在单位", "部门", "单位名称", required=True),
        text("post", "职务", "岗位", "职位", required=True),
        Field("is_lead", ("是否负责人", "主要负责人", "是否主要领导"), CellType.YES_NO),
        Field("order", ("排序", "序号", "排名"), CellType.INTEGER),
    )


@dataclass(frozen=True, slots=True)
class Post:
    """What one row says."""

    officer: Entity | None
    name: str
    code: str
    office: Entity
    post: str
    is_lead: bool | None
    order: int | None

    @property
    def who(self) -> object:
        return self.officer.pk if self.officer else (self.code or (self.name, self.office.pk))


class OfficersLoading(Loading):
    """The rows of a sheet about officers and their posts."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._posts: dict[int, Post] = {}
        self._bounds = Bounds(Tenure, {"post": "post", "order": "order"})

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        since = self.setting.options.since
        self._offices = Lookup(
            [Kind.OFFICE], [str(row.values.get("office") or "") for row in rows], on=since
        )
        names = {str(row.values.get("name") or "") for row in rows}
        self._known = Known(Kind.OFFICER, [row.values.get("code") for row in rows], [], on=since)
        self._namesakes = _namesakes(names, self.setting)
        seen: dict[object, int] = {}
        for row in rows:
            yield from self._bounds.problems(row, self.setting)
            found = self._post(row)
            if isinstance(found, Problem):
                yield found
                continue
            earlier = seen.setdefault((found.who, found.office.pk, found.post), row.number)
            if earlier != row.number:
                yield self.setting.problem(row, "post", words(TWICE, row=earlier), words(ONE_ROW))
            self._posts[row.number] = found

    def _post(self, row: Row) -> Post | Problem:
        values, told = row.values, self.setting.problem
        office = self._offices[str(values.get("office") or "")]
        if isinstance(office, NotFound):
            return told(row, "office", office.reason, office.expected)
        code, name = str(values.get("code") or ""), str(values.get("name") or "")
        officer = self._known.find(code, "") if code else None
        if isinstance(officer, NotFound):
            return told(row, "code", officer.reason, officer.expected)
        if officer is None and not code:
            namesakes = self._namesakes.get(name, {})
            officer = namesakes.get(office.pk)
            if officer is None and namesakes:
                where = "、".join(names_on(namesakes, self.setting.options.since).values())
                return told(row, "name", words(NAMESAKE, names=where), words(THE_CODE))
        lead, order = values.get("is_lead"), values.get("order")
        return Post(
            officer,
            name,
            code,
            office,
            str(values.get("post") or ""),
            lead if isinstance(lead, bool) else None,
            order if isinstance(order, int) else None,
        )

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        posts = [self._posts[number] for number in numbers]
        officers = self._officers(posts, source)
        counts = Counts(entered=sum(post.officer is None for post in posts))
        held = self._held(set(officers.values()))
        wanted: set[tuple[int, int, str]] = set()
        made: list[Tenure] = []
        for at, post in enumerate(posts, start=1):
            officer = officers[post.who]
            key = (officer.pk, post.office.pk, post.post)
            wanted.add(key)
            row = self._tenure(officer, post, held.get(key), source)
            if row is not None:
                made.append(row)
            if post.officer is not None:
                counts.changed += row is not None
                counts.unchanged += row is None
            tell(at)
        self._end(held, wanted, source)
        copied(made)
        return counts

    def _officers(self, posts: Sequence[Post], source: Source) -> dict[object, Entity]:
        found = {post.who: post.officer for post in posts if post.officer is not None}
        new = {post.who: post for post in posts if post.officer is None}
        since = self.setting.options.since
        news = [New(post.name, since, code=post.code) for post in new.values()]
        made = enter_many(Kind.OFFICER, news, source=source)
        return found | dict(zip(new, made, strict=True))

    def _held(self, officers: set[Entity]) -> dict[tuple[int, int, str], Tenure]:
        list(
            Entity.objects.select_for_update().filter(pk__in=[o.pk for o in officers]).values("pk")
        )
        rows = as_of(Tenure.objects.filter(officer__in=officers), self.setting.options.since)
        return {(row.officer_id, row.office_id, row.post): row for row in rows}

    def _tenure(
        self, officer: Entity, post: Post, held: Tenure | None, source: Source
    ) -> Tenure | None:
        """The tenure to make, or None where it is held already as the row says."""
        is_lead = post.is_lead if post.is_lead is not None else bool(held and held.is_lead)
        order = post.order if post.order is not None else held.order if held else 100
        if held is not None and (held.is_lead, held.order) == (is_lead, order):
            return None
        since = self.setting.options.since
        until = held.until if held else None
        if held is not None:
            _leave(held, since=since, source=source)
        return Tenure(
            officer=officer, office=post.office, post=post.post, is_lead=is_lead, order=order,
            since=since, until=until, source=source, entered=source,
        )  # fmt: skip

    def _end(
        self,
        held: dict[tuple[int, int, str], Tenure],
        wanted: set[tuple[int, int, str]],
        source: Source,
    ) -> None:
        offices = {(officer, office) for officer, office, _post in wanted}
        for key, row in held.items():
            if key not in wanted and key[:2] in offices:
                _leave(row, since=self.setting.options.since, source=source)


def _leave(row: Tenure, *, since: object, source: Source) -> None:
    """The tenure ends that day; one that began only then is replaced."""
    if row.since == since:
        Tenure.objects.filter(pk=row.pk).update(replaced=source)
    else:
        end(row, on=since, source=source)  # type: ignore[arg-type]


def _namesakes(names: Iterable[str], setting: Setting) -> dict[str, dict[int, Entity]]:
    """Officers of these names, by the offices in which they serve on the day."""
    rows = as_of(Tenure.objects.filter(officer__names__name__in=set(names) - {""},
                                       officer__names__replaced__isnull=True,
                                       officer__merged_into__isnull=True),
                 setting.options.since).select_related("officer")  # fmt: skip
    called = names_on({row.officer_id for row in rows}, setting.options.since)
    found: dict[str, dict[int, Entity]] = {}
    for row in rows:
        found.setdefault(called.get(row.officer_id, ""), {})[row.office_id] = row.officer
    return found

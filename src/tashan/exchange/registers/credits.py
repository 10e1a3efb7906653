"""Credit events as a table: kinds that the library's credit files name, each event once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tashan.exchange.lookup import Lookup, NotFound
from tashan.exchange.problems import Problem
from tashan.exchange.registers.bounds import Bounds
from tashan.exchange.registers.columns import text
from tashan.exchange.target import Counts, Loading, Setting, Tell
from tashan.exchange.words import ENDS_EARLY, LATER, ONE_ROW, TWICE, words
from tashan.papers.tables.cells import CellType
from tashan.papers.tables.fields import Field
from tashan.papers.tables.rows import Row
from tashan.record.copying import copied
from tashan.record.models import Source
from tashan.registry.credit import NewCredit, known_kinds, new_row
from tashan.registry.kinds import Kind
from tashan.registry.models import CreditEvent, Entity


def fields() -> tuple[Field, ...]:
    kinds = {code: (kind.title.zh, kind.title.en) for code, kind in known_kinds().items()}
    return (
        Field("subject", ("企业名称", "名称", "统一社会信用代码", "主体"), required=True,
              help="企业的信用代码或全称"),
        Field("kind", ("事件类型", "类型", "信用事件", "失信类型"), CellType.CHOICE, required=True,
              choices=kinds),
        text("document", "文号", "决定书文号", "处罚决定书文号", required=True),
        text("decided_by", "作出机关", "决定机关", "处罚机关", "认定单位", required=True),
        Field("occurred_on", ("决定日期", "处罚日期", "发生日期", "认定日期"), CellType.DATE,
              required=True),
        Field("ends_on", ("公示截止日期", "有效期至", "截止日期"), CellType.DATE),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What one row says."""

    entity: Entity
    new: NewCredit

    @property
    def key(self) -> tuple[int, str, str, date]:
        return self.entity.pk, self.new.kind, self.new.document, self.new.occurred_on


class CreditsLoading(Loading):
    """The rows of a sheet about credit events."""

    def __init__(self, setting: Setting) -> None:
        super().__init__(setting)
        self._decisions: dict[int, Decision] = {}
        self._bounds = Bounds(CreditEvent, {"document": "document", "decided_by": "decided_by"})

    def check(self, rows: Sequence[Row]) -> Iterator[Problem]:
        subjects = Lookup([Kind.ENTERPRISE], [str(row.values.get("subject") or "") for row in rows],
                          on=self.setting.options.since)  # fmt: skip
        seen: dict[object, int] = {}
        for row in rows:
            yield from self._bounds.problems(row, self.setting)
            entity = subjects[str(row.values.get("subject") or "")]
            if isinstance(entity, NotFound):
                yield self.setting.problem(row, "subject", entity.reason, entity.expected)
                continue
            said = Decision(entity, _decision(row))
            if said.new.ends_on is not None and said.new.ends_on < said.new.occurred_on:
                yield self.setting.problem(row, "ends_on", words(ENDS_EARLY), words(LATER))
            earlier = seen.setdefault(said.key, row.number)
            if earlier != row.number:
                yield self.setting.problem(
                    row, "document", words(TWICE, row=earlier), words(ONE_ROW)
                )
            self._decisions[row.number] = said

    def load(self, numbers: Iterable[int], source: Source, tell: Tell) -> Counts:
        said = [self._decisions[number] for number in numbers]
        rows = CreditEvent.objects.filter(
            entity__in={one.entity.pk for one in said}, source__withdrawal__isnull=True
        )
        known = set(rows.values_list("entity_id", "kind", "document", "occurred_on"))
        new = [one for one in said if one.key not in known]
        copied([new_row(one.entity, one.new, source=source) for one in new])
        tell(len(said))
        return Counts(entered=len(new), unchanged=len(said) - len(new))


def _decision(row: Row) -> NewCredit:
    occurred, ends = row.values["occurred_on"], row.values.get("ends_on")
    assert isinstance(occurred, date)  # a required field of a good row
    return NewCredit(
        str(row.values["kind"]),
        str(row.values["document"]),
        str(row.values["decided_by"]),
        occurred,
        ends if isinstance(ends, date) else None,
    )

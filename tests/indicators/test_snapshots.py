"""A snapshot keeps what held on a day, leaves out what the law keeps out, and can be repeated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests import cast
from tests.indicators import snapshot_cast as own

from tashan.base.errors import UserError
from tashan.indicators.models import Holder, Measure, Snapshot, Vintage
from tashan.indicators.snapshots import taking as snapshot_taking
from tashan.indicators.snapshots.copied_out import copied_out
from tashan.indicators.snapshots.stored import columns_of, load, row_of, withheld
from tashan.indicators.snapshots.taking import take
from tashan.mechanisms.indicator import Subject
from tashan.mechanisms.rules.bound import Column, Sort
from tashan.mechanisms.rules.tables import Cell
from tashan.record import sources
from tashan.record.models import PermittedUse, Source, User
from tashan.registry import changes, keeping, merging
from tashan.registry.kinds import Kind
from tashan.registry.models import CreditEvent, Entity, ExtraFact

pytestmark = pytest.mark.django_db
CODE = "main_revenue"
YEAR = own.money(CODE, *own.YEAR)
HALF = (date(2026, 5, 1), date(2026, 10, 31))


@pytest.fixture
def actor() -> User:
    return cast.officer()


@pytest.fixture
def source(actor: User) -> Source:
    return own.source(actor)


@pytest.fixture
def county(source: Source) -> Entity:
    return own.county(source)


@pytest.fixture
def firm(county: Entity, source: Source) -> Entity:
    return own.firm("恒川电子", source, place=county)


def taken(
    *columns: Column, subject: Subject = Subject.ENTERPRISE, on: date = own.TODAY
) -> Snapshot:
    return take(subject, columns, on=on, at=cast.AT, actor=None)


def cell(column: Column, firm: Entity, **options: object) -> Cell:
    row = row_of(taken(column, **options), firm.pk)  # type: ignore[arg-type]
    assert row is not None
    return row[column.key]


def field(key: str, sort: Sort = Sort.WORDS, **said: object) -> Column:
    return Column(key, sort, **said)  # type: ignore[arg-type]


def test_the_same_register_gives_the_same_digest(firm: Entity) -> None:
    assert taken(YEAR, field("scale")).sha256 == taken(field("scale"), YEAR).sha256


def test_another_register_gives_another_digest(firm: Entity, source: Source) -> None:
    before = taken(field("scale")).sha256
    own.firm("长青机械", source)
    assert taken(field("scale")).sha256 != before


def test_a_table_has_one_row_a_subject_in_the_order_of_their_numbers(
    firm: Entity, source: Source
) -> None:
    other = own.firm("长青机械", source, scale="large")
    table = load(taken(field("scale")))
    assert list(table.subjects) == [firm.pk, other.pk]
    assert [row["scale"] for row in table.rows()] == ["small", "large"]


def test_columns_come_back_as_they_were_asked_for(firm: Entity) -> None:
    assert columns_of(taken(YEAR)) == {YEAR.key: YEAR}


def test_fields_are_those_that_held_on_the_day(firm: Entity, source: Source) -> None:
    changes.change(firm, since=date(2026, 1, 1), source=source, scale="medium")
    assert cell(field("scale"), firm, on=date(2025, 12, 31)) == "small"
    assert cell(field("scale"), firm, on=date(2026, 1, 1)) == "medium"


def test_who_was_not_in_the_register_that_day_has_no_row(firm: Entity) -> None:
    assert taken(field("scale"), on=date(2009, 1, 1)).rows == 0


def test_a_place_is_told_by_its_code(firm: Entity) -> None:
    assert cell(field("place", Sort.CODE), firm) == "999901"


def test_an_empty_field_is_unknown(county: Entity, source: Source) -> None:
    assert cell(field("scale"), own.firm("无名", source, scale="")) is None


def test_capital_is_kept_in_fen(county: Entity, source: Source) -> None:
    column = field("registered_capital", Sort.NUMBER, unit="元", factor=own.FEN)
    assert cell(column, own.firm("恒川", source, registered_capital=5_000_000_00)) == 5_000_000_00


def test_it_operates_here_where_our_own_place_contains_it(
    firm: Entity, source: Source, settings: object
) -> None:
    settings.PLACE = "999901"  # type: ignore[attr-defined]
    here = field("operates_here", Sort.TRUTH)
    assert cell(here, firm) is True
    assert cell(here, own.firm("外地", source)) is None  # its place is not known
    closed = own.firm("关停", source, standing="closed")
    assert cell(here, closed) is False


def test_a_figure_is_in_fen(firm: Entity, source: Source) -> None:
    own.tell(source, own.figure(firm, CODE, "120.5"))
    assert cell(YEAR, firm) == 120_5000_00


def test_other_figures_are_in_millionths_of_their_unit(firm: Entity, source: Source) -> None:
    mu = Fraction(2000, 3) / 10**6
    column = Column("land_used@2025-01-01/2025-12-31", Sort.NUMBER, "平方米", mu)
    day = (date(2025, 12, 31), date(2025, 12, 31))  # a stock is of the period's last day
    own.tell(source, own.figure(firm, "land_used", "35.5", day))
    assert cell(column, firm) == 35_500_000


def test_a_missing_figure_is_unknown_and_never_nought(firm: Entity) -> None:
    assert cell(YEAR, firm) is None


def test_the_newest_number_counts(firm: Entity, source: Source, actor: User) -> None:
    own.tell(source, own.figure(firm, CODE, 100))
    own.tell(own.source(actor, "更正"), own.figure(firm, CODE, 90))
    assert cell(YEAR, firm) == 90_0000_00


def test_a_withdrawn_figure_does_not_count(firm: Entity, source: Source, actor: User) -> None:
    own.tell(source, own.figure(firm, CODE, 100))
    wrong = own.source(actor, "更正")
    own.tell(wrong, own.figure(firm, CODE, 90))
    sources.withdraw(wrong, "表填错了", actor=actor, at=cast.AT)
    assert cell(YEAR, firm) == 100_0000_00


def test_a_verified_figure_comes_before_another_holders_flash(firm: Entity, source: Source) -> None:
    own.tell(
        source,
        own.figure(firm, CODE, 100, vintage=Vintage.FLASH),
        own.figure(firm, CODE, 97, holder=Holder.STATED),
    )
    assert cell(YEAR, firm) == 97_0000_00


def test_a_return_for_statistics_alone_is_left_out_and_said_to_be(
    firm: Entity, source: Source, actor: User
) -> None:
    own.tell(own.source(actor, use=PermittedUse.STATISTICS), own.figure(firm, CODE, 100))
    snapshot = taken(YEAR)
    row = row_of(snapshot, firm.pk)
    assert row is not None
    assert row[YEAR.key] is None
    assert withheld(row) == {YEAR.key}
    assert snapshot.columns[0]["withheld"] == 1


def test_the_firms_own_return_counts_beside_one_for_statistics(
    firm: Entity, source: Source, actor: User
) -> None:
    own.tell(source, own.figure(firm, CODE, 80))
    own.tell(own.source(actor, use=PermittedUse.STATISTICS), own.figure(firm, CODE, 100))
    row = row_of(taken(YEAR), firm.pk)
    assert row is not None
    assert (row[YEAR.key], withheld(row)) == (80_0000_00, set())


def months(firm: Entity, *values: int) -> list[object]:
    days = [(date(2026, 5 + at, 1), date(2026, 5 + at, last)) for at, last in
            enumerate((31, 30, 31, 31, 30, 31))]  # fmt: skip
    return [own.figure(firm, CODE, value, day) for value, day in zip(values, days, strict=False)]


def test_six_months_are_summed(firm: Entity, source: Source) -> None:
    own.tell(source, *months(firm, 1, 2, 3, 4, 5, 6))  # type: ignore[arg-type]
    assert cell(own.money(CODE, *HALF), firm) == 21_0000_00


def test_one_missing_month_makes_the_sum_unknown(firm: Entity, source: Source) -> None:
    own.tell(source, *months(firm, 1, 2, 3, 4, 5))  # type: ignore[arg-type]
    assert cell(own.money(CODE, *HALF), firm) is None


def test_january_to_october_less_january_to_april_is_the_six_months(
    firm: Entity, source: Source
) -> None:
    january = date(2026, 1, 1)
    own.tell(
        source,
        own.figure(firm, CODE, 50, (january, date(2026, 10, 31))),
        own.figure(firm, CODE, 18, (january, date(2026, 4, 30))),
    )
    assert cell(own.money(CODE, *HALF), firm) == 32_0000_00


def test_two_holders_months_are_not_added(firm: Entity, source: Source) -> None:
    _first, *others = months(firm, 1, 2, 3, 4, 5, 6)
    stated = own.figure(firm, CODE, 1, (date(2026, 5, 1), date(2026, 5, 31)), holder=Holder.STATED)
    own.tell(source, stated, *others)  # type: ignore[arg-type]
    assert cell(own.money(CODE, *HALF), firm) is None


def test_a_duplicates_figures_are_told_of_the_survivor(
    firm: Entity, source: Source, county: Entity
) -> None:
    twin = own.firm("恒川电子公司", source, place=county)
    own.tell(source, own.figure(twin, CODE, 70))
    merging.merge(twin, firm, source=source, on=own.TODAY)
    snapshot = taken(YEAR)
    assert snapshot.rows == 1
    row = row_of(snapshot, firm.pk)
    assert row is not None
    assert row[YEAR.key] == 70_0000_00


def test_a_label_is_true_while_it_is_carried(firm: Entity, source: Source) -> None:
    changes.label(firm, "srdi", since=date(2026, 1, 1), source=source)
    column = field("labels:srdi", Sort.TRUTH)
    assert cell(column, firm) is True
    assert cell(column, firm, on=date(2025, 12, 31)) is False


def test_a_serious_event_makes_dishonest_until_it_is_repaired(firm: Entity, source: Source) -> None:
    CreditEvent.objects.create(
        entity=firm, kind="serious_dishonesty", severity="serious", document="决定书",
        decided_by="法院", occurred_on=date(2026, 3, 1), source=source,
        repaired_on=date(2026, 9, 1), repair_document="修复决定",
    )  # fmt: skip
    column = field("dishonest", Sort.TRUTH)
    assert [cell(column, firm, on=date(2026, m, 1)) for m in (2, 8, 9)] == [False, True, False]
    assert cell(field("credit:serious_dishonesty", Sort.TRUTH), firm, on=date(2026, 8, 1)) is True


def test_a_further_field_of_a_register_is_read(firm: Entity, source: Source) -> None:
    for name, value in (("entered_on", "2020-05-06"), ("promised_tax", 300)):
        ExtraFact.objects.create(
            entity=firm, register="park_tenant", field=name, value=value,
            since=own.FOUNDED, source=source, entered=source,
        )  # fmt: skip
    entered = field("extra:park_tenant.entered_on", Sort.DATE)
    assert cell(entered, firm) == date(2020, 5, 6)
    tax = field("extra:park_tenant.promised_tax", Sort.NUMBER, unit="元", factor=own.FEN)
    assert cell(tax, firm) == 300_0000_00


def test_what_an_applicant_states_is_unknown_to_the_register(firm: Entity) -> None:
    assert cell(field("asked:amount", Sort.NUMBER), firm) is None


def test_the_day_is_a_column(firm: Entity) -> None:
    assert cell(field("as_of", Sort.DATE), firm) == own.TODAY


def test_a_column_of_no_known_thing_is_refused(firm: Entity) -> None:
    with pytest.raises(UserError, match="No register holds “colour”"):
        taken(field("colour"))


def test_projects_are_read_with_their_fields(county: Entity, source: Source) -> None:
    facts = {
        "type": "construction", "stage": "building", "place": county, "is_key": True,
        "investment": 3_000_000_000_00, "land_mu": Decimal("45.5"), "planned_start": own.TODAY,
    }  # fmt: skip
    project = keeping.enter(
        Kind.PROJECT, keeping.New("一号厂房", own.FOUNDED, facts=facts), source=source
    )
    mu = Fraction(2000, 3)
    columns = (
        field("stage"),
        field("is_key", Sort.TRUTH),
        field("investment", Sort.NUMBER, unit="元", factor=own.FEN),
        field("land_mu", Sort.NUMBER, unit="平方米", factor=mu / 10**6),
    )
    row = row_of(taken(*columns, subject=Subject.PROJECT), project.pk)
    assert row is not None
    assert [row[c.key] for c in columns] == ["building", True, 3_000_000_000_00, 45_500_000]


@pytest.mark.parametrize("subject", [Subject.PLACE, Subject.OFFICE, Subject.PARK])
def test_other_kinds_are_read(subject: Subject, county: Entity) -> None:
    assert taken(subject=subject).rows == (subject is Subject.PLACE)


def test_a_snapshot_is_never_changed(firm: Entity) -> None:
    snapshot = taken(field("scale"))
    with pytest.raises(Exception, match="append_only"), transaction.atomic():
        Snapshot.objects.filter(pk=snapshot.pk).update(rows=0)


def test_a_snapshot_is_told_by_a_sha256(firm: Entity) -> None:
    snapshot = taken(field("scale"))
    snapshot.pk, snapshot.sha256 = None, "x"
    with pytest.raises(IntegrityError, match="snapshot_sha256_is_sha256"), transaction.atomic():
        snapshot.save(force_insert=True)


def test_one_firm_alone_is_read_like_all(firm: Entity, source: Source) -> None:
    own.firm("长青机械", source)
    own.tell(source, own.figure(firm, CODE, 100))
    changes.label(firm, "srdi", since=date(2026, 1, 1), source=source)
    columns = [field("labels:srdi", Sort.TRUTH), YEAR, field("scale")]
    frame = snapshot_taking.taken(Subject.ENTERPRISE, columns, on=own.TODAY, only=[firm.pk])
    assert frame.rows() == [(firm.pk, True, 100_0000_00, "small")]


def test_a_published_growth_is_a_share_of_one(county: Entity, source: Source) -> None:
    grown = own.figure(county, "grp", "6.5", measure=Measure.GROWTH)
    own.tell(source, grown)
    column = Column("growth:grp@2025-01-01/2025-12-31", Sort.NUMBER, "1", Fraction(1, 100_000_000))
    assert cell(column, county, subject=Subject.PLACE) == 6_500_000


def test_a_query_that_fails_raises_an_error_of_django() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        copied_out("SELECT 1 / 0", {}, {"one": pl.Int64()})

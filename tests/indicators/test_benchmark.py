"""Our place beside its peers, out of the database: who they are, whose figures, what differs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.indicators import benchmark_cast, test_provinces
from tests.indicators.benchmark_cast import Cast, at_end, county, record, year

from tashan.base.errors import UserError
from tashan.base.periods import FigurePeriod
from tashan.indicators.benchmark import LEVEL, LIKE, Asked, Benchmark, benchmark
from tashan.indicators.benchmark_json import as_json
from tashan.indicators.choices import Choice
from tashan.indicators.derived import Reason
from tashan.indicators.lines import Line
from tashan.indicators.models import Definition, Holder, Indicator, Measure
from tashan.indicators.provinces import load_stated
from tashan.indicators.traits import MIX, PER_HEAD, POPULATION
from tashan.record import sources
from tashan.registry.models import Entity

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 2)
REVENUE, AREA, PER_MU = (
    Choice("general_budget_revenue"),
    Choice("factory_area_built"),
    Choice("tax_per_mu"),
)


@pytest.fixture
def made() -> Cast:
    return benchmark_cast.play()


def ask(made: Cast, **more: object) -> Benchmark:
    return benchmark(Asked(made.ours.pk, **more), on=TODAY)  # type: ignore[arg-type]


def one(found: Benchmark, choice: Choice) -> Line:
    line = found.line_of(choice)
    assert line is not None
    assert line.choice == choice
    return line


def test_the_first_look_shows_the_twelve_likest_over_three_years(made: Cast) -> None:
    found = ask(made)
    assert (found.by, len(found.peers), len(found.lines)) == (LIKE, 12, 6)
    assert (str(found.span.period), str(found.span.earlier)) == ("2024", "2021")
    assert found.reference is not None
    assert found.reference.name == "云岭县"


def test_the_finding_of_the_standard_factories(made: Cast) -> None:
    line = one(ask(made), AREA)
    assert line.rank_of(made.ours.pk).rank == 8  # type: ignore[union-attr]
    assert line.gap_to_median.rounded(1) == D("-33.2")
    assert line.catch_up.years.rounded(1) == D("10.3")
    assert line.catch_up.crossing is not None
    assert line.span.period.year + line.catch_up.crossing.whole_years == 2035


def test_only_a_handful_of_queries_is_asked(
    made: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(7):
        ask(made)


def test_every_figure_names_its_observations(made: Cast) -> None:
    for line in ask(made).lines:
        for row in line.rows:
            assert row.last is None or row.last.observations


def test_the_known_figures_and_the_odd_pairs_are_counted(made: Cast) -> None:
    found = ask(made)
    assert (found.figures, found.not_comparable) == (77, 1)  # 竹岭县 has no land, 云岭县 its parks'


def test_the_holder_that_knows_most_places_is_taken_and_told(made: Cast) -> None:
    found = ask(made)
    assert one(found, AREA).holder == Holder.STATED
    assert one(found, REVENUE).holder == Holder.STATISTICS
    assert one(found, PER_MU).holder == Holder.OFFICE


def test_a_holder_asked_for_is_not_mixed_with_another(made: Cast) -> None:
    record(at_end(made.ours, "factory_area_built", "150", 2024), source=made.sheet,
           actor=made.officer)  # fmt: skip
    line = one(ask(made, choices=(AREA,), holder=Holder.STATISTICS), AREA)
    assert line.ours.value == 150
    assert {each.aspect.value for row in line.not_comparable for each in row.differences} == {
        "holder"}  # fmt: skip


def test_peers_by_choice_keep_their_order_and_leave_us_out(made: Cast) -> None:
    chosen = (made["竹岭县"].pk, made.ours.pk, made["青禾县"].pk)
    found = ask(made, peers=chosen)
    assert [peer.name for peer in found.peers] == ["竹岭县", "青禾县"]
    assert set(found.alike) == {made["竹岭县"].pk, made["青禾县"].pk}


def test_other_weights_make_other_peers(made: Cast) -> None:
    twin = county("双生县", "999950", made.sheet)
    record(year(twin, "resident_population", "43.60", 2024), source=made.sheet,
           actor=made.officer)  # fmt: skip
    by_people = {POPULATION: 100, PER_HEAD: 0, MIX: 0}
    assert ask(made, weights=by_people, count=1).peers[0].name == "双生县"
    by_mix = {POPULATION: 10, PER_HEAD: 45, MIX: 45}
    assert "双生县" not in [peer.name for peer in ask(made, weights=by_mix).peers]


def test_where_nothing_is_known_to_liken_by_all_of_the_level_stand_in(made: Cast) -> None:
    first, second = (county(name, code, made.sheet, level="province")
                     for name, code in (("甲省", "980000"), ("乙省", "970000")))  # fmt: skip
    growth = {"measure": Measure.GROWTH, "holder": Holder.STATED}
    record(year(first, "grp", "5.4", 2025, **growth), year(second, "grp", "6", 2025, **growth),
           source=made.report, actor=made.officer)  # fmt: skip
    found = benchmark(Asked(first.pk), on=TODAY)
    assert (found.by, [peer.name for peer in found.peers]) == (LEVEL, ["乙省"])
    line = one(found, Choice("grp", Measure.GROWTH))
    assert (line.gap.value, line.holder) == (D("-0.6"), Holder.STATED)
    assert found.span.earlier is None


def test_the_real_provinces_are_compared_by_what_their_reports_state() -> None:
    test_provinces.enter_provinces()
    load_stated(test_provinces.FILE, at=cast.AT)
    ours = Entity.objects.get(code="430000")
    found = benchmark(Asked(ours.pk), on=TODAY)
    growth = one(found, Choice("grp", Measure.GROWTH))
    assert (found.by, len(found.peers)) == (LEVEL, 26)
    assert growth.holder == Holder.STATED
    assert growth.ours.last is not None
    assert all(row.value is None for row in growth.not_comparable)


def test_the_best_of_a_level_is_the_reference_where_none_is_asked_for(made: Cast) -> None:
    found = ask(made, by=LEVEL, choices=(REVENUE,))
    assert found.reference is not None
    assert found.reference.name == "松坪县"


def test_the_likest_of_those_ahead_is_the_reference_of_places_like_ours(made: Cast) -> None:
    found = ask(made, choices=(REVENUE,))
    assert found.reference is not None
    ranks = {s.code: s.rank for s in found.lines[0].ranking.standings}
    ours = ranks[str(made["他山县"].pk)]
    ahead = [peer for peer in found.peers if ranks.get(str(peer.pk), ours) < ours]
    assert found.reference == ahead[0]


def test_a_reference_asked_for_is_taken(made: Cast) -> None:
    found = ask(made, reference=made["青禾县"].pk, choices=(REVENUE,))
    assert found.lines[0].gap.value == D("18.64") - D("22.41")


def test_a_withdrawn_source_counts_no_more(made: Cast) -> None:
    sources.withdraw(made.report, "未核实", actor=made.officer, at=cast.AT + timedelta(days=1))
    assert one(ask(made, choices=(AREA,)), AREA).known == 0


def test_the_newest_number_of_a_figure_counts(made: Cast) -> None:
    later = sources.entry("年报核实", actor=made.officer, at=cast.AT)
    record(year(made.ours, "general_budget_revenue", "18.70", 2024), source=later,
           actor=made.officer)  # fmt: skip
    assert one(ask(made), REVENUE).ours.value == D("18.70")


def test_a_definition_that_changed_in_between_stops_the_growth(made: Cast) -> None:
    indicator = Indicator.objects.get(code=REVENUE.code)
    Definition.objects.create(indicator=indicator, number=2, since=date(2023, 1, 1), content={},
                              sha256="0" * 64)  # fmt: skip
    found = ask(made)
    assert one(found, REVENUE).ours.pace.reason is Reason.DEFINITION_CHANGED
    assert one(found, AREA).ours.pace.is_known


def test_another_period_is_asked_for_with_its_own_earlier_one(made: Cast) -> None:
    found = ask(made, period=FigurePeriod.parse("2023"), since=2022)
    assert one(found, REVENUE).span.years == 1


def test_a_period_without_figures_shows_none(made: Cast) -> None:
    assert ask(made, period=FigurePeriod.parse("1990")).lines == ()


def test_a_place_that_there_is_not_is_told(made: Cast) -> None:
    with pytest.raises(UserError, match="no place"):
        benchmark(Asked(9_999_999), on=TODAY)


def test_two_places_of_one_name_are_told_apart_by_their_codes(made: Cast) -> None:
    twin = county("青禾县", "999960", made.sheet)
    found = ask(made, peers=(made["青禾县"].pk, twin.pk))
    assert [peer.name for peer in found.peers] == ["青禾县（999903）", "青禾县（999960）"]


def test_as_json_keeps_every_digit_and_every_reason(made: Cast) -> None:
    told = json.loads(json.dumps(as_json(ask(made, choices=(AREA, PER_MU)))))
    area, per_mu = told["lines"]
    assert area["rows"][0]["figure"]["value"] == "146.2"
    assert area["rows"][0]["rank"] == 8
    assert per_mu["gap"] == {"value": None, "reason": "not_comparable"}
    assert per_mu["rows"][1]["differences"] == [
        {"aspect": "scope", "ours": "", "theirs": benchmark_cast.IN_PARKS}]  # fmt: skip
    assert per_mu["rows"][12]["figure"] is None

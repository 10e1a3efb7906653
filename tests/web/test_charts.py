"""Charts as data: what is unknown stays unknown, what is exact stays exact."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.template import Context, Template

from tashan.base.lights import Light
from tashan.web.charts.lines import Band, Line, LineChart, Mark, Meeting
from tashan.web.charts.parts import Axis, Chart, Json, Level, Point, Tone
from tashan.web.charts.places import BarChart, Bars, Dot, Dumbbell, Place, Scatter
from tashan.web.charts.small import Bullet, ProgressBar, Sparkline, Strip

RATE = Axis("%")
LONG = Decimal("0.1000000000000000000000001")


def line_chart(*lines: Line, **more: object) -> LineChart:
    options: dict[str, object] = {
        "key": "rate", "title": "Rate", "summary": "A rate", "axis": RATE,
        "periods": ("2023", "2024"),
    }  # fmt: skip
    return LineChart(lines=lines, **(options | more))  # type: ignore[arg-type]


def sent(chart: Chart) -> dict[str, Json]:
    """What arrives at the script."""
    received: dict[str, Json] = json.loads(json.dumps(chart.as_json()))
    return received


def test_a_gap_in_a_line_stays_null() -> None:
    chart = line_chart(Line("Ours", (Point(None), Point(0))))
    points = sent(chart)["lines"][0]["points"]  # type: ignore[index,call-overload]
    assert [point["value"] for point in points] == [None, "0"]  # type: ignore[index,call-overload,union-attr]


def test_a_figure_arrives_with_all_its_digits() -> None:
    chart = line_chart(Line("Ours", (Point(LONG), Point(1))))
    assert str(LONG) in json.dumps(chart.as_json())


def test_a_point_of_a_float_is_refused() -> None:
    with pytest.raises(TypeError, match="never a float"):
        Point(0.1)  # type: ignore[arg-type]


def test_a_line_ends_with_its_name_and_last_known_figure() -> None:
    chart = line_chart(Line("Ours", (Point(Decimal("85.35")), Point(None))))
    assert '"label": "Ours 85.4"' in json.dumps(chart.as_json())


def test_a_line_has_a_point_for_every_period() -> None:
    with pytest.raises(ValueError, match="1 points for 2 periods"):
        line_chart(Line("Ours", (Point(1),)))


def test_a_mark_lies_within_the_periods() -> None:
    with pytest.raises(ValueError, match="outside its periods"):
        line_chart(Line("Ours", (Point(1), Point(2))), marks=(Mark(2, "built"),))


def test_two_lines_of_one_name_are_refused() -> None:
    line = Line("Ours", (Point(1), Point(2)))
    with pytest.raises(ValueError, match="stands twice"):
        line_chart(line, line)


def test_a_chart_without_a_summary_is_refused() -> None:
    with pytest.raises(ValueError, match="summary to be read out"):
        line_chart(summary="")


def test_a_key_is_fit_for_an_id() -> None:
    with pytest.raises(ValueError, match="chart's key"):
        line_chart(key="Rate 1")


def test_the_table_tells_what_is_projected_and_what_is_unknown() -> None:
    chart = line_chart(
        Line("Ours", (Point(Decimal("1.0")), Point(2)), projected_from=0),
        Line("Theirs", (Point(None), Point(3)), Tone.PEER),
        band=Band((1, None), (2, None), "Expected"),
    )
    rows = [[cell.text for cell in row] for row in chart.table().rows]
    assert chart.table().heads == ("Period", "Ours (%)", "Theirs (%)", "Expected (%)")
    assert rows == [
        ["2023", "1.0", "not yet known", "1.0–2.0"],
        ["2024", "2.0, projected", "3.0", "not yet known"],
    ]


def test_a_meeting_may_lie_between_two_periods() -> None:
    chart = line_chart(meeting=Meeting(Decimal("0.5"), Decimal("577.1"), "10.3 years"))
    assert sent(chart)["meeting"] == {"at": "0.5", "value": "577.1", "words": "10.3 years"}


def dumbbell() -> Dumbbell:
    ours = Place("Ours", Point(None), Point(Decimal("146.2"), "/s/1/"), Tone.OURS, "8th")
    return Dumbbell(
        key="area", title="Area", summary="Area", axis=Axis("万㎡", 1), spans=("2021", "2024"),
        places=(ours,), median=Level(Decimal("179.4"), "Median 179.4"),
    )  # fmt: skip


def test_a_dumbbell_keeps_an_unknown_first_figure() -> None:
    row = sent(dumbbell())["rows"][0]  # type: ignore[index,call-overload]
    assert row["first"]["value"] is None  # type: ignore[index,call-overload]
    assert row["last"]["text"] == "146.2 万㎡"  # type: ignore[index,call-overload]


def test_the_table_opens_the_sources_of_its_figures() -> None:
    html = Template("{% load figures %}{% chart c %}").render(Context({"c": dumbbell()}))
    assert 'data-source-url="/s/1/"' in html
    assert 'aria-label="Area"' in html
    assert "style=" not in html


def test_words_of_a_chart_cannot_leave_their_data_block() -> None:
    chart = line_chart(Line("</script><b>", (Point(1), Point(2))))
    html = Template("{% load figures %}{% chart c %}").render(Context({"c": chart}))
    assert "</script><b>" not in html


def bars(axis: Axis = RATE, **more: object) -> BarChart:
    return BarChart(
        key="bars", title="Bars", summary="Bars", axis=axis, categories=("a", "b"),
        bars=(Bars("Done", (Point(1), Point(None)), **more),),  # type: ignore[arg-type]
    )  # fmt: skip


def test_bars_begin_at_nought() -> None:
    with pytest.raises(ValueError, match="begin at nought"):
        bars(Axis("%", least=50))


def test_every_bar_has_its_tone() -> None:
    with pytest.raises(ValueError, match="one tone for each"):
        bars(tones=(Tone.OURS,))


def test_a_bar_that_is_unknown_is_listed_as_unknown() -> None:
    assert [cell.text for cell in bars().table().rows[1]] == ["b", "not yet known"]


def test_a_scatter_lists_the_places_that_it_cannot_draw() -> None:
    dots = (Dot("a", Point(1), Point(None)),)
    axes = (Axis("万㎡", name="Area"), Axis("%", name="Rate"))
    chart = Scatter(key="s", title="S", summary="S", x=axes[0], y=axes[1], dots=dots)
    assert [cell.text for cell in chart.table().rows[0]] == ["a", "1", "not yet known"]


def test_both_axes_of_a_scatter_have_names() -> None:
    with pytest.raises(ValueError, match="need a name"):
        Scatter(key="s", title="S", summary="S", x=RATE, y=RATE, dots=())


def test_a_strip_leaves_out_the_unknown_and_draws_ours_last() -> None:
    svg = Strip(((Decimal(2), Tone.OURS), (None, Tone.PEER), (1, Tone.PEER)), "2nd of 2").svg()
    assert svg.count("<circle") == 2
    assert svg.index('class="peer" cx="6.00"') < svg.index('class="ours" cx="144.00"')


def test_a_sparkline_breaks_where_a_figure_is_unknown() -> None:
    svg = Sparkline((1, 2, None, 3, 4), "rises").svg()
    assert svg.count("<polyline") == 2


def test_a_sparkline_of_nothing_is_empty() -> None:
    assert "<circle" not in Sparkline((None, None), "unknown").svg()


def test_a_progress_bar_ticks_the_time_elapsed() -> None:
    svg = ProgressBar(Decimal("76.4"), "76.4%", elapsed=75, light=Light.GREEN).svg()
    assert 'class="done green" width="76.40%"' in svg
    assert 'x1="75.00%"' in svg


def test_a_progress_bar_beyond_the_whole_keeps_its_tick_in_place() -> None:
    svg = ProgressBar(125, "125%", elapsed=50).svg()
    assert 'width="100.00%"' in svg
    assert 'x1="40.00%"' in svg


def test_an_unknown_progress_is_not_an_empty_one() -> None:
    svg = ProgressBar(None, "unknown").svg()
    assert "well unknown" in svg
    assert "done" not in svg


def test_a_bullet_shows_what_lies_beyond_the_capacity() -> None:
    svg = Bullet(128, 100, "short by 28").svg()
    assert 'class="short" x="78.13%" width="21.88%"' in svg


@pytest.mark.parametrize(
    "drawn", [Strip(((1, Tone.PEER),), "<x>"), Sparkline((1,), "<x>"), ProgressBar(1, "<x>")]
)
def test_a_small_chart_is_read_out_and_has_no_inline_style(drawn: Strip) -> None:
    svg = drawn.svg()
    assert 'role="img" aria-label="&lt;x&gt;"' in svg
    assert "style=" not in svg

"""A page with every kind of chart, and a source to open: addresses of the tests alone."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import URLPattern, URLResolver, path

from tashan.base.lights import Light
from tashan.indicators.figure_text import number_text
from tashan.urls import urlpatterns as product
from tashan.web.charts.lines import Band, Line, LineChart, Mark, Meeting
from tashan.web.charts.parts import Axis, Level, Point, Tone
from tashan.web.charts.places import BarChart, Bars, Dot, Dumbbell, Place, Scatter
from tashan.web.charts.small import Bullet, ProgressBar, Sparkline, Strip

AREA = Axis("万㎡", places=1, name="标准厂房")
RATE = Axis("%", name="入驻率")
OURS = "青石县"
AREAS = {
    "岚山县": ("262.0", "312.6"), "双溪县": ("232.0", "287.3"), "云台县": ("214.3", "251.8"),
    "金谷县": ("150.6", "218.4"), "河湾县": ("176.1", "204.9"), "长桥县": ("140.9", "187.5"),
    "枫林县": ("160.0", "171.2"), OURS: ("98.2", "146.2"), "碧潭县": ("121.5", "139.0"),
    "南屏县": ("97.0", "118.6"), "石门县": (None, "96.3"), "柳溪县": ("52.3", None),
}  # fmt: skip
TONES = {OURS: Tone.OURS, "岚山县": Tone.REFERENCE}
OCCUPIED = (
    "80.9 81.4 82.0 82.1 83.0 83.8 84.2 84.3 85.3 86.0 85.9 87.0 "
    "88.3 78.6 80.1 81.9 83.6 85.4 86.6 87.7 88.6 89.3 90.0 91.1"
)
USED = (
    "71.6 72.5 73.0 73.7 74.4 75.6 76.4 - 77.9 79.0 79.5 80.6 "
    "81.2 70.7 71.5 72.8 74.3 75.9 77.6 79.2 80.9 82.4 84.0 85.4"
)


def figures(text: str, source: str = "") -> tuple[Point, ...]:
    """Points of words: a dash is not known."""
    return tuple(Point(None if w == "-" else Decimal(w), source=source) for w in text.split())


def point(text: str | None, source: str = "/test/source/") -> Point:
    return Point(None if text is None else Decimal(text), source=source)


def dumbbell() -> Dumbbell:
    places = (
        Place(
            name,
            point(was),
            point(now),
            TONES.get(name, Tone.PEER),
            "第 8 位" if name == OURS else "",
        )
        for name, (was, now) in AREAS.items()
    )
    return Dumbbell(
        key="area", title="标准厂房：列第 8，比中位数少 33.2 万㎡", summary="12 地标准厂房建成面积",
        note="各地统计公报，2021 与 2024 年末", axis=AREA,
        spans=("2021", "2024"), places=tuple(places),
        median=Level(Decimal("179.4"), "中位数 179.4"),
    )  # fmt: skip


def outlook(name: str, first: str, pace: str, tone: Tone) -> Line:
    """A figure that grows by the same share every year; the first four years are real."""
    points = tuple(Point(Decimal(first) * Decimal(pace) ** i) for i in range(16))
    growth = (Decimal(pace) - 1) * 100
    return Line(
        name,
        points,
        tone,
        projected_from=3,
        label=f"{name} {number_text(growth, 1, is_signed=True)}%",
    )


def chase() -> LineChart:
    years = range(2021, 2037)
    return LineChart(
        key="chase", title="按现在的速度，约 2035 年追平", summary="两县厂房面积按年均增速外推",
        axis=AREA, periods=tuple(str(year) for year in years),
        lines=(
            outlook(OURS, "98.2", "1.142", Tone.OURS),
            outlook("岚山县", "262.0", "1.061", Tone.REFERENCE),
        ),
        marks=(Mark(3, "此后为外推"),),
        meeting=Meeting(Decimal("13.33"), Decimal("577"), "10.3 年"),
    )  # fmt: skip


def occupancy() -> LineChart:
    months = [f"{2023 + (11 + i) // 12}-{(11 + i) % 12 + 1:02d}" for i in range(24)]
    occupied, used = figures(OCCUPIED, "/test/source/"), list(figures(USED, "/test/source/"))
    used[17] = Point(Decimal("75.9"), note="比上月多 1.6，应核对", is_anomaly=True)
    low = tuple(p.value for p in used)
    return LineChart(
        key="occupancy", title="入驻率与利用率", summary="入驻率由 80.9% 升到 91.1%",
        axis=Axis("%", least=65, most=100), periods=tuple(months),
        lines=(Line("入驻", occupied, Tone.REFERENCE), Line("利用", tuple(used))),
        marks=(Mark(13, "5# 建成"),), levels=(Level(95, "目标 95%"),),
        band=Band(low, tuple(p.value for p in occupied)),
    )  # fmt: skip


def bars() -> BarChart:
    names = ("规上工业总产值", "固定资产投资", "一般公共预算收入", "外贸进出口", "专项债券支付")
    tones = (Tone.OURS, Tone.PEER, Tone.PEER, Tone.PEER, Tone.GAP)
    done = Bars("完成率", figures("76.4 74.0 79.7 - 38.5", "/test/source/"), tones=tones)
    return BarChart(
        key="targets", title="五项目标完成率", summary="专项债券支付最慢", axis=Axis("%", most=100),
        categories=names, bars=(done,), levels=(Level(75, "时间进度 75.0%"),),
    )  # fmt: skip


def seasons() -> BarChart:
    return BarChart(
        key="seasons", title="各季到位资金", summary="两年各季到位资金", axis=Axis("亿元"),
        categories=("一季度", "二季度", "三季度", "四季度"), is_upright=True,
        bars=(
            Bars("2023", figures("6.2 8.4 7.9 9.1")),
            Bars("2024", figures("7.1 9.6 8.8 -"), Tone.OURS),
        ),
    )  # fmt: skip


def scatter() -> Scatter:
    rates = [
        "88.1",
        "84.2",
        "86.5",
        "79.3",
        "90.4",
        "81.7",
        "76.2",
        "91.2",
        "83.5",
        "80.8",
        "-",
        "74.0",
    ]
    dots = (
        Dot(name, point(now), point(None if rate == "-" else rate), TONES.get(name, Tone.PEER))
        for (name, (_, now)), rate in zip(AREAS.items(), rates, strict=True)
    )
    return Scatter(
        key="full", title="厂房多的县入驻率也高", summary="厂房面积与入驻率", x=AREA, y=RATE,
        dots=tuple(dots), y_levels=(Level(Decimal("83.5"), "中位数 83.5%"),),
    )  # fmt: skip


PAGE = """{% extends "base.html" %}{% load figures tashan %}
{% block head %}{% chart_files %}{% endblock %}
{% block title %}图{% endblock %}
{% block content %}
{% for row in charts %}<section class="panel"><div class="panel-head"><h2>{{ row.title }}</h2></div>
<div class="panel-body">{% chart row %}</div></section>{% endfor %}
<section class="panel"><div class="chart-scroll"><table class="tbl">
<tr><th>指标</th><th class="num">数</th><th>分布</th><th>走势</th><th>进度</th><th>负荷</th></tr>
{% for row in rows %}<tr><td>{{ row.name }}</td>
<td class="num">{% sourced row.value "/test/source/" %}</td><td>{% small_chart row.strip %}</td>
<td>{% small_chart row.spark %}</td><td>{% small_chart row.bar %}</td>
<td>{% small_chart row.bullet %}</td></tr>{% endfor %}</table></div></section>
{% endblock %}"""

SOURCE = """<header>云台县 · 标准厂房建成面积</header>
<p class="source-figure"><b>251.8</b> 万㎡<span class="end">2024 年末</span></p>
<blockquote>“全县累计建成标准厂房<mark>251.8 万平方米</mark>，入驻企业 317 家。”</blockquote>
<dl><dt>出处</dt><dd><a href="/">《赴云台县考察报告》</a>第三部分第 2 段</dd>
<dt>版本</dt><dd>第 2 版，2025-11-06 取得<br>
<span class="old">第 1 版 249.5（年初快报）</span></dd></dl>
<footer><a class="btn s" href="/">看原文</a><span class="light green">已核对</span></footer>"""


def rows() -> list[dict[str, object]]:
    spread = tuple(
        (None if now is None else Decimal(now), TONES.get(name, Tone.PEER))
        for name, (_, now) in AREAS.items()
    )
    run = tuple(p.value for p in figures("3 3.1 3.6 - 3.5 4 4.2 4.9"))
    return [
        {
            "name": "标准厂房", "value": "146.2", "strip": Strip(spread, "青石县列第 8"),
            "spark": Sparkline(run, "升到 4.9"),
            "bar": ProgressBar(Decimal(done), "完成", elapsed=75, light=light),
            "bullet": Bullet(Decimal(need), 100, "峰值与能力"),
        }
        for done, light, need in (
            ("76.4", Light.GREEN, "83"), ("63.1", Light.YELLOW, "108"), ("38.5", Light.RED, "128"),
        )
    ]  # fmt: skip


def charts(request: HttpRequest) -> HttpResponse:
    drawn = (dumbbell(), chase(), occupancy(), bars(), seasons(), scatter())
    page = {"charts": drawn, "rows": rows()}
    return HttpResponse(Template(PAGE).render(RequestContext(request, page)))


def source(request: HttpRequest) -> HttpResponse:
    return HttpResponse(SOURCE)


urlpatterns: list[URLPattern | URLResolver] = [
    path("test/charts/", charts),
    path("test/source/", source),
    *product,
]

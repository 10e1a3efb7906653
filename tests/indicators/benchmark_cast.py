"""他山县 and twelve invented peers: six indicators at the ends of 2021 to 2024, each with a source.

Floor area of standard factories is stated in study reports, tax per mu is worked out of taxes and
land (云岭县 counts the land of its parks alone), the rest is the statistics office's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tests import cast

from tashan.indicators import catalogue, recording
from tashan.indicators.models import Holder, Vintage
from tashan.indicators.said import Figure
from tashan.record import sources
from tashan.record.models import Source, User
from tashan.registry import keeping
from tashan.registry.kinds import Kind
from tashan.registry.models import Entity

FOUNDED = date(2001, 1, 1)
HOME = "999901"
YEARS = (2021, 2022, 2023, 2024)
IN_PARKS = "园区内用地"
# floor area in 2021 and 2024, firms, revenue, decided the same day, occupancy
COUNTIES = {
    "云岭县": ("262.0", "312.6", ("164", "203"), ("23.08", "27.35"), ("63.4", "71.8"), "86.5"),
    "青禾县": ("150.6", "218.4", ("96", "152"), ("17.60", "22.41"), ("50.1", "66.0"), "90.4"),
    "望岫县": ("176.1", "204.9", ("175", "227"), ("21.00", "25.02"), ("60.2", "68.3"), "83.5"),
    "松坪县": ("232.0", "287.3", ("140", "186"), ("26.10", "31.20"), ("66.0", "75.2"), "84.2"),
    "白石县": ("140.9", "187.5", ("101", "121"), ("14.20", "17.40"), ("40.7", "48.9"), "81.7"),
    "兰渡县": ("160.0", "171.2", ("90", "117"), ("15.30", "17.92"), ("52.4", "58.2"), "76.2"),
    "沅口县": ("121.5", "139.0", ("85", "110"), ("12.90", "15.60"), ("44.0", "53.1"), "88.1"),
    "临溪县": ("214.3", "251.8", ("98", "118"), ("19.40", "23.33"), ("55.0", "61.0"), "93.6"),
    "鹿鸣县": ("97.0", "118.6", ("70", "99"), ("11.80", "14.30"), ("38.2", "44.5"), "79.3"),
    "丹崖县": ("52.3", "84.7", ("61", "81"), ("10.20", "12.10"), ("36.0", "41.2"), "74.0"),
    "石桥县": ("88.6", "96.3", ("66", "86"), ("12.00", "13.50"), ("47.5", "55.4"), "80.8"),
    "竹岭县": ("66.0", "71.5", ("50", "74"), ("9.60", "11.40"), ("28.8", "33.0"), "70.5"),
}  # fmt: skip
OURS = ("98.2", "146.2", ("98", "126"), ("16.91", "18.64"), ("41.1", "62.4"), "91.2")


@dataclass(frozen=True)
class Cast:
    officer: User
    places: dict[str, Entity]
    report: Source
    sheet: Source

    @property
    def ours(self) -> Entity:
        return self.places["他山县"]

    def __getitem__(self, name: str) -> Entity:
        return self.places[name]


def county(name: str, code: str, source: Source, *, level: str = "county") -> Entity:
    return keeping.enter(
        Kind.PLACE, keeping.New(name, FOUNDED, code, {"level": level}), source=source
    )


def year(subject: Entity, code: str, value: str, end: int, **more: object) -> Figure:
    """A figure of a whole year."""
    indicator = catalogue.indicators([code])[code]
    first, last = date(end, 1, 1), date(end, 12, 31)
    said = {"vintage": Vintage.VERIFIED} | more
    return Figure(subject, indicator, first, last, Decimal(value), **said)  # type: ignore[arg-type]


def at_end(subject: Entity, code: str, value: str, end: int, **more: object) -> Figure:
    """A stock on the last day of a year."""
    figure = year(subject, code, value, end, **more)
    return Figure(**{name: getattr(figure, name) for name in figure.__slots__} | {
        "first": figure.last})  # fmt: skip


def record(*figures: Figure, source: Source, actor: User, at: datetime = cast.AT) -> None:
    recording.record(figures, source=source, actor=actor, at=at)


def play() -> Cast:
    """Everybody with all their figures."""
    actor = cast.officer("registrar-of-the-cast", "周敏")
    sheet = sources.entry("县域统计年鉴", actor=actor, at=cast.AT)
    report = sources.of_document(
        "赴各县考察报告", at=cast.AT, publisher="他山县发展和改革局", published_on=date(2025, 11, 6)
    )
    named = ["他山县", *COUNTIES]
    places = {name: county(name, f"9999{i:02d}", sheet) for i, name in enumerate(named, start=1)}
    made = Cast(actor, places, report, sheet)
    told = {"他山县": OURS} | COUNTIES
    stated = [f for name, said in told.items() for f in _factories(places[name], said)]
    record(*stated, source=report, actor=actor)
    counted = [f for i, (name, said) in enumerate(told.items())
               for f in (*_counted(places[name], said), *_features(places[name], i))]  # fmt: skip
    record(*counted, *_land_and_taxes(made), source=sheet, actor=actor)
    return made


def _path(first: Decimal, last: Decimal) -> list[str]:
    """Every year the same step, from the first to the last."""
    step = (last - first) / 3
    return [str(round(first + step * i, 4)) for i in range(4)]


def _factories(place: Entity, said: tuple) -> list[Figure]:  # type: ignore[type-arg]
    values = _path(Decimal(said[0]), Decimal(said[1]))
    stated = {"holder": Holder.STATED}
    return [at_end(place, "factory_area_built", v, y, **stated)
            for v, y in zip(values, YEARS, strict=True)]  # fmt: skip


def _counted(place: Entity, said: tuple) -> list[Figure]:  # type: ignore[type-arg]
    _, _, firms, revenue, same_day, occupancy = said
    full = Decimal(occupancy)
    rows = {
        "above_scale_firms": _path(*map(Decimal, firms)),
        "general_budget_revenue": _path(*map(Decimal, revenue)),
        "same_day_share": _path(*map(Decimal, same_day)),
        "occupancy_rate": _path(full - Decimal("3.3"), full),
    }
    ends = {"above_scale_firms", "occupancy_rate"}
    return [
        (at_end if code in ends else year)(place, code, value, end)
        for code, values in rows.items()
        for value, end in zip(values, YEARS, strict=True)
    ]


def _features(place: Entity, index: int) -> list[Figure]:
    """Population, product and its three parts: ever less like ours down the list."""
    grp = Decimal(186 + 6 * index)
    secondary = Decimal("0.41") + Decimal("0.006") * index
    shares = {"primary": Decimal("0.15"), "secondary": secondary,
              "tertiary": Decimal("0.85") - secondary}  # fmt: skip
    return [
        year(place, "resident_population", str(Decimal("43.60") + Decimal("1.1") * index), 2024),
        year(place, "grp", str(grp), 2024),
        *(year(place, f"{s}_value_added", str(grp * part), 2024) for s, part in shares.items()),
    ]


def _land_and_taxes(made: Cast) -> list[Figure]:
    """云岭县 counts the land of its parks alone; 竹岭县 has no land yet, so nothing per mu."""
    office = {"holder": Holder.OFFICE}
    rows: list[Figure] = []
    for i, (name, place) in enumerate(made.places.items()):
        scope = {"scope": IN_PARKS} if name == "云岭县" else {}
        for end in YEARS:
            tax = Decimal(99_099 if name == "他山县" else 81_459 + 900 * i) + 800 * (end - 2024)
            rows.append(year(place, "assessed_tax", str(tax), end, **office))
            if name != "竹岭县":
                land = "4310" if name == "云岭县" else str(7_865 + 100 * i)
                rows.append(at_end(place, "land_used", land, end, **office, **scope))
    return rows

"""The invented county, its towns and villages, some households, and twelve counties to compare."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tashan.demo.invented import words
from tashan.demo.invented.chance import Chance
from tashan.demo.invented.facts import Household, Place

HOME = "999901"
PROVINCE = Place("990000", "昆冈省", "province", short="昆冈")
PREFECTURES = (
    Place("999900", "璞玉市", "prefecture", "990000", short="璞玉"),
    Place("999800", "霁川市", "prefecture", "990000", short="霁川"),
    Place("999700", "云泽市", "prefecture", "990000", short="云泽"),
)
TOWNS = ("城关镇", "石桥镇", "清溪镇", "柳坪镇", "白岭镇", "松源镇",
         "双河镇", "云垭镇", "南塘乡", "竹坝乡")  # fmt: skip
# each town's weight among the ten: the county town and the two of the parks carry most
TOWN_WEIGHTS = tuple(Decimal(n) for n in (26, 19, 15, 9, 8, 7, 6, 4, 3, 3))


@dataclass(frozen=True, slots=True)
class Economy:
    """How large a county is and how fast it grew; money in 亿元 of 2023, growth in per cent."""

    place: str
    population: Decimal  # 万人
    grp: Decimal
    mix: tuple[int, int, int]  # per mille of the three sectors
    pace: tuple[Decimal, Decimal, Decimal]  # growth of 2024, 2025 and 2026
    openness: int  # trade per mille of the product
    budget: int  # revenue per mille of the product


def _economy(
    place: str, population: str, grp: str, mix: tuple[int, int, int], pace: str, more: str
) -> Economy:
    first, second, third = (Decimal(part) for part in pace.split())
    openness, budget = (int(part) for part in more.split())
    return Economy(place, Decimal(population), Decimal(grp), mix,
                   (first, second, third), openness, budget)  # fmt: skip


OURS = _economy(HOME, "45.12", "251.60", (152, 398, 450), "5.9 6.3 6.0", "92 66")
PEERS = {
    "999902": ("临溪县",
               _economy("999902", "38.40", "203.10", (171, 361, 468), "5.1 5.4 5.2", "61 58")),
    "999903": ("石梁县",
               _economy("999903", "52.70", "287.30", (139, 412, 449), "5.6 5.9 6.1", "104 63")),
    "999904": ("望岫县",
               _economy("999904", "29.80", "121.50", (214, 302, 484), "4.4 4.8 4.1", "22 49")),
    "999905": ("丹霞市",
               _economy("999905", "61.30", "402.80", (88, 471, 441), "6.6 6.9 6.4", "158 71")),
    "999906": ("溪山区",
               _economy("999906", "48.90", "365.20", (52, 418, 530), "6.1 5.8 5.9", "121 74")),
    "999907": ("南漪县",
               _economy("999907", "41.20", "219.70", (163, 372, 465), "5.3 5.7 5.5", "47 57")),
    "999821": ("青岚县",
               _economy("999821", "41.60", "276.10", (118, 447, 435), "6.9 7.2 7.4", "112 68")),
    "999822": ("霁阳县",
               _economy("999822", "35.50", "178.90", (189, 344, 467), "5.0 4.7 4.9", "38 52")),
    "999823": ("溪陵区",
               _economy("999823", "57.40", "431.60", (41, 436, 523), "6.3 6.6 6.2", "187 76")),
    "999824": ("平漳市",
               _economy("999824", "66.80", "388.40", (97, 455, 448), "5.8 6.2 6.5", "143 69")),
    "999721": ("云峤县",
               _economy("999721", "33.10", "146.20", (226, 288, 486), "4.9 5.1 5.3", "29 47")),
    "999722": ("泽口县",
               _economy("999722", "44.60", "231.90", (157, 389, 454), "5.5 5.2 5.6", "83 60")),
}  # fmt: skip


def economies() -> tuple[Economy, ...]:
    return (OURS, *(economy for _, economy in PEERS.values()))


def prefecture_of(county: str) -> Place:
    return next(place for place in PREFECTURES if place.code[:4] == county[:4])


def places(seed: int) -> list[Place]:
    """Every place, those above before those below."""
    chance = Chance.of(seed, "places")
    counties = [Place(HOME, "他山县", "county", "999900", short="他山")]
    counties += [
        Place(code, name, "county", prefecture_of(code).code, short=name[:-1])
        for code, (name, _) in PEERS.items()
    ]
    towns = [Place(f"{HOME}{100 + at:03d}", name, "town", HOME) for at, name in enumerate(TOWNS)]
    return [PROVINCE, *PREFECTURES, *counties, *towns,
            *_villages(chance, towns), *_peers_towns(chance)]  # fmt: skip


def _villages(chance: Chance, towns: list[Place]) -> list[Place]:
    """Five to seven of each town, sixty in all."""
    numbers = [7, 7, 7, 6, 6, 6, 6, 5, 5, 5]
    names = iter(words.pairs(chance, 60, first=words.PLACE_FIRST, second=words.PLACE_SECOND))
    return [
        Place(f"{town.code}{200 + at:03d}", f"{next(names)}村", "village", town.code)
        for town, number in zip(towns, numbers, strict=True)
        for at in range(number)
    ]


def _peers_towns(chance: Chance) -> list[Place]:
    found = []
    for code in PEERS:
        number = chance.randint(8, 12)
        names = words.pairs(chance, number, first=words.PLACE_FIRST, second=words.PLACE_SECOND)
        found += [
            Place(
                f"{code}{100 + at:03d}", f"{name}{'镇' if at < number - 2 else '乡'}", "town", code
            )
            for at, name in enumerate(names)
        ]
    return found


def households(seed: int, villages: list[Place], number: int) -> list[Household]:
    """Some households of the county, named after who heads them."""
    chance = Chance.of(seed, "households")
    return [
        Household(
            key=f"户{at + 1:04d}",
            name=f"{name}户",
            village=chance.choice(villages).code,
            members=chance.randint(1, 7),
            contracted_mu=chance.between("0.00", "14.50"),
            homestead_area=chance.between("80.00", "140.00"),
            house_area=chance.between("70.00", "320.00"),
        )
        for at, name in enumerate(words.people(chance, number))
    ]

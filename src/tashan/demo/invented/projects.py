"""Ninety projects in all stages, with codes of both formats, works, and who takes part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tashan.base.codes import mod_11_10
from tashan.demo.invented import words
from tashan.demo.invented.chance import Chance, rounded
from tashan.demo.invented.enterprises import TOWN_CODES
from tashan.demo.invented.facts import Enterprise, Officer, Part, Project, Stage, Work
from tashan.demo.invented.industries import DEVELOPMENT, FOOD, WISE
from tashan.demo.invented.offices import COUNTY
from tashan.demo.invented.periods import LAST
from tashan.demo.invented.places import HOME, TOWNS

# what is built, its industry, type, route, who answers, its park, 亿元 from–to
_KINDS: tuple[tuple[str, str, str, str, str, str, int, int], ...] = (
    ("年产{n}万件电子元件生产线项目", "C3981", "construction", "filing",
     "工业和信息化局", DEVELOPMENT, 2, 12),
    ("精密电子产业园{n}期项目", "C3982", "construction", "filing",
     "经济开发区管理委员会", DEVELOPMENT, 3, 20),
    ("锂电池配套材料项目", "C3985", "construction", "filing",
     "经济开发区管理委员会", DEVELOPMENT, 4, 18),
    ("汽车零部件智能化改造项目", "C3670", "renewal", "filing", "工业和信息化局", WISE, 1, 4),
    ("高端模具制造项目", "C3525", "construction", "filing", "石桥智造园管理办公室", WISE, 1, 6),
    ("数控设备更新项目", "C3484", "purchase", "filing", "工业和信息化局", WISE, 1, 2),
    ("冷链食品加工项目", "C1432", "construction", "filing", "清溪食品产业园管理办公室", FOOD, 1, 5),
    ("茶叶精深加工项目", "C1530", "construction", "filing", "农业农村局", FOOD, 1, 3),
    ("{t}标准厂房{n}期工程", "E4710", "construction", "approval",
     "经济开发区管理委员会", DEVELOPMENT, 2, 8),
    ("{t}污水处理厂扩建工程", "D4620", "construction", "approval", "住房和城乡建设局", "", 1, 3),
    ("{t}农村公路提升工程", "E4812", "construction", "approval", "交通运输局", "", 1, 4),
    ("{t}中小河流治理工程", "N7610", "construction", "approval", "水利局", "", 1, 2),
    ("{t}高标准农田建设项目", "A0111", "construction", "approval", "农业农村局", "", 1, 2),
    ("{t}中心卫生院迁建工程", "Q8423", "construction", "approval", "住房和城乡建设局", "", 1, 2),
    ("{t}集中式光伏发电项目", "D4416", "construction", "filing", "发展和改革局", "", 3, 9),
    ("{t}风电场项目", "D4415", "construction", "ratification", "发展和改革局", "", 5, 14),
    ("县域数字政府一体化平台", "I6550", "information", "approval", "数据局", "", 1, 1),
    ("{t}商贸综合体项目", "F5211", "construction", "filing", "商务局", "", 2, 9),
)  # fmt: skip
# how far a project has come; the share of each among ninety
_COURSE = ("planned", "reserved", "preparatory", "started", "building", "completed", "producing",
           "evaluated")  # fmt: skip
_NUMBERS = {"planned": 9, "reserved": 12, "preparatory": 14, "started": 8, "building": 24,
            "completed": 9, "producing": 8, "evaluated": 2, "stopped": 2, "ended": 2}  # fmt: skip
_PROBLEM_STAGES = {"stopped": "building", "ended": "reserved"}
_SECTIONS = ("主体工程", "配套工程", "室外工程", "设备安装工程", "道路及管网工程")


def projects(
    seed: int, number: int, firms: list[Enterprise], officers: tuple[Officer, ...]
) -> list[Project]:
    chance = Chance.of(seed, "projects")
    stages = [stage for stage, share in _NUMBERS.items() for _ in range(share)]
    taken: set[str] = set()
    return [
        _project(chance, at, stages[at * len(stages) // number], firms, officers, taken)
        for at in range(number)
    ]


def project_code(chance: Chance, issued: date, serial: int, *, legacy: bool) -> str:
    """In the format of 2021 with its check digit, or in that before, which has none."""
    if legacy:
        return f"{issued.year}-{HOME}-{chance.choice(('39', '36', '14', '48'))}-03-{serial:06d}"
    body = f"{issued:%y%m}{HOME}04{chance.choice(('01', '02', '05'))}{serial:05d}"
    digits = body + mod_11_10(body)
    return "-".join((digits[:4], digits[4:10], digits[10:12], digits[12:14], digits[14:]))


def _project(
    chance: Chance,
    at: int,
    stage: str,
    firms: list[Enterprise],
    officers: tuple[Officer, ...],
    taken: set[str],
) -> Project:
    title, industry, kind, route, office, park, low, high = _KINDS[at % len(_KINDS)]
    town = chance.randrange(len(TOWNS))
    government = route == "approval"
    owner = chance.choice(_owners(firms, industry))
    investment = Decimal(low) + chance.between("0.10", "0.95") * (high - low)
    stages = _stages(chance, stage)
    facts = _facts(chance, kind, route, industry, stages, investment)
    name = _name(chance, title, town, "他山县" if government else owner.short, taken)
    started: date | None = facts["started_on"]
    planned, done = _investment(chance, investment, started, facts["finished_on"])
    legacy = stages[0].since < date(2020, 11, 1)
    return Project(
        code=project_code(chance, stages[0].since, 10_000 + at * 37 % 80_000, legacy=legacy),
        name=name,
        stages=stages,
        facts=facts,
        town=TOWN_CODES[town],
        park=park,
        parts=_parts(chance, COUNTY + office, owner, firms, officers, stages[0].since),
        works=_works(chance, title, facts) if started else (),
        planned=planned,
        done=done,
    )


def _owners(firms: list[Enterprise], industry: str) -> list[Enterprise]:
    """The larger firms of the same trade; where there are none, of the same section."""
    large = [firm for firm in firms[: len(firms) // 3 + 1] if firm.standing == "operating"]
    for length in (5, 3, 1):
        same = [firm for firm in large if firm.industry[:length] == industry[:length]]
        if same:
            return same
    return large


def _name(chance: Chance, title: str, town: int, whose: str, taken: set[str]) -> str:
    while True:
        words_in = title.format(n=chance.randint(2, 60) if "万件" in title else "一二三四"[
            chance.randrange(4)], t=TOWNS[town][:2])  # fmt: skip
        name = whose + words_in
        if name in taken:
            name = whose + chance.choice(words.PLACE_FIRST) + chance.choice(
                words.PLACE_SECOND) + words_in  # fmt: skip
        if name not in taken:
            taken.add(name)
            return name


def _stages(chance: Chance, last: str) -> tuple[Stage, ...]:
    """Every stage up to the last one, with the day it was reached; the newest in the last years."""
    course = list(_COURSE[: _COURSE.index(_PROBLEM_STAGES.get(last, last)) + 1])
    if last in _PROBLEM_STAGES:
        course.append(last)
    since = chance.day(date(2025, 11, 1), date(2026, 9, 30))
    found = [Stage(course[-1], since)]
    longest = 90 * len(course)  # what has come far began long ago
    for stage in reversed(course[:-1]):
        since -= timedelta(days=chance.randint(60, longest))
        found.append(Stage(stage, since))
    return tuple(reversed(found))


def _facts(
    chance: Chance, kind: str, route: str, industry: str, stages: tuple[Stage, ...],
    investment: Decimal,
) -> Mapping[str, Any]:  # fmt: skip
    reached = {stage.stage: stage.since for stage in stages}
    started, finished = reached.get("started"), reached.get("completed")
    planned = started or stages[-1].since + timedelta(days=chance.randint(40, 400))
    if started and chance.happens(30):
        planned -= timedelta(days=chance.randint(30, 150))  # it began later than planned
    purchase = kind in ("purchase", "information")
    return {
        "type": kind,
        "route": route,
        "funding": "government" if route == "approval" else "enterprise",
        "industry": industry,
        "content": "",
        "investment": int(rounded(investment, 2) * 10_000_000_000),
        "land_mu": None if purchase else rounded(investment * chance.randint(6, 22), 2),
        "floor_area": None if purchase else rounded(investment * chance.randint(3000, 9000), 2),
        "planned_start": planned,
        "planned_finish": planned + timedelta(days=chance.randint(360, 1100)),
        "started_on": started,
        "finished_on": finished,
        "is_key": investment >= 5 or chance.happens(15),
    }


def _investment(
    chance: Chance, total: Decimal, started: date | None, finished: date | None
) -> tuple[dict[int, Decimal], dict[tuple[int, int], Decimal]]:
    """What was planned for 2025 and 2026, and done from January to each month, in 亿元."""
    planned, done = dict[int, Decimal](), dict[tuple[int, int], Decimal]()
    left = total * chance.randint(55, 95) / 100
    for year in (2025, 2026):
        if started is None or started.year > year or (finished and finished.year < year):
            continue
        aim = rounded(left * chance.randint(30, 60) / 100, 2)
        left -= aim
        planned[year] = aim
        last = LAST.month if year == LAST.year else 12
        first = started.month if started.year == year else 1
        pace, sum_of_year = Decimal(chance.randint(45, 118)) / 100, Decimal(0)
        for month in range(first, last + 1):
            share = pace * chance.randint(60, 140) / 100 / (13 - first)
            sum_of_year = min(sum_of_year + aim * share, left + aim)
            if month > 1:  # January is not told alone
                done[year, month] = rounded(sum_of_year, 2)
    return planned, done


def _parts(
    chance: Chance,
    office: str,
    owner: Enterprise,
    firms: list[Enterprise],
    officers: tuple[Officer, ...],
    since: date,
) -> tuple[Part, ...]:
    builders = [firm for firm in firms if firm.industry == "E4710"] or firms
    staff = [o for o in officers if o.posts[-1].office == office] or list(officers)
    designers = [firm for firm in firms if firm.industry == "M7481"] or firms
    designer, supervisor = chance.choice(designers), chance.choice(designers)
    return (
        Part(owner.code, "enterprise", "owner", since),
        Part(office, "office", "lead_office", since),
        Part(chance.choice(staff).key, "officer", "lead_officer", since),
        Part(chance.choice(builders).code, "enterprise", "builder", since),
        Part(designer.code, "enterprise", "designer", since),
        Part(supervisor.code, "enterprise", "supervisor", since),
    )


def _works(chance: Chance, title: str, facts: Mapping[str, Any]) -> tuple[Work, ...]:
    number = chance.randint(1, 4)
    area = facts["floor_area"] or Decimal(0)
    if not area:
        return ()
    return tuple(
        Work(f"{at + 1:03d}", _SECTIONS[at], "", rounded(area / number, 2)) for at in range(number)
    )

"""The offices of the invented county, those that they followed, and who works there.

The reforms of 2018 (自然资源, 生态环境, 市场监督管理 …) and 2023 (数据局) are told with their days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tashan.demo.county import Person
from tashan.demo.invented import words
from tashan.demo.invented.chance import Chance
from tashan.demo.invented.facts import RENAMED, SINCE, Office, Officer, Post
from tashan.demo.invented.places import HOME

REFORM, DATA_REFORM = RENAMED, date(2024, 1, 26)
COUNTY = "他山县"
# short name, duty, since, then names that it held before
_OFFICES: tuple[tuple[str, str, date, tuple[tuple[str, date], ...]], ...] = (
    ("人民政府办公室", "政务运转、督查督办、重大事项协调", SINCE, ()),
    ("发展和改革局", "规划、计划、投资、项目、价格", SINCE, (("发展计划局", SINCE),)),
    ("工业和信息化局", "工业运行、技术改造、中小企业", SINCE, (("经济贸易局", SINCE),)),
    ("统计局", "统计调查、数据发布", SINCE, ()),
    ("财政局", "预算、国有资产、政府债务", SINCE, ()),
    ("税务局", "税费征收", date(2018, 7, 20), ()),
    ("自然资源和规划局", "用地、规划、不动产登记", REFORM, ()),
    ("生态环境局", "环境影响评价、排污许可、执法", REFORM, ()),
    ("住房和城乡建设局", "建设工程、消防审验、房地产", SINCE, (("建设局", SINCE),)),
    ("交通运输局", "公路、水路、运输", SINCE, (("交通局", SINCE),)),
    ("水利局", "水资源、防洪、供水", SINCE, ()),
    ("农业农村局", "农业、乡村振兴、农村集体经济", REFORM, ()),
    ("商务局", "内外贸、招商引资、外资", SINCE, ()),
    ("文化旅游局", "文化、旅游、广播电视", REFORM, ()),
    ("人力资源和社会保障局", "就业、社会保险、劳动关系", SINCE, ()),
    ("市场监督管理局", "登记、质量、食品药品、价格执法", REFORM, ()),
    ("应急管理局", "安全生产、防灾救灾", REFORM, ()),
    ("审计局", "审计监督", SINCE, ()),
    ("行政审批局", "审批、政务服务、公共资源交易", date(2018, 9, 30), ()),
    ("数据局", "数据资源、数字政府、信息化项目", DATA_REFORM, ()),
    ("科学技术局", "科技项目、高新技术企业", SINCE, ()),
    ("经济开发区管理委员会", "开发区规划、企业服务", SINCE, ()),
    ("石桥智造园管理办公室", "园区建设与招商", date(2016, 5, 1), ()),
    ("清溪食品产业园管理办公室", "园区建设与招商", date(2019, 3, 1), ()),
)
# those without invented staff of their own: who else answers for a matter of the hall
_ANSWERING: tuple[tuple[str, str, date], ...] = (
    ("人民政府", "全县政务", SINCE),
    ("人民防空办公室", "人防工程审批与验收", SINCE),
    ("气象局", "防雷、气象灾害防御", SINCE),
    ("消防救援大队", "消防监督、开业前检查", date(2019, 12, 30)),
    ("城市管理局", "市容、道路占挖、绿化、排水", REFORM),
    ("公安局", "治安、户籍、特种行业", SINCE),
    ("公安局交通警察大队", "交通影响、道路施工交通组织", SINCE),
    ("委政法委员会", "社会稳定风险评估", SINCE),
    ("林业局", "林木采伐、林地", REFORM),
    ("教育局", "学校、幼儿园、校车", SINCE),
    ("民政局", "社会组织、殡葬、救助", SINCE),
    ("卫生健康局", "公共场所卫生、医疗机构", REFORM),
    ("医疗保障局", "医保报销与异地就医", REFORM),
    ("退役军人事务局", "退役军人服务", REFORM),
    ("司法局", "合法性审查、公证、律师", SINCE),
    ("档案局", "城建档案、档案查询", SINCE),
    ("不动产登记中心", "不动产登记", date(2015, 12, 1)),
    ("公共资源交易中心", "招标投标、中介服务超市", date(2016, 6, 1)),
    ("住房公积金管理部", "公积金提取与贷款", SINCE),
    ("施工图审查中心", "施工图设计文件审查", SINCE),
    ("企业投资项目代办中心", "代建设单位跑办", date(2020, 4, 1)),
    ("供水有限公司", "供水报装", SINCE),
    ("供电公司", "供电报装", SINCE),
    ("燃气有限公司", "燃气报装", SINCE),
    ("通信建设服务中心", "通信报装", SINCE),
    ("社会稳定风险评估联合办公室", "重大项目社会稳定风险评估", date(2021, 3, 1)),
)
# the two strong towns that powers went to
STRONG_TOWNS = (("石桥镇人民政府", f"{HOME}101"), ("清溪镇人民政府", f"{HOME}102"))
# those that were abolished, with who followed them
_EARLIER: tuple[tuple[str, date, tuple[str, ...]], ...] = (
    ("国土资源局", REFORM, ("自然资源和规划局",)),
    ("城乡规划局", REFORM, ("自然资源和规划局",)),
    ("环境保护局", REFORM, ("生态环境局",)),
    ("工商行政管理局", REFORM, ("市场监督管理局",)),
    ("质量技术监督局", REFORM, ("市场监督管理局",)),
    ("食品药品监督管理局", REFORM, ("市场监督管理局",)),
    ("农业局", REFORM, ("农业农村局",)),
    ("安全生产监督管理局", REFORM, ("应急管理局",)),
    ("国家税务局", date(2018, 7, 20), ("税务局",)),
    ("地方税务局", date(2018, 7, 20), ("税务局",)),
    ("大数据中心", DATA_REFORM, ("数据局",)),
)
_ABBREVIATIONS = {
    "人民政府办公室": "县府办",
    "发展和改革局": "县发改局",
    "工业和信息化局": "县工信局",
    "自然资源和规划局": "县资规局",
    "住房和城乡建设局": "县住建局",
    "人力资源和社会保障局": "县人社局",
    "市场监督管理局": "县市场监管局",
    "经济开发区管理委员会": "开发区管委会",
    "农业农村局": "县农业农村局",
    "文化旅游局": "县文旅局",
}
_LEADS = ("局长", "副局长", "副局长")
_SECTIONS = ("办公室主任", "综合股股长", "法规股股长", "规划股股长", "项目股股长", "业务股股长")


@dataclass(frozen=True, slots=True)
class Staff:
    offices: tuple[Office, ...]
    officers: tuple[Officer, ...]


def offices() -> tuple[Office, ...]:
    """Those that stand today come first."""
    standing = [
        Office(
            name=COUNTY + name,
            short=_ABBREVIATIONS.get(name, f"县{name}" if len(name) < 7 else name),
            duty=duty,
            since=since,
            former_names=tuple((COUNTY + former, day) for former, day in former_names),
        )
        for name, duty, since, former_names in _OFFICES
    ]
    answering = [
        Office(COUNTY + name, f"县{name}" if len(name) < 7 else name, duty, since)
        for name, duty, since in _ANSWERING
    ]
    towns = [Office(COUNTY + name, name, "本镇政务", SINCE, place=at) for name, at in STRONG_TOWNS]
    earlier = [
        Office(COUNTY + name, f"县{name}", "", SINCE, until,
               followed_by=tuple(COUNTY + after for after in followers))
        for name, until, followers in _EARLIER
    ]  # fmt: skip
    return (*standing, *answering, *towns, *earlier)


def officers(seed: int, number: int, people: tuple[Person, ...]) -> tuple[Officer, ...]:
    """So many officers, spread over the offices that stand; those who can sign in come first."""
    chance = Chance.of(seed, "officers")
    standing = list(offices()[: len(_OFFICES)])
    known = [p for p in people if p.office.startswith(COUNTY) and not p.joined]
    found = [_who_signs_in(chance, at, person) for at, person in enumerate(known)]
    taken = {person.name for person in known}
    names = (name for name in words.people(chance, number + len(taken)) if name not in taken)
    for at in range(number - len(found)):
        office, rank = standing[at % len(standing)], at // len(standing)
        key = f"officer-{len(found) + 1:03d}"
        found.append(Officer(key, next(names), _career(chance, office, rank, standing)))
    return tuple(found)


def _who_signs_in(chance: Chance, at: int, person: Person) -> Officer:
    office = next(office for office in offices() if office.name == person.office)
    since = max(office.since, chance.day(date(2019, 3, 1), date(2023, 6, 30)))
    post = Post(person.office, person.post, since, None, person.post.startswith("副局长"), 20 + at)
    return Officer(person.username, person.name, (post,))


def _career(chance: Chance, office: Office, rank: int, standing: list[Office]) -> tuple[Post, ...]:
    """The post of today, and for some the one before, in another office."""
    since = chance.day(max(date(2017, 1, 1), office.since), date(2026, 6, 30))
    title = _title(office, rank)
    now = Post(office.name, title, since, None, rank < len(_LEADS), rank * 10)
    if since < date(2021, 1, 1) or not chance.happens(40):
        return (now,)
    other = chance.choice([o for o in standing if o != office and o.since < date(2017, 1, 1)])
    before = Post(other.name, "科员" if rank > 2 else "股长",
                  chance.day(date(2017, 1, 1), date(2020, 12, 31)), since, False, 90)  # fmt: skip
    return (before, now)


def _title(office: Office, rank: int) -> str:
    if rank >= len(_LEADS):
        at = rank - len(_LEADS)
        return _SECTIONS[at] if at < len(_SECTIONS) else "科员"
    if office.name.endswith("局"):
        return _LEADS[rank]
    return ("主任", "副主任", "副主任")[rank]

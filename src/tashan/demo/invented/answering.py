"""Who answers for what in the invented county, and what it handed to towns and a park.

Duties are named as the procedures of the library name them. Two of the hall's are held by nobody,
so that there is something to find.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tashan.demo.invented.facts import SINCE
from tashan.demo.invented.industries import WISE
from tashan.demo.invented.offices import COUNTY, REFORM
from tashan.demo.invented.places import HOME

TOWN_OF_WISE = f"{HOME}101"  # 石桥镇
TOWN_OF_FOOD = f"{HOME}102"  # 清溪镇

FIRST_TOWN = "石桥镇人民政府"
# what the list of powers calls offices that are called otherwise here
CALLED = {"自然资源局": "自然资源和规划局", "文化和旅游局": "文化旅游局"}


class Answers(NamedTuple):
    """A duty with the office that has held it; some were held by an office that is no more."""

    code: str
    zh: str
    en: str
    office: str
    since: date = SINCE
    park: str = ""
    post: str = ""


ANSWERS = (
    Answers("reform", "发展改革", "Development and reform", "发展和改革局"),
    Answers("land", "自然资源和规划", "Natural resources and planning", "国土资源局"),
    Answers("works", "住房和城乡建设", "Housing and construction", "住房和城乡建设局"),
    Answers("ecology", "生态环境", "Ecology and environment", "环境保护局"),
    Answers("water", "水利", "Water", "水利局"),
    Answers("urban", "城市管理", "Urban management", "城市管理局", REFORM),
    Answers("urban", "园区市政管理", "Streets of the park", "石桥智造园管理办公室",
            date(2024, 1, 1), WISE),
    Answers("culture", "文化和旅游", "Culture and tourism", "文化旅游局", REFORM),
    Answers("emergency", "应急管理", "Emergency management", "安全生产监督管理局"),
    Answers("civil_defence", "人民防空", "Civil defence", "人民防空办公室"),
    Answers("meteorology", "气象与防雷", "Meteorology", "气象局"),
    Answers("weather", "气象服务", "Weather", "气象局"),
    Answers("fire", "消防救援", "Fire and rescue", "消防救援大队", date(2019, 12, 30)),
    Answers("traffic_police", "交通影响", "Traffic police", "公安局交通警察大队"),
    Answers("police", "治安与特种行业", "Police", "公安局"),
    Answers("stability_office", "社会稳定风险评估", "Risks to stability",
            "社会稳定风险评估联合办公室", date(2021, 3, 1)),
    Answers("registry", "不动产登记", "Registry of real estate", "不动产登记中心",
            date(2015, 12, 1)),
    Answers("archives", "城建与综合档案", "Archives", "档案局"),
    Answers("trading", "招标投标与公共资源交易", "Public resource trading", "公共资源交易中心",
            date(2016, 6, 1)),
    Answers("reviewer", "施工图审查", "Review of drawings", "施工图审查中心"),
    Answers("agency", "中介服务（中介超市代管）", "Intermediaries", "公共资源交易中心",
            date(2016, 6, 1)),
    Answers("water_company", "供水报装", "Water supply", "供水有限公司"),
    Answers("power_company", "供电报装", "Power supply", "供电公司"),
    Answers("gas_company", "燃气报装", "Gas supply", "燃气有限公司"),
    Answers("telecom", "通信报装", "Telecom", "通信建设服务中心"),
    Answers("owner", "建设单位事项（代办）", "What the owner does, by its agent",
            "企业投资项目代办中心", date(2020, 4, 1)),
    Answers("county_head", "县政府负责人", "Head of the county government", "人民政府",
            date(2021, 1, 1), post="副县长"),
    Answers("market", "市场监管", "Market supervision", "市场监督管理局", REFORM),
    Answers("hr", "人力资源和社会保障", "Human resources", "人力资源和社会保障局"),
    Answers("insurance", "医疗保障", "Medical insurance", "医疗保障局", REFORM),
    Answers("civil", "民政", "Civil affairs", "民政局"),
    Answers("health", "卫生健康", "Health", "卫生健康局", REFORM),
    Answers("education", "教育", "Education", "教育局"),
    Answers("transport", "交通运输", "Transport", "交通运输局"),
    Answers("farming", "农业农村", "Agriculture", "农业局"),
    Answers("forestry", "林业", "Forestry", "林业局", REFORM),
    Answers("industry", "工业和信息化", "Industry", "工业和信息化局"),
    Answers("commerce", "商务", "Commerce", "商务局"),
    Answers("finance", "财政", "Finance", "财政局"),
    Answers("veterans", "退役军人事务", "Veterans", "退役军人事务局", REFORM),
    Answers("fund", "住房公积金", "Housing fund", "住房公积金管理部"),
    Answers("justice", "司法行政与合法性审查", "Justice", "司法局"),
    Answers("checking", "联合审核", "Joint checking", "行政审批局", date(2018, 9, 30)),
    Answers("returns", "企业报表", "Returns of enterprises", "工业和信息化局"),
    Answers("enterprise", "企业事项（代办）", "What the enterprise does, by its agent",
            "企业投资项目代办中心", date(2020, 4, 1)),
    Answers("legal", "合法性审查", "Legal review", "司法局"),
    Answers("keeper", "名单管理", "Keeping of lists", "发展和改革局"),
    Answers("window", "政务公开", "Publicity", "人民政府办公室"),
    Answers("county", "县政府审定", "Decision of the county", "人民政府"),
)  # fmt: skip
# a joint office, its lead first
JOINT = (
    ("社会稳定风险评估联合办公室", ("委政法委员会", "发展和改革局", "公安局"), date(2021, 3, 1)),
)


class Handed(NamedTuple):
    """An item that another office handles for a place."""

    item: str
    zh: str
    en: str
    holder: str
    to: str
    form: str
    document: str
    place: str  # the code of a town or the name of a park
    since: date
    announced: str = ""
    every: int | None = 12


TRANSFER, ENTRUST, POST = "昆政发〔2025〕8号", "他政发〔2025〕31号", "他政办发〔2025〕40号"
NOTICE = "他政告〔2025〕6号"
NEW_YEAR, MARCH = date(2026, 1, 1), date(2026, 3, 1)
HANDED = (
    Handed("drainage", "污水排入排水管网许可", "Permit to drain into the sewers", "城市管理局",
           "石桥镇人民政府", "transferred", TRANSFER, TOWN_OF_WISE, NEW_YEAR),
    Handed("greening", "占用绿地、砍伐移植树木审批", "Permit for green land and trees",
           "城市管理局", "石桥镇人民政府", "transferred", TRANSFER, TOWN_OF_WISE, NEW_YEAR,
           every=6),
    Handed("road_works", "占用挖掘城市道路审批", "Permit for road works", "城市管理局",
           "清溪镇人民政府", "transferred", TRANSFER, TOWN_OF_FOOD, NEW_YEAR),
    Handed("soil", "生产建设项目水土保持方案审批", "Approval of the soil conservation plan",
           "水利局", "石桥镇人民政府", "entrusted", ENTRUST, TOWN_OF_WISE, NEW_YEAR, NOTICE),
    Handed("filing", "企业投资项目备案", "Filing of an enterprise's project", "发展和改革局",
           "清溪镇人民政府", "entrusted", ENTRUST, TOWN_OF_FOOD, NEW_YEAR, NOTICE),
    Handed("construction_permit", "建筑工程施工许可", "Construction permit", "住房和城乡建设局",
           "石桥智造园管理办公室", "window", POST, WISE, MARCH, every=6),
    Handed("works_permit", "建设工程规划许可", "Works planning permit", "自然资源和规划局",
           "石桥智造园管理办公室", "window", POST, WISE, MARCH, every=6),
)  # fmt: skip
# item, day, whether it passes, what was found
FOUND = (
    ("drainage", date(2026, 7, 6), True, "抽查 18 件，时限内办结 18 件，材料归档完整。"),
    ("greening", date(2026, 7, 6), False, "抽查 11 件，3 件未作现场踏勘，2 件超承诺时限。"),
    ("works_permit", date(2026, 9, 8), True, "窗口收件 24 件，群众少跑县城 24 趟。"),
)


def office(short: str) -> str:
    """An office's name in the registers."""
    return COUNTY + short

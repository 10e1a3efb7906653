"""The units and measure words that a report counts in.

A word may be followed by signs that make another word of it: ``件(?!套)`` keeps 配件套 apart. Such
signs stand after a stroke in the tables (``件-套``); ``=`` lists the only signs allowed after.
"""

from __future__ import annotations

import re
from itertools import groupby
from operator import itemgetter


def _words(lines: str) -> tuple[str, ...]:
    return tuple(lines.split())


MONEY = _words(
    "美元 欧元 日元 港元 澳元 英镑 韩元 卢布 港币 元人民币 元-旦宵素首 人民币 分=/,。;、)以左"
)
AREA = _words("平方公里 平方千米 平方米 平米 公顷 亩 ㎡ m² m2 km² km2 ㎢")
SIZE = _words("""
    标准立方米 立方米 立方 公里 千米 海里 厘米 毫米 微米 米 英尺
    吨标准煤 吨标煤 载重吨 总吨 吨 公斤 千克 毫克 微克 克 斤 升-级至到 毫升 桶 标准箱 标箱 TEU 标台
    千瓦时 兆瓦时 吉瓦时 千伏安 千瓦 兆瓦 吉瓦 瓦 度-假过 MWh GWh kWh KWh MW GW kW KW kg km m³ m3
    EFLOPS PFLOPS PF P TB PB EB
    GB 摄氏度 ℃ 大卡
""")
RATE = _words("% ‰ 个百分点 百分点 倍 成-立功为果都长员效品本渝套交绩熟就片 番")
TIME = _words(
    "个工作日 工作日 个小时 小时 分钟 秒 天-津然水山府台河空 个月 个星期 周-年边期岁口转 年 岁"
)
COUNT = _words("""
    人次 架次 车次 艘次 场次 批次 户次 家次 件次 班次 列次 辆次 台次 个次 例次 节次 万次
    人-才均 名-录牌 位-置于次列数 户-籍 家-庭 个 项-目 条-件例约款 座-谈椅 所-有在得以谓
    台-湾州风账胞
    套-餐 件-套 处-置理于在 辆 张-力 场-所馆地景 部-门分委 篇-章 种-植质养 类-似型别 批-准发复
    起-来步
    宗-旨 例-如 头-部 只-有 株-洲 棵 枚 艘 架-构 列-入 班-子 趟 次-要 笔 支-持出撑 款-项式 幢 栋
    间-接
    层-次级面 册 本-地省市次届领 份-额 片-面 块 口-岸 道-路理德 门-类 对=,。;、)列动友和 组-织建成
    队=,。;、) 床-位 村=,。;、) 羽 匹-配 颗 根-据 箱 袋 瓶 盒 双=,。;、) 幅-度 首-家个批次位创
    集-中团群聚成 轮-换 站=,。;、) 尾-水矿 单=,。;、) 孔 节-约能点日 方=,。;、/)天 团=,。;、)
    员=,。;、)
""")
PER = _words("""
    平方公里 平方米 立方米 公顷 亩 升 吨 千瓦时 公里 人 年 日 天 月 户 小时 秒 个 次 万元 元
""")


def _pattern(word: str) -> str:
    for sign, look in (("-", "(?![{}])"), ("=", "(?=[{}]|$)")):
        if sign in word[1:]:
            unit, _, after = word.partition(sign)
            return re.escape(unit) + look.format(after)
    return re.escape(word)


def _any(words: tuple[str, ...]) -> str:
    """An alternation of units, the longer first; those with the same first sign share a branch."""
    every = sorted(dict.fromkeys(words), key=itemgetter(0))
    groups = groupby(every, itemgetter(0))
    return "|".join(
        _branch(first, sorted(group, key=_length, reverse=True)) for first, group in groups
    )


def _branch(first: str, group: list[str]) -> str:
    if len(group) == 1:
        return _pattern(group[0])
    rests = [_pattern(word)[len(re.escape(first)) :] for word in group]
    return f"{re.escape(first)}(?:{'|'.join(rests)})"


def _length(word: str) -> int:
    return len(re.split("[-=]", word)[0])


def _bare(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(re.split("[-=]", word)[0] for word in words)


MONEY_UNITS = _bare(MONEY)
COUNT_UNITS = _bare(COUNT)
TIME_UNITS = _bare(TIME)
RATE_UNITS = _bare(RATE)
SIZE_UNITS = _bare(AREA + SIZE)

SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏卡])|百(?!分点)"
UNIT = rf"(?:{_any(MONEY + AREA + SIZE + RATE + TIME + COUNT)})(?:/(?:{_any(PER)}))?"

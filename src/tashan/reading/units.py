"""The units and measure words that a report counts in."""

from __future__ import annotations

import re


def _words(lines: str) -> tuple[str, ...]:
    return tuple(lines.split())


MONEY = _words("美元 欧元 日元 港元 澳元 英镑 韩元 卢布 港币 元人民币 元 人民币")
AREA = _words("平方公里 平方千米 平方米 平米 公顷 亩")
SIZE = _words("""
    标准立方米 立方米 立方 方 公里 千米 海里 厘米 毫米 微米 米 里 英尺
    吨标准煤 吨标煤 载重吨 总吨 吨 公斤 千克 毫克 微克 克 斤 升 毫升 桶 标准箱 标箱 TEU 标台
    千瓦时 千伏安 千瓦 兆瓦 吉瓦 瓦 度 MW GW kW KW EFLOPS PFLOPS P 摄氏度 ℃ TB PB EB GB 大卡
""")
RATE = _words("% ‰ 个百分点 百分点 倍 成 番")
TIME = _words("个工作日 工作日 个小时 小时 分钟 秒 天 个月 个星期 周 年 岁")
COUNT = _words("""
    人次 架次 车次 艘次 场次 批次 户次 家次 件次 班次 列次 辆次 台次 个次 例次 节次
    人 名 位 户 家 个 项 件 条 座 所 处 台 套 辆 张 场 部 篇 种 类 批 起 宗 例 头 只 株 棵 枚 艘
    架 列 班 趟 次 笔 支 款 幢 栋 间 层 册 本 份 片 块 口 眼 道 门 对 组 队 床 村 羽 匹 颗 根 箱
    袋 瓶 盒 双 粒 幅 首 集 轮 站 尾 单 孔 车 节 把 面 支 卷 团 岗
""")
PER = _words("""
    平方公里 平方米 立方米 公顷 亩 升 吨 千瓦时 公里 人 年 日 天 月 户 小时 秒 个 次 万元 元
""")

MONEY_UNITS = frozenset(MONEY)
COUNT_UNITS = frozenset(COUNT)
TIME_UNITS = frozenset(TIME)
RATE_UNITS = frozenset(RATE)


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, dict.fromkeys(words)), key=len, reverse=True))


SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?![瓦米克伏卡])|百(?!分点)"
UNIT = rf"(?:{_any(MONEY + AREA + SIZE + RATE + TIME + COUNT)})(?:/(?:{_any(PER)}))?"

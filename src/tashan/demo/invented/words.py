"""The syllables that invented names are made of."""

from __future__ import annotations

from tashan.demo.invented.chance import Chance

SURNAMES = "石方丁陆沈顾程苏叶温柳邵秦韩戴汪曹江范彭"
GIVEN = "文景书远明思和清安宁立恒若知行志云舟晓川维同亦可青松言之守正嘉树成林怀瑾"
FIRST = "恒瑞华启远博佳泰盛鑫联宏晟诚汇康锦卓嘉铭凯润天正永兴新德益顺"
SECOND = "川源达丰鼎辉泽通信邦和成光磊创图越禾屹峰景航洋隆茂尚丞铂嵘阳"
PLACE_FIRST = "石桥溪柳白清云松竹梅南北东西上下大小青龙马黄双沙"
PLACE_SECOND = "湾坪岭塘田坝口源河冲垭沟林井山坡店关洞"
# names of enterprises that everybody knows
KNOWN = frozenset(
    [
        "联通",
        "汇通",
        "汇川",
        "正邦",
        "永辉",
        "远洋",
        "天通",
        "华联",
        "宏图",
        "凯越",
        "华越",
        "天辉",
        "华光",
        "兴业",
    ]
)
LINES = ("人民路", "振兴大道", "工业一路", "工业二路", "学院路", "滨河路", "解放街", "创新路")


def person(chance: Chance) -> str:
    second = chance.choice(GIVEN) if chance.happens(78) else ""
    return chance.choice(SURNAMES) + chance.choice(GIVEN) + second


def people(chance: Chance, number: int) -> list[str]:
    """So many names of people, none twice."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[person(chance)] = None
    return list(found)


def pairs(chance: Chance, number: int, *, first: str, second: str) -> list[str]:
    """So many pairs of syllables, none twice, and none that is a well-known name."""
    every = [a + b for a in first for b in second if a != b and a + b not in KNOWN]
    return chance.sample(every, number)

"""What an indicator is called: the words beside its number, without place, period and verb."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tashan.reading.amounts import Form, Quantity
from tashan.reading.clauses import Clauses
from tashan.reading.findings import Status
from tashan.reading.statements import Statement
from tashan.reading.units import COUNT_UNITS, RATE_UNITS, TIME_UNITS
from tashan.reading.wording import any_of, is_period, trimmed, unreached

_GROWS = re.compile(
    r"(?:年均|同比|环比|平均|比上年|较上年|实际|名义|累计|又|再|分别|均|约|近|超过?|逾|各|将|力争"
    r"|也|还|仅|只"
    r"|首次|双双|大幅|持续|稳步|比[^,。;、]{2,9}|较[^,。;、]{2,9})*(?P<verb>"
    + any_of("""
    增长 增加 提高 提升 上升 下降 降低 减少 回落 增速 增幅 涨幅 降幅 增 降 升 涨 减 压减 压缩
    精简 缩短 缩减
    新增 扩大 收窄 翻 改善 提速 递增 快于 高于 低于 拉动 下浮 上浮 上涨 回升 攀升 净增 激增 猛增
    剧增 缩小 优于
    跃升
    增至 降至 升至
    """)
    + r")(?P<reach>(?:了|约|近|超过?|逾|不低于|有望|达到?|[为到至在])*)$"
)
_GROWTH_SIGNS = frozenset("增激猛剧提上下降减回涨升压精缩扩收翻改递快高低拉净优跃新")
_SCOPES = (
    "全[国省市县区州球]|世界|国内|同类|地区|城市|各[省市县区]+|第|中?西部|中部|东部|东北|西北"
    "|西南|华[东南北中]"
)
_RANKED = re.compile(
    r"(?:均|都|也|仍|已|稳|连续[^,。;]{1,4}|分别|再次|首次|上升|提升|攀升|稳定|稳步|双双|排名)*(?:"
    + any_of("""
    名列 位列 位居 位于 列 居 排 排名 跃居 跃升 跃 升 升至 升到 进入 跻身 保持 重返 稳居 达到 达
    为 至 到 是 从
    由 在 进至 获 获得 夺得 前移 提升 领跑 雄踞 长期居 持续居 上升 前进
    """)
    + rf")+(?:了|至|到|在|为|{_SCOPES}|[一-鿿]{{2,3}}[省市县区州盟]|的)*$|(?:{_SCOPES})+$"
)
_SHARE = re.compile(r"(?:约|仅|已|分别|均|年均)*占(?!比)[^,。;]{0,24}$")
_COMPARED = re.compile("高于|低于|快于|慢于|优于|高出|好于|超过")
_SHARES = ("比重", "比例", "份额", "比", "率")
_HEAD = re.compile(r"(?:[^,。;:!?\n、和及与]|(?<=[惠涉普])及)+$")
_CUT = re.compile(
    r"(?<=[一-鿿”)]{2})(?:专门|均|全部|陆续|率先|成功|顺利|已)|(?<=[一-鿿”)]{4})(?:新?(?:"
    + any_of("""
    创造 下放 正 将 纳入 入选 获评 获批 列入 达到 完成 实现 开工 投产 竣工 投入 带动 累计 覆盖 占
    建成 落地 通过
    进行 开展 提供 享受 参与 得到 加快 增 获 上榜 销往 居 位居 设计
    """)
    + "))"
)
_FLIP = re.compile(
    r"(企业|群众|项目|农户|居民|职工|村民|人员|家庭|学生|老人)(受益|投产|入驻|上市|开工|落户|就业"
    r"|脱贫|参保|签约|竣工|落地)"
)
_THING = re.compile(
    r"的?(?:建设的)?(?P<thing>[^,。;、\n]{0,20}?(?:项目|工程|产业园|创业园|园区?|基地|中心|生产线"
    r"|企业)”?)"
)
_AMOUNT = re.compile(
    r"(?:总?投资|年?产值|产能|年?销售(?:收入|额)|总?规模|占地|建筑面积|注册资[金本])额?$"
)
_SPLITS = (re.compile("、"), re.compile(r"[、和与]|(?<![普惠涉以])及"))
_TAIL = re.compile(r"对|占|的|较|比|同比|年均|分别")
_NOT_LEAD = re.compile(
    "(?:"
    + any_of(
        "拥有 现有 设有 建有 共有 占有 具有 已有 有 达 是 到 以 在 把 将 使 让 向 从 由 的 为 "
        "了 与 和"
    )
    + ")$"
)
_VERB = re.compile(
    "(?:"
    + any_of("""
    建设 建成 引进 新增 培育 实施 组建 设立 改造 新建 完成 提供 选调 招引 开工 落地 创建 打造
    推进 启动 获批
    举办 开展 发展 培训 制定 出台 推出 筹集 筹建 布局 投入 投放 发放 减免 整治 治理 修复 建立
    支持 吸引 集聚
    签约 储备 招聘 选派 派出 认定 评选 安排 争取 办理 受理 化解 处置 盘活 供应 交付 销售 生产
    开通 开行 新开
    """)
    + ")+$"
)
_COURSE = re.compile(r"的([一-鿿]{0,4}(?:历程|历史|时间|工期|周期|努力|建设期|培育期))")
_BASE = re.compile("(?:较|比|与)[^,、]{1,10}?(?:年|末|初|底|期|上年|去年)的?")
_MEASURE = re.compile(
    "(?:"
    + any_of("""
    普及率 覆盖率 完成率 合格率 利用率 治理率 达标率 参保率 入学率 满意率 增加值 总产值 产值 产量
    收入 利润 出口
    进口 进出口 投资 增速 增幅 占比 比重 零售额 交易额 销售额 成交额 营业额 数量 人数 户数 标准
    规模 面积 总量
    客运量 货运量 吞吐量 里程 装机 装机容量 余额 存款 贷款 税收 销量 总额
    """)
    + ")$"
)
_MEASURED = frozenset("率额量值比速数幅")
_USED = re.compile(r"(?:仅|只|共|才)?(?:用|历时|耗时|费时)$")
_LOOSE = re.compile(r"(?:近|约|超|超过|共|达|达到|和|及|与|等|以及|并|从|由|的)+$")
_BRACKET = re.compile(r"\([^)]*\)|[”」)]")
_GENERIC = frozenset(
    any_of(
        "总量 规模 增量 总数 数量 增幅 增速 总量和增速 总额 占比 比重 总规模 总里程 增长率 总 排名"
    ).split("|")
)


class Namer:
    """Names the numbers of a report in order; a number without words takes up the name before."""

    def __init__(self, text: str, clauses: Clauses, named: Mapping[int, int]) -> None:
        self._clauses = clauses
        self._text = text
        self._named = named
        self._several: list[str] = []
        self._last = self._shown = ""
        self._place = 0

    def name(self, quantity: Quantity, statement: Statement, *, values: int) -> tuple[str, str]:
        """The name and the rule that gave it; ``values`` is how many values its list has."""
        if quantity.status is Status.DISPLACED:
            return "", "name:none"
        if statement.link:
            return self._linked(quantity, statement)
        before = trimmed(self._text, statement.start, quantity.start, named=self._named)
        if statement.fresh:
            self._last = ""
        inherited = self._last
        several = [] if statement.fresh else self._several
        if not before and statement.before in {"由", "从"}:
            inherited = self._earlier(statement)
        name, rule = _read(quantity, statement, before, inherited)
        if rule == "name:carried" and not inherited and name not in _GENERIC:
            name, rule = _read(quantity, statement, before, self._earlier(statement))
        self._place, self._several = 0, _apart(name, values, told_apart="分别" in statement.before)
        if rule == "name:carried" and len(several) == values > 1:
            self._several = several
        if self._several:
            name = self._several[0]
        self._shown = _subject(name)
        if rule != "name:carried" or not self._last:
            self._last = self._shown
        return name, rule

    def _linked(self, quantity: Quantity, statement: Statement) -> tuple[str, str]:
        if statement.link == "pair":
            self._place = 0
            return (self._several[0] if self._several else self._shown), "name:pair"
        if statement.link == "list" and self._place + 1 < len(self._several):
            self._place += 1
            return self._several[self._place], "name:list"
        counted = statement.link == "list" and quantity.word in COUNT_UNITS
        noun = _noun(statement.after) if counted else ""
        return (noun, "name:after") if noun and not self._several else (self._shown, "name:list")

    def _earlier(self, statement: Statement) -> str:
        """The clause before: 标准厂房加层,由二层升为五层."""
        start = self._clauses.before(statement.left)
        if start == statement.left:
            return ""
        words = trimmed(self._text, start, statement.left - 1, named=self._named)
        return re.split("[将把]", words)[-1]


def _read(quantity: Quantity, statement: Statement, before: str, inherited: str) -> tuple[str, str]:
    if quantity.form is Form.RANK:
        return _rank_name(quantity, statement, before, inherited)
    grows = _growth(before)
    rate = quantity.word in RATE_UNITS or quantity.form not in {Form.AMOUNT, Form.LOST}
    noun = "" if rate or quantity.word in TIME_UNITS else _noun(statement.after)
    if grows and not noun:
        return _growth_name(before, grows, inherited)
    subject = unreached(before)
    if quantity.word in TIME_UNITS:
        return _time_name(statement, subject, inherited)
    if rate:
        return _share_name(statement, before, subject, inherited)
    return _level_name(statement, subject, noun, inherited)


def _rank_name(
    quantity: Quantity, statement: Statement, before: str, inherited: str
) -> tuple[str, str]:
    subject = _RANKED.sub("", before)
    if quantity.unit is None and statement.after and statement.after[0] not in "的升跃,)（(":
        return (subject or inherited) + _noun(statement.after), "name:after"
    return _completed(subject, inherited)


def _growth(words: str) -> re.Match[str] | None:
    """The verb of change at the end of ``words``, with what stands around it."""
    if _GROWTH_SIGNS.isdisjoint(words[-8:]):
        return None
    return _GROWS.search(words, max(0, len(words) - 24))


def _growth_name(before: str, grows: re.Match[str], inherited: str) -> tuple[str, str]:
    """提高6% is named by its growth, 提高到6% by what was raised."""
    subject = before[: grows.start()]
    reached = grows["reach"].endswith(("到", "至", "为", "在")) or grows["verb"].endswith("至")
    verb = "" if reached else grows["verb"]
    if not subject or subject in _GENERIC:
        return inherited + subject + verb, "name:carried"
    return subject + verb, "name:growth"


def _time_name(statement: Statement, subject: str, inherited: str) -> tuple[str, str]:
    used = _USED.search(subject)
    if used and not used.start():
        return "历时" if "历时" in used[0] else "用时", "name:time"
    subject = subject[: used.start()] if used else subject
    if statement.after.startswith("的"):
        course = _COURSE.match(statement.after)
        if course:
            return course[1], "name:after"
        return statement.before.rstrip("了有约近")[-2:] + "时间", "name:time"
    return _completed(subject, inherited)


def _share_name(statement: Statement, before: str, subject: str, inherited: str) -> tuple[str, str]:
    if inherited and _COMPARED.match(before):
        return inherited + before, "name:carried"
    share = _SHARE.search(subject) if "占" in subject else None
    if share:
        whole = subject if share.start() else inherited + subject
        return whole if whole.endswith(_SHARES) else whole + "比重", "name:share"
    if statement.after.startswith("的") or (not subject and statement.after):
        return _noun(statement.after, far=True) + "占比", "name:after"
    return _completed(subject, inherited)


def _level_name(statement: Statement, subject: str, noun: str, inherited: str) -> tuple[str, str]:
    if not noun:
        return _completed(subject, inherited)
    amount = _AMOUNT.search(subject)
    if amount:
        thing = _THING.match(statement.after)
        return (thing["thing"] if thing else noun) + amount[0], "name:around"
    return _lead(statement, subject) + noun, "name:after"


def _completed(subject: str, inherited: str) -> tuple[str, str]:
    if subject in _GENERIC:
        return inherited + subject, "name:carried"
    if _BASE.fullmatch(subject):
        return inherited, "name:carried"
    return (subject, "name:before") if subject else (inherited, "name:carried")


def _lead(statement: Statement, subject: str) -> str:
    """The verb before a number whose thing stands after it: 引进[100家]首店."""
    if statement.before.endswith("等") or statement.joined:
        return ""
    head = _HEAD.search(subject)
    lead = _NOT_LEAD.sub("", head[0]) if head else ""
    verb = _VERB.search(lead) if len(lead) > 4 else None
    if verb:
        return verb[0]
    return lead if len(lead) <= 12 else ""


def _noun(after: str, *, far: bool = False) -> str:
    """The thing counted, from the words after a number; ``far`` takes its whole clause."""
    if after.startswith("、"):
        return ""
    after = after.removeprefix("建设的").removeprefix("的")
    bracket = _BRACKET.match(after)
    if bracket:
        after = after[bracket.end() :]
    cut = None if far else _CUT.search(after)
    noun = _LOOSE.sub("", after[: cut.start()] if cut else after)
    if _GROWS.fullmatch(noun):
        return ""
    flip = _FLIP.fullmatch(noun)
    return flip[2] + flip[1] if flip else noun


def _apart(name: str, values: int, *, told_apart: bool) -> list[str]:
    """产值、利税对工业的贡献率 names two things; each takes the words that follow both."""
    if values < 2:
        return []
    for splits in _SPLITS if told_apart else _SPLITS[:1]:
        marks = [mark.start() for mark in splits.finditer(name)]
        if not marks:
            continue
        grows = _growth(name)
        tail = _TAIL.search(name, marks[-1])
        at = min(tail.start() if tail else len(name), grows.start() if grows else len(name))
        parts = [part for part in splits.split(name[:at]) if part]
        if len(parts) == values:
            return _whole(parts, name[at:].removeprefix("分别"))
    return []


def _whole(parts: list[str], rest: str) -> list[str]:
    """Each of the parts with what only the last of them says: 苹果、梨产量增长."""
    if all(is_period(part) for part in parts[:-1]):  # 上半年和全年GDP增速分别为…
        return []
    measure = _MEASURE.search(parts[-1])
    if measure and measure.start() and not any(map(_measures, parts[:-1])):
        parts = [*(part + measure[0] for part in parts[:-1]), parts[-1]]
    return [part + rest for part in parts]


def _measures(part: str) -> bool:
    measure = _MEASURE.search(part)
    return part[-1] in _MEASURED or (measure is not None and measure.start() > 0)


def _subject(name: str) -> str:
    grows = _growth(name)
    return name[: grows.start()] or name if grows else name

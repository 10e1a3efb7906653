"""What an indicator is called: the words beside its number, without place, period and verb."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tashan.reading.findings import Status
from tashan.reading.numbers.amounts import Form, Quantity
from tashan.reading.numbers.changes import Change, change
from tashan.reading.numbers.clauses import Clauses
from tashan.reading.numbers.listed import things
from tashan.reading.numbers.nouns import built_thing, noun, whole_noun
from tashan.reading.numbers.statements import Statement
from tashan.reading.numbers.units import COUNT_UNITS, RATE_UNITS, TIME_UNITS
from tashan.reading.numbers.wording import any_of, trimmed, unreached

_SCOPES = (
    "全[国省市县区州球]|世界|国内|同类|地区|城市|各[省市县区]+|第|中?西部|中部|东部|东北|西北"
    "|西南|华[东南北中]"
)
_RANKED = re.compile(
    r"(?:均|都|也|仍|已|稳|连续[^,。;]{1,4}|分别|再次|首次|上升|提升|攀升|稳定|稳步|双双|排名)*(?:"
    + any_of("""
    名列 位列 位居 位于 列 居 排 排名 跃居 跃升 跃 升 升至 升到 进入 跻身 保持 重返 稳居 达到 达
    为 至 到 是 从 由 在 进至 获 获得 夺得 前移 提升 领跑 雄踞 长期居 持续居 上升 前进
    """)
    + rf")+(?:了|至|到|在|为|{_SCOPES}|[一-鿿]{{2,3}}[省市县区州盟]|的)*$|(?:{_SCOPES})+$"
)
_SHARE = re.compile(r"(?:约|仅|已|分别|均|年均)*占(?!比)[^,。;]{0,24}$")
_SHARES = ("比重", "比例", "份额", "比", "率")
_EQUALS = re.compile("[只仅]?约?(?:相当于|仅为|只有|仅有)")
_COMPARED = ("高于", "低于", "快于", "慢于", "优于", "高出", "好于", "超过")
_AMOUNT = re.compile(
    r"(?:总?投资|年?产值|产能|年?销售(?:收入|额)|总?规模|占地|建筑面积|注册资[金本])额?$"
)
_BASE = re.compile("[较比与][^,、]{1,10}?(?:年|末|初|底|期|上年|去年)的?")
_COURSE = re.compile(r"的([一-鿿]{0,4}(?:历程|历史|时间|工期|周期|努力|建设期|培育期))")
_PLACE = re.compile(
    "[一-鿿]{1,4}(?:镇|乡|街道|[省市县区州旗])(?<![地园社小城县片林山发]区)(?<!城市)(?<![村强小]镇)"
)
_PRONOUNS = frozenset(["前者", "后者", "两者", "前者是后者", "两地", "三者", "其", "两者差距"])
_ONLY = re.compile(
    "(?:只有|仅有|仅为|相当于|只占|是|为)(?:全[国省市县区州]|世界|全球)(?:平均(?:水平)?)?$"
)
_ONLY_ENDS = frozenset("国省市县区州界球均平")
_USED = re.compile(r"(?:仅|只|共|才)?(?:用|历时|耗时|费时)$")
_HEAD = re.compile(r"(?:[^,。;:!?\n、和及与》]|(?<=[惠涉普])及)+$")
_NO_VERB = re.compile(
    "(?:"
    + any_of("""
    拥有 现有 设有 建有 共有 占有 具有 已有 有 达 是 到 以 在 把 将 使 让 向 从 由 的 为 了 与 和
    """)
    + ")$"
)
_VERB = re.compile(
    "(?:"
    + any_of("""
    建设 建成 引进 新增 培育 实施 组建 设立 改造 新建 完成 提供 选调 招引 开工 落地 创建 打造 推进
    启动 获批 举办 开展 发展 培训 制定 出台 推出 筹集 筹建 布局 投入 投放 发放 减免 整治 治理 修复
    建立 支持 吸引 集聚 签约 储备 招聘 选派 派出 认定 评选 安排 争取 办理 受理 化解 处置 盘活 供应
    交付 销售 考察 走访 深入 查看 参观 学习 选择 生产 开通 开行 新开
    """)
    + ")+$"
)
_FAR = 120  # no name begins further off
_GENERIC = {"总量", "规模", "增量", "总数", "数量", "增幅", "增速", "总量和增速", "总额", "占比"}
_GENERIC |= {"比重", "总规模", "总里程", "增长率", "总", "排名"}


# An enum looks a member up each time; these are asked for at every number.
_DISPLACED, _RANK = Status.DISPLACED, Form.RANK
_AMOUNTS = frozenset([Form.AMOUNT, Form.LOST])

# A name, the rule that gave it, and what a following number may take up from it.
Name = tuple[str, str, str]


class Namer:
    """Names the numbers of a report in order; a number without words takes up the name before."""

    def __init__(self, text: str, clauses: Clauses, named: Mapping[int, int]) -> None:
        self._clauses = clauses
        self._text = text
        self._named = named
        self._things: list[str] = []
        self._last = self._shown = ""
        self._place = 0

    def name(self, quantity: Quantity, statement: Statement, *, values: int) -> tuple[str, str]:
        """The name and the rule that gave it; ``values`` is how many values its list has."""
        if quantity.status is _DISPLACED:
            return "", "name:none"
        if statement.link:
            return self._linked(quantity, statement)
        words, rule, subject = self._read(quantity, statement)
        earlier = [] if statement.fresh else self._things
        self._place, self._things = 0, []
        if values > 1:
            told_apart = "分别" in statement.before
            self._things = things(words, values, told_apart=told_apart)
            if rule == "name:carried" and len(earlier) == values:
                self._things = earlier
        self._shown = subject
        if rule != "name:carried" or not self._last:
            self._last = subject
        return (self._things[0] if self._things else words), rule

    def _read(self, quantity: Quantity, statement: Statement) -> Name:
        start = max(statement.start, quantity.start - _FAR)
        before = trimmed(self._text, start, quantity.start, named=self._named)
        if statement.fresh:
            self._last = ""
        inherited = self._last
        if not before and statement.before in {"由", "从"}:
            inherited = self._earlier(statement)
        found = _name(quantity, statement, before, inherited)
        if not inherited and found[1] == "name:carried" and found[0] not in _GENERIC:
            found = _name(quantity, statement, before, self._earlier(statement))
        return found

    def _linked(self, quantity: Quantity, statement: Statement) -> tuple[str, str]:
        if statement.link == "pair":
            self._place = 0
            return (self._things[0] if self._things else self._shown), "name:pair"
        if statement.link == "list" and self._place + 1 < len(self._things):
            self._place += 1
            return self._things[self._place], "name:list"
        counted = statement.link == "list" and quantity.word in COUNT_UNITS
        thing = noun(statement.after) if counted and not self._things else ""
        return (thing, "name:after") if thing else (self._shown, "name:list")

    def _earlier(self, statement: Statement) -> str:
        """The clause before: 标准厂房加层,由二层升为五层."""
        start = self._clauses.before(statement.left)
        if start == statement.left:
            return ""
        start = max(start, statement.left - _FAR)
        words = trimmed(self._text, start, statement.left - 1, named=self._named)
        return re.split("[将把]", words)[-1]


def _name(quantity: Quantity, statement: Statement, before: str, inherited: str) -> Name:
    if quantity.form is _RANK:
        return _rank_name(quantity, statement, before, inherited)
    rate = quantity.word in RATE_UNITS or quantity.form not in _AMOUNTS
    time = quantity.word in TIME_UNITS
    thing = "" if rate or time or not statement.after else noun(statement.after)
    verb = None if thing else change(before)
    if verb:
        return _changed_name(verb, inherited)
    subject = unreached(before)
    if time:
        return _time_name(statement, subject, inherited)
    if rate:
        return _share_name(statement, before, subject, inherited)
    counted = quantity.word in COUNT_UNITS
    return _thing_name(statement, subject, thing, inherited, counted=counted)


def _rank_name(quantity: Quantity, statement: Statement, before: str, inherited: str) -> Name:
    subject = _RANKED.sub("", before)
    if quantity.unit is None and statement.after and statement.after[0] not in "的升跃,)（(":
        subject = subject or inherited
        return subject + noun(statement.after), "name:after", subject
    return _completed(subject, inherited)


def _changed_name(verb: Change, inherited: str) -> Name:
    """提高6% is named by its growth, 提高到6% by what was raised."""
    tail = "" if verb.reached else verb.verb
    if verb.subject.endswith("、") and inherited:  # …、稳居全省前列、增长5%
        return inherited + tail, "name:carried", inherited
    if not verb.subject or verb.subject in _GENERIC:
        return inherited + verb.subject + tail, "name:carried", inherited or verb.subject
    return verb.subject + tail, "name:growth", verb.subject


def _time_name(statement: Statement, subject: str, inherited: str) -> Name:
    used = _USED.search(subject)
    if used and not used.start():
        return "历时" if "历时" in used[0] else "用时", "name:time", inherited
    subject = subject[: used.start()] if used else subject
    if statement.after.startswith("的"):
        course = _COURSE.match(statement.after)
        words = course[1] if course else statement.before.rstrip("了有约近")[-2:] + "时间"
        return words, "name:time", words
    return _completed(subject, inherited)


def _share_name(statement: Statement, before: str, subject: str, inherited: str) -> Name:
    if inherited and before.startswith(_COMPARED):
        return inherited + before, "name:carried", inherited
    if inherited and before.endswith("的") and _EQUALS.match(statement.before):
        words = f"{inherited}相当于{subject.removeprefix('相当于')}"
        return words, "name:share", inherited
    share = _SHARE.search(subject) if "占" in subject else None
    if share:
        whole = subject if share.start() else inherited + subject
        words = whole if whole.endswith(_SHARES) else whole + "比重"
        return words, "name:share", words
    if statement.after.startswith("的") or (not subject and statement.after):
        words = whole_noun(statement.after) + "占比"
        return words, "name:after", words
    return _completed(subject, inherited)


def _thing_name(
    statement: Statement, subject: str, thing: str, inherited: str, *, counted: bool
) -> Name:
    if not thing:
        return _completed(subject, inherited, counted=counted)
    amount = _AMOUNT.search(subject)
    if amount:
        words = (built_thing(statement.after) or thing) + amount[0]
        return words, "name:around", words
    words = _lead(statement, subject) + thing
    return words, "name:after", words


def _completed(subject: str, inherited: str, *, counted: bool = False) -> Name:
    if subject[-1:] in _ONLY_ENDS:
        subject = _ONLY.sub("", subject)
    if not subject or subject in _PRONOUNS or (not counted and _PLACE.fullmatch(subject)):
        return inherited or subject, "name:carried", inherited or subject
    if subject[0] in "较比与" and _BASE.fullmatch(subject):
        return inherited, "name:carried", inherited
    if subject in _GENERIC:
        return inherited + subject, "name:carried", inherited + subject
    return subject, "name:before", subject


def _lead(statement: Statement, subject: str) -> str:
    """The verb before a number whose thing stands after it: 引进[80家]首店."""
    if statement.joined or statement.before.endswith("等"):
        return ""
    head = _HEAD.search(subject)
    lead = _NO_VERB.sub("", head[0]) if head else ""
    verb = _VERB.search(lead) if len(lead) > 4 else None
    if verb:
        return verb[0]
    return lead if len(lead) <= 12 else ""

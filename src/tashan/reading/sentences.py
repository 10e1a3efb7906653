"""Sentences and clauses, and the words by which a clause shows what it does."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A stretch between full stops or semicolons; the stops inside quotation marks do not count.
SEGMENT = re.compile(r"(?:“[^“”\n]{0,80}”|《[^《》\n]{0,80}》|[^。；;！？!?\n])+")
# A stretch between commas; commas inside quotation marks and brackets do not count.
CLAUSE = re.compile(
    r"(?:“[^“”]{0,80}”|（[^（）]{0,60}）|\([^()]{0,60}\)|《[^《》]{0,80}》|[^，,：:])+"
)

_SOFT_LEAD = (
    "继续|持续|深入|全面|加快|大力|积极|着力|进一步|坚决|切实|扎实|有序|稳步|不断|主动|严格|统筹|纵深|加力|更大力度|全力"
    "|努力|分类|有效|充分|重点|认真|适时|定期|及时|科学|因地制宜|协同|一体|系统|牢牢|精心|率先|探索|研究|尽快|抓紧|高质量"
    "|高水平|高标准|高起点|高效|分别|逐步|依法|严厉|常态化|精准|加紧|同步|滚动|试点|考虑|可以|应当|要|将|应|须|必须|也|还"
    "|我们|我县|我市|我区|全县|全市|全区|全省|各级|各部门|特别是|同时|尤其是|一是|二是|三是|四是|五是|六是|首先|其次|再次|最后"
    "|一手|联动|梯次|整体|自上而下|全链条|全方位|多渠道|动态|规范|合理|优先|集中力量|集中|强力|倾力|千方百计|建议|争取|力争"
)
# Verbs of doing: a clause that begins with one says what will be done.
VERBS = (
    "建设|建立|建成|建好|健全|完善|制定|制订|出台|编制|实施|推行|推广|开展|组织|成立|设立|组建|创设|创新|创建|创办|搭建|打造"
    "|构建|启动|开工|新建|改建|扩建|改造|升级|整治|治理|清理|废除|破除|打击|惩治|整顿|查处|落实|执行|兑现|推进|推动|促进|促成"
    "|加强|强化|加大|加密|加速|提升|提高|增强|增加|扩大|拓展|拓宽|优化|深化|细化|壮大|做大|做强|做优|做实|做好|做精|做深|办好"
    "|抓好|抓实|抓|管好|用好|用足|盘活|激发|激活|释放|发挥|发展|培育|培养|培植|引进|引育|引导|引入|引培|招引|吸引|吸纳|招聘|聘请"
    "|邀请|支持|扶持|鼓励|帮助|帮扶|保障|保护|守护|守住|守牢|防范|防控|化解|降低|减轻|减少|压减|压降|控制|解决|补齐|补强|补上"
    "|缩小|稳定|稳住|巩固|维护|坚守|筑牢|夯实|织密|织牢|布局|谋划|策划|包装|储备|凝练|集成|充实|对接|衔接|融入|参与|承接|承办"
    "|举办|申办|筹办|召开|争取|争创|申报|试行|探索|研究|调研|梳理|明晰|明确|厘清|理顺|整合|盘清|改革|改进|改善|调整|调大|调优"
    "|规范|监管|监测|督促|督办|督查|考核|检查|排查|开发|开放|开通|开辟|开行|利用|运用|使用|应用|复制|借鉴|学习|供应|供给|投放"
    "|投入|安排|落地|建|办|设|推|挑选|选派|选调|选聘|选树|评选|表彰|宣传|倡导|弘扬|传承|营造|创造|形成|畅通|打通|贯通|联通|打好"
    "|打响|打赢|攻克|突破|攻坚|突出|聚焦|坚持|统一|合作|交流|协调|协作|协助|配合|联合|依托|寻求|普及|宣讲|培训|教育|保持|确保"
    "|保证|实行|实现|完成|达成|贯彻|遵守|遵循|履行|接受|自觉|听取|办理|回应|反馈|服务|助力|助推|赋能|带动|撬动|拉动|牵引|引领"
    "|支撑|扩容|扩面|扩能|提质|增效|增进|关心|关爱|关注|重视|解放|转变|转化|转移|适应|顺应|树立|增添|丰富|繁荣|活跃|满足"
    "|合理|共建|共享|共同|联系|联动|联合|迭代|升级|更新|修订|修改|修复|修缮|整改|推出|推介|推荐|上线|建优|筑|织|强|促|稳|扩|优|育"
    "|引|招|治|防|控|保|兜牢|兜住|兜底|托底|健康|关停|淘汰|取缔|禁止|杜绝|严禁|严防|严控|严查|严守|严格|压实|压紧|让|使|把|将|对|以"
    "|围绕|结合|按照|根据|通过|走|拿出|狠抓|力促|力推|力争|锻造|锤炼|锚定|瞄准|紧盯|紧抓|抢抓|把握|抓住|立足|着眼|充实|配备|配齐|配套"
    "|购置|采购|资助|补贴|奖励|激励|授予|放宽|放开|下放|取消|精简|压缩|简化|缩短|减免|免除|延长|延伸|覆盖|纳入|列入|归集|共治|擦亮|唱响"
    "|讲好|传播|挖掘|整理|活化|展示|展现|塑造|彰显|净化|美化|绿化|亮化|硬化|清除|清退|清零|腾退|腾笼|收储|收回|出让|流转|置换|征收"
    "|聚力|聚集|集聚|汇聚|凝聚|团结|动员|发动|号召|上线|试点|示范|打|争|建言|向"
)
_ACTION = re.compile(rf"(?:{_SOFT_LEAD})*(?:{VERBS})")
# A value that is to be reached, told of its subject: no action.
TARGET = re.compile(
    r"(?:增长|增速|达到?|下降|降至|降低至|降到|提高到|提高至|提升至|控制在|超过?|突破|保持|新增|新入库|净增|稳定在|力争|完成|实现"
    r"|以上|左右|增加|增至|翻番|不低于|不超过|高于|低于|同步|占比?)"
)
_TARGET_ONLY = re.compile(
    rf"(?!(?:{_SOFT_LEAD})*(?:实施|引进|打造|建设|培育|推进|改造|建成|开工|支持|组织|开展|创建|争创|集成|谋划))"
    r"[^，,]*(?:\d[^，,]*|保持[^，,]{2,8}|稳步[^，,]{2,4})$"
)


def segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each sentence, or part between semicolons, begins and ends, without blanks around."""
    for match in SEGMENT.finditer(text, start, end):
        yield match.span()


def clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each clause of a segment begins and ends."""
    return [match.span() for match in CLAUSE.finditer(text, start, end)]


def is_action(text: str, start: int, end: int) -> bool:
    """Whether the clause begins with what is to be done."""
    return _ACTION.match(text, start, end) is not None


def is_target(text: str, start: int, end: int) -> bool:
    """Whether the clause only tells a value to be reached."""
    return (
        _TARGET_ONLY.match(text, start, end) is not None
        and TARGET.search(text, start, end) is not None
    )

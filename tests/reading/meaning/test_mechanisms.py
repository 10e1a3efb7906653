from __future__ import annotations

import pytest
from tests.reading.plain import mechanisms_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("完善渔民参与港口管理长效机制。", "渔民参与港口管理长效机制"),
        ("对渔船实行“船东联保”制度，效果好。", "“船东联保”制度"),
        ("他们探索实施“三船并一”渔业合作模式。", "“三船并一”渔业合作模式"),
        ("深入实施渔港提升行动，拓宽航道。", "渔港提升行动"),
        ("窗口推行容缺受理，方便群众。", "容缺受理"),
        ("全镇推广“五步工作法”，成效明显。", "“五步工作法”"),
        ("建好用好渔业大数据服务平台，方便查询。", "渔业大数据服务平台"),
    ],
)
def test_a_scheme_is_named_with_its_marks(text: str, name: str) -> None:
    assert mechanisms_of(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "体制机制改革不断深化。",
        "建设城东防洪工程，修复堤坝。",
        "我们始终把机制放在首位。",
        "各项政策都要落实。",
        "创造了令人惊叹的“渔港速度”。",
        "坚决防止“形象工程”。",
        "社会治理体制机制更加完善。",
        "实施东港防波堤工程。",
        "推进信访工作法治化。",
    ],
)
def test_a_general_word_is_no_scheme(text: str) -> None:
    assert mechanisms_of(text) == []


def test_a_scheme_is_found_once() -> None:
    assert mechanisms_of("推行“船东联保”制度。“船东联保”制度很好。") == ["“船东联保”制度"]


def test_names_in_a_list_share_the_verb_before_the_first() -> None:
    text = "实施渔船更新换代计划、海带深加工工程。"
    assert mechanisms_of(text) == ["渔船更新换代计划", "海带深加工工程"]


def test_a_name_that_runs_on_takes_in_the_name_before() -> None:
    assert mechanisms_of("健全渔业产业基金市场化运作机制。") == ["渔业产业基金市场化运作机制"]


def test_quoted_words_that_are_practised_are_a_scheme() -> None:
    assert mechanisms_of("各镇推行“一船一码”，方便检查。") == ["“一船一码”"]


def test_a_budget_on_a_zero_base_is_a_scheme_though_reform_follows() -> None:
    assert mechanisms_of("深化零基预算改革。") == ["零基预算"]


def test_a_way_of_working_inside_a_longer_quotation_is_found() -> None:
    assert mechanisms_of("实行“一窗受理、限时办结”，群众满意。") == ["一窗受理", "限时办结"]


def test_quoted_and_plain_it_is_the_same_scheme() -> None:
    assert mechanisms_of("推行容缺受理。“容缺受理”很受欢迎。") == ["容缺受理"]


def test_what_is_built_at_the_head_of_a_clause_is_no_part_of_the_name() -> None:
    assert mechanisms_of("建设船东诉求“一键达”平台。") == ["船东诉求“一键达”平台"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("建立银企联席会议制度，每季度开会。", "银企联席会议制度"),
        ("落实渔港准入负面清单制度，放开市场。", "渔港准入负面清单制度"),
        ("推行首席服务员制度，上门办事。", "首席服务员制度"),
        ("还有督查通报、评比表彰考核“三报告”制度。", "“三报告”制度"),
        ("围绕渔港改造、“五个一百”工程等加强调度。", "“五个一百”工程"),
        ("提出在全省推广我县“船上学校”经验。", "“船上学校”经验"),
    ],
)
def test_a_name_takes_the_words_that_say_which_and_no_more(text: str, name: str) -> None:
    assert mechanisms_of(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "建立船东挂点、村组包干的渔港整治机制。",
            "船东挂点、村组包干的渔港整治机制",
        ),
        ("采取“县里补一点、船东出一点”的办法筹资。", "“县里补一点、船东出一点”的办法"),
        ("实行一周一碰头、一月一通报，进度很快。", "一周一碰头、一月一通报"),
        ("尽快出台《渔港经济三年行动方案》，成立专班。", "《渔港经济三年行动方案》"),
        ("向渔民发放“保鲜券”，每船两张。", "“保鲜券”"),
        ("开展“四季开船”活动，渔民踊跃参加。", "“四季开船”活动"),
        ("一是“船长”式服务更管用。", "“船长”式服务"),
        ("推进“两港一体”改革，人员统一调配。", "“两港一体”改革"),
        ("建立水产品质量追溯平台。", "水产品质量追溯平台"),
        ("对落户船厂实行“交船即验”审批办法。", "“交船即验”审批办法"),
        ("设立产业发展引导资金300万元。", "产业发展引导资金"),
        ("船企评议部门实行红黄绿灯管理。", "红黄绿灯管理"),
        ("抓好渔港投资全过程管理。", "渔港投资全过程管理"),
        ("把材料列入容缺受理清单。", "容缺受理清单"),
        ("采用“渔社+船东+电商”的模式。", "“渔社+船东+电商”的模式"),
        ("推行渔船首席代办制度，明确专人。", "渔船首席代办制度"),
        ("推行渔船首席代办制，明确专人。", "渔船首席代办制"),
        ("实行“三色”督办管理。", "“三色”督办管理"),
        ("探索“港长+警长”双轨制。", "“港长+警长”双轨制"),
        ("推行船舶登记“交船即交证”。", "“交船即交证”"),
        ("建立渔业风险补偿资金池3000万元。", "渔业风险补偿资金池"),
        ("开发“船员码”小程序。", "“船员码”小程序"),
    ],
)
def test_a_way_of_working_is_named_as_it_is_told(text: str, name: str) -> None:
    assert mechanisms_of(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "收集制度文件12份。",
        "每条航线配一个工作专班。",
        "选择两个渔港先行试点。",
        "成立“三七”委员会。",
        "推出“1+5”。",
        "渔港“鱼王”等拳头产品畅销。",
        "化解地方政府融资平台债务。",
        "出台《渔业促进条例》。",
        "有效机制还不完善。",
    ],
)
def test_what_sounds_like_a_scheme_may_be_none(text: str) -> None:
    assert mechanisms_of(text) == []

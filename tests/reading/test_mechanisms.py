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
    ],
)
def test_a_general_word_is_no_scheme(text: str) -> None:
    assert mechanisms_of(text) == []


def test_a_scheme_is_found_once() -> None:
    assert mechanisms_of("推行“船东联保”制度。“船东联保”制度很好。") == ["“船东联保”制度"]

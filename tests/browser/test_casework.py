"""A project is approved from intake to the joint completion check, by four people in four roles.

The window takes in and accepts, a handler works, a chief approves time and answers for the other
office, the applicant's agent supplements and takes the result away. Each sees what is theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from tests.browser.test_review import sign_in
from tests.casework import making
from tests.registry import people_and_places as county
from tests.web.people import PASSWORD

from tashan.casework.models import Case, Matter
from tashan.casework.states import State
from tashan.duties.keeping import NewDelegation, delegate
from tashan.duties.models import Form
from tashan.record.models import User
from tashan.registry.models import Entity
from tashan.registry.offices import appoint

pytestmark = pytest.mark.django_db(transaction=True)
Contexts = Callable[..., BrowserContext]
PDF = b"%PDF-1.7\n% invented\n%%EOF"
TITLES = {
    "plan": "建设工程规划许可证",
    "road": "占用挖掘道路许可",
    "drain": "排水接入许可",
    "check": "联合竣工验收",
}
HOUSING, LAND, FIRE, PARK = "住房和城乡建设局", "自然资源和规划局", "消防救援大队", "云溪园区管委会"


@dataclass
class Cast:
    """The case, and the page of each person in their own browser."""

    case: Case
    window: Page
    handler: Page
    chief: Page
    agent: Page
    server: str
    complaints: list[str]

    def matter(self, code: str) -> Matter:
        return making.matter(self.case, code)

    def act(self, page: Page, code: str, word: str) -> None:
        """Open the form of an act from the page of the case."""
        page.goto(f"{self.server}/cases/{self.case.pk}/")
        row = page.locator(f"#matter-{code}")
        link = row.get_by_role("link", name=word, exact=True)
        if not link.is_visible():
            row.locator("details.more-acts > summary").click()
        link.click()

    def send(self, page: Page) -> None:
        """Send the form; the page says that it is recorded."""
        page.locator(".act-form .btn.primary").click()
        expect(page.locator(".messages")).to_contain_text("已登记")

    def offers(self, page: Page, code: str, word: str) -> bool:
        """Whether the page of the case offers an act."""
        page.goto(f"{self.server}/cases/{self.case.pk}/")
        row = page.locator(f"#matter-{code}")
        return row.get_by_role("link", name=word, exact=True, include_hidden=True).count() > 0


def person(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def offices(db: None) -> dict[str, Entity]:
    return {name: making.office(name) for name in (HOUSING, LAND, FIRE, PARK, "政务服务中心")}


@pytest.fixture
def people(offices: dict[str, Entity]) -> None:
    """The handler serves in the park too, the chief also in the two offices that are asked."""
    person(making.officer("wang", "window", at=offices["政务服务中心"]))
    handler = person(making.officer("gu", "handler", at=offices[HOUSING]))
    chief = person(making.officer("lin", "chief", "handler", at=offices[HOUSING], post="局长"))
    person(making.agent("shen", making.enterprise()))
    for user, name in ((handler, PARK), (chief, LAND), (chief, FIRE)):
        officer = user.belongings.get().entity
        appoint(officer, offices[name], "兼职", since=county.LONG_AGO, source=county.source())


@pytest.fixture
def case(people: None, offices: dict[str, Entity]) -> Case:
    """Four matters received; the joint completion check comes after the other three."""
    received = {"state": State.RECEIVED, "received_on": timezone.localdate()}
    asks = {"terms": {"asks": ["land", "fire"], "materials": []}}
    steps: dict[str, dict[str, object]] = {
        "plan": received,
        "road": received | {"item": "road-works", "terms": {"materials": ["form"]}},
        "drain": received | {"terms": {"materials": ["form", "drawing"], "tolerable": ["drawing"]}},
        "check": asks,
    }
    for code, title in TITLES.items():
        steps[code] = {"title": {"zh": title, "en": code}} | steps[code]
    for duty, name in (("land", LAND), ("fire", FIRE)):
        making.holds(duty, offices[name])
    return making.make_case(
        steps, {"check": ["plan", "road", "drain"]}, office=offices[HOUSING],
        materials=("form", "plan", "drawing"), given=("form",), applicant=making.enterprise(),
    )  # fmt: skip


@pytest.fixture
def cast(
    case: Case,
    page: Page,
    new_context: Contexts,
    live_server: LiveServer,
    settings: Settings,
    complaints: list[str],
) -> Cast:
    settings.PLACE = "999901"
    pages = {"gu": page}
    for username, width in (("wang", 1440), ("lin", 1440), ("shen", 390)):
        pages[username] = new_context(viewport={"width": width, "height": 900}).new_page()
    for username, start in (
        ("wang", "/inbox/"), ("gu", "/inbox/"), ("lin", "/approvals/"), ("shen", "/own/cases/"),
    ):  # fmt: skip
        sign_in(pages[username], live_server, username, start)
    window, handler, chief, agent = (pages[name] for name in ("wang", "gu", "lin", "shen"))
    return Cast(case, window, handler, chief, agent, live_server.url, complaints)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "文件.pdf"
    path.write_bytes(PDF)
    return path


def entrust(offices: dict[str, Entity], since: date) -> None:
    """The park handles the item, in the name and under the seal of the housing office."""
    delegate(
        NewDelegation(
            item="road-works", title={"zh": TITLES["road"]}, holder=offices[HOUSING],
            to=offices[PARK], form=Form.ENTRUSTED, is_to_organ=True, since=since,
            document="他政办发〔2026〕1号", announced="县政府网站 2026-10-01",
        ),
        source=county.source(),
    )  # fmt: skip


def test_from_intake_to_the_joint_completion_check(
    cast: Cast, offices: dict[str, Entity], pdf: Path
) -> None:
    entrust(offices, timezone.localdate() - timedelta(days=30))
    _a_supplement(cast, pdf)
    _a_delegation(cast)
    _a_tolerant_acceptance(cast)
    _a_stop_and_an_extension(cast, pdf)
    _what_was_to_follow(cast, pdf)
    _a_joint_check(cast, pdf)
    cast.case.refresh_from_db()
    assert cast.case.state == "finished"


def _a_supplement(cast: Cast, pdf: Path) -> None:
    """The window asks for everything at once, the agent uploads it, the window accepts."""
    expect(cast.window.locator(".inbox")).to_contain_text(TITLES["plan"])
    cast.act(cast.window, "plan", "一次告知补正")
    expect(cast.window.get_by_label("plan")).to_be_checked()
    cast.window.fill("[name=says]", "请补交总平面图，标注消防车道")
    cast.send(cast.window)
    cast.agent.goto(f"{cast.server}/own/cases/{cast.case.pk}/")
    expect(cast.agent.locator(".asked")).to_contain_text("标注消防车道")
    assert cast.agent.evaluate("document.documentElement.scrollWidth") <= 390
    cast.agent.set_input_files("[name=file_plan]", pdf)
    cast.agent.get_by_role("button", name="提交").click()
    expect(cast.agent.locator(".messages")).to_contain_text("承办单位继续办理")
    assert not cast.offers(cast.window, "plan", "作出决定")
    cast.act(cast.window, "plan", "受理")
    expect(cast.window.locator(".effect")).to_contain_text("承诺")
    cast.send(cast.window)
    assert cast.matter("plan").promised_on is not None


def _a_delegation(cast: Cast) -> None:
    """The entrusted item goes to the park at acceptance, the seal stays where it was."""
    cast.act(cast.window, "road", "受理")
    cast.send(cast.window)
    road = cast.matter("road")
    assert road.office is not None
    assert making.office(PARK) == road.office
    assert road.seal_id == making.office(HOUSING).pk
    cast.handler.goto(f"{cast.server}/inbox/")
    row = cast.handler.locator("tr", has_text=TITLES["road"])
    expect(row).to_contain_text(PARK)
    for word in ("承办", "作出决定"):
        cast.act(cast.handler, "road", word)
        cast.send(cast.handler)


def _a_tolerant_acceptance(cast: Cast) -> None:
    """A drawing may follow; the clock begins all the same, and the matter passes tolerantly."""
    cast.act(cast.window, "drain", "容缺")
    cast.send(cast.window)
    cast.act(cast.window, "drain", "受理")
    cast.send(cast.window)
    for word in ("承办", "作出决定"):
        cast.act(cast.handler, "drain", word)
        cast.send(cast.handler)
    assert cast.matter("drain").state == State.PASSED_TOLERANTLY
    cast.handler.goto(f"{cast.server}/inbox/?list=follow")
    expect(cast.handler.locator(".inbox-table")).to_contain_text(TITLES["drain"])


def _a_stop_and_an_extension(cast: Cast, pdf: Path) -> None:
    """The handler stops the clock with the chief's approval; only the chief extends it."""
    cast.act(cast.handler, "plan", "承办")
    cast.send(cast.handler)
    assert not cast.offers(cast.handler, "plan", "延期")
    cast.act(cast.handler, "plan", "启动特别程序")
    cast.handler.select_option("[name=reason]", "expert_review")
    cast.handler.fill("[name=says]", "规划方案专家评审")
    cast.handler.fill("[name=expected_days]", "5")
    cast.send(cast.handler)
    assert cast.matter("plan").promised_on is None
    cast.handler.goto(f"{cast.server}/inbox/?list=stopped")
    expect(cast.handler.locator(".inbox-table")).to_contain_text("专家评审")
    for word in ("结束特别程序", "承办"):
        cast.act(cast.handler, "plan", word)
        cast.send(cast.handler)
    before = cast.matter("plan").promised_on
    cast.act(cast.chief, "plan", "延期")
    cast.chief.fill("[name=n]", "5")
    cast.chief.fill("[name=says]", "方案复杂，经批准延长")
    cast.send(cast.chief)
    after = cast.matter("plan").promised_on
    assert before is not None
    assert after is not None
    assert after > before
    cast.act(cast.handler, "plan", "作出决定")
    cast.handler.fill("[name=document]", "他住建许〔2026〕8号")
    cast.handler.set_input_files("[name=file]", pdf)
    cast.send(cast.handler)


def _what_was_to_follow(cast: Cast, pdf: Path) -> None:
    """The agent hands the drawing in, the window closes what was tolerated."""
    cast.agent.goto(f"{cast.server}/own/cases/{cast.case.pk}/")
    expect(cast.agent.locator(".asked")).to_contain_text("前补齐")
    cast.agent.set_input_files("[name=file_drawing]", pdf)
    cast.agent.get_by_role("button", name="提交").click()
    expect(cast.agent.locator(".messages")).to_be_visible()
    if cast.matter("drain").tolerated_until is not None:
        cast.act(cast.window, "drain", "容缺补齐")
        cast.send(cast.window)
    assert cast.matter("drain").tolerated_until is None


def _a_joint_check(cast: Cast, pdf: Path) -> None:
    """Two offices are asked and each answers; only then it passes, and the agent sees the end."""
    for page, word in (
        (cast.window, "接件"), (cast.window, "受理"), (cast.handler, "承办"),
        (cast.handler, "征求意见"),
    ):  # fmt: skip
        cast.act(page, "check", word)
        cast.send(page)
    cast.act(cast.handler, "check", "作出决定")
    cast.handler.locator(".act-form .btn.primary").click()
    expect(cast.handler.locator(".errorlist")).to_contain_text("2")
    assert len(cast.complaints) == 1  # the browser notes the refusal itself
    cast.complaints.clear()
    cast.chief.goto(f"{cast.server}/approvals/")
    expect(cast.chief.locator(".trio")).to_contain_text("征求 2 家，已复 0 家")
    for _office in ("land", "fire"):
        cast.act(cast.chief, "check", "回复意见")
        cast.chief.get_by_label("同意", exact=True).check()
        cast.send(cast.chief)
    cast.act(cast.handler, "check", "作出决定")
    cast.handler.fill("[name=document]", "他联验〔2026〕3号")
    cast.handler.set_input_files("[name=file]", pdf)
    cast.send(cast.handler)
    cast.agent.goto(f"{cast.server}/own/cases/{cast.case.pk}/")
    expect(cast.agent.locator("main")).to_contain_text("已办结")
    result = cast.agent.get_by_role("link", name="他联验〔2026〕3号")
    answer = cast.agent.request.get(cast.server + (result.get_attribute("href") or ""))
    assert answer.body() == PDF


def test_each_sees_what_is_theirs_and_no_more(cast: Cast) -> None:
    theirs = making.make_case(
        {"one": {"state": State.RECEIVED, "received_on": timezone.localdate()}},
        office=making.office("水利局"), subject=making.project("别家的项目", 2),
        applicant=making.enterprise("云溪新材料有限公司", 8),
    )  # fmt: skip
    expected = {
        (cast.agent, f"/own/cases/{theirs.pk}/"): 404,
        (cast.agent, "/inbox/"): 403,
        (cast.agent, f"/cases/{cast.case.pk}/"): 403,
        (cast.handler, f"/cases/{theirs.pk}/"): 404,
        (cast.handler, f"/cases/{theirs.pk}/matters/one/accept/"): 404,
        (cast.chief, "/own/cases/"): 403,
        (cast.window, f"/cases/{theirs.pk}/matters/one/accept/"): 200,
    }
    found = {(page, path): page.request.get(cast.server + path).status for page, path in expected}
    assert found == expected

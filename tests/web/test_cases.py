"""The list of cases, one case, why a date, and what if."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from tests.casework import making
from tests.web.people import OfficerClient, sign_in, speaking_english
from tests.web.test_inbox import in_hand

from tashan.casework.models import Case, Matter, Opinion, Prerequisite, Stop
from tashan.casework.states import State
from tashan.record.events import append

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 11)  # a Wednesday
BEGUN = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 11, 3, tzinfo=UTC))


@pytest.fixture
def leader(db: None) -> OfficerClient:
    return speaking_english(sign_in(making.officer("leader", "leader", at=making.office("县政府"))))


def two_in_a_row() -> Case:
    """The first passed on the fourth, the second is in hand since; a third waits."""
    passed = in_hand(state=State.PASSED, ended_on=date(2026, 11, 4))
    second = in_hand(received_on=date(2026, 11, 4), accepted_on=date(2026, 11, 4))
    return making.make_case(
        {"land": passed, "permit": second, "start": {}}, {"permit": ["land"], "start": ["permit"]}
    )


def stop(matter: Matter, first: date, until: date | None, **said: object) -> Stop:
    told = {"reason": "supplement", "says": "缺总平图"} | said
    return Stop.objects.create(matter=matter, stopped_on=first, resumed_on=until, **told)


def text(client: OfficerClient, case: Case, further: str = "") -> str:
    answer = client.get(f"/cases/{case.pk}/{further}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_in_whose_hands_the_case_is(leader: OfficerClient) -> None:
    shown = text(leader, two_in_a_row())
    holder = shown[shown.index("In whose hands") :][:600]
    assert "自然资源和规划局" in holder
    assert "permit" in holder


def test_each_day_of_the_promise_is_a_box(leader: OfficerClient) -> None:
    shown = text(leader, two_in_a_row())
    assert shown.count('<li class="used">') == 4
    assert '<li class="now yellow">5</li>' in shown
    assert shown.count('<li class="left">') == 2


def test_the_drawing_links_the_matters_of_the_path(leader: OfficerClient) -> None:
    shown = text(leader, two_in_a_row())
    assert shown.count('class="link"') == 2
    assert shown.count('<g class="critical">') == 3
    assert 'class="today"' in shown


def test_a_stop_is_hatched(leader: OfficerClient) -> None:
    case = two_in_a_row()
    stop(making.matter(case, "permit"), date(2026, 11, 5), date(2026, 11, 9))
    assert 'fill="url(#hatch)"' in text(leader, case)


def test_the_drawing_is_a_file_of_its_own(leader: OfficerClient) -> None:
    case = two_in_a_row()
    answer = leader.get(f"/cases/{case.pk}/gantt.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<style>" in answer.content
    sheet = leader.get(f"/cases/{case.pk}/gantt.xlsx")
    assert sheet.content[:2] == b"PK"
    assert leader.get(f"/cases/{case.pk}/gantt.doc").status_code == 404


def test_the_days_add_up_to_those_elapsed(leader: OfficerClient) -> None:
    case = two_in_a_row()
    stop(making.matter(case, "permit"), date(2026, 11, 5), date(2026, 11, 7))
    shown = text(leader, case)
    went = shown[shown.index("Where the days went") :]
    assert "The applicant, for supplements" in went
    assert '<b>Elapsed</b></td><td class="num"><b>9</b>' in went


def test_a_filing_is_on_record_and_never_approved(leader: OfficerClient) -> None:
    done = in_hand(state=State.PASSED, ended_on=TODAY, sort="filing")
    shown = text(leader, making.make_case({"filing": done}))
    assert "On record" in shown
    assert "pproved" not in shown


def test_a_joint_matter_says_how_many_were_asked_and_gave(leader: OfficerClient) -> None:
    case = making.make_case({"joint": in_hand()})
    for name, on in (("水利局", TODAY), ("林业局", None), ("住建局", TODAY)):
        Opinion.objects.create(
            matter=making.matter(case, "joint"), duty=name, office=making.office(name),
            asked_on=BEGUN, given_on=on, position="agrees" if on else "",
        )  # fmt: skip
    assert "Joint: 3 asked, 2 given" in text(leader, case)


def test_what_marks_a_matter_stands_beside_it(leader: OfficerClient) -> None:
    case = making.make_case(
        {
            "committed": in_hand(mode="p"),
            "tolerated": in_hand(tolerated_until=date(2026, 11, 20)),
            "deemed": in_hand(is_deemed=True),
            "twice": in_hand(),
        }
    )
    matter = making.matter(case, "twice")
    stop(matter, date(2026, 11, 5), date(2026, 11, 6), is_repeated=True)
    shown = text(leader, case)
    for word in ("Commitment", "Materials follow until 11-20", "Automatic", "asked for twice"):
        assert word in shown


def test_what_was_typed_in_later_is_flagged(leader: OfficerClient) -> None:
    case = two_in_a_row()
    append(
        case.stream, "matter.accept", {"matter": "permit", "late": True}, actor=None,
        at=datetime(2026, 11, 6, 3, tzinfo=UTC), occurred_on=date(2026, 11, 4),
    )  # fmt: skip
    shown = text(leader, case)
    assert "late entry: happened 11-04" in shown
    assert '<span class="tag yellow">Late entry</span>' in shown


def test_of_many_events_all_are_told_on_request(leader: OfficerClient) -> None:
    case = two_in_a_row()
    for n in range(10):
        append(
            case.stream, "case.handed_in", {"says": f"第{n}份"}, actor=None,
            at=datetime(2026, 11, 6, 3, tzinfo=UTC),
        )  # fmt: skip
    assert "第0份" not in text(leader, case)
    assert "All 10" in text(leader, case)
    assert "第0份" in text(leader, case, "?events=all")


def test_a_prerequisite_without_a_law_says_none(leader: OfficerClient) -> None:
    case = two_in_a_row()
    Prerequisite.objects.filter(after__code="permit").update(basis=["土地管理法"])
    shown = text(leader, case)
    assert "土地管理法" in shown
    assert "none: no law says so" in shown


def test_a_closed_case_is_in_nobodys_hands(leader: OfficerClient) -> None:
    done = in_hand(state=State.PASSED, ended_on=date(2026, 11, 4))
    case = making.make_case({"one": done}, state="finished", closed_on=date(2026, 11, 4))
    assert "Nobody’s: every matter has ended" in text(leader, case)


def test_the_page_of_a_case_takes_few_queries(
    leader: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    case = making.make_case({f"m{k}": in_hand() for k in range(9)})
    with django_assert_max_num_queries(12):
        text(leader, case)


def test_a_handler_of_another_office_is_not_told_that_there_is_a_case() -> None:
    case = making.make_case({"one": in_hand()}, office=making.office("水利局"))
    handler = sign_in(making.officer("handler", "handler", at=making.office()))
    for further in ("", "matters/one/", "what-if/", "gantt.svg"):
        assert handler.get(f"/cases/{case.pk}/{further}").status_code == 404


def test_why_a_date_counts_every_day(leader: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    stop(making.matter(case), date(2026, 11, 4), date(2026, 11, 6))
    shown = text(leader, case, "matters/one/")
    assert "Why November 13" in shown
    assert "It stood still for 2 days." in shown
    assert shown.count('class="paused') == 4  # two days, the line and the key
    assert "counts 1" in shown


def test_why_a_date_names_both_deadlines(leader: OfficerClient) -> None:
    shown = text(leader, making.make_case({"one": in_hand()}), "matters/one/")
    assert "<b>2026-11-11</b>" in shown
    assert "<b>2026-11-30</b>" in shown


def test_the_days_of_the_statute_are_counted_on_request(leader: OfficerClient) -> None:
    case = making.make_case({"one": in_hand()})
    assert "Why November 30" in text(leader, case, "matters/one/?limit=statutory")


def test_one_more_day_stopped_moves_the_licence(leader: OfficerClient) -> None:
    case = making.make_case({"one": in_hand(accepted_on=date(2026, 11, 9))})
    assert "the licence comes 1 day later" in text(leader, case, "matters/one/")


def test_one_more_day_stopped_off_the_path_moves_nothing(leader: OfficerClient) -> None:
    long = in_hand(terms={"limits": [making.PROMISED | {"n": 30}]})
    case = making.make_case({"short": in_hand(accepted_on=date(2026, 11, 9)), "long": long})
    assert "the licence comes no later" in text(leader, case, "matters/short/")


def test_a_matter_that_has_not_begun_says_so(leader: OfficerClient) -> None:
    assert "Its clock has not begun" in text(leader, two_in_a_row(), "matters/start/")


def test_the_panel_is_a_part_of_the_page(leader: OfficerClient) -> None:
    case = two_in_a_row()
    part = leader.get(f"/cases/{case.pk}/matters/permit/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    assert b'id="why"' in part.content


def test_days_of_a_year_without_a_notice_are_provisional(leader: OfficerClient) -> None:
    long = in_hand(terms={"limits": [making.PROMISED | {"n": 60}]})
    assert "Provisional" in text(leader, making.make_case({"one": long}), "matters/one/")


def test_a_shorter_limit_brings_the_licence_earlier(leader: OfficerClient) -> None:
    case = two_in_a_row()
    shown = text(leader, case, "what-if/?n.start=2")
    assert "The licence would come 7 days earlier" in shown
    assert making.matter(case, "start").terms["limits"][0]["n"] == 7


def test_a_dropped_prerequisite_brings_it_earlier(leader: OfficerClient) -> None:
    shown = text(leader, two_in_a_row(), "what-if/?drop=permit:start")
    assert "earlier" in shown[: shown.index("Limits and prerequisites")]


def test_a_prerequisite_that_closes_a_circle_is_told(leader: OfficerClient) -> None:
    shown = text(leader, two_in_a_row(), "what-if/?before=start&after=permit")
    assert "These matters would wait for each other" in shown


def test_a_commitment_takes_the_days_out(leader: OfficerClient) -> None:
    shown = text(leader, two_in_a_row(), "what-if/?commit=start")
    assert "earlier" in shown[: shown.index("Limits and prerequisites")]


def test_nonsense_in_the_address_changes_nothing(leader: OfficerClient) -> None:
    asked = "what-if/?n.start=x&drop=a&drop=b:c&commit=none&before=start&after=start&n.permit=-3"
    assert "The licence would come on the same day" in text(leader, two_in_a_row(), asked)


def listed(client: OfficerClient, query: str = "") -> str:
    return client.get(f"/cases/{query}").content.decode()


def test_the_list_shows_running_cases_with_the_earliest_light(leader: OfficerClient) -> None:
    making.make_case({"one": in_hand(promised_on=date(2026, 11, 9))}, title="晚了的")
    making.make_case(
        {"one": in_hand(state=State.PASSED, ended_on=TODAY)},
        title="办完的", state="finished", closed_on=TODAY,
    )  # fmt: skip
    shown = listed(leader)
    assert "晚了的" in shown
    assert '<span class="light red">2 days late</span>' in shown
    assert "办完的" not in shown
    assert "办完的" in listed(leader, "?state=finished")


@pytest.mark.parametrize(
    ("light", "title"),
    [("red", "晚"), ("unlawful", "违"), ("yellow", "近"), ("green", "远"), ("stopped", "停")],
)
def test_the_list_filters_by_light(leader: OfficerClient, light: str, title: str) -> None:
    for called, said in {
        "晚": {"promised_on": date(2026, 11, 9)},
        "违": {"promised_on": date(2026, 11, 6), "statutory_on": date(2026, 11, 9)},
        "近": {"promised_on": date(2026, 11, 12)},
        "远": {},
        "停": {"state": State.SPECIAL_BEGUN, "promised_on": None, "statutory_on": None},
    }.items():
        making.make_case({"one": in_hand(**said)}, title=f"{called}的")
    assert f"{title}的" in listed(leader, f"?light={light}")
    assert "远的" not in listed(leader, f"?light={light}") or light == "green"


def test_the_list_filters_by_office_and_words(leader: OfficerClient) -> None:
    water = making.office("水利局")
    making.make_case({"one": in_hand()}, office=water, title="水库")
    making.make_case({"one": in_hand()}, title="厂房")
    assert "厂房" not in listed(leader, f"?office={water.pk}")
    assert "水库" not in listed(leader, "?q=厂房")
    assert "No case matches" in listed(leader, "?q=没有")


def test_an_empty_list_says_where_cases_come_from(leader: OfficerClient) -> None:
    assert "as soon as the window opens it" in listed(leader)


@pytest.mark.parametrize("column", ["title", "-number", "opened", "-due", "-passed", "nonsense"])
def test_the_list_sorts(leader: OfficerClient, column: str) -> None:
    two_in_a_row()
    assert "电子产业园一期" in listed(leader, f"?sort={column}&page=99")


def test_the_list_takes_few_queries(
    leader: OfficerClient, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for n in range(5):
        making.make_case({"one": in_hand()}, subject=making.project(serial=n + 1))
    with django_assert_max_num_queries(12):
        listed(leader)

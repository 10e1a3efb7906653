"""The page on which a place brings its own file: checked, compared, a reason for each change."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.web.adopting_cast import adopted
from tests.web.people import Knock, OfficerClient, speaking_english

from tashan.adoption.models import Adoption

pytestmark = pytest.mark.django_db
LEADER = "r:parts/chain/leader"


@pytest.fixture(autouse=True)
def _our_place(settings: Settings) -> None:
    settings.PLACE = "999901"


@pytest.fixture
def steward(knock: Knock) -> OfficerClient:
    return speaking_english(knock("steward"))


@pytest.fixture
def made(steward: OfficerClient) -> Adoption:
    return adopted(steward.user)


def held(adoption: Adoption) -> str:
    return adoption.versions.latest("number").text


def edited(adoption: Adoption) -> str:
    """With another leader and without one of the links."""
    text = held(adoption).replace("分管工业的副县长", "常务副县长")
    start, end = text.index("      systems:\n        title:"), text.index("    leader:")
    return text[:start] + text[end:]


def send(client: OfficerClient, adoption: Adoption, **said: object) -> tuple[int, str]:
    fields = {"step": "compare", "since": "2026-12-01"} | said
    answer = client.post(reverse("change_file", args=[adoption.pk]), fields)
    return answer.status_code, answer.content.decode()


def test_the_text_that_holds_is_there_to_be_changed(steward: OfficerClient, made: Adoption) -> None:
    page = steward.get(reverse("change_file", args=[made.pk])).content.decode()
    assert "mechanism: four_ones" in page


def test_the_page_of_the_adoption_leads_there(steward: OfficerClient, made: Adoption) -> None:
    page = steward.get(reverse("adoption", args=[made.pk])).content.decode()
    assert reverse("change_file", args=[made.pk]) in page


def test_what_differs_is_told_by_its_titles(steward: OfficerClient, made: Adoption) -> None:
    status, page = send(steward, made, text=edited(made))
    assert status == 200
    assert "Electrical equipment and electronics › leader" in page
    assert "› Devices and systems" in page
    assert "taken out" in page
    assert made.versions.count() == 1


def test_an_uploaded_file_counts_as_typed(steward: OfficerClient, made: Adoption) -> None:
    upload = SimpleUploadedFile("local.yaml", edited(made).encode())
    assert f'name="{LEADER}"' in send(steward, made, text=held(made), file=upload)[1]


def test_an_upload_that_is_no_utf8_says_what_to_do(steward: OfficerClient, made: Adoption) -> None:
    upload = SimpleUploadedFile("local.yaml", edited(made).encode("gb18030"))
    status, page = send(steward, made, text=held(made), file=upload)
    assert (status, "Save it as UTF-8" in page) == (422, True)
    assert "mechanism: four_ones" in page


def test_a_problem_stands_at_its_line_and_the_text_is_kept(
    steward: OfficerClient, made: Adoption
) -> None:
    text = edited(made).replace("tier: leading", "tier: leeding")
    line = text[: text.index("leeding")].count("\n") + 1
    status, page = send(steward, made, text=text.replace("\n", "\r\n"))
    assert status == 422
    assert f"line {line}</b><code>tier: leeding</code>" in page
    assert "常务副县长" in page


def test_a_file_that_says_the_same_comes_back(steward: OfficerClient, made: Adoption) -> None:
    status, page = send(steward, made, text=held(made))
    assert (status, "Nothing differs" in page) == (422, True)


def test_a_change_without_a_reason_comes_back_with_what_was_typed(
    steward: OfficerClient, made: Adoption
) -> None:
    status, page = send(
        steward, made, text=edited(made), step="confirm", **{LEADER: "常务副县长任链长"}
    )
    assert status == 422
    assert "parts/chain/links/systems" in page
    assert 'value="常务副县长任链长"' in page
    assert made.versions.count() == 1


def test_what_is_confirmed_is_a_new_version(steward: OfficerClient, made: Adoption) -> None:
    status, _page = send(
        steward, made, text=edited(made), step="confirm",
        **{LEADER: "常务副县长任链长", "r.all": "本县没有整机"},
    )  # fmt: skip
    assert status == 302
    assert made.versions.latest("number").reasons == {
        "parameters/masters": "链上企业多",
        "parts/chain/leader": "常务副县长任链长",
        "parts/chain/links/systems": "本县没有整机",
    }


def test_the_reasons_stand_on_the_page_of_the_adoption(
    steward: OfficerClient, made: Adoption
) -> None:
    send(steward, made, text=edited(made), step="confirm", **{"r.all": "本县没有整机"})
    page = steward.get(reverse("adoption", args=[made.pk])).content.decode()
    assert "› leader: 本县没有整机" in page


def test_who_goes_back_finds_the_text_as_it_was(steward: OfficerClient, made: Adoption) -> None:
    _status, page = send(steward, made, text=edited(made), step="edit")
    assert 'id="text"' in page
    assert "常务副县长" in page


def test_two_who_edit_at_once_do_not_undo_each_other(
    steward: OfficerClient, made: Adoption
) -> None:
    said = {"step": "confirm", "seen": "1", "r.all": "本县没有整机"}
    ours = edited(made)
    send(steward, made, text=ours, **said)
    other = ours.replace("常务副县长", "县委副书记")
    status, page = send(steward, made, text=other, **said)
    assert (status, "version 2 meanwhile" in page) == (422, True)

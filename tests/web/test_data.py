"""The pages of imports and exports: what is shown, who gets what, and how many queries it takes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests import cast as people
from tests.exchange import cast as sheets
from tests.exchange.cast import HEAD, begun, firm, loaded, nobody_looks, undone, xlsx
from tests.web import things
from tests.web.people import Knock, OfficerClient

from tashan.exchange import exports, loading
from tashan.exchange.models import Export, Import, ImportState
from tashan.record.models import Event

pytestmark = pytest.mark.django_db
BAD = firm(2, _2="9999")


@pytest.fixture
def client(knock: Knock) -> OfficerClient:
    made = knock("registrar", "analyst", "exporter")
    sheets.county(sheets.source(made.user))
    return made


def page(client: OfficerClient, run: Import) -> str:
    return client.get(reverse("import_run", args=[run.pk])).content.decode()


def sent(client: OfficerClient, data: bytes, name: str = "名录.xlsx", **more: str) -> Import:
    file = SimpleUploadedFile(name, data)
    given = {"target": "enterprises", "since": "2026-01-01", "files": file} | more
    answer = client.post(reverse("new_import"), given)
    assert answer.status_code == 302
    return Import.objects.get()


def test_a_sheet_that_is_sent_waits_to_be_looked_through(client: OfficerClient) -> None:
    run = sent(client, xlsx(HEAD, firm(1)))
    assert run.state == ImportState.PREVIEWING
    assert "hx-get" in page(client, run)


def test_what_is_no_table_is_refused_with_the_next_step(client: OfficerClient) -> None:
    file = SimpleUploadedFile("图.xlsx", b"\x89PNG....")
    answer = client.post(
        reverse("new_import"),
        {"target": "enterprises", "since": "2026-01-01", "files": file},
        headers={"X-Part": "1"},
    )
    assert answer.json()["tone"] == "red"
    assert not Import.objects.exists()


def test_a_bad_row_is_shown_at_its_cell_with_reason_and_form(client: OfficerClient) -> None:
    run = begun(xlsx(HEAD, firm(1), BAD), "enterprises", client.user)
    shown = page(client, run)
    assert "1 行没有问题，1 行还不能导入" in shown
    assert '<td class="bad"><span>9999</span>' in shown


def test_all_or_none_is_not_offered_while_a_row_is_bad(client: OfficerClient) -> None:
    run = begun(xlsx(HEAD, firm(1), BAD), "enterprises", client.user)
    answer = client.post(reverse("decide_import", args=[run.pk]), {"rows": "all"})
    assert answer.status_code >= 400
    run.refresh_from_db()
    assert run.state == ImportState.PREVIEW


def test_columns_are_chosen_anew_and_remembered(client: OfficerClient) -> None:
    head = ("某列", *HEAD[1:])
    run = begun(xlsx(head, firm(1)), "enterprises", client.user)
    assert run.seen["missing"] == ["企业名称"]
    given = {"since": "2026-01-01", "column-0": "name", "column-1": "code"}
    client.post(reverse("change_import", args=[run.pk]), given)
    run.refresh_from_db()
    assert run.mapping == {"name": 0, "code": 1}
    loading.preview(run, at=people.AT, part=nobody_looks)
    loaded(run)
    again = begun(xlsx(head, firm(2)), "enterprises", client.user)
    assert again.mapping["name"] == 0


def test_my_sheet_comes_back_marked(client: OfficerClient) -> None:
    run = begun(xlsx(HEAD, BAD), "enterprises", client.user)
    answer = client.get(reverse("marked_sheet", args=[run.pk]))
    assert answer.content.startswith(b"PK")


def test_a_template_is_taken_for_every_target(client: OfficerClient) -> None:
    from tashan.exchange.targets import TARGETS

    for code in TARGETS:
        answer = client.get(reverse("import_template", args=[code]))
        assert answer.content.startswith(b"PK"), code


def test_an_analyst_sees_no_import_into_a_register(client: OfficerClient, knock: Knock) -> None:
    run = begun(xlsx(HEAD, firm(1)), "enterprises", client.user)
    analyst = knock("analyst", username="figures-only")
    assert analyst.get(reverse("import_run", args=[run.pk])).status_code == 404


def test_an_import_is_undone_from_its_page(client: OfficerClient) -> None:
    run = loaded(begun(xlsx(HEAD, firm(1)), "enterprises", client.user))
    assert "撤销整次导入" in page(client, run)
    client.post(reverse("undo_import", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == ImportState.UNDOING


def test_every_state_has_its_page(client: OfficerClient) -> None:
    run = undone(loaded(begun(xlsx(HEAD, firm(1)), "enterprises", client.user)))
    assert "恢复到导入之前的内容" in page(client, run)
    for state in ImportState.values:
        Import.objects.filter(pk=run.pk).update(state=state, failure="why")
        assert client.get(reverse("import_run", args=[run.pk])).status_code == 200


def test_an_export_is_asked_for_with_the_filter_of_the_page(client: OfficerClient) -> None:
    given = {"kind": "enterprises", "scale": "large", "page": "2", "reviewer": "周远"}
    client.post(reverse("new_export"), given)
    run = Export.objects.get()
    assert (run.query, run.reviewer) == ({"scale": "large"}, "周远")


def test_a_file_that_is_done_is_taken_out_and_recorded(client: OfficerClient) -> None:
    run = exports.ask("enterprises", {}, reviewer="", actor=client.user, at=people.AT)
    exports.write(run, at=people.AT, part=nobody_looks)
    answer = client.get(reverse("export_file", args=[run.pk]))
    assert answer.content.startswith(b"PK")
    assert Event.objects.filter(stream=run.stream, kind="export.taken_out").count() == 1


def test_another_exporter_does_not_find_it(client: OfficerClient, knock: Knock) -> None:
    run = exports.ask("enterprises", {}, reviewer="", actor=client.user, at=people.AT)
    other = knock("reader", "exporter", username="other-exporter")
    assert other.get(reverse("export_file", args=[run.pk])).status_code == 404


def test_the_pages_take_few_queries(
    client: OfficerClient, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    runs = [begun(xlsx(HEAD, firm(n), BAD), "enterprises", client.user) for n in (3, 4, 5)]
    with django_assert_max_num_queries(12):
        client.get(reverse("data"))
    with django_assert_max_num_queries(12):
        client.get(reverse("import_run", args=[runs[0].pk]))


def test_figures_are_of_our_own_place_unless_the_sheet_says_otherwise(
    knock: Knock, settings: Settings
) -> None:
    settings.PLACE = things.OUR_PLACE
    things.place()
    page = knock("analyst").get("/data/?target=figures_wide")
    assert page.context["form"]["subject"].value() == "他山县"


def test_without_an_own_place_it_is_left_open(knock: Knock, settings: Settings) -> None:
    settings.PLACE = ""
    page = knock("analyst").get("/data/?target=figures_wide")
    assert page.context["form"]["subject"].value() == ""

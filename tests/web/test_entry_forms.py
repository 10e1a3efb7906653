"""A registrar enters and changes what the registers hold: each act with its day and its reason."""

from __future__ import annotations

from datetime import date

import pytest
from tests.registry.people_and_places import (
    TODAY,
    county,
    credit_code,
    enterprise,
    office,
    place,
    source,
)
from tests.web.people import Knock, OfficerClient, account

from tashan.record.models import Event
from tashan.registry import credit, offices
from tashan.registry.belonging import entity_of
from tashan.registry.credit import NewCredit
from tashan.registry.dated import as_of
from tashan.registry.enterprises import facts_on
from tashan.registry.models import Belonging, CreditEvent, Entity, Label, OfficeFacts, Tenure
from tashan.registry.naming import name_on

pytestmark = pytest.mark.django_db
WHY = {"since": "2026-10-01", "reason": "他市监函〔2026〕12号"}


@pytest.fixture
def registrar(knock: Knock) -> OfficerClient:
    return knock("registrar", username="keeper")


@pytest.fixture
def firm(db: None) -> Entity:
    return enterprise("恒川精密电子有限公司", industry="C3981", scale="small", registered_capital=5)


def send(client: OfficerClient, address: str, **fields: str) -> int:
    return client.post(address, WHY | fields).status_code


def errors(client: OfficerClient, address: str, **fields: str) -> dict[str, list[str]]:
    return client.post(address, WHY | fields).context["form"].errors


FIELDS = {"name": "云帆机械有限公司", "standing": "operating"}


class TestNew:
    def test_an_enterprise_is_entered(self, registrar: OfficerClient) -> None:
        fields = FIELDS | {"code": credit_code(5).lower(), "industry": "3421",
                                "registered_capital": "500"}  # fmt: skip
        assert send(registrar, "/entities/new/enterprise/", **fields) == 302
        made = Entity.objects.get(code=credit_code(5))
        facts = facts_on(made, date(2026, 10, 1))
        assert facts is not None
        assert (facts.industry, facts.registered_capital) == ("C3421", 500_000_000)

    def test_a_mistyped_code_is_told_beside_its_field(self, registrar: OfficerClient) -> None:
        fields = FIELDS | {"code": "91999901MA00000001"}
        assert list(errors(registrar, "/entities/new/enterprise/", **fields)) == ["code"]

    def test_a_taken_code_is_told_beside_its_field(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        found = errors(registrar, "/entities/new/enterprise/", **FIELDS | {"code": firm.code})
        assert "恒川精密电子有限公司" in found["code"][0]

    def test_an_unknown_industry_is_told_beside_its_field(self, registrar: OfficerClient) -> None:
        fields = FIELDS | {"code": credit_code(5), "industry": "9999"}
        assert list(errors(registrar, "/entities/new/enterprise/", **fields)) == ["industry"]

    def test_a_reason_is_asked_for(self, registrar: OfficerClient) -> None:
        fields = FIELDS | {"code": credit_code(5), "reason": ""}
        assert list(errors(registrar, "/entities/new/enterprise/", **fields)) == ["reason"]

    def test_a_town_is_entered_in_its_county(self, registrar: OfficerClient) -> None:
        county()
        fields = {"name": "城关镇", "level": "town", "parent": "他山县"}
        assert send(registrar, "/entities/new/place/", **fields) == 302

    def test_a_place_that_is_not_known_is_told_beside_its_field(
        self, registrar: OfficerClient
    ) -> None:
        fields = {"name": "城关镇", "level": "town", "parent": "某县"}
        assert list(errors(registrar, "/entities/new/place/", **fields)) == ["parent"]

    def test_one_of_two_towns_of_one_name_is_told_by_its_number(
        self, registrar: OfficerClient
    ) -> None:
        towns = [place("城关镇", "", "town") for _ in "ab"]
        fields = {"name": "石桥村", "level": "village", "parent": "城关镇"}
        found = errors(registrar, "/entities/new/place/", **fields)
        assert f"城关镇 #{towns[1].pk}" in found["parent"][0]
        fields["parent"] = f"城关镇 #{towns[1].pk}"
        assert send(registrar, "/entities/new/place/", **fields) == 302

    def test_an_office_and_an_officer_are_entered(self, registrar: OfficerClient) -> None:
        county()
        assert (
            send(registrar, "/entities/new/office/", name="他山县发展和改革局", place="999901")
            == 302
        )
        assert send(registrar, "/entities/new/officer/", name="林清和") == 302

    def test_other_kinds_have_forms_of_their_own(self, registrar: OfficerClient) -> None:
        assert registrar.get("/entities/new/park/").status_code == 404


class TestActs:
    def test_facts_are_changed_from_their_day_on(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        form = registrar.get(f"/entities/{firm.pk}/change/").context["form"]
        assert (form.initial["scale"], form.initial["registered_capital"]) == ("small", "0.000005")
        fields = {"scale": "medium", "standing": "operating", "industry": "C3981"}
        assert send(registrar, f"/entities/{firm.pk}/change/", **fields) == 302
        assert facts_on(firm, TODAY).scale == "medium"  # type: ignore[union-attr]
        assert facts_on(firm, date(2026, 9, 30)).scale == "small"  # type: ignore[union-attr]

    def test_what_was_entered_is_an_event_with_its_officer(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        send(registrar, f"/entities/{firm.pk}/rename/", name="恒川电子股份有限公司")
        event = Event.objects.filter(stream=firm.stream).latest("sequence")
        assert (event.kind, event.actor) == ("entity.renamed", registrar.user)
        assert name_on(firm, TODAY) == "恒川电子股份有限公司"

    def test_a_label_is_given_and_ended(self, registrar: OfficerClient, firm: Entity) -> None:
        send(registrar, f"/entities/{firm.pk}/label/", code="高新技术企业")
        row = Label.objects.get()
        again = errors(registrar, f"/entities/{firm.pk}/label/", code="高新技术企业")
        assert list(again) == ["code"]
        address = f"/entities/{firm.pk}/end-label/{row.pk}/"
        assert send(registrar, address, since="2026-11-01") == 302
        assert not as_of(Label.objects.all(), TODAY).exists()

    def test_a_label_does_not_end_before_it_began(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        send(registrar, f"/entities/{firm.pk}/label/", code="高新技术企业")
        address = f"/entities/{firm.pk}/end-label/{Label.objects.get().pk}/"
        assert list(errors(registrar, address, since="2020-01-01")) == ["since"]

    def test_an_affiliate_is_added_by_its_name(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        enterprise("恒川控股有限公司", 2)
        fields = {"other": "恒川控股", "tie": "parent", "share": "60"}
        assert send(registrar, f"/entities/{firm.pk}/affiliate/", **fields) == 302

    def test_a_credit_event_is_entered_and_repaired(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        fields = {"kind": "abnormal_operation", "document": "3号", "decided_by": "市监局"}
        assert send(registrar, f"/entities/{firm.pk}/credit/", **fields) == 302
        row = CreditEvent.objects.get()
        address = f"/entities/{firm.pk}/repair/{row.pk}/"
        assert send(registrar, address, since="2026-11-01", document="移出决定") == 302
        assert not credit.in_force(firm, TODAY).exists()

    def test_a_repair_too_early_is_told_beside_its_day(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        new = NewCredit("serious_penalty", "3号", "市监局", date(2026, 9, 1))
        row = credit.enter_credit(firm, new, source=source())
        address = f"/entities/{firm.pk}/repair/{row.pk}/"
        assert list(errors(registrar, address, document="决定")) == ["since"]

    def test_another_name_is_added(self, registrar: OfficerClient, firm: Entity) -> None:
        assert send(registrar, f"/entities/{firm.pk}/call/", name="恒川", sort="short") == 302

    def test_a_duplicate_is_merged_and_parted(self, registrar: OfficerClient, firm: Entity) -> None:
        twin = enterprise("恒川精密", 2)
        address = f"/entities/{twin.pk}/merge/"
        found = errors(registrar, address, code_or_name="恒川精密电子有限公司")
        assert list(found) == ["code_or_name"]
        fields = {"code_or_name": str(firm.pk), "despite_codes": "on"}
        assert send(registrar, address, **fields) == 302
        assert Entity.objects.get(pk=twin.pk).merged_into == firm
        assert send(registrar, f"/entities/{twin.pk}/part/") == 302
        assert Entity.objects.get(pk=twin.pk).merged_into is None

    def test_an_office_gets_its_successor_and_place_in_the_tree(
        self, registrar: OfficerClient
    ) -> None:
        old, new = office("国土资源局"), office("自然资源和规划局")
        address = f"/entities/{old.pk}/succeed/"
        assert send(registrar, address, code_or_name="自然资源和规划局") == 302
        assert send(registrar, f"/entities/{old.pk}/change/", parent="自然资源和规划局") == 302
        assert OfficeFacts.objects.filter(parent=new, replaced=None).exists()
        found = errors(registrar, f"/entities/{new.pk}/change/", parent="国土资源局")
        assert list(found) == ["parent"]

    def test_an_officer_is_appointed_and_leaves(self, registrar: OfficerClient) -> None:
        office("发展和改革局")
        lin = offices.enter_officer("林清和", since=date(2020, 1, 1), source=source())
        fields = {"office": "发展和改革局", "post": "局长", "order": "1", "is_lead": "on"}
        assert send(registrar, f"/entities/{lin.pk}/appoint/", **fields) == 302
        address = f"/entities/{lin.pk}/leave/{Tenure.objects.get().pk}/"
        assert send(registrar, address, since="2026-11-01") == 302

    def test_an_account_is_bound_and_released(self, registrar: OfficerClient, firm: Entity) -> None:
        agent = account("agent", "agent")
        fields = {"username": "agent", "capacity": "agent"}
        assert send(registrar, f"/entities/{firm.pk}/belong/", **fields) == 302
        assert entity_of(agent, TODAY) == firm
        address = f"/entities/{firm.pk}/release/{Belonging.objects.get().pk}/"
        assert send(registrar, address, since="2026-11-01") == 302
        assert entity_of(agent, TODAY) is None

    def test_an_account_that_is_not_there_is_told(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        fields = {"username": "nobody", "capacity": "agent"}
        assert list(errors(registrar, f"/entities/{firm.pk}/belong/", **fields)) == ["username"]

    @pytest.mark.parametrize("act", ["affiliate", "credit", "nonsense", "change"])
    def test_an_act_of_another_kind_is_not_offered(
        self, act: str, registrar: OfficerClient
    ) -> None:
        lin = offices.enter_officer("林清和", since=date(2020, 1, 1), source=source())
        assert registrar.get(f"/entities/{lin.pk}/{act}/").status_code == 404

    def test_a_row_of_another_entity_is_not_touched(
        self, registrar: OfficerClient, firm: Entity
    ) -> None:
        send(registrar, f"/entities/{firm.pk}/label/", code="高新技术企业")
        other = enterprise("云帆机械有限公司", 2)
        address = f"/entities/{other.pk}/end-label/{Label.objects.get().pk}/"
        assert send(registrar, address) == 404

    @pytest.mark.parametrize(
        "act", ["change", "rename", "call", "label", "affiliate", "credit", "merge", "belong"]
    )
    def test_every_form_opens(self, act: str, registrar: OfficerClient, firm: Entity) -> None:
        assert registrar.get(f"/entities/{firm.pk}/{act}/").status_code == 200

    def test_it_takes_few_queries(
        self, registrar: OfficerClient, firm: Entity, django_assert_max_num_queries
    ) -> None:
        with django_assert_max_num_queries(12):
            registrar.get(f"/entities/{firm.pk}/change/")

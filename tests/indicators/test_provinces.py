"""What the provinces' reports state is kept with its report, in the unit of the indicator."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests import cast

from tashan.base.errors import UserError
from tashan.indicators.models import Observation
from tashan.indicators.provinces import Loaded, load_stated, read_stated
from tashan.mechanisms.library import library
from tashan.record import sources
from tashan.record.models import PermittedUse, Source
from tashan.registry.keeping import New, enter_many
from tashan.registry.kinds import Kind

FILE = Path(__file__).parents[2] / "examples" / "provinces-2025.csv"


@pytest.fixture
def loaded() -> Loaded:
    enter_provinces()
    return load_stated(FILE, at=cast.AT)


def enter_provinces() -> None:
    source = sources.of_document("GB/T 2260", at=cast.AT)
    codes = sorted({row.place for row in read_stated(FILE)})
    news = [New(code, date(1949, 10, 1), code, {"level": "province"}) for code in codes]
    enter_many(Kind.PLACE, news, source=source)


def figure(place: str, indicator: str, measure: str = "level") -> Observation:
    return Observation.objects.get(
        subject__code=place, indicator__code=indicator, measure=measure, holder="stated"
    )


def test_the_library_knows_every_indicator_of_the_file() -> None:
    assert {row.indicator for row in read_stated(FILE)} <= library().indicators.keys()


@pytest.mark.django_db
def test_every_row_is_recorded_but_one_in_another_currency(loaded: Loaded) -> None:
    assert loaded.made == len(list(read_stated(FILE))) - 1
    assert len(loaded.left_out) == 1
    assert "provinces-2025.csv:162: 亿元 cannot be converted into 万美元" in loaded.left_out[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("place", "indicator", "value", "stated"),
    [
        ("110000", "grp", "52000", "5.2万亿元"),
        ("210000", "grain_output", "2578", "515.6亿斤"),
        ("210000", "fdi_utilised", "338000", "33.8亿美元"),
        ("310000", "income_per_head", "92000", "9.2万元"),
        ("310000", "consumer_prices", "100.1", "0.1%"),
        ("430000", "income_per_head", "39545", ""),
    ],
)
def test_a_level_is_in_the_unit_of_the_indicator_and_kept_as_printed(
    place: str, indicator: str, value: str, stated: str
) -> None:
    found = figure(place, indicator)
    assert (found.value, found.stated) == (Decimal(value), stated)


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_each_report_is_one_public_source_with_its_government_and_day() -> None:
    source = figure("440000", "grp").source
    assert (source.publisher, source.published_on) == ("广东省人民政府", date(2026, 1, 26))
    assert source.address.startswith("https://www.gd.gov.cn/")
    assert source.permitted_use == PermittedUse.PUBLIC
    assert Source.objects.exclude(title="GB/T 2260").count() == 27


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_what_is_there_at_the_end_of_the_year_is_of_its_last_day() -> None:
    last = date(2025, 12, 31)
    assert figure("640000", "resident_population").first == last
    assert figure("430000", "urbanisation_rate").first == last
    assert figure("110000", "grp").first == date(2025, 1, 1)


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_only_a_note_that_changes_what_is_counted_is_a_scope() -> None:
    found = Observation.objects.exclude(scope="").values_list("subject__code", "scope")
    assert set(found) == {
        ("110000", "实际增长"),
        ("120000", "新增就业"),
        ("310000", "全社会固定资产投资"),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_the_word_for_approximate_is_kept() -> None:
    assert figure("650000", "goods_trade").approximate == "突破"


@pytest.mark.django_db
@pytest.mark.usefixtures("loaded")
def test_what_a_report_calls_preliminary_is_so() -> None:
    assert figure("350000", "grp").vintage == "preliminary"
    assert figure("110000", "grp").vintage == "flash"


@pytest.mark.django_db
def test_loading_the_file_twice_changes_nothing(loaded: Loaded) -> None:
    before = Observation.objects.count(), Source.objects.count()
    assert load_stated(FILE, at=cast.AT) == (0, loaded.left_out)
    assert (Observation.objects.count(), Source.objects.count()) == before


@pytest.mark.django_db
def test_a_place_that_is_not_in_the_register_is_named() -> None:
    with pytest.raises(UserError, match=r"110000.*not in the register"):
        load_stated(FILE, at=cast.AT)

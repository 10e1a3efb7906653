"""The benchmark counts what it says it counts, so that its figures can be believed."""

from __future__ import annotations

from pathlib import Path

import pytest

BENCH = Path(__file__).parents[2] / "bench"
TEXT = "园区入驻率达到91%，厂房102万平方米。建议设立窗口。"
RATE = {"kind": "indicator", "quote": "入驻率达到91%", "value": 91, "unit": "%", "name": "入驻率"}
AREA = {"kind": "indicator", "quote": "厂房102万平方米", "value": 102, "unit": "万平方米"}
PLAN = {"kind": "measure", "quote": "建议设立窗口"}


@pytest.fixture(autouse=True)
def _bench_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH))


def found(row: dict, quote: str | None = None, **other: object) -> dict:
    quote = quote or row["quote"]
    start = TEXT.index(quote)
    return row | {"quote": quote, "start": start, "end": start + len(quote)} | other


def scored(gold: list[dict], rows: list[dict]) -> dict:
    from scores import score_plainly

    return score_plainly(TEXT, gold, rows)


def figures(kind: str, gold: list[dict], rows: list[dict]) -> tuple[float, float, float]:
    told = scored(gold, rows)[kind]
    return told["gold"], told["found"], told["matched"]


def test_the_same_value_and_unit_in_an_overlapping_quote_match() -> None:
    assert figures("indicator", [RATE, AREA], [found(RATE, "达到91%"), found(AREA)]) == (2, 2, 2)


@pytest.mark.parametrize("wrong", [{"value": 92}, {"unit": "家"}, {"unit": None}])
def test_another_value_or_unit_is_no_match(wrong: dict) -> None:
    assert figures("indicator", [RATE], [found(RATE, **wrong)]) == (1, 1, 0)


def test_a_finding_serves_one_row_of_the_gold() -> None:
    assert figures("indicator", [RATE, RATE], [found(RATE)]) == (2, 1, 1)


def test_a_lost_number_is_not_counted() -> None:
    assert figures("indicator", [RATE], [found(RATE), found(AREA, value=None)]) == (1, 1, 1)


def test_a_clause_matches_by_half_of_the_shorter() -> None:
    assert figures("measure", [PLAN], [found(PLAN, "设立窗口。")]) == (1, 1, 1)
    assert figures("measure", [PLAN], [found(PLAN, "102万平方米。建")]) == (1, 1, 0)


def test_a_quote_that_is_not_the_text_is_broken_evidence() -> None:
    told = scored([RATE], [found(RATE, start=0, end=3)])
    assert (told["broken_evidence"], told["indicator"]["matched"]) == (1, 0)


def test_fields_are_shares_of_what_matched() -> None:
    rows = [found(RATE, name="园区入驻率"), found(AREA, name="人口")]
    assert scored([RATE, AREA | {"name": "厂房面积"}], rows)["indicator"]["name"] == 0.5


def test_a_span_counts_inside_the_quote_with_its_value_and_unit(tmp_path: Path) -> None:
    import json

    from cases import Case
    from spans import tally

    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in (RATE, AREA)), "utf-8")
    case = Case("text", TEXT, gold)
    at = TEXT.index("102万平方米")
    exact = (at, at + 7, 1_020_000.0, "平方米")
    assert tally([case], [[exact]]) == tally([case], [[exact, (0, 1, 91.0, None)]])
    assert (tally([case], [[exact]]).exact, tally([case], [[exact]]).gold) == (1, 2)
    bare = (TEXT.index("91"), TEXT.index("91") + 2, 91.0, None)
    assert (tally([case], [[bare]]).exact, tally([case], [[bare]]).value) == (0, 1)
    assert tally([case], [[(at, len(TEXT), 1_020_000.0, "平方米")]]).exact == 0


def test_our_own_spans_stand_where_the_numbers_do() -> None:
    from spans import own_spans

    assert [(TEXT[start:end], unit) for start, end, _, unit in own_spans(TEXT)] == [
        ("91%", "1"),
        ("102万平方米", "平方米"),
    ]


def test_every_quote_of_the_gold_stands_in_its_example() -> None:
    from cases import example_cases

    cases = example_cases()
    assert len(cases) == 2
    for case in cases:
        missing = [row["quote"] for row in case.rows if row["quote"] not in case.text]
        assert missing == []

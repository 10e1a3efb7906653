"""``tashan rank``: what is ranked here, run a ranking, verify and publish it, without a browser."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tashan.record.commands import set_up

if TYPE_CHECKING:
    from tashan.indicators.ranking_models import RankingRun
    from tashan.record.models import User

EPILOG = """examples:
  tashan rank                                # the rankings in force, each with its newest run
  tashan rank 3 total                        # run the part “total” of adoption 3 as of today
  tashan rank 3 total --year 2025 --by lin   # … in the name of an account
  tashan rank --verify 12                    # is run 12 still what its hash says?
  tashan rank --format json
"""
BROKEN = 3  # docs/reference/exit-codes.md


def rank(argv: Sequence[str]) -> int:
    """3 where a run that is verified is no longer what its hash says."""
    options = _parser().parse_args(argv)
    set_up()
    if options.verify:
        return _verify(options.verify)
    if options.adoption is None:
        _tell(_in_force(), options.format)
        return 0
    run = _run(options)
    _tell([_said(run)], options.format)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tashan rank",
        description="Run adopted rankings and appraisals; every step is kept with a hash.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("adoption", nargs="?", type=int, help="number of the adoption")
    parser.add_argument("part", nargs="?", default="", help="the ranking's code in its file")
    parser.add_argument("--year", type=int, help="what is assessed; the year before this one")
    parser.add_argument("--by", default="", help="the account in whose name it is run")
    parser.add_argument("--verify", type=int, metavar="RUN", help="verify a stored run")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    return parser


def _in_force() -> list[dict[str, object]]:
    from django.utils import timezone

    from tashan.indicators.ranking.listed import rankings_here

    return [
        {
            "adoption": one.held.adoption.pk,
            "part": one.part,
            "title": one.ranking.title.zh,
            "run": one.newest.pk if one.newest else None,
            "on": one.newest.on.isoformat() if one.newest else None,
        }
        for one in rankings_here(timezone.localdate())
    ]


def _run(options: argparse.Namespace) -> RankingRun:
    from django.utils import timezone

    from tashan.adoption import current
    from tashan.adoption.models import Adoption
    from tashan.base.errors import UserError
    from tashan.indicators.ranking import running

    adoption = Adoption.objects.filter(pk=options.adoption).first()
    if adoption is None or not options.part:
        raise UserError(
            f"there is no part {options.part!r} of an adoption {options.adoption}.",
            hint="`tashan rank` lists them.",
        )
    now = timezone.now()
    on = timezone.localdate(now)
    held = current.of(adoption, on)
    actor = _account(options.by)
    return running.run(held, options.part, on=on, actor=actor, at=now, year=options.year)


def _account(username: str) -> User | None:
    """Who runs it; of itself Tashan does where nobody is named."""
    from tashan.base.errors import UserError
    from tashan.record import perms
    from tashan.record.models import User

    if not username:
        return None
    user = User.objects.filter(username__iexact=username).first()
    if user is None or not perms.may_rank(user):
        raise UserError(f"{username} may not run rankings.", hint="Name an analyst or a steward.")
    return user


def _said(run: RankingRun) -> dict[str, object]:
    counts = ", ".join(f"{state} {number}" for state, number in run.head["counts"].items())
    return {
        "run": run.pk,
        "part": run.part,
        "title": run.head["title"]["zh"],
        "year": run.year,
        "rows": counts,
        "sha256": run.sha256,
    }


def _verify(number: int) -> int:
    from tashan.base.errors import UserError
    from tashan.indicators.ranking.storing import is_intact
    from tashan.indicators.ranking_models import RankingRun

    run = RankingRun.objects.filter(pk=number).first()
    if run is None:
        raise UserError(f"there is no run {number}.", hint="`tashan rank` lists the newest ones.")
    if is_intact(run):
        print(f"run {number} is what its hash says: {run.sha256}")
        return 0
    print(f"run {number} is not what its hash says.", file=sys.stderr)
    return BROKEN


def _tell(rows: list[dict[str, object]], form: str) -> None:
    if form == "json":
        print(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        print("  ".join("—" if value is None else str(value) for value in row.values()))
    if not rows:
        print("No ranking is adopted.")

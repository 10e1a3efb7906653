"""One client of the ledger bench: posts draws and repayments in turn to one book.

Reads ``run SECONDS`` from standard input, answers with how many were posted.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, date, datetime

import django

django.setup()

from tashan.ledger.books import account_ids  # noqa: E402
from tashan.ledger.models import Book  # noqa: E402
from tashan.ledger.posting import NewEntry, post  # noqa: E402
from tashan.record.models import User  # noqa: E402

ON, AT = date(2026, 11, 2), datetime(2026, 11, 2, 2, 0, tzinfo=UTC)


def main() -> None:
    code, version = sys.argv[1], int(sys.argv[2])
    book, user = Book.objects.get(code=code), User.objects.get(username="bench")
    ids = account_ids(book)
    draw = {ids["loans"]: 1_000_00, ids["cash"]: -1_000_00}
    turns = [
        NewEntry(
            kind, {pk: sign * fen for pk, fen in draw.items()}, ON, "case:1", version,
            "bench", [{"title": {"zh": "本金", "en": "Principal"}, "formula": "1,000.00",
                       "fen": 1_000_00}],
        )
        for kind, sign in (("draw", 1), ("repay", -1))
    ]  # fmt: skip
    print("ready", flush=True)
    for line in sys.stdin:
        seconds = float(line.split()[1])
        began, posted = time.perf_counter(), 0
        while (took := time.perf_counter() - began) < seconds:
            post(book.pk, turns[posted % 2], actor=user, at=AT)
            posted += 1
        if posted % 2:
            post(book.pk, turns[1], actor=user, at=AT)
        print(json.dumps({"posted": posted, "seconds": took}), flush=True)


if __name__ == "__main__":
    main()

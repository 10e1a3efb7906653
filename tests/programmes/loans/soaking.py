"""Many clients at one fund while connections are killed, and what must hold all the time.

Each client remembers every entry that it was told of. Where the connection died with a commit
under way it looks whether the entry is there, as a cashier would; in the end the book must hold
exactly what the clients remember, to the fen.
"""

from __future__ import annotations

import random
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, Error, IntegrityError, connection
from tests.programmes.loans.loan_cast import DAY, WAN, Money, by

from tashan.base.errors import UserError
from tashan.ledger.models import Account, Entry
from tashan.ledger.verifying import verify_books
from tashan.programmes.fund_models import ENDED_LOANS, Fund, Loan, LoanState
from tashan.programmes.loans.applying import NewLoan, apply
from tashan.programmes.loans.approving import approve, reject, withdraw
from tashan.programmes.loans.money import entries_of, fee_paid, outstanding
from tashan.programmes.loans.paying import pay_out
from tashan.programmes.loans.promising import decline, promise
from tashan.programmes.loans.renewing import renew
from tashan.programmes.loans.repaying import pay_fee, repay, reverse_payment
from tashan.programmes.loans.reviewing import review
from tashan.record.models import User
from tashan.registry.models import Entity

CAPITAL, ASKED = 700 * WAN, 100 * WAN
DEADLOCK = "40P01"
Found = TypeVar("Found")
# what comes next of a loan, the likeliest first
NEXT: dict[str, tuple[str, ...]] = {
    LoanState.APPLIED: ("review", "review", "withdraw"),
    LoanState.REVIEWED: ("promise",) * 8 + ("decline", "withdraw"),
    LoanState.PROMISED: ("approve",) * 8 + ("reject", "withdraw"),
    LoanState.APPROVED: ("pay_out",) * 8 + ("withdraw",),
    LoanState.DRAWN: ("renew", "repay", "repay", "repay", "turn"),
    LoanState.REPAID: ("pay_fee", "pay_fee", "pay_fee", "turn"),
}
ACTS = ("apply", "review", "promise", "decline", "approve", "reject", "withdraw", "pay_out",
        "renew", "repay", "pay_fee", "turn")  # fmt: skip


@dataclass
class Told:
    """What all clients did, and every fault that anybody saw."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    found_done: int = 0  # commits whose answer was lost, and which had happened
    killed: int = 0
    checks: int = 0
    faults: list[str] = field(default_factory=list)
    entries: dict[int, list[tuple[str, int]]] = field(default_factory=dict)


class Client:
    """One firm's affairs, done by the firm, its bank and the fund's office in turn."""

    def __init__(self, money: Money, firm: Entity, agent: User, told: Told, seed: int) -> None:
        self.money, self.firm, self.agent, self.told = money, firm, agent, told
        self.dice = random.Random(seed)
        self.day = DAY
        self.loans = 0

    def step(self) -> None:
        """One act, likely the next one, at times one that must be refused."""
        loan = Loan.objects.filter(firm=self.firm).exclude(state__in=ENDED_LOANS).first()
        if self.dice.random() < 0.15:
            name = self.dice.choice(ACTS)
        else:
            name = self.dice.choice(NEXT[loan.state]) if loan else "apply"
        if loan is None and name != "apply":
            return
        before = len(self._remembered(loan)) if loan else 0
        try:
            expected = self._act(name, loan)
        except UserError:
            self.told.refused[name] += 1
        except Error as error:
            self._look(name, loan, before, error)
        else:
            self.told.done[name] += 1
            if loan and expected:
                self._remembered(loan).append(expected)
            self.intended = None

    def _remembered(self, loan: Loan) -> list[tuple[str, int]]:
        return self.told.entries.setdefault(loan.pk, [])

    def _act(self, name: str, loan: Loan | None) -> tuple[str, int] | None:
        """The kind and amount of the entry that the act was to post."""
        self.intended: tuple[str, int] | None = None
        if loan is None or name == "apply":
            self._apply()
            return None
        doing: Callable[[Loan], Any] = getattr(self, f"_{name}")
        doing(loan)
        return self.intended

    def _apply(self) -> None:
        self.day += timedelta(days=self.dice.randrange(3))
        new = self.money.told(self.firm, ASKED, self.day)
        number = f"HT-{self.firm.pk}-{self.dice.randrange(10**9)}"
        apply(self.money.fund, NewLoan(**new | {"bank_loan": number}), by=by(self.agent, self.day))

    def _review(self, loan: Loan) -> None:
        passes = self.dice.random() < 0.95
        review(loan, passes, "" if passes else "材料不实", by=by(self.money.handler, self.day))

    def _promise(self, loan: Loan) -> None:
        fen = ASKED * self.dice.choice((1, 2, 2))
        promise(loan, fen, self.day, "承诺函", by=by(self.money.clerk, self.day))

    def _decline(self, loan: Loan) -> None:
        decline(loan, "不再续贷", by=by(self.money.clerk, self.day))

    def _approve(self, loan: Loan) -> None:
        fen = self.dice.choice((ASKED, ASKED * 7 // 10, ASKED // 3))
        approve(loan, fen, by=by(self.money.chief, self.day))

    def _reject(self, loan: Loan) -> None:
        reject(loan, "不予同意", by=by(self.money.chief, self.day))

    def _withdraw(self, loan: Loan) -> None:
        withdraw(loan, "不再需要", by=by(self.agent, self.day))

    def _pay_out(self, loan: Loan) -> None:
        self.intended = ("draw", -(loan.approved or 0))
        pay_out(loan, by=by(self.money.cashier, self.day))

    def _renew(self, loan: Loan) -> None:
        self.day += timedelta(days=self.dice.randrange(12))
        renew(loan, 2 * ASKED, "新贷合同", by=by(self.money.clerk, self.day))

    def _repay(self, loan: Loan) -> None:
        out = outstanding(loan)
        fen = self.dice.choice((out, out, max(1, out // 3), out + 1))
        self.intended = ("repay", fen)
        repay(loan, fen, by=by(self.money.cashier, self.day))

    def _pay_fee(self, loan: Loan) -> None:
        fen = (loan.fee or 0) - fee_paid(loan)
        self.intended = ("fee", fen)
        pay_fee(loan, fen, by=by(self.money.cashier, self.day))

    def _turn(self, loan: Loan) -> None:
        entries = list(entries_of(loan))
        if not entries:
            raise UserError("nothing to turn")
        entry = self.dice.choice(entries)
        self.intended = ("reversal", -effect(entry))
        reverse_payment(loan, entry, "误划", by=by(self.money.cashier, self.day))

    def _look(self, name: str, loan: Loan | None, before: int, error: Error) -> None:
        """The connection died: whether the act happened is what the database says."""
        if isinstance(error, IntegrityError) or _state(error) == DEADLOCK:
            self.told.faults.append(f"{name}: {error!r}")
        self.told.lost[name] += 1
        if loan is None or self.intended is None:
            connection.close()
            return
        rows = patiently(lambda: [(one.kind, effect(one)) for one in entries_of(loan)])
        if len(rows) > before:
            self.told.found_done += 1
            self._remembered(loan).append(self.intended)


def effect(entry: Entry) -> int:
    """By how much an entry changes the money at hand, in fen: principal and fees."""
    rows = entry.postings.filter(account__code__in=("cash", "fee_cash"))
    return sum(rows.values_list("fen", flat=True))


def _state(error: Error) -> str | None:
    return getattr(error.__cause__, "sqlstate", None)


def patiently(ask: Callable[[], Found]) -> Found:
    """Ask until a connection lives long enough to answer."""
    while True:
        try:
            connection.close()
            return ask()
        except DatabaseError as error:
            if _state(error) not in (None, "57P01"):
                raise


def soak(money: Money, *, clients: int, seconds: float, every: float, seed: int = 1) -> Told:
    """Let so many clients work so long, and kill a connection each ``every`` seconds."""
    told = Told()
    over = threading.Event()
    works: list[Callable[[], None]] = [
        _works(Client(money, *money.firm(), told, seed * 1000 + n), over) for n in range(clients)
    ]
    works += [_kills(told, over, every, seed), _checks(told, over, money.fund)]
    threads = [threading.Thread(target=_closing(work, told)) for work in works]
    for thread in threads:
        thread.start()
    over.wait(seconds)
    over.set()
    for thread in threads:
        thread.join()
    told.faults += patiently(lambda: faults(money.fund)) + patiently(lambda: unlike(told))
    return told


def _closing(work: Callable[[], None], told: Told) -> Callable[[], None]:
    def run() -> None:
        try:
            work()
        except Exception:  # a client that ends is a fault to be told
            told.faults.append(traceback.format_exc())
        finally:
            connection.close()

    return run


def _works(client: Client, over: threading.Event) -> Callable[[], None]:
    def run() -> None:
        while not over.is_set():
            try:
                client.step()
            except Error as error:  # the reading before the act
                client.told.lost["look"] += 1
                if _state(error) == DEADLOCK:
                    client.told.faults.append(repr(error))
                connection.close()

    return run


_KILL = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
ORDER BY (state = 'active') DESC, md5(pid::text || %s) LIMIT 1"""


def _kills(told: Told, over: threading.Event, every: float, seed: int) -> Callable[[], None]:
    def run() -> None:
        dice = random.Random(seed)
        while not over.wait(every * dice.uniform(0.5, 1.5)):
            with connection.cursor() as cursor:
                cursor.execute(_KILL, [str(dice.random())])
                told.killed += len(cursor.fetchall())

    return run


def _checks(told: Told, over: threading.Event, fund: Fund) -> Callable[[], None]:
    def run() -> None:
        while not over.wait(1.0):
            told.faults += patiently(lambda: faults(fund))
            told.checks += 1

    return run


def faults(fund: Fund) -> list[str]:
    """What is wrong at this moment with the book or a loan."""
    found = [str(fault) for fault in verify_books().faults]
    with connection.cursor() as cursor:
        for says, statement in INVARIANTS.items():
            cursor.execute(statement, {"fund": fund.pk, "book": fund.book_id})
            found += [f"{says}: {row}" for row in cursor.fetchall()]
    return found


# each gives the rows that break it, in one statement, so at one moment
INVARIANTS = {
    "available is not capital less principal out": """
SELECT sum(balance) FILTER (WHERE code = 'cash'), sum(balance) FILTER (WHERE code = 'loans'),
    sum(balance) FILTER (WHERE code = 'capital')
FROM ledger_account WHERE book_id = %(book)s
HAVING sum(balance) FILTER (WHERE code IN ('cash', 'loans', 'capital', 'losses')) <> 0
    OR min(balance) FILTER (WHERE code IN ('cash', 'loans')) < 0""",
    "a loan is not out by what was drawn and came back": """
SELECT l.id, l.state, l.approved, m.out FROM programmes_loan l LEFT JOIN (
    SELECT e.about, sum(p.fen) AS out FROM ledger_entry e JOIN ledger_posting p ON p.entry_id = e.id
    JOIN ledger_account a ON a.id = p.account_id AND a.code = 'loans'
    WHERE e.book_id = %(book)s GROUP BY e.about) m ON m.about = 'case:' || l.case_id
WHERE l.fund_id = %(fund)s AND CASE WHEN l.state = 'drawn'
    THEN coalesce(m.out, 0) NOT BETWEEN 1 AND l.approved ELSE coalesce(m.out, 0) <> 0 END""",
    "drawn without a promise that covers it": """
SELECT l.id, l.promised, l.approved FROM programmes_loan l WHERE l.fund_id = %(fund)s
    AND EXISTS (SELECT FROM ledger_entry e WHERE e.book_id = %(book)s AND e.kind = 'draw'
        AND e.about = 'case:' || l.case_id)
    AND (l.promised IS NULL OR l.approved IS NULL OR l.promised < l.approved)""",
    "two open uses of one firm or of one loan of a bank": """
SELECT firm_id, NULL FROM programmes_loan WHERE state NOT IN
    ('settled', 'written_off', 'rejected', 'withdrawn') GROUP BY firm_id HAVING count(*) > 1
UNION ALL SELECT bank_id, bank_loan FROM programmes_loan WHERE state NOT IN
    ('settled', 'written_off', 'rejected', 'withdrawn')
GROUP BY bank_id, bank_loan HAVING count(*) > 1""",
}


def unlike(told: Told) -> list[str]:
    """Loans whose entries are not those that the clients were told of, and the sum of all."""
    found = []
    for loan in Loan.objects.all():
        held = [(entry.kind, effect(entry)) for entry in entries_of(loan)]
        if held != told.entries.get(loan.pk, []):
            found.append(f"loan {loan.pk} holds {held}, told {told.entries.get(loan.pk, [])}")
    rows = Account.objects.filter(code__in=("cash", "fee_cash"))
    stands = sum(rows.values_list("balance", flat=True))
    said = CAPITAL + sum(fen for told_of in told.entries.values() for _, fen in told_of)
    return found if stands == said else [*found, f"{stands} fen at hand, told of {said}"]

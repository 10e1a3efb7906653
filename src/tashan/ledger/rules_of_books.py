"""What the database itself refuses of books, whoever writes: the triggers of the models.

They say `books: …` and the name of the rule. Balances and totals of days are kept by these
triggers alone, from the postings; a test compares them with the postings' own sums.
"""

from __future__ import annotations

import pgtrigger

# postings come all in the statement that brings them: as many as the entry says, of one book, in
# balance; then the accounts and the totals of the day follow. Who posts holds the book's lock.
POSTED = """
SELECT min(s."on"), bool_or(s.fen <> 0 OR s.held <> s.lines OR s.is_strange) INTO since, is_wrong
FROM (
    SELECT e."on", e.lines, sum(p.fen) AS fen, count(*) AS held,
        bool_or(a.book_id <> e.book_id) AS is_strange
    FROM (SELECT DISTINCT entry_id FROM brought) n
    JOIN ledger_entry e ON e.id = n.entry_id
    JOIN ledger_posting p ON p.entry_id = e.id
    JOIN ledger_account a ON a.id = p.account_id
    GROUP BY e.id
) s;
IF is_wrong THEN
    RAISE EXCEPTION 'books: entry_balances, all its lines at once, within one book'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances';
END IF;
WITH n AS MATERIALIZED (
    SELECT b.account_id, e."on", sum(b.fen) AS fen
    FROM brought b JOIN ledger_entry e ON e.id = b.entry_id GROUP BY 1, 2 ORDER BY 1, 2
), u AS (
    UPDATE ledger_account a SET balance = a.balance + s.fen
    FROM (SELECT account_id, sum(fen) AS fen FROM n GROUP BY 1) s WHERE a.id = s.account_id
    RETURNING a.id, a.book_id, a.code, a.party_id
), d AS (
    INSERT INTO ledger_daytotal AS t (account_id, "on", fen) SELECT account_id, "on", fen FROM n
    ON CONFLICT (account_id, "on") DO UPDATE SET fen = t.fen + EXCLUDED.fen
)
INSERT INTO ledger_partiestotal AS t (book_id, code, "on", fen)
    SELECT u.book_id, u.code, n."on", sum(n.fen) FROM u JOIN n ON n.account_id = u.id
    WHERE u.party_id IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (book_id, code, "on") DO UPDATE SET fen = t.fen + EXCLUDED.fen;
IF EXISTS (
    SELECT 1 FROM brought n JOIN ledger_daytotal t ON t.account_id = n.account_id
    WHERE t."on" > since
) AND EXISTS (
    SELECT 1 FROM (
        SELECT a.id, a.floor, a.side, t."on",
            sum(t.fen) OVER (PARTITION BY a.id ORDER BY t."on") AS fen
        FROM ledger_account a
        JOIN ledger_daytotal t ON t.account_id = a.id
        WHERE a.floor IS NOT NULL AND a.id IN (SELECT account_id FROM brought)
    ) s WHERE CASE s.side WHEN 'debit' THEN s.fen ELSE -s.fen END < s.floor
) THEN
    RAISE EXCEPTION 'books: account_never_below_its_floor on a day gone by'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_never_below_its_floor';
END IF;
RETURN NULL;
"""

# an entry has postings by the end of its transaction, and a reversal those of the entry turned
WHOLE = """
IF (SELECT count(*) FROM ledger_posting WHERE entry_id = NEW.id) <> NEW.lines THEN
    RAISE EXCEPTION 'books: entry_balances, it has no lines'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances';
END IF;
IF NEW.reverses_id IS NOT NULL AND (
    EXISTS (SELECT 1 FROM ledger_entry o WHERE o.id = NEW.reverses_id
        AND (o.book_id <> NEW.book_id OR o.reverses_id IS NOT NULL OR o."on" > NEW."on"))
    OR EXISTS (
        SELECT 1 FROM ledger_posting WHERE entry_id IN (NEW.id, NEW.reverses_id)
        GROUP BY account_id HAVING sum(fen) <> 0
    )
) THEN
    RAISE EXCEPTION 'books: entry_reversed_exactly'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_reversed_exactly';
END IF;
RETURN NULL;
"""

# an account is opened once, and its balance moves with postings alone, as totals of days do: what
# the trigger of postings writes is told apart before any function is called
REFUSED = "RAISE EXCEPTION 'books: % of % is refused', TG_OP, TG_TABLE_NAME;"
BY_HAND = "pg_trigger_depth() = 0"
NOT_ITS_BALANCE = "to_jsonb(NEW) - 'balance' IS DISTINCT FROM to_jsonb(OLD) - 'balance'"
EMPTY = """
IF NEW.balance <> 0 THEN
    RAISE EXCEPTION 'books: account_begins_with_nothing'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_begins_with_nothing';
END IF;
RETURN NEW;
"""


def posting_triggers() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="posted",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            referencing=pgtrigger.Referencing(new="brought"),  # type: ignore[no-untyped-call]
            declare=[("since", "date"), ("is_wrong", "boolean")],
            func=POSTED,
        )
    ]


def entry_triggers() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="whole",
            when=pgtrigger.After,
            operation=pgtrigger.Insert,
            timing=pgtrigger.Deferred,
            func=WHOLE,
        )
    ]


def account_triggers() -> list[pgtrigger.Trigger]:
    return [
        refusing("kept", pgtrigger.Update, when=f"{BY_HAND} OR {NOT_ITS_BALANCE}"),
        refusing("stays", pgtrigger.Delete),
        pgtrigger.Trigger(
            name="empty", when=pgtrigger.Before, operation=pgtrigger.Insert, func=EMPTY
        ),
    ]


def total_triggers() -> list[pgtrigger.Trigger]:
    return [
        refusing("totals", pgtrigger.Insert | pgtrigger.Update, when=BY_HAND),
        refusing("stays", pgtrigger.Delete),
    ]


def refusing(
    name: str, operation: pgtrigger.Operation, *, when: str | None = None
) -> pgtrigger.Trigger:
    """A trigger that refuses every such change, or those alone that a condition holds for."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=operation,
        condition=pgtrigger.Condition(when) if when else None,
        func=REFUSED,
    )

"""Tables that only grow: the database itself refuses to change, delete or empty them."""

from __future__ import annotations

import pgtrigger
from django.apps import apps

ROWS = "append_only_rows"
TABLE = "append_only_table"
REFUSAL = "RAISE EXCEPTION 'append_only: % of % is refused', TG_OP, TG_TABLE_NAME;"


def append_only_triggers() -> list[pgtrigger.Trigger]:
    """For ``Meta.triggers`` of a model whose rows are never changed or deleted."""
    rows = pgtrigger.Update | pgtrigger.Delete
    return [
        pgtrigger.Trigger(name=ROWS, when=pgtrigger.Before, operation=rows, func=REFUSAL),
        pgtrigger.Trigger(
            name=TABLE,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            operation=pgtrigger.Truncate,
            func=REFUSAL,
        ),
    ]


def append_only_tables() -> list[str]:
    """The tables of all models that declare these triggers, by name."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if any(trigger.name == ROWS for trigger in getattr(model._meta, "triggers", []))
    )


DATED = "dated_rows"
ONLY_REPLACED = (
    "IF TG_OP = 'DELETE' OR OLD.replaced_id IS NOT NULL"
    " OR to_jsonb(NEW) - 'replaced_id' IS DISTINCT FROM to_jsonb(OLD) - 'replaced_id' THEN"
    " RAISE EXCEPTION 'dated: % of % is refused', TG_OP, TG_TABLE_NAME; END IF; RETURN NEW;"
)


def dated_triggers() -> list[pgtrigger.Trigger]:
    """For rows of registers: once replaced they stay so, and nothing else of them ever changes."""
    rows = pgtrigger.Update | pgtrigger.Delete
    return [
        pgtrigger.Trigger(name=DATED, when=pgtrigger.Before, operation=rows, func=ONLY_REPLACED)
    ]

"""Budgets: what may be spent, what is reserved, committed, paid and carried over."""

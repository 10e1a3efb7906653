"""Registers as tables: one module a register, all of them taken by ``book``."""

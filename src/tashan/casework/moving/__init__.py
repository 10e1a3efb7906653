"""The moves of a matter: one function a move, one event a move, all by way of ``core.move``."""

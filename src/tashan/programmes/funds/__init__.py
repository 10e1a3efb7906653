"""Funds as they are run: opened with their book, paid into, and what their rules come to."""

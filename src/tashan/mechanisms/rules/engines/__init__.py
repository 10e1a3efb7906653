"""Engines: what runs bound rules over a table. None knows another; all give the same answer."""

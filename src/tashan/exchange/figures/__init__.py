"""Figures as tables: one figure a row, or a table of figures."""

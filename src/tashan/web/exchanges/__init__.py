"""Exchanges of households on pages: the list, and one with its options side by side."""

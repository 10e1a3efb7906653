"""The meaning of the language: plain Python, row by row, exact, slow."""

"""How figures become points, points a score, and scores ranks and classes: exact, no database."""

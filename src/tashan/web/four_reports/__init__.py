"""Four reports on pages: the list, one report, the overview, and what an enterprise sees."""

"""Rules: conditions, amounts and scores in Python's expression grammar, read into nodes of ours."""

"""People sent to firms, parks and villages: matched, on their term, appraised."""

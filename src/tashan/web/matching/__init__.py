"""What the pages of programmes, matches, lists and chains show."""

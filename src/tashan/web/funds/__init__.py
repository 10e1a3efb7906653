"""Pages of funds: what is in each, what is out, who waits, and what the year came to."""

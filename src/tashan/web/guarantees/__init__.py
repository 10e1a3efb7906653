"""Pages of guarantees: the list with the limits, one guarantee, its acts, and the exposure."""

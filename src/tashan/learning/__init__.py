"""Study trips, and what came of them."""

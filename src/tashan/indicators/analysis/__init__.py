"""The economic operation of a place in a month: its figures, what they tell, the briefing."""

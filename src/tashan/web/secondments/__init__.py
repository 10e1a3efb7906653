"""What the pages of people who were sent show."""

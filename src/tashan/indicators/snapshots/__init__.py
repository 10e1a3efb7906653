"""What registers and figures said on a day, kept as one table for matches and rankings."""

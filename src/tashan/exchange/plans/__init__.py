"""Plans of investment as a table: one project a row, a column for each year and source."""

"""Pages of books: what stands on which account, every entry, and how its amounts came about."""

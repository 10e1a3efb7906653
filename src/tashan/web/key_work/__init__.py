"""Key work of a year on pages: the lists, one of them, its board, one task, the forms."""

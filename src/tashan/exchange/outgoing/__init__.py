"""What goes out: the rows of each register and of the figures, as an import takes them again."""

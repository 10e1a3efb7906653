"""A table as columns of whole numbers, and rules over them: what engines over columns share."""

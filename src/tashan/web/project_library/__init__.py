"""What the pages of the library of projects show."""

"""What the pages of the menu of services show."""

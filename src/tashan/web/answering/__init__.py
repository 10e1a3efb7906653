"""What the pages of duties, delegated items and the open catalogue show."""

"""What the pages of trips and adoptions show, put together."""

"""Who answers for what, from when to when; items that others handle; joint offices."""

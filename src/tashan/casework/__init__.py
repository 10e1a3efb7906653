"""Cases, matters and their clocks: everything that must be done by a day."""

"""The menu of services: ordered, dispatched, signed for, answered, rated; and late payments."""

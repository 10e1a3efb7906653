"""Key work of a year: lists with command groups, reports, moved days, clearing by another."""

"""Lines of responsibility: set up, what hangs under each, load and progress, hand-over."""

"""Lines of responsibility on pages: load and progress of each, of officers, and hand-overs."""

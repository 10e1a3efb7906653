"""What comes in from Excel and what goes out: imports with a preview, exports as jobs."""

"""An optional engine for large registers: compiled, in blocks of rows that stay in the cache."""

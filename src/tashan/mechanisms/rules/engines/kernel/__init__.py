"""An optional engine for large registers: compiled blocks of rows, whole numbers only."""

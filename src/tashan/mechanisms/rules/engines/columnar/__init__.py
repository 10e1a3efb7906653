"""The default engine: one Polars plan for all programmes together."""

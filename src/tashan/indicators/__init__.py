"""Figures with their sources, and the ways to put them in order: benchmarks, targets, analysis."""

"""The library of projects: gates, ageing, renewal, milestones, and plans of investment."""

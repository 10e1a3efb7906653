"""Guidance and incubation funds: commitments, calls, investments, returns and what they come to."""

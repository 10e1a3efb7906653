"""Guarantees as they are run: from application to release, claim, recovery and write-off."""

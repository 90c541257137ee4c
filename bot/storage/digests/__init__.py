"""Digests, and the runs that are owed."""

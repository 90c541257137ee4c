"""Digests: what they say, and when they are posted."""

"""Channels and what they, and the people in them, want to hear of."""

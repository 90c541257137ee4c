"""Runs commands: who may, what is asked first, what is written down, and many rows at once."""

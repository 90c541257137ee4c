"""The connected Sinch projects, and this bot's webhook at each."""

TOPIC = "projects"
"""Wakes the other processes when one has connected, removed or changed a project."""

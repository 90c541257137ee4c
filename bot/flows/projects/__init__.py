"""The connected Sinch projects, and this bot's webhook at each."""

TOPIC = "projects"
"""Wakes the other processes when one has connected, removed or changed a project."""
WEBHOOKS = "/sinch/webhooks/"
"""Where Sinch sends its events; the id of the project follows."""

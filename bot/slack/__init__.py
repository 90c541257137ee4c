"""Slack's Web API, its limits and its words."""

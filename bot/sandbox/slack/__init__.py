"""A Slack workspace in memory: Web API, signed deliveries, and the people who use it."""

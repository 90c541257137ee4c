"""What the bot counts, for `/metrics`."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

COMMANDS = Counter("bot_commands_total", "Commands run, by path and outcome", ["command", "outcome"])
COMMAND_SECONDS = Histogram("bot_command_seconds", "Time a command took after the acknowledgement", ["command"])
API_CALLS = Counter("sinch_api_calls_total", "Calls to the Provisioning API", ["method", "path", "status"])
API_SECONDS = Histogram("sinch_api_seconds", "Time of a call to the Provisioning API", ["method", "path"])
WEBHOOKS = Counter("sinch_webhooks_total", "Webhook requests, by answer", ["status"])
MESSAGES = Counter("slack_messages_total", "Messages posted unasked, by kind", ["kind"])
UNEXPECTED = Counter("bot_unexpected_errors_total", "Errors nobody foresaw", ["where"])
SET_ASIDE = Counter("bot_events_set_aside_total", "Events that the database or our own code refused")
ASIDE = Gauge("bot_events_aside", "Events that are set aside now, until an admin retries them")

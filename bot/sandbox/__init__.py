"""A Slack workspace and a Provisioning API in memory, with a page: a stranger that speaks HTTP with the bot."""

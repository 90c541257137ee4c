"""A client of the Provisioning API; it imports nothing of the bot, so that it could be published alone."""

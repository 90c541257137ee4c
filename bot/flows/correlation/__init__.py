"""Which webhook event belongs to which change that was made through the bot."""

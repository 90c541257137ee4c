"""The connected Sinch projects, and this bot's webhook at each."""

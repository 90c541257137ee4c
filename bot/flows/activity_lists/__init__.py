"""The API's activity lists: what happened before the bot came, and what no event tells."""
